"""The disagreements of a generation as statements of its sources, the newer one first.

The bundled briefing restates other sources, and therefore always counts as the older.
"""

from __future__ import annotations

from collections.abc import Collection

from domain.scope import within
from domain.types import Disagreement, Scope, Source, Statement
from vectorstore.disagreements import Place
from vectorstore.generation import Generation


def disputed(
    generation: Generation,
    passage_ids: Collection[str] | None = None,
    scope: Scope | None = None,
) -> tuple[Disagreement, ...]:
    """All of them, or those that touch one of these passages, between sources of the scope; raises
    StoreDamaged.

    Superseded sources are left out, and those since linked as translations: versions of one
    document.
    """
    pairs = [
        pair
        for pair in generation.disagreements
        if passage_ids is None or any(place.passage_id in passage_ids for place in pair)
    ]
    wanted = {place.passage_id for pair in pairs for place in pair}
    passages = generation.catalog.passages(sorted(wanted))
    sources = {source.id: source for source in generation.catalog.sources()} if pairs else {}

    def statement(place: Place) -> Statement:
        passage = passages[place.passage_id]
        return Statement(sources[passage.source_id], passage, place.start, place.end)

    both = ((statement(a), statement(b)) for a, b in pairs)
    past = generation.superseded
    inside = within(scope, list(sources.values())) if scope else sources.keys()
    return tuple(
        _ordered(a, b)
        for a, b in both
        if a.source.twin != b.source.id
        and not {a.source.id, b.source.id} & past
        and {a.source.id, b.source.id} <= inside
    )


def age(source: Source) -> tuple[bool, str]:
    """Sort key of sources, the oldest first: the briefing, then by date."""
    return (not source.is_briefing, source.date or source.ingested_at or "")


def _ordered(a: Statement, b: Statement) -> Disagreement:
    return Disagreement(a, b) if age(a.source) >= age(b.source) else Disagreement(b, a)
