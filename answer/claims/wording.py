"""What the words of a claim tell against it: too few held, a strange item, what the source denies.

Works on words alone, in whatever form and language they are said; knows nothing of vectors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from answer.claims.clauses import enumerations
from answer.claims.ground import Ground, Stated
from answer.claims.polarity import denies
from answer.claims.words import Dictionary, claim_terms, claim_words
from answer.evidence.matching import words_of
from domain.types import Language
from text.figures import figures
from vectorstore.query import QueryWord

LEAST_HELD = 0.34  # share of a claim's content words that cited passages have to hold
DENIED = 0.4  # share of what is denied that a claim has to speak of
_PART = re.compile(r"[,;:]| (?:and|et|but|mais|while|tandis que|although) ")


@dataclass(frozen=True, slots=True)
class Wording:
    """Of claims, against the passages that were given; passages are named by their places."""

    grounds: tuple[Ground, ...]
    dictionary: Dictionary

    def says_enough(self, claim: str, language: Language, cited: Sequence[int]) -> bool:
        """Whether enough of a claim's content words are held, each counting the same.

        What has a figure is held to that, and to one of its words.
        """
        found = claim_words(claim, language, self.dictionary)
        held = sum(any(self.grounds[n].whole.words.holds(w) for n in cited) for w in found)
        if figures(claim, language):
            return held > 0 or not found
        return held > 0 and held >= LEAST_HELD * len(found)

    def strange_item(self, claim: str, language: Language, cited: Sequence[int]) -> str | None:
        """An item of an enumeration that the passages, of the claim's language, do not hold, where
        they hold most others.
        """
        if any(self.grounds[n].whole.language is not language for n in cited):
            return None
        for items in enumerations(claim):
            strange = [item for item in items if not self._holds_some(item, language, cited)]
            if strange and len(strange) * 3 <= len(items):
                return strange[0]
        return None

    def _holds_some(self, text: str, language: Language, cited: Sequence[int]) -> bool:
        terms = claim_terms(text, language, self.dictionary)
        return len(terms) != 1 or any(t(self.grounds[n].whole) for t in terms for n in cited)

    def says(self, language: Language, source: Language) -> Callable[[str, str], bool]:
        """Whether a word of a source says one of a claim, both folded."""

        def said(told: str, claimed: str) -> bool:
            word = QueryWord(claimed, 1.0, self.dictionary.forms(claimed, language))
            return words_of(told, source).holds(word) > 0

        return said

    def unsaid(self, claim: str, language: Language, source: Stated) -> str:
        """A claim without the words that a sentence says too, in whatever form."""
        for word in claim_words(claim, language, self.dictionary):
            if source.words.holds(word):
                claim = re.sub(rf"\b{re.escape(word.surface)}\b", " ", claim, flags=re.IGNORECASE)
        return claim

    def speaks_of_denied(self, claim: str, language: Language, source: Stated) -> bool:
        """Whether a claim says what a sentence denies, not only what it says besides."""
        own = words_of(claim, language)
        parts = [p for p in _PART.split(source.text) if denies(p)]
        for part in parts or [source.text]:
            found = claim_words(part, source.language, self.dictionary)
            held = sum(own.holds(word) > 0 for word in found)
            if held >= DENIED * len(found):
                return True
        return False
