"""What a question holds a sentence to: its years, its currency, its labels, its names, who gives
and who gets, what rises and what falls.

Each function tells one way in which a sentence does not answer although it speaks of the matter.
This module knows nothing of how much each counts; training/fit_bar.py finds that out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from answer.evidence.direction import sides
from answer.evidence.holding import NAME, TIMES
from answer.evidence.matching import Words, holds, words_of
from answer.question.asked import fold
from domain.types import Language
from text import currencies
from text.figures import Figure, FigureKind, carries
from vectorstore.lexical import folded_words
from vectorstore.query import Query, QueryWord

_NOT = re.compile(
    r"\b(not|never|no longer|left out|leaves? out|turn\w* down|laiss\w+ de cote|"
    r"nor|neither|cannot|jamais|ni|ruled out|given up|declin\w*|refus\w*|"
    r"reject\w*|rejet\w*|exclu\w*|abandon\w*|ecarte\w*)\b|n't\b|"
    r"\b(ne |n')[^.,;]{1,40}?\b(pas|plus|point|aucun\w*|guere|rien)\b"
)
_UNSAID = re.compile(
    r"\b(confidenti\w*|not yet|pas encore|(has|have) yet to|(has|have) still to|still to be|"
    r"not (been )?(said|named|awarded|chosen|set|decided|published|disclosed|known|appointed)|"
    r"unknown|inconnue?s?|reste(nt)? a (definir|preciser|fixer|nommer)|"
    r"given no (date|figure|number|amount)|does not (name|say|give)|"
    r"(ne|n'a|n'ont) (pas )?(precise\w*|nomme\w*|communique\w*|publie\w*)|"
    r"ne sont (pas )?(arretes|fixes|connus)|secrets?|undisclosed)\b"
)
KIND = 2  # letters of a labelled thing that both languages share: ligne, line; lot; phase
_LABEL = re.compile(r"(?<=[a-zà-ÿ] )(?:[A-Z]|[IVX]{2,4}|\d)(?![\w’'.,-]*\w)(?!\.\w)")


def other_time(given: Iterable[Figure], stated: Sequence[Figure]) -> bool:
    """Whether a sentence tells a time, and none that the question asks about."""
    wanted = [g for g in given if g.kind in TIMES]
    told = [f for f in stated if f.kind in TIMES]
    return bool(wanted and told) and not any(carries(f, g) for f in told for g in wanted)


def absent(given: Iterable[Figure], around: Sequence[Figure]) -> bool:
    """Whether the passage lacks a time that the question asks about."""
    return any(not any(carries(f, g) for f in around) for g in given if g.kind in TIMES)


def other_currency(question: str, stated: Sequence[Figure]) -> bool:
    """Whether the question names a currency, and the sentence tells amounts in others only."""
    names = currencies.names()
    asked = {names[word] for word in folded_words(question) if word in names}
    told = {f.unit for f in stated if f.kind is FigureKind.MONEY}
    return bool(asked and told) and not asked & told


def other_label(question: str, sentence: str, around: str) -> bool:
    """Whether a thing is told by another letter or number than the question's: line A, line B.

    The text ``around`` that holds the label excuses a sentence, but not one that labels the same
    kind of thing otherwise.
    """
    told = _labels(sentence)
    if any(told.get(noun, labels) != labels for noun, labels in _labels(question).items()):
        return not any(told.get(n, set()) & labels for n, labels in _labels(question).items())
    asked, own = set(_LABEL.findall(question)), set(_LABEL.findall(sentence))
    return bool(asked) and not asked & (own | set(_LABEL.findall(around))) and bool(own)


def _labels(text: str) -> dict[str, set[str]]:
    """The labels of each kind of thing, by the word before them: ligne and line are one."""
    found: dict[str, set[str]] = {}
    for match in _LABEL.finditer(text):
        for word in folded_words(text[: match.start()])[-1:]:
            found.setdefault(word[:KIND], set()).add(match.group())
    return found


def names(query: Query) -> tuple[QueryWord, ...]:
    """The words of a question that are written as names."""
    parts = {p for m in NAME.finditer(query.text) for p in folded_words(m.group())}
    return tuple(word for word in query.words if fold(word.surface) in parts)


def lacking(named: Sequence[QueryWord], texts: Sequence[Words]) -> float:
    """The share of the names that all of the texts lack."""
    return sum(not holds(word, texts) for word in named) / len(named) if named else 0.0


def reversed_sides(
    question: str, sentence: str, named: Sequence[QueryWord], language: Language
) -> bool:
    """Whether who gives in the question gets in the sentence, or the other way round."""
    asked = sides(question, {fold(word.surface) for word in named})
    if not asked:
        return False
    forms = {
        token: fold(word.surface)
        for token in folded_words(sentence)
        for word in named
        if words_of(token, language).holds(word)
    }
    told: dict[str, object] = {}
    for token, side in sides(sentence, forms).items():
        told.setdefault(forms[token], side)
    both = [(asked[name], told[name]) for name in asked if name in told]
    agreed = sum(a is b for a, b in both)
    return len(both) > 2 * agreed


def denied(question: str, sentence: str) -> bool:
    """Whether a sentence denies, where the question does not."""
    return _NOT.search(fold(sentence)) is not None and _NOT.search(fold(question)) is None


def denials(sentence: str) -> list[str]:
    """The parts of a sentence that are denied: from each denial to the next stop."""
    folded = fold(sentence)
    return [re.split(r"[,;:.]", folded[m.start() :])[0] for m in _NOT.finditer(folded)]


def unsaid(sentence: str) -> bool:
    """Whether a sentence tells that something is not told, not known or not decided."""
    return _UNSAID.search(fold(sentence)) is not None
