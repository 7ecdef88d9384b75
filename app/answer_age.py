"""Staleness check: whether the sources of an earlier answer have changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.interface import say
from app.wiring import Parts
from domain.errors import StoreError
from domain.types import Answer, Language, Source
from text.dating import written

Held = Mapping[str, Source]
"""The sources of the library by id."""


def held_now(parts: Parts) -> Held | None:
    """The sources as they are now; None where they cannot be read."""
    try:
        return {source.id: source for source, _ in parts.sources()}
    except StoreError:
        return None


def cited(answer: Answer, held: Held | None) -> tuple[Source, ...]:
    """The sources that an answer cites, each once; () where they are not known."""
    ids = dict.fromkeys(citation.passage.source_id for citation in answer.citations)
    return tuple(held[id] for id in ids if held and id in held)


def outdated(then: Sequence[Source], held: Held | None, reader: Language) -> list[str]:
    """A line for each source that has changed since the answer."""
    if held is None:
        return []
    return [line for source in then for line in _became(source, held, reader)]


def _became(then: Source, held: Held, reader: Language) -> Iterator[str]:
    now = held.get(then.id)
    if now is None:
        yield say("now_removed", reader, title=then.title)
        return
    if now.content_hash != then.content_hash:
        at = written(now.ingested_at or "", reader)
        yield say("now_changed", reader, title=then.title, at=at)
    by = held.get(now.superseded_by or "")
    if by is not None and now.superseded_by != then.superseded_by:
        yield say("now_superseded", reader, title=then.title, by=by.title)
