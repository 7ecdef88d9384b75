"""The sentence of a passage that a claim rests on most, whichever the languages of the two."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

from domain.types import Passage
from text.figures import carries, figures
from text.folding import fold
from text.sentences import split

# Letters that tell a word from others: French and English cognates mostly part at their ends.
STEM = 5
SHORTEST = 3
# A shared figure says more than a shared word; no sentence has many.
FIGURE_WEIGHT = 3.0


def best_quote(passage: Passage, claim: str) -> tuple[int, int]:
    """Offsets into the source's text of the whole sentence that shares most with the claim.

    Words weigh by how few sentences of the passage hold them, figures count across notations; the
    first sentence wins a tie.
    """
    spans = split(passage.text) or [(0, len(passage.text))]
    sentences = [passage.text[start:end] for start, end in spans]
    stems = [_stems(sentence) for sentence in sentences]
    held = Counter(stem for own in stems for stem in own)
    wanted = _stems(claim)
    scores = [
        sum(math.log(1 + len(spans) / held[stem]) for stem in own & wanted)
        + FIGURE_WEIGHT * _shared_figures(sentence, claim)
        for own, sentence in zip(stems, sentences, strict=True)
    ]
    start, end = spans[scores.index(max(scores))]
    return (passage.start + start, passage.start + end)


def _stems(text: str) -> frozenset[str]:
    return frozenset(_folded_words(fold(text).text.lower()))


def _folded_words(text: str) -> Iterable[str]:
    return (w[:STEM] for w in re.findall(r"[^\W\d_]+", text) if len(w) >= SHORTEST)


def _shared_figures(sentence: str, claim: str) -> int:
    stated = figures(sentence)
    return sum(any(carries(figure, claimed) for figure in stated) for claimed in figures(claim))
