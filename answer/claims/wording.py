"""What the words of a claim tell against it: too few held, a strange item, what the source denies.

Works on words alone, in whatever form and language they are said; knows nothing of vectors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from answer.claims.clauses import clauses, enumerations
from answer.claims.ground import Ground, Stated
from answer.claims.matching import words_of
from answer.claims.polarity import denies, nearly_denies
from answer.claims.shares import Held
from answer.claims.words import Dictionary, claim_words
from domain.types import Language
from text.figures import Figure, figures
from text.folding import fold_text
from text.names import mentions, tokens
from vectorstore.query import QueryWord

LEAST_HELD = 0.34  # share of a claim's content words that cited passages have to hold
DENIED = 0.4  # share of what is denied that a claim has to speak of
_PART = re.compile(r"[,;:]| (?:and|et|but|mais|while|tandis que|although) ")
_JOINED = re.compile(r"[;:]|,? (?:and|et|but|mais|while|tandis que|although) ")


@dataclass(frozen=True, slots=True)
class Wording:
    """Of claims, against the passages that were given; passages are named by their places."""

    grounds: tuple[Ground, ...]
    dictionary: Dictionary

    def says_enough(self, claim: str, language: Language, cited: Sequence[int]) -> bool:
        """Whether enough of a claim's content words are held, each counting the same.

        What has a figure is held to that, and to one of its words.
        """
        if read := figures(claim, language):
            plain = self._plain(claim, read, language)
            return not plain or any(self._held(word, cited) for word in plain)
        found = claim_words(claim, language, self.dictionary)
        held = sum(self._held(word, cited) for word in found)
        return held > 0 and held >= LEAST_HELD * len(found)

    def _held(self, word: QueryWord, cited: Sequence[int]) -> bool:
        return any(self.grounds[n].whole.words.holds(word) > 0 for n in cited)

    def _plain(self, claim: str, read: Sequence[Figure], language: Language) -> list[QueryWord]:
        """The content words of a claim but its names and its figures."""
        for figure in read:
            gap = " " * (figure.end - figure.start)
            claim = claim[: figure.start] + gap + claim[figure.end :]
        names = {token.low for token in tokens(claim) if token.capital and not token.opens}
        found = claim_words(claim, language, self.dictionary)
        return [word for word in found if fold_text(word.surface) not in names]

    def strange_clause(self, claim: str, language: Language, cited: Sequence[int]) -> str | None:
        """A clause after the first of whose words, names apart, none is held."""
        for part in clauses(claim)[1:]:
            if figures(part, language):
                continue
            found = self._plain(part, (), language)
            named = any(token.capital for token in tokens(part))
            if len(found) >= 2 + named and not any(self._held(word, cited) for word in found):
                return part
        return None

    def held_by(self, language: Language) -> Held:
        """How many content words of a stretch of a claim some sentences say; None for no words, and
        for words that the lexicon does not know in the sentences' language.
        """

        def held(claimed: str, told: Sequence[Stated]) -> int | None:
            found = self._plain(claimed, (), language)
            if told[0].language is not language:
                found = [
                    w for w in found if self.dictionary.translate(fold_text(w.surface), language)
                ]
            if not found:
                return None
            return sum(any(s.words.holds(word) > 0 for s in told) for word in found)

        return held

    def held_words(self, language: Language, source: Language) -> Callable[[str, str], int]:
        """How many content words of a stretch of a claim a stretch of a source says."""

        def held(claimed: str, told: str) -> int:
            own = words_of(told, source)
            return sum(
                own.holds(word) > 0 for word in claim_words(claimed, language, self.dictionary)
            )

        return held

    def strange_item(self, claim: str, language: Language, cited: Sequence[int]) -> str | None:
        """An item of an enumeration that the passages do not hold, where they hold most others.

        The first and the last item may reach beyond the enumeration: they are held by any word.
        """
        across = any(self.grounds[n].whole.language is not language for n in cited)
        for items in enumerations(claim, None if across else language):
            strange = [item for item in items if self._is_strange(item, language, cited)]
            if strange and len(strange) * 3 <= len(items):
                return strange[0]
        return None

    def _is_strange(self, item: str, language: Language, cited: Sequence[int]) -> bool:
        """Whether no word of an item is held, and the lexicon knows each in the other language."""
        if not item or mentions(item):
            return False
        found = claim_words(item, language, self.dictionary)
        across = any(self.grounds[n].whole.language is not language for n in cited)
        if not found or any(self._held(word, cited) for word in found):
            return False
        return not across or all(
            self.dictionary.translate(fold_text(word.surface), language) for word in found
        )

    def unsaid(self, claim: str, language: Language, source: Stated) -> str:
        """A claim without the words that a sentence says too, in whatever form."""
        for word in claim_words(claim, language, self.dictionary):
            if source.words.holds(word):
                claim = re.sub(rf"\b{re.escape(word.surface)}\b", " ", claim, flags=re.IGNORECASE)
        return claim

    def told_of(self, claim: str, language: Language, source: Stated) -> str:
        """The parts of a sentence that say most of what a claim says; all where none says any."""
        found = claim_words(claim, language, self.dictionary)
        parts = _JOINED.split(source.text)
        own = [words_of(part, source.language) for part in parts]
        held = [sum(words.holds(word) > 0 for word in found) for words in own]
        near = zip(parts, held, strict=True)
        return "; ".join(part for part, n in near if 4 * n >= max(held))

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

    def denied_there(self, claim: str, language: Language, cited: Sequence[int]) -> bool:
        """Whether what a claim denies is denied, or nearly, where the passages speak of it."""
        part = next((p for p in _PART.split(claim) if denies(p)), claim)
        found = claim_words(part, language, self.dictionary)
        stated = [s for n in cited for s in self.grounds[n].sentences]
        held = [sum(s.words.holds(word) > 0 for word in found) for s in stated]
        most = max(held, default=0)
        near = [s for s, count in zip(stated, held, strict=True) if count == most]
        told = [self.told_of(part, language, s) for s in near]
        return any(denies(t) or nearly_denies(t, claim) for t in told)
