"""Query analysis: the content words of a question, expanded with their forms and translations.

The text is corrected first (vectorstore.spelling); then each word is matched by its own stems, by
its translations' stems, and, where no passage contains any of them, by the most similar word of the
passages: "Canada" by "Canadian".
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from domain.question import LONGEST
from domain.types import Language
from text.wellformed import wellformed
from vectorstore.lexical import LexicalIndex, LexicalQuery, folded_words, terms, words
from vectorstore.lexicon import Lexicon
from vectorstore.spelling import corrected
from vectorstore.stopwords import STOP_WORDS

FORMS = 4  # translations of a word that are searched
SIMILAR_WEIGHT = 0.9  # weight of the most similar word, for one that no passage contains
SHORTEST_SIMILAR = 5  # letters; shorter words resemble too many others
K1 = 1.2  # tantivy's BM25 constant


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A content word of a question.

    ``rarity`` is its inverse document frequency in the store, scaled to [0, 1] (1: in no passage);
    ``stems`` maps, per language, each term that matches it to a weight in (0, 1].
    """

    surface: str
    rarity: float
    stems: Mapping[Language, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Query:
    """A corrected question, with its content words, in order, each once.

    ``text`` is what is searched: the question as it was typed, less its typing errors.
    """

    text: str
    language: Language
    words: tuple[QueryWord, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words of which no passage contains any form."""
        return tuple(word.surface for word in self.words if not word.stems)


def understand(
    text: str, language: Language, index: LexicalIndex, lexicon: Lexicon, translated: float
) -> Query:
    """Analyse a question against a store; ``translated`` is the weight of a best translation."""
    text = corrected(wellformed(text), language, index, lexicon)
    content = [w for w in words(text[:LONGEST]) if w not in STOP_WORDS[language]]
    reader = _Reader(language, index, lexicon, translated)
    found = (
        reader.read(word) for word in dict.fromkeys(content) if len(word) > 1 or word.isdigit()
    )
    return Query(text, language, tuple(found))


def lexical_query(query: Query) -> LexicalQuery:
    """The terms to search for."""
    forms = (
        {(language, term): w for language, terms in word.stems.items() for term, w in terms.items()}
        for word in query.words
    )
    return LexicalQuery(tuple(found for found in forms if found))


def most(query: Query, index: LexicalIndex) -> float:
    """The BM25 that no passage can exceed for this query (every word, in its best form, repeated).

    A word that no passage contains counts as the rarest.
    """
    total = index.count()
    return sum(_bound(word, index, total) for word in query.words) * (K1 + 1)


def _bound(word: QueryWord, index: LexicalIndex, total: int) -> float:
    weighted = [
        weight * _idf(index.document_frequency(term, language), total)
        for language, found in word.stems.items()
        for term, weight in found.items()
    ]
    return max(weighted, default=_idf(0, total))


def _idf(frequency: int, total: int) -> float:
    return math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Analyses the words of one question."""

    language: Language
    index: LexicalIndex
    lexicon: Lexicon
    translated: float

    def read(self, word: str) -> QueryWord:
        """The word with its forms; those of the most similar word where nothing matches."""
        found = self._forms(word) or self._similar(word)
        total = self.index.count()
        frequent = max(
            (
                self.index.document_frequency(term, language)
                for (language, term), weight in found.items()
                if weight >= self.translated / 2
            ),
            default=0,
        )
        stems: dict[Language, dict[str, float]] = {}
        for (language, term), weight in found.items():
            stems.setdefault(language, {})[term] = weight
        rarity = _idf(frequent, total) / _idf(0, total) if total else 1.0
        return QueryWord(word, rarity, stems)

    def _forms(self, word: str) -> dict[tuple[Language, str], float]:
        """Its own stems, those of its translations, and itself as a name."""
        other = self.language.other
        found = self._present(word, self.language, 1.0)
        translations = self.lexicon.translations(word, self.language)[:FORMS]
        for translation in translations:
            share = translation.probability / translations[0].probability
            found |= self._present(
                translation.word, other, self.translated * math.sqrt(share), found
            )
        as_is = self.translated / 2 if translations else 1.0
        found |= self._present(word, other, as_is, found)
        if not translations and not found:
            for translation in self.lexicon.translations(word, other)[:FORMS]:
                found |= self._present(translation.word, self.language, self.translated, found)
        return found

    def _present(
        self,
        word: str,
        language: Language,
        weight: float,
        better: Mapping[tuple[Language, str], float] | None = None,
    ) -> dict[tuple[Language, str], float]:
        """The terms of a word that some passage contains, unless they already weigh more."""
        return {
            (language, term): weight
            for term in terms(word, language)
            if (better or {}).get((language, term), 0.0) < weight
            and self.index.document_frequency(term, language)
        }

    def _similar(self, word: str) -> dict[tuple[Language, str], float]:
        folded = "".join(folded_words(word))
        if len(folded) < SHORTEST_SIMILAR or folded.isdigit():
            return {}
        likely = self.index.similar(folded)
        if likely is None:
            return {}
        forms = {form: weight * SIMILAR_WEIGHT for form, weight in self._forms(likely).items()}
        return forms or self._present(likely, self.language.other, SIMILAR_WEIGHT)
