"""What a pronoun may point at: the phrases of a question that can be nothing but nouns.

Number and gender are read from articles and endings, no dictionary of nouns is needed; what may
hold a verb is left out. Knows nothing of pronouns or turns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from answer.question.phrase import Phrase, names, phrases
from domain.types import Language
from text.language import detect_or_none


class Number(Enum):
    """What a pronoun or a phrase counts as."""

    ONE = "one"
    MANY = "many"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class _Noun:
    """A phrase with its article, as it is put in; ``plain`` is whether it has no preposition."""

    text: str
    number: Number
    feminine: bool | None
    plain: bool
    person: bool = False


_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]*(?: [A-ZÀ-ÖØ-Þ0-9][\w’'-]*)*")
_ARTICLE = re.compile(
    r"^(le|la|les|l['’]|un|une|des|ce|cet|cette|ces|the|a|an|this|these|those)(?: |(?<=['’]))",
    re.IGNORECASE,
)
_MANY = frozenset("les des ces these those".split())
_GENDERS = (("la une cette", True), ("le un ce cet", False))
_FEMININE = {word: gender for words, gender in _GENDERS for word in words.split()}
_DEFINITE = {
    word: definite
    for definite, words in {
        "le": "un ce",
        "la": "une cette",
        "les": "des ces",
        "the": "a an this these those its their his her",
    }.items()
    for word in words.split()
}
_CONTRACTED = {"du": "le", "au": "le", "des": "les", "aux": "les"}
_DEFINED = re.compile(r"\b(est|sont|etait|était|is|are|was|were|what's|who's)\W*$", re.IGNORECASE)
_ENGLISH_DETERMINERS = frozenset("any some another every each".split())
_DETERMINED = re.compile(
    r"\b(any|some|another|every|each|aucune?|chaque|quelque)\W*$", re.IGNORECASE
)
_ENGLISH_ARTICLE = re.compile(r"an? ", re.IGNORECASE)
_ASKED = re.compile(r"\b(combien|how many|quel(le)?s?|which|what)\W(\W*d['’e] ?)?$", re.IGNORECASE)
_STRANDED = re.compile(r"^ (on|for|to|of|with|in|from|at|about|by|into)\W*$")
_DO = re.compile(r"\b(do|does|did|will|can|could|would|should|must|may|might)\W*$", re.IGNORECASE)
_BE = re.compile(r"\b(is|are|was|were|has|have|had|been)\W*$", re.IGNORECASE)
_PARTICIPLE = re.compile(
    r"(ed|en|made|built|held|sold|paid|sent|left|lost|found|kept|led|met|begun|done|known|set|"
    r"put|cut|run|called|born|won|spent|bought|brought|taught|laid|said|told)$"
)
_PREDICATE = re.compile(
    r"^\s*(?:[^\W\d_]+(?:-t)?-(?:il|elle|ils|elles)\b|"
    r"(?:a|ont|est|sont|va|vont|is|are|was|were|has|have|had|do|does|did|will|can)\b)"
)


def antecedent(
    before: str, number: Number, feminine: bool | None = None, person: bool = False
) -> str | None:
    """The one phrase that agrees; of several, the one without a preposition; else None.

    ``person`` leaves only names without an article.
    """
    agree = [n for n in _nouns(before) if _agrees(n, number, feminine) and n.person >= person]
    plain = [n for n in agree if n.plain]
    meant = agree if len(agree) == 1 else plain
    return meant[0].text or None if len(meant) == 1 else None


def has_noun_phrase(text: str) -> bool:
    """Whether a text holds something that a pronoun after it may point at."""
    return bool(names(text)) or any(p.article and not p.head for p in phrases(text))


def _agrees(noun: _Noun, number: Number, feminine: bool | None) -> bool:
    if Number.ANY not in (number, noun.number) and number is not noun.number:
        return False
    return feminine is None or noun.feminine is None or feminine is noun.feminine


def _nouns(before: str) -> Iterator[_Noun]:
    french = detect_or_none(before) is Language.FR
    last: Phrase | None = None
    for phrase in phrases(before):
        clause = last is not None and _clause(last, phrase, before)
        last = phrase
        if clause or (french and _ENGLISH_ARTICLE.match(before[phrase.start : phrase.end])):
            continue  # "the route the council backs"; in French, "a" is a verb
        if phrase.head and not _DEFINED.search(before[: phrase.start]):
            if _ASKED.search(before[: phrase.core]):
                yield _asked(phrase, before)
        elif noun := _trimmed(phrase, before):
            yield _read(noun, before)


def _clause(last: Phrase, phrase: Phrase, before: str) -> bool:
    """Whether a phrase opens a relative clause about the one that it stands beside."""
    beside = not before[last.end : phrase.start].strip()
    ahead = before[: last.start]
    noun = last.article or _DETERMINED.search(ahead)
    return bool(beside and phrase.article and not phrase.kind and noun and not _DO.search(ahead))


def _asked(phrase: Phrase, before: str) -> _Noun:
    """ "How many boats" as "the boats"; no text where it can't be told from the verb."""
    ahead = before[: phrase.core]
    words = before[phrase.core : phrase.end].split()
    if re.search(r"\bcombien\W", ahead, re.IGNORECASE):
        return _Noun(f"les {words[0]}", Number.MANY, None, True)
    if re.search(r"\bmany\W*$", ahead, re.IGNORECASE):
        sure = len(words) == 1 or _PREDICATE.match(before[phrase.end :])
        return _Noun(f"the {' '.join(words)}" if sure else "", Number.MANY, None, True)
    word = re.search(r"(\w+)\W*$", ahead)
    asks = word.group(1).casefold() if word else ""
    several = {"quels": True, "quelles": True, "quel": False, "quelle": False}.get(asks)
    number = Number.ANY if several is None else Number.MANY if several else Number.ONE
    return _Noun("", number, asks.startswith("quelle") if several is not None else None, True)


def _trimmed(phrase: Phrase, before: str) -> Phrase | None:
    """The phrase less the verb that it runs into; None where that is not sure."""
    if _DETERMINED.search(before[: phrase.start]):
        return replace(phrase, article=True)
    if not phrase.article:
        name = _NAME.match(before[phrase.core : phrase.end]) if phrase.core else None
        return replace(phrase, end=phrase.core + name.end(), name=True) if name else None
    words = before[phrase.core : phrase.end].split()
    ahead, behind = before[: phrase.start], before[phrase.end :]
    if _STRANDED.match(behind) and len(words) > 1:
        return _without_last(phrase, before)  # "run on?"
    if _DO.search(ahead):
        return _without_last(phrase, before) if len(words) == 2 else None
    if _BE.search(ahead) and len(words) > 1 and _PARTICIPLE.search(words[-1]):
        return _without_last(phrase, before)
    last = not behind.strip(" ?!.\u00a0\u202f")
    return phrase if len(words) == 1 or last or _PREDICATE.match(behind) else None


def _without_last(phrase: Phrase, before: str) -> Phrase:
    end = before[: phrase.end].rstrip().rfind(" ")
    return replace(phrase, end=end)


def _read(phrase: Phrase, before: str) -> _Noun:
    preposition = before[phrase.start : phrase.after_it].strip().casefold()
    text = before[phrase.after_it : phrase.end]
    article = _CONTRACTED.get(preposition, "") if phrase.article else ""
    if determined := _DETERMINED.search(before[: phrase.start]):
        article = "the" if determined.group(1).casefold() in _ENGLISH_DETERMINERS else ""
    found = _ARTICLE.match(text)
    if found:
        own = found.group(1).casefold()
        article = _DEFINITE.get(own, own)
        text = text[found.end() :]
    shown = f"{article} {text}" if article and not article.endswith(("'", "’")) else article + text
    person = phrase.name and not article
    return _Noun(shown, _number(article, text), _FEMININE.get(article), not phrase.kind, person)


def _number(article: str, text: str) -> Number:
    if article in _MANY:
        return Number.MANY
    if article in _FEMININE or article.startswith("l"):
        return Number.ONE
    noun = re.split(r" (?:of|de|du|des|d')\b", text)[0]
    plural = noun.endswith("s") and not noun.endswith(("ss", "us", "is", "as"))
    if noun[:1].isupper():
        return Number.ANY if plural else Number.ONE
    return Number.MANY if plural else Number.ONE
