"""Build planning: what the next generation copies, deletes and adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from domain.types import ParsedSource, Passage
from vectorstore.context import context, vector_key
from vectorstore.embedder import Embedder
from vectorstore.embedding import Wanted
from vectorstore.generation import Generation

TOMBSTONES = 0.25  # share of deleted vectors above which the index is rebuilt


@dataclass(frozen=True, slots=True)
class Change:
    """Sources that are new or different, whole, and the ids of those that go.

    ``afresh`` rebuilds the indexes, copying nothing.
    """

    upserted: tuple[ParsedSource, ...] = ()
    removed: tuple[str, ...] = ()
    splitter: str = ""
    afresh: bool = False


@dataclass(frozen=True)
class Plan:
    """What to write, passage by passage; ``parent`` is the generation to copy, None to rebuild."""

    parent: Generation | None
    change: Change
    passages: Mapping[str, Wanted]
    removed: Sequence[str]
    added: Sequence[str]
    tombstones: int


def dated(parent: Generation | None, change: Change, now: str) -> Change:
    """The sources with their ingest times: unchanged content keeps its own."""
    stored = {s.id: s for s in parent.catalog.sources()} if parent else {}
    dated = []
    for item in change.upserted:
        source, old = item.source, stored.get(item.source.id)
        same = old is not None and old.content_hash == source.content_hash
        at = source.ingested_at or (old.ingested_at if old and same else None) or now
        dated.append(replace(item, source=replace(source, ingested_at=at)))
    return replace(change, upserted=tuple(dated))


def plan_of(parent: Generation | None, change: Change, embedder: Embedder) -> Plan:
    """Copy the parent and apply the change; rebuild where a copy is not suitable."""
    if parent is None or change.afresh or _stale(parent, embedder):
        return afresh(parent, change, embedder)
    passages = _wanted(change.upserted, embedder)
    stored_keys = parent.catalog.vector_keys()
    touched = (*change.removed, *(item.source.id for item in change.upserted))
    leaving = {p.id for id in touched for p in parent.catalog.passages_of(id)}
    same = {id for id in leaving if id in passages and passages[id].key == stored_keys[id]}
    removed = sorted(leaving - same)
    added = [id for id in passages if id not in same]
    tombstones = parent.catalog.meta.tombstones + len(removed)
    return Plan(parent, change, passages, removed, added, tombstones)


def afresh(parent: Generation | None, change: Change, embedder: Embedder) -> Plan:
    """Copy nothing: all remaining sources are added again."""
    change = _whole(parent, change)
    passages = _wanted(change.upserted, embedder)
    return Plan(None, change, passages, (), tuple(passages), 0)


def _stale(parent: Generation, embedder: Embedder) -> bool:
    """Whether a copy is not suitable: another model, too many deleted vectors."""
    meta = parent.catalog.meta
    if meta.fingerprint != embedder.fingerprint:
        return True
    return meta.tombstones > TOMBSTONES * max(parent.vectors.count(), 4)


def _whole(parent: Generation | None, change: Change) -> Change:
    """The change as one from nothing: everything that stays is new."""
    if parent is None:
        return change
    touched = {*change.removed, *(item.source.id for item in change.upserted)}
    kept = [s.id for s in parent.catalog.sources() if s.id not in touched]
    stay = tuple(parent.catalog.parsed(id) for id in kept)
    return replace(change, upserted=stay + change.upserted, removed=())


def _wanted(upserted: Sequence[ParsedSource], embedder: Embedder) -> dict[str, Wanted]:
    return {p.id: _as_embedded(p, s.source.title, embedder) for s in upserted for p in s.passages}


def _as_embedded(passage: Passage, title: str, embedder: Embedder) -> Wanted:
    text = context(passage, title)
    return Wanted(passage, text, vector_key(embedder.fingerprint, text))
