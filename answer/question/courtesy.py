"""Small talk: a greeting, thanks, "who are you", "help", answered shortly and without sources.

A message is small talk when it holds a word or phrase of courtesy and nothing else that could be
looked up: what is left after function words and words of opinion is empty. Slips of the keys and
hurried forms are read too. Knows nothing of sources.
"""

from __future__ import annotations

import re
from functools import cache

from answer.question.asked import fold
from answer.question.courtesy_words import ALWAYS, LIGHT, NOTHING, PHRASES, REPLIES, Courtesy
from answer.question.phrase import content
from domain.types import Language
from vectorstore.hurried import FORMS
from vectorstore.likeness import distance
from vectorstore.wordlist import bundled_words

__all__ = ["Courtesy", "asks_nothing", "recognise", "reply", "spoken"]

SHORTEST = 4  # letters of a word of courtesy that may be misspelt
MOST_WORDS = 12
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_RULES = tuple(
    (kind, {language: re.compile(rf"\b({pattern})(?!\w)") for language, pattern in spoken.items()})
    for kind, spoken in PHRASES
)


def recognise(message: str) -> Courtesy | None:
    """The kind of small talk that a message is; None when it asks for something else."""
    if not message.strip():
        return None
    read = _read(message)
    if not re.search(r"[a-z0-9]", read):
        return None if re.search(r"\w", message) else Courtesy.HELP
    rules = [(kind, rule) for kind, patterns in _RULES for rule in patterns.values()]
    kind = next((kind for kind, rule in rules if rule.search(read)), None)
    if kind is None or kind in ALWAYS:
        return kind
    rest = read
    for _, rule in rules:
        rest = rule.sub(" ", rest)
    return None if [word for word in _WORD.findall(rest) if word not in LIGHT] else kind


def spoken(message: str) -> Language | None:
    """The language of the words of courtesy; None where they are of both or of none."""
    read = _read(message)
    found: set[Language] = set()
    for _, patterns in _RULES:
        spoken = {language for language, rule in patterns.items() if rule.search(read)}
        found |= spoken if len(spoken) == 1 else set()
    return found.pop() if len(found) == 1 else None


def asks_nothing(message: str) -> bool:
    """Whether a message has no word that could be looked up: "what?", "j'ai une question"."""
    return all(word in NOTHING or len(word) == 1 for word in content(message))


def reply(kind: Courtesy, language: Language) -> str:
    """What to say to it."""
    return REPLIES[kind][language]


def _read(message: str) -> str:
    """The folded message, its hurried forms written out and its slips put right."""
    folded = fold(message)
    words = _WORD.findall(folded)
    if len(words) > MOST_WORDS:
        return folded
    meant = {word: _meant(word) for word in words}
    return _WORD.sub(lambda match: meant.get(match.group(), match.group()), folded)


def _meant(word: str) -> str:
    for language in Language:
        if form := FORMS[language].get(word):
            return fold(form)
    if len(word) < SHORTEST or word in _known() or bundled_words().frequencies({word}):
        return word
    near = sorted(w for w in _known() if distance(word, w) == 1)
    return near[0] if near else word


@cache
def _known() -> frozenset[str]:
    """The plain words of courtesy that are long enough to be misspelt."""
    told = " ".join(p for _, patterns in PHRASES for p in patterns.values())
    words = re.findall(r"(?<![\w\\\[])([a-z]{4,})(?![\w*+\]])(\?)?", told)
    return frozenset(word for word, _ in words) | {word[:-1] for word, maybe in words if maybe}
