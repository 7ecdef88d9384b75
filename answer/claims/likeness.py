"""How far cited passages say what a claim says, as numbers: meanings by vectors, words by stems.

Each is told for the cited passages and against the others that were given: a claim with the wrong
number is more like a passage that it does not cite. This module does not judge.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answer.claims.clauses import clauses
from answer.claims.ground import Ground, Stated
from answer.claims.wording import Wording
from answer.claims.words import Dictionary, Term, claim_terms
from domain.types import Language
from vectorstore.retriever import Background

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]
FEATURES = (
    "nearest",  # cosine of the best cited sentence, above the background
    "lead",  # the same against the best sentence that is not cited
    "coverage",  # share of the claim's words that the cited passages hold
    "word_lead",  # the same against the passage that holds most besides
    "sentence_coverage",  # share that one cited sentence holds
    "hole",  # rarity of the rarest word that none of them holds
    "weakest",  # coverage of the stretch of the claim that is held least
    "weakest_lead",  # the least lead of a stretch against another passage
    "bare",  # terms of the longest clause of which no cited passage holds any
)
MANY = 4  # terms of a clause that are counted
STRETCH = 3  # words that follow each other in a claim
NEAR = 1.0  # deviations of cosine within which sentences are about as like


@dataclass(frozen=True)
class Likeness:
    """Compares claims with the passages given; ``matrices``: a vector for each of their sentences.

    ``background`` makes cosines mean the same for any embedding model.
    """

    grounds: tuple[Ground, ...]
    matrices: tuple[Matrix, ...]
    embed: Callable[[str], Vector]
    dictionary: Dictionary
    background: Background

    @property
    def wording(self) -> Wording:
        """What the words of claims tell by themselves."""
        return Wording(self.grounds, self.dictionary)

    def features(
        self,
        claim: str,
        language: Language,
        cited: Sequence[int],
        counted: Sequence[int],
        places: Sequence[set[int]],
    ) -> tuple[float, ...]:
        """A value for each of FEATURES.

        ``cited``: the passages, from 0; ``counted``: those whose sentences count, with the
        ``places`` of these sentences, all where it is empty.
        """
        nearest, lead = self._meaning(claim, cited, counted, places)
        return (nearest, lead, *self._words(claim, language, cited))

    def near(
        self, claim: str, counted: Sequence[int], places: Sequence[set[int]]
    ) -> tuple[Stated, ...]:
        """The sentences that count and are about as like the claim as the best, best first."""
        vector = self.embed(claim)
        found = [
            (float(cosine), n, place)
            for n, kept in zip(counted, places, strict=True)
            for place, cosine in enumerate(self.matrices[n] @ vector)
            if not kept or place in kept
        ]
        found.sort(key=lambda item: -item[0])
        least = found[0][0] - NEAR * self.background.deviation
        return tuple(self.grounds[n].sentences[place] for c, n, place in found if c >= least)

    def nearest(self, claim: str, passage: int, places: set[int]) -> int:
        """The place of the sentence of a passage that is most like a claim, among these places."""
        cosines = self.matrices[passage] @ self.embed(claim)
        return max(places or range(len(cosines)), key=lambda place: float(cosines[place]))

    def _meaning(
        self,
        claim: str,
        cited: Sequence[int],
        counted: Sequence[int],
        places: Sequence[set[int]],
    ) -> tuple[float, float]:
        vector = self.embed(claim)
        cosines = [matrix @ vector for matrix in self.matrices]
        own = max(_best(cosines[n], kept) for n, kept in zip(counted, places, strict=True))
        rest = [float(c.max()) for n, c in enumerate(cosines) if n not in cited and len(c)]
        deviation = self.background.deviation
        other = max(rest, default=own - 3 * deviation)
        return (
            _within((own - self.background.mean) / deviation, 6),
            _within((own - other) / deviation, 3),
        )

    def _words(self, claim: str, language: Language, cited: Sequence[int]) -> tuple[float, ...]:
        terms = claim_terms(claim, language, self.dictionary)
        if not terms:
            return (1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0)
        held = np.array([[term(ground.whole) for ground in self.grounds] for term in terms])
        weights = np.array([_rarity(row) for row in held > 0])
        total = float(weights.sum())
        own = held[:, list(cited)].max(axis=1)
        each = weights @ held / total
        coverage = float(weights @ own) / total
        others = [n for n in range(len(self.grounds)) if n not in cited]
        return (
            coverage,
            coverage - max((float(each[n]) for n in others), default=0.0),
            self._sentences(terms, weights, cited) / total,
            float((weights * (own == 0)).max()),
            *_weakest(held, own, others),
            self._bare(claim, language, cited),
        )

    def _bare(self, claim: str, language: Language, cited: Sequence[int]) -> float:
        most = 0
        for part in clauses(claim):
            terms = claim_terms(part, language, self.dictionary)
            if not any(term(self.grounds[n].whole) for term in terms for n in cited):
                most = max(most, len(terms))
        return min(most, MANY) / MANY

    def _sentences(
        self, terms: Sequence[Term], weights: NDArray[np.float64], cited: Sequence[int]
    ) -> float:
        """What the one sentence that holds most, with its headings, holds."""
        best = 0.0
        for ground in (self.grounds[n] for n in cited):
            above = np.array([0.5 * term(ground.heading) for term in terms])
            for sentence in ground.sentences:
                held = np.array([term(sentence) for term in terms])
                best = max(best, float(weights @ np.maximum(held, above)))
        return best


def _weakest(
    held: NDArray[np.float64], own: NDArray[np.float64], others: Sequence[int]
) -> tuple[float, float]:
    """The least coverage of words in a row, and their least lead against another passage."""
    least, lead = 1.0, 1.0
    for start in range(max(1, len(own) - STRETCH + 1)):
        part = slice(start, start + STRETCH)
        mean = float(own[part].mean())
        other = float(held[part][:, others].mean(axis=0).max()) if others else 0.0
        least, lead = min(least, mean), min(lead, mean - other)
    return (least, lead)


def _best(cosines: NDArray[np.float32], places: set[int]) -> float:
    kept = [float(c) for n, c in enumerate(cosines) if not places or n in places]
    return max(kept, default=-1.0)


def _within(value: float, most: float) -> float:
    return max(-1.0, min(1.0, float(value) / most))


def _rarity(held: NDArray[np.bool_]) -> float:
    """Inverse document frequency among the passages given, in (0, 1]."""
    total, frequency = len(held), int(held.sum())
    most = math.log(1 + (total + 0.5) / 0.5)
    return math.log(1 + (total - frequency + 0.5) / (frequency + 0.5)) / most
