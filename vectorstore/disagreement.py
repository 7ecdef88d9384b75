"""Contradiction detection: sentences of different sources that differ in a figure or a date.

Two sentences are about the same thing if their vectors are near and the words of each occur in the
other, as themselves or translated; names that only one of them has, and opposites (exports and
imports), exclude a pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from domain.types import Language, Passage
from text.claims import Comparable, StatedFigure, differing, stated_figures
from text.opposites import opposed, sides
from vectorstore.lexical import folded_words, terms, words
from vectorstore.lexicon import Lexicon
from vectorstore.stopwords import STOP_WORDS
from vectorstore.vectors import Vector

COVERED = 0.15  # weight of the words in common beside the cosine: see training/fit_disagreement.py
ALIKE = 0.87  # threshold of cosine and words in common together: the same thing
NEAREST = ALIKE - COVERED  # of cosine: below it words in common cannot compensate
NEIGHBOURS = 5  # claims of other documents that one is compared with
_FAMILY = 5  # first letters that related words share
_BLOCK = 512  # sentences compared at once
_NAME = re.compile(r"(?<=[\w,;:)»”\"'’] )[A-ZÀ-ÖØ-Þ][\w’'-]+")


@dataclass(eq=False)
class Claim:
    """A sentence that contains a figure or a date: ``passage.text[start:end]``.

    ``vector``: given once the sentence is embedded; empty before.
    """

    passage: Passage
    start: int
    end: int
    vector: Vector

    @cached_property
    def text(self) -> str:
        """The sentence."""
        return self.passage.text[self.start : self.end]

    @cached_property
    def figures(self) -> tuple[StatedFigure, ...]:
        """Its figures and dates, in order."""
        return stated_figures(self.text, self.passage.language)

    @cached_property
    def comparable(self) -> Comparable:
        """Its figures and dates, by what they can be compared with."""
        return Comparable(self.figures)

    @cached_property
    def sides(self) -> dict[int, int]:
        """The sides it takes of pairs of opposites."""
        return sides(self.text)

    @cached_property
    def content(self) -> tuple[str, ...]:
        """Its content words, less its figures."""
        bare = list(self.text)
        for item in self.figures:
            bare[item.figure.start : item.figure.end] = " " * (item.figure.end - item.figure.start)
        stop = STOP_WORDS[self.passage.language]
        found = (w for w in words("".join(bare)) if w not in stop and len(w) > 1)
        return tuple(dict.fromkeys(w for w in found if not w.isdigit()))

    @cached_property
    def names(self) -> frozenset[str]:
        """Its capitalised words, except the first, folded."""
        return frozenset(w for name in _NAME.findall(self.text) for w in folded_words(name))

    @cached_property
    def plain(self) -> frozenset[str]:
        """All its words, folded."""
        return frozenset(folded_words(self.text))

    @cached_property
    def families(self) -> frozenset[str]:
        """The first letters of its words, which identify related words."""
        return frozenset(word[:_FAMILY] for word in self.plain if len(word) >= _FAMILY)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its content words."""
        language = self.passage.language
        return frozenset(term for word in self.content for term in terms(word, language))

    def renderings(self, language: Language, lexicon: Lexicon) -> list[tuple[str, frozenset[str]]]:
        """Each content word, with the stems of it and of its translations as words of a
        language.
        """
        mine = self.passage.language
        return [(word, _rendered(word, mine, language, lexicon)) for word in self.content]


@lru_cache(maxsize=50_000)
def _rendered(word: str, mine: Language, language: Language, lexicon: Lexicon) -> frozenset[str]:
    """The stems, as words of ``language``, of a word and of its translations."""
    forms = {word, *(t.word for t in lexicon.translations(word, mine))}
    return frozenset(stem for form in forms for stem in terms(form, language))


def find(
    fresh: Sequence[Claim], others: Sequence[Claim], documents: Mapping[str, str], lexicon: Lexicon
) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of a fresh claim and another, fresh or not, that disagree; each pair once.

    ``documents`` maps a source to the document that it is a version of: translations are one
    document, and a document is not compared with itself. Compares the NEIGHBOURS nearest claims.
    """
    mine = [claim for claim in fresh if claim.figures]
    seen: set[frozenset[tuple[str, int]]] = set()
    for a, b in _near(mine, [*mine, *others], documents):
        pair = frozenset(((a.passage.id, a.start), (b.passage.id, b.start)))
        if pair not in seen and disagree(a, b, lexicon):
            seen.add(pair)
            yield a, b


def disagree(a: Claim, b: Claim, lexicon: Lexicon) -> bool:
    """Whether two claims are about the same thing and differ in a figure or a date."""
    return differing(a.comparable, b.comparable) is not None and similarity(a, b, lexicon) >= ALIKE


def similarity(a: Claim, b: Claim, lexicon: Lexicon) -> float:
    """Score that two claims are about the same thing; 0 where a name or an opposite excludes it."""
    if distinct(a, b):
        return 0.0
    return float(a.vector @ b.vector) + COVERED * in_common(a, b, lexicon)


def distinct(a: Claim, b: Claim) -> bool:
    """Whether each has a name that the other lacks, or they are on opposite sides of a pair."""
    return (_lacks(b, a.names) and _lacks(a, b.names)) or opposed(a.sides, b.sides)


def in_common(a: Claim, b: Claim, lexicon: Lexicon) -> float:
    """Word overlap: the lesser share of the words of either that the other contains; in [0, 1]."""
    return min(_covered(a, b, lexicon), _covered(b, a, lexicon))


def _near(
    mine: Sequence[Claim], others: Sequence[Claim], documents: Mapping[str, str]
) -> Iterator[tuple[Claim, Claim]]:
    """Each claim with those nearest to it in other documents."""
    if not mine:
        return
    numbers: dict[str, int] = {}
    of = [documents.get(c.passage.source_id, c.passage.source_id) for c in others]
    belongs = np.array([numbers.setdefault(document, len(numbers)) for document in of])
    matrix = np.stack([claim.vector for claim in others])
    for place in range(0, len(mine), _BLOCK):
        some = mine[place : place + _BLOCK]
        cosines = matrix[place : place + len(some)] @ matrix.T
        cosines[belongs[place : place + len(some), None] == belongs[None, :]] = -1.0
        for row, column in _best(cosines):
            yield some[row], others[column]


def _best(cosines: NDArray[np.float32]) -> Iterator[tuple[int, int]]:
    """Row and column of the NEIGHBOURS greatest of each row that are near enough."""
    most = min(NEIGHBOURS, cosines.shape[1])
    nearest = np.argpartition(cosines, -most, axis=1)[:, -most:]
    rows, places = np.nonzero(np.take_along_axis(cosines, nearest, axis=1) >= NEAREST)
    return zip(rows.tolist(), nearest[rows, places].tolist(), strict=True)


def _lacks(claim: Claim, names: Iterable[str]) -> bool:
    return any(not _akin(name, claim) for name in names)


def _akin(word: str, claim: Claim) -> bool:
    """Whether a claim has a word, or a related one."""
    return word in claim.plain or (len(word) >= _FAMILY and word[:_FAMILY] in claim.families)


def _covered(a: Claim, b: Claim, lexicon: Lexicon) -> float:
    """The share of the words of ``a`` that ``b`` has as themselves, translated, or related."""
    if not a.content:
        return 0.0
    met = sum(
        not b.stems.isdisjoint(stems) or any(_akin(w, b) for w in folded_words(word))
        for word, stems in a.renderings(b.passage.language, lexicon)
    )
    return met / len(a.content)
