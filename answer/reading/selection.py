"""Selective answering: which sentences answer, from the reader's scores, or abstention.

One sentence where one answers, up to MOST where several are nearly as good; an anaphoric one
("This plan...") comes with the sentence before. Nothing where the calibration refuses.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from answer.reading.calibration import LIMIT, Calibration, Features, clipped
from answer.reading.coreference import leans
from answer.reading.reader import Reading
from domain.types import Language, Retrieved
from vectorstore.retriever import Background

MOST, MOST_OF_A_PART = 3, 2
"""Sentences of an answer, besides the context of another one; of one part among several."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a retrieved passage; ``start`` and ``end`` are offsets into the source's text.

    ``place``: which sentence of its passage. ``odds``, ``corrects``: the reader's log-odds.
    ``score``: with the passage's rank, in log-odds against the other sentences found.
    """

    retrieved: Retrieved
    place: int
    text: str
    start: int
    end: int
    odds: float = 0.0
    corrects: float = -LIMIT
    score: float = 0.0

    @property
    def key(self) -> tuple[str, int]:
        """Where it is: its source, and its offset there."""
        return (self.retrieved.passage.source_id, self.start)


@dataclass(frozen=True, slots=True)
class Selection:
    """What was chosen for a question.

    ``chosen``: the sentences that answer, in the order of their sources; () where none does.
    ``probability``: that the best sentence answers; None where that was not asked. ``correction``:
    the sentence that sets right what the question takes for granted. ``near``: the passage about
    the matter of a question that has no answer. ``best``: the sentence that comes nearest to
    answering. ``unanswered``: the parts of a question of several that have no answer, where others
    have. ``passages``: what was read, the passages likeliest to answer first.
    """

    probability: float | None
    chosen: tuple[Evidence, ...] = ()
    correction: Evidence | None = None
    near: Retrieved | None = None
    best: Evidence | None = None
    unanswered: tuple[str, ...] = ()
    passages: tuple[Retrieved, ...] = ()


def select(
    readings: Sequence[Reading],
    language: Language,
    background: Background,
    calibration: Calibration,
    most: int = MOST,
) -> Selection:
    """Choose among the sentences of what was read; ``language`` is the question's."""
    ranked = rank(readings, calibration)
    if not ranked:
        return Selection(0.0)
    features = features_of(ranked, readings, language, background)
    probability = calibration.belief.probability(features)
    found = Selection(probability, best=ranked[0], passages=_in_order(ranked))
    if calibration.answers(features):
        chosen = _with_context(_chosen(ranked, calibration, most), readings)
        return replace(found, chosen=chosen)
    correction = max(ranked, key=lambda e: e.corrects)
    near = _near(readings, calibration)
    if correction.corrects < calibration.premise:
        return replace(found, near=near)
    return replace(found, correction=_self_contained(correction, readings), near=near)


def on_topic(
    readings: Sequence[Reading],
    language: Language,
    background: Background,
    calibration: Calibration,
) -> bool:
    """Whether the sources treat the topic, as likely as not."""
    ranked = rank(readings, calibration)
    if not ranked:
        return False
    features = features_of(ranked, readings, language, background)
    return calibration.topic.probability(features) >= 0.5


def _in_order(ranked: Sequence[Evidence]) -> tuple[Retrieved, ...]:
    """The passages by their best sentences."""
    return tuple({e.retrieved.passage.id: e.retrieved for e in ranked}.values())


def merge(parts: Mapping[str, Selection]) -> Selection:
    """What was chosen for the parts of a question, by their texts; where none is answered, what
    corrects one of them, else the first.
    """
    answered = [found for found in parts.values() if found.chosen]
    passages = _united(answered or parts.values())
    if not answered:
        found = next((f for f in parts.values() if f.correction), next(iter(parts.values())))
        return replace(found, passages=passages)
    kept = {e.key: e for found in answered for e in found.chosen}
    silent = tuple(text for text, found in parts.items() if not found.chosen)
    probability = min(found.probability or 0.0 for found in answered)
    chosen = tuple(kept[key] for key in sorted(kept))
    return Selection(probability, chosen, unanswered=silent, passages=passages)


def _united(selections: Iterable[Selection]) -> tuple[Retrieved, ...]:
    """The passages of all, the first of each before the second of any."""
    rows = zip_longest(*(found.passages for found in selections))
    return tuple({r.passage.id: r for row in rows for r in row if r is not None}.values())


def rank(readings: Sequence[Reading], calibration: Calibration) -> list[Evidence]:
    """Every sentence that was read, the best first."""
    best = max((r.retrieved.score for r in readings), default=0.0)
    found = [
        evidence for reading in readings for evidence in _sentences(reading, best, calibration)
    ]
    return sorted(found, key=lambda e: (-e.score, e.key))


def features_of(
    ranked: Sequence[Evidence],
    readings: Sequence[Reading],
    language: Language,
    background: Background,
) -> Features:
    """What the decision rests on: answer.reading.calibration.FEATURES."""
    best, *others = ranked
    passage = best.retrieved.passage
    elsewhere = [e.odds for e in others if e.retrieved.passage.id != passage.id]
    reading = next(r for r in readings if r.retrieved.passage.id == passage.id)
    pair = f"{language}_{passage.language}"
    return {
        "odds": best.odds,
        "answered": clipped(reading.answered),
        "margin": clipped(best.odds - max((e.odds for e in others), default=-LIMIT)),
        "elsewhere": clipped(best.odds - max(elsewhere, default=-LIMIT)),
        "score": best.retrieved.score,
        "dense": (best.retrieved.dense - background.mean) / background.deviation,
        "about": clipped(reading.about or 0.0),
        "words": math.log(1 + len(passage.text.split())),
        "corrects": max(e.corrects for e in ranked),
        **{name: float(pair == name) for name in ("fr_fr", "fr_en", "en_fr")},
    }


def _sentences(reading: Reading, best: float, calibration: Calibration) -> list[Evidence]:
    passage = reading.retrieved.passage
    found = []
    for place, ((start, end), odds, corrects) in enumerate(
        zip(reading.spans, reading.answers, reading.corrects, strict=True)
    ):
        features = {
            "odds": clipped(odds),
            "lead": reading.retrieved.score - best,
            "lexical": reading.retrieved.lexical,
        }
        found.append(
            Evidence(
                reading.retrieved,
                place,
                passage.text[start:end],
                passage.start + start,
                passage.start + end,
                clipped(odds),
                clipped(corrects),
                calibration.score(features),
            )
        )
    return found


def _chosen(ranked: Sequence[Evidence], calibration: Calibration, most: int) -> list[Evidence]:
    """The best sentence, and those that are nearly as good."""
    best = ranked[0]
    least = best.score - calibration.nearly
    others = (e for e in ranked[1:most] if e.score >= least and e.odds >= calibration.least)
    return [best, *others]


def _with_context(chosen: Sequence[Evidence], readings: Sequence[Reading]) -> tuple[Evidence, ...]:
    """In the order of their sources, each with the sentences before it that it depends on."""
    kept = {e.key: e for e in chosen}
    for evidence in chosen:
        for before in _antecedents(evidence, readings):
            kept.setdefault(before.key, before)
    return tuple(kept[key] for key in sorted(kept))


def _self_contained(evidence: Evidence, readings: Sequence[Reading]) -> Evidence:
    """The sentence and those before it that it depends on, as one quotation."""
    before = _antecedents(evidence, readings)
    if not before:
        return evidence
    passage, start = evidence.retrieved.passage, before[0].start
    text = passage.text[start - passage.start : evidence.end - passage.start]
    return replace(evidence, text=text, start=start)


def _antecedents(evidence: Evidence, readings: Sequence[Reading]) -> list[Evidence]:
    """The sentences of its passage that a sentence depends on, in order."""
    passage = evidence.retrieved.passage
    spans = next((r.spans for r in readings if r.retrieved.passage.id == passage.id), ())
    found: list[Evidence] = []
    text, place = evidence.text, evidence.place
    while place and leans(text):
        place -= 1
        start, end = spans[place]
        text = passage.text[start:end]
        made = Evidence(evidence.retrieved, place, text, passage.start + start, passage.start + end)
        found.insert(0, made)
    return found


def _near(readings: Sequence[Reading], calibration: Calibration) -> Retrieved | None:
    """The passage about the matter, where it is likely enough that there is one."""
    best = agreed(readings)
    return best.retrieved if best and (best.about or 0.0) >= calibration.about else None


def agreed(readings: Sequence[Reading]) -> Reading | None:
    """The passage that the reader finds likeliest to be about the matter, where the retriever
    agrees: it is its first, or the translation of that. ``readings``: in the retriever's order.
    """
    read = [r for r in readings if r.about is not None]
    best = max(read, key=lambda r: r.about or 0.0, default=None)
    if best is None:
        return None
    first, found = readings[0].retrieved.passage, best.retrieved.passage
    return best if first.id in (found.id, found.twin_id) else None
