"""Staleness check: whether the sources of an earlier answer have changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.interface import say
from app.wiring import Parts
from domain.errors import StoreError
from domain.types import Answer, Language, Source
from text.dating import written

SourcesById = Mapping[str, Source]
"""The sources of the library by id."""


def current_sources(parts: Parts) -> SourcesById | None:
    """The sources as they are now; None where they cannot be read."""
    try:
        return {source.id: source for source, _ in parts.sources()}
    except StoreError:
        return None


def cited(answer: Answer, sources: SourcesById | None) -> tuple[Source, ...]:
    """The sources that an answer cites, each once; () where they are not known."""
    ids = dict.fromkeys(citation.passage.source_id for citation in answer.citations)
    return tuple(sources[id] for id in ids if sources and id in sources)


def outdated(then: Sequence[Source], sources: SourcesById | None, reader: Language) -> list[str]:
    """A line for each source that has changed since the answer."""
    if sources is None:
        return []
    return [line for source in then for line in _became(source, sources, reader)]


def _became(then: Source, sources: SourcesById, reader: Language) -> Iterator[str]:
    now = sources.get(then.id)
    if now is None:
        yield say("now_removed", reader, title=then.title)
        return
    if now.content_hash != then.content_hash:
        at = written(now.ingested_at or "", reader)
        yield say("now_changed", reader, title=then.title, at=at)
    by = sources.get(now.superseded_by or "")
    if by is not None and now.superseded_by != then.superseded_by:
        yield say("now_superseded", reader, title=then.title, by=by.title)
