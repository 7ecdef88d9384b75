"""Spelling correction of questions: typing errors, missing apostrophes and informal abbreviations.

Only words that neither the store, the lexicon nor the word list knows are changed, into the nearest
word that the store contains, in either language. The user sees the question as typed; search and
question analysis use the corrected text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from domain.question import LONGEST
from domain.types import Language
from text.names import spelling as romanised
from vectorstore.edit_distance import FURTHEST, distance, plausible, slips, squeezed
from vectorstore.hurried import FORMS, PHRASES
from vectorstore.inflection import bases
from vectorstore.lexical import LexicalIndex, terms
from vectorstore.lexicon import Lexicon, fold
from vectorstore.stopwords import STOP_WORDS
from vectorstore.wordlist import bundled_words

MOST_WORDS = 40  # of a question; what is longer was not typed in a hurry
SHORTEST = 4  # letters of a word that is corrected at all
ONE_SLIP = 5  # letters from which any single error is corrected; below, swaps and doubled letters
LONGEST_WORD = 32  # letters; longer ones are no words, and have too many neighbours to look up
TWO_SLIPS = 10  # letters from which on two errors are corrected, into words of the store only
USUAL = 5  # of the list's powers of two: frequent enough to derive forms from
VERY_USUAL = 9
# Letters that the same sound may begin with where Russian and Kazakh names are romanised.
_SOUND_ALIKE = {
    letter: letters for letters in ("jzdyi", "cst", "kqh", "eyi", "uo", "vw") for letter in letters
}
_SOUND_ALIKE |= {"y": "yieuj", "i": "iyej", "j": "jzdiy", "t": "tcs", "s": "sct", "z": "zjd"}
_ALTERED = str.maketrans("", "", "aeiouyjhkqxstzcgdwvpf")
_BEFORE_NOUNS = ("qu", "l", "d")
_ELIDED = ("qu", "l", "d", "j", "n", "s", "m", "t", "c")
_WORD = re.compile(r"(?<![\w.@/<-])[^\W\d_]+(?![\w@/]|-\w)")
_VOWEL = re.compile(r"[aeiouyh]")


def corrected(text: str, language: Language, index: LexicalIndex, lexicon: Lexicon) -> str:
    """The text with its misspelt words corrected; the text itself where there are none."""
    if len(text) > LONGEST or len(text.split()) > MOST_WORDS:
        return text
    for pattern, meant in PHRASES[language]:
        text = pattern.sub(meant, text)
    speller = _Speller(language, index, lexicon)
    return _WORD.sub(lambda match: speller.meant(match.group(), match.start() == 0), text)


@dataclass(frozen=True, slots=True)
class _Speller:
    """Corrects the words of one question."""

    language: Language
    index: LexicalIndex
    lexicon: Lexicon

    def meant(self, word: str, opens: bool) -> str:
        """The intended word, in the case that was typed."""
        if len(word) > LONGEST_WORD:
            return word
        key = fold(word)
        form = FORMS[self.language].get(word.lower()) or FORMS[self.language].get(key)
        if form and word.islower() and (len(key) == 1 or not self.index.knows(key)):
            return form
        if len(key) < 2 or (word.isupper() and len(word) > 1 and self._known(key)):
            return word
        if word[0].isupper() and not self._in_store(key) and (other := self._romanised(key)):
            return _cased(other, word)
        if self._known(key):
            return self._accented(word, key)
        if self._formed(key) and not self._doubled(key):
            return word
        found = self._elided(key) or self._nearest(key, name=word[0].isupper() and not opens)
        return _cased(found, word) if found else word

    def _romanised(self, key: str) -> str | None:
        """The store's word for a name that the other language spells otherwise: Zhukov, Joukov."""
        if len(key) < ONE_SLIP:
            return None
        initials = _SOUND_ALIKE.get(key[0], key[0])
        near = (w for first in initials for w, _ in self.index.words_from(first))
        kept, plain = _unchanging(key), romanised(key)
        same = (w for w in near if _unchanging(w) == kept and romanised(w) == plain)
        return next(same, None)

    def _known(self, key: str) -> bool:
        """Whether the store, the lexicon or the stop words of either language contain a word."""
        return self._in_store(key) or self._listed(key)

    def _in_store(self, key: str) -> bool:
        return key in _stops() or self.index.knows(key) or self._stem(key)

    def _stem(self, key: str) -> bool:
        return any(
            self.index.document_frequency(term, language)
            for language in Language
            for term in terms(key, language)
        )

    def _listed(self, key: str) -> bool:
        singular = key[:-1] if key.endswith(("s", "x")) and len(key) >= ONE_SLIP else key
        return bool(bundled_words().frequencies((key, singular))) or any(
            self.lexicon.translations(key, language) for language in Language
        )

    def _formed(self, key: str) -> bool:
        """Whether a word may be a form of a usual one of the question's language."""
        if len(key) < ONE_SLIP:
            return False
        usual = bundled_words().frequencies(set(bases(key, self.language)), self.language)
        return max(usual.values(), default=0) >= USUAL

    def _doubled(self, key: str) -> bool:
        """Whether a word of the store differs only by a doubled letter."""
        stored = (word for word, _ in self.index.words_from(key[0]))
        return any(squeezed(word) == squeezed(key) for word in stored)

    def _accented(self, word: str, key: str) -> str:
        """A known word with the accents missing, where the spelling is unambiguous."""
        if word.lower() != key or key in _stops():
            return word
        return _cased(self._written(key), word)

    def _elided(self, key: str) -> str | None:
        """ "lepca" as "l'epca": what follows is known, or is one error from a word."""
        if self.language is not Language.FR:
            return None
        rests = [
            (prefix, key[len(prefix) :])
            for prefix in _ELIDED
            if key.startswith(prefix) and _VOWEL.match(key[len(prefix) :])
        ]
        for prefix, rest in rests:
            known = self._noun(rest) if prefix in _BEFORE_NOUNS else rest in _stops()
            if len(rest) > 1 and known:
                return f"{prefix}'{self._written(rest)}"
        if self._nearest(key, within=1):
            return None
        for prefix, rest in rests:
            within = FURTHEST if len(rest) > TWO_SLIPS else 1
            near = self._nearest(rest, within=within) if prefix in _BEFORE_NOUNS else None
            if len(rest) > ONE_SLIP and near and self._in_store(fold(near)):
                return f"{prefix}'{near}"
        return None

    def _noun(self, key: str) -> bool:
        """Whether a word may follow an elided article: one of the store, or a very frequent one."""
        if self._in_store(key):
            return True
        usual = bundled_words().frequencies({key}, self.language).get(key, 0)
        return len(key) > ONE_SLIP and usual >= VERY_USUAL

    def _nearest(self, key: str, name: bool = False, within: int = FURTHEST) -> str | None:
        """The nearest word; of equals a stop word, then one of the store, then of the list."""
        if len(key) < SHORTEST or not key.isascii():
            return None
        stored = dict(pair for first in {key[0], key[1]} for pair in self.index.words_from(first))
        near = slips(key)
        found = [(1, n, word) for word, n in stored.items() if word in near]
        if not name:
            found += [(0, 0, word) for word in _stops_of(self.language) & near]
            usual = bundled_words().frequencies(near, self.language)
            found += [(2, n, word) for word, n in usual.items() if self._occurs(word)]
        found = [item for item in found if _likely(key, item[2])]
        if any(self._same(key, item[2]) for item in found):
            return None
        if not found and len(key) >= TWO_SLIPS and within > 1 and not name:
            apart = ((distance(key, word), n, word) for word, n in stored.items())
            found = [item for item in apart if item[0] <= FURTHEST]
        own = bundled_words().frequencies({item[2] for item in found}, self.language)
        best = min(
            found, key=lambda item: (item[0], item[2] not in own, -item[1], item[2]), default=None
        )
        return self._written(best[2]) if best else None

    def _same(self, key: str, other: str) -> bool:
        """Whether two words are forms of one, so that a search matches both."""
        return terms(key, self.language) == terms(other, self.language)

    def _occurs(self, key: str) -> bool:
        """Whether a word of the list, or what it translates to, occurs in the store."""
        translations = self.lexicon.translations(key, self.language)
        return self._stem(key) or any(self._stem(fold(t.word)) for t in translations)

    def _written(self, key: str) -> str:
        """The word with its accents, where the spelling is unambiguous."""
        written = self.lexicon.spellings(key, self.language)
        return written[0] if len(written) == 1 and key not in _stops() else key


def _unchanging(word: str) -> str:
    """The letters of a word that every romanisation shares, doubled letters once."""
    return squeezed(word.translate(_ALTERED))


def _likely(typed: str, word: str) -> bool:
    """Short words are near many others: only a swap or a doubled letter counts as an error.

    The first letter is hardly ever mistyped, except when swapped with the second.
    """
    if len(word) < SHORTEST - 1 or (word[0] != typed[0] and word[:2] != typed[1::-1]):
        return False
    if len(typed) >= ONE_SLIP:
        return plausible(typed, word)
    return sorted(typed) == sorted(word) or squeezed(typed) == squeezed(word)


def _cased(meant: str, typed: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return meant.upper()
    return meant[:1].upper() + meant[1:] if typed[0].isupper() else meant


@cache
def _stops() -> frozenset[str]:
    return frozenset(word for language in Language for word in _stops_of(language))


@cache
def _stops_of(language: Language) -> frozenset[str]:
    return frozenset(fold(word) for word in STOP_WORDS[language])
