"""Pronouns that point back, replaced by what they point at in the question before.

"When did it open?" after a question about the Grenvik bridge is "When did the Grenvik bridge
open?": only where one phrase agrees in number and gender (answer.question.antecedent), and nothing
in the question itself could be meant. Shallow and deterministic, in both languages; knows nothing
of turns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from answer.question.antecedent import Number, antecedent, has_noun_phrase
from answer.question.counterpart import without_opening
from answer.question.phrase import content, joined, phrases
from text.language import detect_or_none

_NP = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands for the phrase until it is put in
_VERB = r"[^\W\d_]{2,}"
_AUX = r"(?:a|ont|avait|avaient|aura|auront|est|sont|[eé]tait|[eé]taient|sera|seront)"


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pronoun: how it is found, what stands there instead, and what it agrees with."""

    pattern: re.Pattern[str]
    instead: str
    number: Number
    feminine: bool | None = None
    person: bool = False


def _rule(
    pattern: str,
    instead: str,
    number: Number,
    feminine: bool | None = None,
    person: bool = False,
) -> _Rule:
    return _Rule(re.compile(pattern, re.IGNORECASE), instead, number, feminine, person)


_SUBJECTS: tuple[tuple[str, Number, bool], ...] = (
    ("il", Number.ONE, False),
    ("elle", Number.ONE, True),
    ("ils", Number.MANY, False),
    ("elles", Number.MANY, True),
)
# First match wins. "\1" is what follows, up to the end of the question without its mark.
_RULES: tuple[_Rule, ...] = (
    _rule(r"\bd['’]entre (?:eux|elles)\b", f"de {_NP}", Number.MANY),
    *(
        _rule(
            rf"\b((?:se |s['’])?(?:{_VERB}|a))((?:-t)?-{word})\b", rf"{_NP} \1\2", number, feminine
        )
        for word, number, feminine in _SUBJECTS
    ),
    *(
        _rule(rf"(?<![-'’\w])(qu['’])?{word}(?= )", _NP, number, feminine)
        for word, number, feminine in _SUBJECTS
    ),
    _rule(rf"(?<=\w )en (?={_AUX}\b)(.*)$", rf"\1 de {_NP}", Number.ANY),
    _rule(rf"(?<=\bqui )en (?={_VERB})(.*)$", rf"\1 de {_NP}", Number.ANY),
    _rule(rf"(?<=\bqui )y (?={_VERB})(.*)$", rf"\1 à {_NP}", Number.ANY),
    _rule(rf"(?<=\bqui )l['’](?={_AUX}\b)(.*)$", rf"\1 {_NP}", Number.ONE),
    _rule(rf"(?<=\bqui )(?:le|la) ({_VERB})$", rf"\1 {_NP}", Number.ONE),
    _rule(rf"(?<=\bqui )les ({_VERB})$", rf"\1 {_NP}", Number.MANY),
    _rule(r"\bit\b", _NP, Number.ONE),
    _rule(r"\b(?:he|she|him)\b", _NP, Number.ONE, person=True),
    _rule(r"\b(?:they|them)\b", _NP, Number.MANY),
)
_VOWEL = re.compile(r"[aeiouyhàâéèêëîïôû]", re.IGNORECASE)
# Pronouns that point at nothing, and those whose clause says what they stand for.
_EMPTY = re.compile(
    r"\bil (y|n'y|faut|faudra\w*|fait|existe|s'agit|manque|reste|suffit)\b|"
    r"\b(y )?(a|faut|existe|reste|manque|pleut|fait|fera)(-t)?-il\b|\bs'agit-il\b|"
    r"\b(il est|est-il) (vrai|possible|pr[eé]vu|question)\b|"
    r"\bit (is|was|takes?|took|costs?|seems?) (\w+ ){0,2}(to|that|if|whether)\b|"
    r"\b(is|was) it (\w+ ){0,4}(that|who|to)\b|\b(is|was) it (true|possible)\b|"
    r"\b(does|did|will|would) it (take|cost) .*\bto\b|\bit (rain|snow)\w*|\bwhat time is it\b|"
    r"\bwhat (is it like|does it mean)\b",
    re.IGNORECASE,
)
# Content words before a pronoun from which on it may well point at one of them.
_FULL = {Number.ONE: 3, Number.MANY: 2, Number.ANY: 3}
_FULL_BEFORE_POSSESSIVE = 2
_SUBJECT = re.compile(r"\b(?:le|la|les|l['’]|un|une) ?\w[\w'’-]* $", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\b(its|their|son|sa|ses|leurs) (?=\w)", re.IGNORECASE)
_OWNERS = {
    "its": ("", Number.ONE),
    "their": ("", Number.MANY),
    "son": ("le ", Number.ONE),
    "sa": ("la ", Number.ONE),
    "ses": ("les ", Number.ONE),
    "leurs": ("les ", Number.MANY),
}


def resolved(question: str, before: str) -> str | None:
    """The question with its first pronoun replaced; None where what it points at is not sure."""
    mark = re.search(r"(?<![\s?!.])[\s?!.]*$", question)
    end = mark.start() if mark else len(question)
    told = without_opening(question[:end])
    if _spoken_apart(told, before):
        return None
    found = _pronoun(told, before) or _possessive(told, before)
    return found[:1].upper() + found[1:] + question[end:] if found else None


def points(question: str) -> bool:
    """Whether a question has a pronoun of the third person that nothing in it can be meant by."""
    told = without_opening(question)
    for rule in _RULES:
        match = rule.pattern.search(told)
        if match:
            return not _says_itself(told, match, rule.number, _FULL[rule.number])
    return False


def _spoken_apart(told: str, before: str) -> bool:
    """Whether the two are in different languages, as far as can be told."""
    spoken = {detect_or_none(told), detect_or_none(before)} - {None}
    return len(spoken) > 1


def _pronoun(told: str, before: str) -> str | None:
    for rule in _RULES:
        match = rule.pattern.search(told)
        if match:
            if _says_itself(told, match, rule.number, _FULL[rule.number]):
                return None
            meant = antecedent(before, rule.number, rule.feminine, rule.person)
            if meant is None:
                return None
            put = told[: match.start()] + match.expand(rule.instead) + told[match.end() :]
            return _put(put, meant)
    return None


def _possessive(told: str, before: str) -> str | None:
    """ "Sa longueur" as "la longueur du pont"."""
    match = _POSSESSIVE.search(told)
    if match is None:
        return None
    article, number = _OWNERS[match.group(1).casefold()]
    if _says_itself(told, match, number, _FULL_BEFORE_POSSESSIVE):
        return None
    meant = antecedent(before, number)
    if meant is None:
        return None
    if not article:
        mark = "' " if meant.endswith("s") else "'s "
        return told[: match.start()] + meant + mark + told[match.end() :]
    owned = next((p for p in phrases(told) if p.start <= match.start() < p.end), None)
    first = re.match(r"\S+", told[match.end() :])
    last = match.end() + (first.end() if first else 0)
    end = len(told) if owned and owned.end == len(told) else last
    noun = told[match.end() : end]
    article = "l'" if article != "les " and _VOWEL.match(noun) else article
    left = joined(told[: match.start()], article + noun)
    return _put(f"{left} de {_NP}{told[end:]}", meant)


def _says_itself(told: str, match: re.Match[str], number: Number, full: int) -> bool:
    """Whether a pronoun points at nothing, or at what stands before it in the question."""
    empty = any(
        m.start() <= match.end() and match.start() <= m.end() for m in _EMPTY.finditer(told)
    )
    ahead = told[: match.start()]
    counted = number is Number.MANY and any(phrase.head for phrase in phrases(ahead))
    doubled = "-" in match.group() and _SUBJECT.search(ahead) is not None
    return empty or counted or doubled or has_noun_phrase(ahead) or len(content(ahead)) >= full


def _put(text: str, meant: str) -> str:
    """The phrase in its place, with "de le" as "du"."""
    left, _, right = text.partition(_NP)
    if _VOWEL.match(meant) and left.endswith(" de "):
        left = left[:-2] + "'"
    return joined(left, meant) + right
