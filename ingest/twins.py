"""Document alignment: translations of one document (twins), linked paragraph by paragraph.

A source names its twin in its front matter, by file name. Twins must have the same paragraphs under
the same headings; otherwise neither is ingested, because a wrong link would show a reader a false
"translation" of a quotation.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from domain.errors import TwinMismatch
from domain.reports import Failure
from domain.types import Language, ParsedSource, Passage
from vectorstore.catalog import Catalog
from vectorstore.generation import Generation


def link(
    parsed: Sequence[ParsedSource],
    catalog: Catalog | None,
    gone: Sequence[str],
    reader: Language,
) -> tuple[tuple[ParsedSource, ...], tuple[Failure, ...]]:
    """Link every pair that is complete; pairs that do not match are excluded and reported.

    A twin that is in the store already, and stays, is returned too: it has to be written
    again. Where only the stored one names the other and they no longer match, both stay, unlinked.
    """
    pool = {item.source.id: _resolved(item) for item in parsed}
    stored = {s.id: s.twin for s in catalog.sources() if s.id not in gone} if catalog else {}
    failed: list[Failure] = []
    for id in [item.source.id for item in parsed]:
        item = pool.get(id)
        other = _other(item, pool, stored) if item else None
        if item is None or other is None:
            continue
        twin = pool[other] if other in pool or catalog is None else catalog.parsed(other)
        if _mismatch(item, twin) is None:
            pool[id], pool[other] = _linked(item, twin), _linked(twin, item)
        elif item.source.twin is None and other not in pool:
            pool[other] = _unlinked(twin)
        else:
            failed += _failures(item, twin, pool, reader) + _failures(twin, item, pool, reader)
    return tuple(pool.values()), tuple(failed)


def _failures(
    item: ParsedSource, twin: ParsedSource, pool: dict[str, ParsedSource], reader: Language
) -> list[Failure]:
    """Take a source out of the pool for its twin's sake; its failure, if it was in it."""
    id = item.source.id
    if pool.pop(id, None) is None:
        return []
    return [Failure(id, TwinMismatch(id, _mismatch(item, twin) or "").message(reader))]


def release(
    gone: Sequence[str], changed: Sequence[ParsedSource], parent: Generation | None
) -> tuple[ParsedSource, ...]:
    """The stored twins of removed sources: they have to be written again, without links."""
    if parent is None:
        return ()
    touched = {*gone, *(item.source.id for item in changed)}
    left = [s for s in parent.catalog.sources() if s.twin in gone and s.id not in touched]
    return tuple(_unlinked(parent.catalog.parsed(source.id)) for source in left)


def relink(sources: Sequence[ParsedSource]) -> tuple[ParsedSource, ...]:
    """Stored sources whose passages were split again, linked again where they match."""
    by_id = {item.source.id: item for item in sources}
    linked = []
    for item in sources:
        twin = by_id.get(item.source.twin or "")
        matches = twin is not None and _mismatch(item, twin) is None
        linked.append(_linked(item, twin) if twin and matches else _unlinked(item))
    return tuple(linked)


def _resolved(item: ParsedSource) -> ParsedSource:
    """The twin's file name as the id relative to this one."""
    twin = item.source.twin
    if twin is None:
        return item
    id = posixpath.normpath(posixpath.join(posixpath.dirname(item.source.id), twin))
    return replace(item, source=replace(item.source, twin=id))


def _other(
    item: ParsedSource, pool: Mapping[str, ParsedSource], stored: Mapping[str, str | None]
) -> str | None:
    """The id of the twin, named by either of the two, where it is available."""
    id, own = item.source.twin, item.source.id
    if id is None:
        named = {**stored, **{key: other.source.twin for key, other in pool.items()}}
        id = next((key for key in sorted(named) if named[key] == own), None)
    return id if id != own and (id in pool or id in stored) else None


def _mismatch(a: ParsedSource, b: ParsedSource) -> str | None:
    """Why two sources are not twins; None when they are."""
    if a.source.language is b.source.language:
        return f"both are in {a.source.language}"
    left, right = _paragraphs(a), _paragraphs(b)
    if len(left) != len(right):
        return f"{len(left)} sections with text against {len(right)} in {b.source.id}"
    for (title, n), (other, m) in zip(left, right, strict=True):
        if n != m:
            return f"{n} paragraphs under «{title}» against {m} under «{other}» in {b.source.id}"
    return None


def _paragraphs(item: ParsedSource) -> list[tuple[str, int]]:
    """For each section in order, its heading and its number of paragraphs."""
    sections = groupby(item.passages, key=lambda passage: passage.section_path)
    return [(" › ".join(path), len({p.paragraph for p in run})) for path, run in sections]


def _linked(item: ParsedSource, twin: ParsedSource) -> ParsedSource:
    """Link each passage to its counterpart: same paragraph, and the same place in it if split."""
    others: dict[int, list[Passage]] = {}
    for passage in twin.passages:
        others.setdefault(passage.paragraph, []).append(passage)
    seen: dict[int, int] = {}
    passages = []
    for passage in item.passages:
        place = seen.get(passage.paragraph, 0)
        seen[passage.paragraph] = place + 1
        same = others[passage.paragraph]
        passages.append(replace(passage, twin_id=same[min(place, len(same) - 1)].id))
    source = replace(item.source, twin=twin.source.id)
    return replace(item, source=source, passages=tuple(passages))


def _unlinked(item: ParsedSource) -> ParsedSource:
    return replace(item, passages=tuple(replace(p, twin_id=None) for p in item.passages))
