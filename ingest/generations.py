"""Diff of two generations, source by source: added, updated and removed."""

from __future__ import annotations

from dataclasses import dataclass

from domain.changes import Became, SourceChange
from domain.reports import PassageCounts
from ingest.changes import Account, edited, whole
from ingest.difference import compare
from vectorstore.catalog import Catalog


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs in the second of two generations; sources by id."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]
    passages: PassageCounts
    changes: tuple[SourceChange, ...]


def compare_generations(old: Catalog, new: Catalog) -> Compared:
    """Compare two generations, in either order; raises StoreDamaged."""
    before, after = ({s.id: s for s in catalog.sources()} for catalog in (old, new))
    resplit = old.meta.splitter != new.meta.splitter
    counts, account = PassageCounts(), Account()
    updated: list[str] = []
    for id in sorted(before.keys() & after.keys()):
        if before[id] == after[id] and not resplit:
            continue
        difference = compare(old.passages_of(id), new.passages_of(id))
        counts += difference.counts
        change = edited(before[id], after[id], difference)
        account = account.plus(change)
        updated += [id] if change else []
    added = sorted(after.keys() - before.keys())
    removed = sorted(before.keys() - after.keys())
    for ids, sources, became in (
        (added, after, Became.ADDED),
        (removed, before, Became.REMOVED),
    ):
        for id in ids:
            account = account.plus(whole(sources[id], became))
    return Compared(
        tuple(added),
        tuple(updated),
        tuple(removed),
        _whole_sources(counts, old, new, added, removed),
        account.changes,
    )


def _whole_sources(
    counts: PassageCounts, old: Catalog, new: Catalog, added: list[str], removed: list[str]
) -> PassageCounts:
    """With the passages of the sources that are wholly new or gone, and of those that stayed."""
    before, after = old.passage_counts(), new.passage_counts()
    counts += PassageCounts(
        added=sum(after.get(id, 0) for id in added),
        removed=sum(before.get(id, 0) for id in removed),
    )
    counted = counts.added + counts.changed + counts.moved + counts.unchanged
    return counts + PassageCounts(unchanged=sum(after.values()) - counted)
