"""Summaries of a topic: the sentences nearest to it for the reader, no two alike.

Maximal marginal relevance (Carbonell and Goldstein 1998, "The Use of MMR, Diversity-Based
Reranking") over the reader's scores. Knows nothing of whole sources or language models.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from answer.reading.calibration import Calibration
from answer.reading.reader import Reading
from answer.reading.selection import Evidence, Selection, rank
from answer.summaries.keysentences import UNFIT, Values, form
from vectorstore.generation import Generation

ALIKE = 3.0
"""Log-odds against a sentence, by its cosine to one that is chosen."""
READ = 24
"""Of the best sentences, compared with one another."""
ABOUT = 1.0
"""Weight of the log-odds that the passage is about the topic, against the sentence's own."""


def sum_up_topic(
    generation: Generation, readings: Sequence[Reading], calibration: Calibration, count: int
) -> Selection:
    """At most ``count`` sentences, in the order of their sources; none where no passage is about
    the topic.
    """
    about = {r.retrieved.passage.id: r.about for r in readings}
    ranked = [e for e in rank(readings, calibration) if form(e.text) > -UNFIT / 2]
    fit = [e for e in ranked if _is_about(about[e.retrieved.passage.id], calibration)][:READ]
    if not fit:
        return Selection(None)
    worth = [e.score + ABOUT * (about[e.retrieved.passage.id] or 0) + form(e.text) for e in fit]
    chosen = _diverse(np.array(worth, dtype=np.float32), _alike(generation, fit), count)
    return Selection(None, tuple(sorted((fit[n] for n in chosen), key=lambda e: e.key)))


def _is_about(odds: float | None, calibration: Calibration) -> bool:
    """Whether a passage is about the topic; taken to be where the reader does not tell."""
    return odds is None or odds >= calibration.about


def _diverse(worth: Values, alike: Values, count: int) -> list[int]:
    """The places of the best, each less what it has in common with those before it."""
    chosen: list[int] = []
    while len(chosen) < min(count, len(worth)):
        left = worth - ALIKE * alike[:, chosen].max(axis=1, initial=0.0)
        left[chosen] = -np.inf
        chosen.append(int(np.argmax(left)))
    return chosen


def _alike(generation: Generation, evidence: Sequence[Evidence]) -> Values:
    """The cosines of sentences, none below 0."""
    vectors = generation.embedder.embed_documents([e.text for e in evidence])
    cosines: Values = np.maximum(vectors @ vectors.T, 0)
    return cosines
