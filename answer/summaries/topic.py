"""Query-focused summarisation: the sentences nearest to a topic for the reader, no two alike.

Maximal marginal relevance (Carbonell and Goldstein 1998, "The Use of MMR, Diversity-Based
Reranking") over the reader's scores.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from answer.reading.calibration import Calibration
from answer.reading.reader import Reading
from answer.reading.selection import Evidence, rank
from answer.summaries.keysentences import UNFIT, Values, form
from vectorstore.generation import Generation

ALIKE = 3.0
"""Log-odds against a sentence, by its cosine to one that is chosen."""
READ = 24
"""Of the best sentences, compared with one another."""
NEAR, FOUND = 1.0, 12.0
"""Weights of the log-odds that a passage is about the topic, and of its retrieval score, against
the log-odds of the sentence.
"""


def sum_up_topic(
    generation: Generation, readings: Sequence[Reading], calibration: Calibration, count: int
) -> tuple[Evidence, ...]:
    """At most ``count`` sentences, in the order of their sources.

    Raises EmbeddingModelError.
    """
    about = {r.retrieved.passage.id: r.about or 0.0 for r in readings}
    fit = [e for e in rank(readings, calibration) if form(e.text) > -UNFIT / 2][:READ]
    if not fit:
        return ()
    worth = [
        e.score + NEAR * about[e.retrieved.passage.id] + FOUND * e.retrieved.score + form(e.text)
        for e in fit
    ]
    chosen = _diverse(np.array(worth, dtype=np.float32), _alike(generation, fit), count)
    return tuple(sorted((fit[n] for n in chosen), key=lambda e: e.key))


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
