"""Timeline summarisation: dated sentences that represent a source or topic, the earliest first.

Chosen as summaries are, no two of the same date.
"""

from __future__ import annotations

from collections.abc import Sequence

from answer.reading.calibration import Calibration
from answer.reading.reader import Reading
from answer.reading.selection import Evidence, rank
from answer.summaries.keysentences import UNFIT, form, key_sentences
from answer.summaries.summary import Whole, evidence_of, lines_of, ranked_passages, sources_meant
from domain.types import Language, Scope
from text.figures import figures
from text.quantity import Figure, FigureKind
from vectorstore.generation import Generation

COUNT = 7
"""Dates, at most."""
_YEARS = {"day": 10_000, "month": 100, "quarter": 10, "half-year": 10}
Moment = tuple[int, int, int]
"""Year, month, day; 0 where not given."""


def date_of(sentence: str) -> Moment | None:
    """The first date of a sentence that has a year; None where there is none."""
    return next((found for f in figures(sentence) if (found := _moment(f))), None)


def _moment(figure: Figure) -> Moment | None:
    value = int(figure.value)
    if figure.kind is FigureKind.YEAR:
        return (value, 0, 0)
    if figure.kind is not FigureKind.DATE or figure.unit not in _YEARS:
        return None
    year, rest = divmod(value, _YEARS[figure.unit])
    if figure.unit == "day":
        return (year, *divmod(rest, 100))
    months = {"month": 1, "quarter": 3, "half-year": 6}[figure.unit]
    return (year, rest * months, 0)


def timeline(generation: Generation, language: Language, scope: Scope | None = None) -> Whole:
    """The key dates of the source that a reader means who names none, as summary.sum_up."""
    meant, read, others = sources_meant(generation, language, scope)
    found = lines_of(generation, read)
    dated = [(line, moment) for line in found if (moment := date_of(line.text))]
    fit = [(line, moment) for line, moment in dated if form(line.text) > -UNFIT / 2]
    moments = [moment for _, moment in fit]
    chosen = key_sentences([line for line, _ in fit], moments, count=COUNT)
    titles = {s.id: s.title for s in read}
    in_order = sorted(chosen, key=lambda n: moments[n])
    evidence = tuple(evidence_of(fit[n][0], titles) for n in in_order)
    return Whole(evidence, ranked_passages(found, titles), meant.title if meant else None, others)


def timeline_of_topic(
    readings: Sequence[Reading], calibration: Calibration
) -> tuple[Evidence, ...]:
    """The key dates among what was read for a topic: of each date the sentence nearest to it."""
    about = {r.retrieved.passage.id: r.about or 0.0 for r in readings}
    best: dict[Moment, Evidence] = {}
    ranked = rank(readings, calibration)
    for e in sorted(ranked, key=lambda e: -(e.score + about[e.retrieved.passage.id])):
        moment = date_of(e.text)
        if moment and form(e.text) > -UNFIT / 2 and len(best) < COUNT:
            best.setdefault(moment, e)
    return tuple(best[moment] for moment in sorted(best))
