"""The content words of a claim, with all by which a passage may say them.

A word is said by its own stem, by its translations' stems, by the words that share a translation
with it, and, where it names a known thing, by any name of that thing. Knows nothing of passages.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache, partial

from answer.claims.ground import Stated
from answer.claims.matching import FAMILY, LEAST
from domain.types import Language
from text.figures import Figure, carries, figures
from text.folding import fold_text
from text.names import mentions
from vectorstore.lexical import terms, words
from vectorstore.lexicon import Lexicon
from vectorstore.query import QueryWord
from vectorstore.stopwords import STOP_WORDS

TRANSLATIONS = 4
TRANSLATED = 0.9  # weight of a best translation
SYNONYM = 0.6  # weight of a word of the same language that is translated alike
_LIKELY = 0.1  # probability of a translation by which synonyms are found

Forms = dict[Language, dict[str, float]]


class Dictionary:
    """The forms of words by a lexicon; each word is looked up once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.forms = lru_cache(maxsize=20_000)(self._forms)
        self.translate = lru_cache(maxsize=20_000)(self._translate)
        self.words = lru_cache(maxsize=500)(partial(_words, dictionary=self))

    def _translate(self, word: str, language: Language) -> tuple[str, ...]:
        """What a word is called in the other language, folded."""
        found = self._lexicon.translations(word, language)
        return tuple(fold_text(translation.word) for translation in found)

    def _forms(self, word: str, language: Language) -> Forms:
        own: dict[str, float] = {}
        abroad: dict[str, float] = dict.fromkeys(terms(word, language.other), TRANSLATED / 2)
        translations = self._lexicon.translations(word, language)[:TRANSLATIONS]
        for translation in translations:
            share = math.sqrt(translation.probability / translations[0].probability)
            _keep(abroad, terms(translation.word, language.other), TRANSLATED * share)
            if translation.probability < _LIKELY:
                continue
            for back in self._lexicon.translations(translation.word, language.other):
                if back.probability >= _LIKELY:
                    _keep(own, terms(back.word, language), SYNONYM)
        _keep(own, terms(word, language), 1.0)
        return {language: own, language.other: abroad}


def _keep(forms: dict[str, float], found: list[str], weight: float) -> None:
    for term in found:
        forms[term] = max(weight, forms.get(term, 0.0))


def claim_words(text: str, language: Language, dictionary: Dictionary) -> list[QueryWord]:
    """Each content word of a claim once, names of known things and figures left out."""
    return [word for _, word in dictionary.words(text, language)]


Term = Callable[[Stated], float]
"""A word, a figure or a known thing of a claim: how far a source says it, in [0, 1]."""


def claim_terms(text: str, language: Language, dictionary: Dictionary) -> list[Term]:
    """All that a claim says, in order: content words, figures and known things, each once."""
    found: list[tuple[int, Term]] = [
        (at, partial(_says_word, word=word)) for at, word in dictionary.words(text, language)
    ]
    found += [(f.start, partial(_says_figure, figure=f)) for f in figures(text, language)]
    things = {mention.id: mention.start for mention in reversed(mentions(text))}
    found += [(at, partial(_says_thing, id=id)) for id, at in things.items()]
    return [term for _, term in sorted(found, key=lambda item: item[0])]


def _says_word(stretch: Stated, word: QueryWord) -> float:
    """As Words.holds, which looks for families of words only where one begins alike."""
    held, forms = stretch.words, word.stems[stretch.language]
    if found := forms.keys() & held.stems:
        best = max(forms[stem] for stem in found)
        if best >= FAMILY:
            return best
    if any(form[:LEAST] in held.families for form in (fold_text(word.surface), *forms)):
        return held.holds(word)
    return best if found else 0.0


def _says_figure(stretch: Stated, figure: Figure) -> float:
    return float(any(carries(stated, figure) for stated in stretch.figures))


def _says_thing(stretch: Stated, id: str) -> float:
    return float(id in stretch.names)


def _words(text: str, language: Language, dictionary: Dictionary) -> list[tuple[int, QueryWord]]:
    """The content words with where they stand, as nearly as a search for them tells."""
    low, at, found, seen = text.lower(), 0, [], set()
    bare = _without_names(text)
    for word in words(bare):
        at = max(at, low.find(word, at))
        plain = len(word) > 2 and not any(c.isdigit() for c in word)
        if plain and word not in seen and word not in STOP_WORDS[language]:
            seen.add(word)
            found.append((at, QueryWord(word, 1.0, dictionary.forms(word, language))))
    return found


def _without_names(text: str) -> str:
    for mention in reversed(mentions(text)):
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text
