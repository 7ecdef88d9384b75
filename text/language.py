"""Language identification: French or English.

Function words decide first: a question keeps them even when its nouns are of the other language.
Quoted stretches do not count. Where function words do not decide, lingua does, and where it is
unsure the caller's fallback is returned.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from domain.types import Language
from text.wellformed import wellformed

if TYPE_CHECKING:
    from lingua import LanguageDetector

# Function words that the other language does not have, folded, with the
# spellings of hurried typing.
_FRENCH = frozenset(
    """
    a ai aime alors apres as au aucun aussi autre aux avais avait avant avec avez avoir avons c cest
    ca car ce cela celle celui ces cet cette ceux chez cmb combien comme comment d dans de depuis
    des deux dit dit-on donc dont du elle elles en encore entre es est et etaient etait ete etes
    etre eu faire fait fais faut fut il ils j je jusqu kel kelle kes koi l la le lequel les
    lesquelles lesquels leur leurs lorsque lui m ma mais me mes moi moins mon n ne ni nos notre nous
    ont ou par parle parmi pas pendant peut peux plus pour pourquoi pq pk pourrait puis qu quand
    que quel quelle quelles quels qui quoi recoit s sa sans savoir se selon sera ses si son sont
    sous stp svp sur t ta te tes ton toujours tous tout toute toutes tres trop tu un une va vers
    veut veux voici voir vos votre vous y
    """.split()
)
_ENGLISH = frozenset(
    """
    a about above after all also am an and any are at because been before being below between both
    but by can could did do does doing done down each ever for from get give gives got had has
    have having he her here him his how hows i if in into is isnt it its just like made make many
    me more most much my no nor not of off on only or other our out over own plz please r s she
    should since so some such than that the their them then there these they this those through
    to too u under until up upon us very was way we were what whats when whens where wheres which
    while who whom whos whose why will with within without would you your
    """.split()
)
_BOTH = _FRENCH & _ENGLISH
_MARKS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[a-zà-öø-ÿœæ]+")
_ACCENTED = re.compile(r"\b(?:à|[a-z]*[àâçèéêëîïôùûœ][a-zàâçèéêëîïôùûœ]+)\b")
_QUOTED = re.compile(r"\"[^\"]*\"|«[^»]*»|“[^”]*”")
SHORT = 400  # characters of a text that are read: enough to decide
PLAIN_WORDS = 4  # function words of one language
PLAIN_RATIO = 3  # to one of the other: what a passage quotes does not make it bilingual
UNSURE = 0.1  # lingua's own measure: the least distance between its two probabilities


def detect(text: str, fallback: Language) -> Language:
    """The language of a text; the fallback where it is unclear (too short, a tie)."""
    return detect_or_none(text) or fallback


def detect_or_none(text: str) -> Language | None:
    """The language of a text; None where it is unclear."""
    spoken = _QUOTED.sub(" ", text[: SHORT * 5]) if len(text) > SHORT else _unquoted(text)
    return _by_function_words(spoken) or _by_accents(spoken) or _by_lingua(spoken)


def of_plain_words(text: str) -> Language | None:
    """The language of a text whose function words leave no doubt; None for any other."""
    french, english = _function_words(text)
    least, most = sorted((french, english))
    if most < PLAIN_WORDS or most < PLAIN_RATIO * least:
        return None
    return Language.FR if french > english else Language.EN


def _unquoted(text: str) -> str:
    """The text without what it quotes, unless that is all of it."""
    rest = _QUOTED.sub(" ", text)
    return rest if _WORD.search(rest.casefold()) else text


def _by_function_words(text: str) -> Language | None:
    french, english = _function_words(text)
    if french == english:
        return None
    return Language.FR if french > english else Language.EN


def _by_accents(text: str) -> Language | None:
    """French where a word that is not a name is written with its accents."""
    return Language.FR if _ACCENTED.search(unicodedata.normalize("NFC", text)) else None


@lru_cache(maxsize=8)
def _function_words(text: str) -> tuple[int, int]:
    """How many words are of French alone, and of English alone."""
    words = _WORD.findall(_fold(text))
    french = sum(word in _FRENCH and word not in _BOTH for word in words)
    english = sum(word in _ENGLISH and word not in _BOTH for word in words)
    return french, english


def _fold(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFD", text.casefold())).replace("’", "'")


def _by_lingua(text: str) -> Language | None:
    from lingua import Language as Lingua

    words = re.findall(r"[^\W\d_]+", text)
    if not _WORD.search(text.casefold()) or (len(words) == 1 and words[0].isupper()):
        return None  # an abbreviation is in neither language
    found = _detector().detect_language_of(wellformed(text[: SHORT * 5]))
    return {Lingua.FRENCH: Language.FR, Lingua.ENGLISH: Language.EN}.get(found) if found else None


@cache
def _detector() -> LanguageDetector:
    from lingua import Language as Lingua
    from lingua import LanguageDetectorBuilder

    builder = LanguageDetectorBuilder.from_languages(Lingua.FRENCH, Lingua.ENGLISH)
    return builder.with_minimum_relative_distance(UNSURE).build()
