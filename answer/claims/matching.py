"""Whether a word of a question stands in a text: as itself, translated, or as a word of its family.

Words of one family begin alike ("vacciner", "vaccination"; "Norvège", "norvégienne"), in both
languages, so that derivations, demonyms and cognates match where stems and translations do not.
This module knows nothing of passages or of what is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from domain.types import Language
from text.folding import fold_text
from vectorstore.lexical import folded_words, terms
from vectorstore.query import QueryWord

FAMILY = 0.7  # weight of a word of the same family
LEAST = 5  # letters that a family has in common...
SHARE = 0.5  # ... and their share of the longer word


@dataclass(frozen=True, slots=True)
class Words:
    """A text as what words are matched by: its stems, and its words by their first letters."""

    language: Language
    stems: frozenset[str]
    families: Mapping[str, frozenset[str]]

    def holds(self, word: QueryWord) -> float:
        """The weight of the best match of a word, in [0, 1]; 0 where none is."""
        forms = word.stems.get(self.language, {})
        best = self.holds_exactly(word)
        if best < FAMILY and any(self._related(k) for k in (fold_text(word.surface), *forms)):
            return FAMILY
        return best

    def holds_exactly(self, word: QueryWord) -> float:
        """The same by stems and translations alone, without families."""
        forms = word.stems.get(self.language, {})
        return max((w for stem, w in forms.items() if stem in self.stems), default=0.0)

    def _related(self, key: str) -> bool:
        return any(related(key, other) for other in self.families.get(key[:LEAST], ()))


@lru_cache(maxsize=4096)
def words_of(text: str, language: Language) -> Words:
    """A text to match words against."""
    families: dict[str, set[str]] = {}
    for word in folded_words(text):
        families.setdefault(word[:LEAST], set()).add(word)
    frozen = {start: frozenset(words) for start, words in families.items()}
    return Words(language, frozenset(terms(text, language)), frozen)


def related(a: str, b: str) -> bool:
    """Whether two folded words are the same, or begin alike far enough to be of one family."""
    least = min(len(a), len(b))
    common = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), least)
    return a == b or (common >= LEAST and common >= SHARE * max(len(a), len(b)))
