"""Extractive summarisation: key sentences that represent all, each from a part of its own.

Facility location, the monotone submodular objective of Lin and Bilmes (ACL 2011, "A Class of
Submodular Functions for Document Summarization"), chosen greedily: each sentence added is the one
that makes the nearest chosen sentence of every other nearest. To it are added the features of
centroid summarisation (Radev, Jing, Stys and Tam 2004, "Centroid-based summarization of multiple
documents"): nearness to the mean of all and of its own part, and place in it.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from answer.reading.coreference import leans
from text.figures import figures
from vectorstore.outline import Line

Values = NDArray[np.float32]
OPENS = 0.08  # for the first sentence of its part
FIGURE = 0.03  # for a sentence with a figure
DEPENDS = 0.15  # against a sentence that depends on the one before
UNFIT = 1.0  # against what is no statement: a question, a few words
SHORTEST, LONGEST = 5, 60  # words


def key_sentences(
    lines: Sequence[Line],
    parts: Sequence[Hashable],
    weights: Values | None = None,
    worth: Values | None = None,
    count: int = 3,
) -> list[int]:
    """The places of at most ``count`` sentences, in order; no two of one part.

    ``parts`` names the part of each sentence, ``weights`` how much it matters that it is
    covered, ``worth`` what is added for choosing it (in cosines).
    """
    if not lines:
        return []
    vectors = np.stack([line.vector for line in lines])
    alike = np.maximum(vectors @ vectors.T, 0)
    importance = np.ones(len(lines), dtype=np.float32) if weights is None else weights
    total = float(importance.sum()) or 1.0
    added = features(lines, parts) + (0 if worth is None else worth)
    covered = np.zeros(len(lines), dtype=np.float32)
    chosen: list[int] = []
    while len(chosen) < count:
        free = [n for n in range(len(lines)) if not {parts[n]} & {parts[c] for c in chosen}]
        if not free:
            break
        gains = np.maximum(alike[:, free] - covered[:, None], 0)
        values = (importance @ gains) / total + added[free] / count
        best = free[int(np.argmax(values))]
        chosen.append(best)
        covered = np.maximum(covered, alike[:, best])
    return sorted(chosen)


def features(lines: Sequence[Line], parts: Sequence[Hashable]) -> Values:
    """The worth of each sentence by itself: place and centrality in its part, form."""
    vectors = np.stack([line.vector for line in lines])
    found = _nearness(vectors, vectors.mean(axis=0))
    seen: set[Hashable] = set()
    for n, (line, part) in enumerate(zip(lines, parts, strict=True)):
        own = [m for m, other in enumerate(parts) if other == part]
        found[n] += float(_nearness(vectors[n : n + 1], vectors[own].mean(axis=0))[0])
        found[n] += form(line.text) + (0.0 if part in seen else OPENS)
        seen.add(part)
    return found


def _nearness(vectors: Values, mean: Values) -> Values:
    """Cosines to a mean."""
    nearness: Values = vectors @ mean / np.float32(float(np.linalg.norm(mean)) or 1.0)
    return nearness


def form(sentence: str) -> float:
    """The worth of a sentence, positive or negative, by its form."""
    words = len(sentence.split())
    if not SHORTEST <= words <= LONGEST or sentence.rstrip(" »”\"'").endswith(("?", ":", "…")):
        return -UNFIT
    leaning = DEPENDS if leans(sentence) else 0.0
    return (FIGURE if figures(sentence) else 0.0) - leaning
