"""Who gives and who gets, in sentences on trade and transfers, in both languages.

"La Norvège vend au Maroc" and "Morocco buys from Norway" make Norway the giver. Read from the verbs
and nouns of transfer, the prepositions before names and the order of words; where that tells
nothing, nothing is told. This module knows nothing of questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum

from text.folding import fold_text


class Side(Enum):
    """The end of a transfer that a name stands at."""

    GIVES = "gives"
    GETS = "gets"


_GIVING = re.compile(
    r"(?:vend|vent(?:e|es)$|export|expedi|livr(?:e|er|ent|aison|aisons)$|fourni|envo[iy]|donn|"
    r"prete?|prets$|verse|sell|sold$|sale|ship|send|sent$|suppl|deliver|give|gave$|lend|lent$|"
    r"loan|provid|donat|pass(?:es|ed)$)"
)
_GETTING = re.compile(
    r"(?:ach[ea]t|import(?!an)|rec[oe][iv]|recu|emprunt|buy|bought$|purchas|receiv|borrow)"
)
_TO = {"vers", "to", "into", "towards", "destine", "chez"}
_AT = {"a", "au", "aux"}
_FROM = {"de", "du", "des", "d", "from", "depuis"}
_ARTICLES = {"le", "la", "les", "l", "the", "neighbouring", "its", "son", "sa", "ses"}
_OF = {"of", "by", "par"}


def sides(text: str, names: Iterable[str]) -> dict[str, Side]:
    """The side of each of these words (folded, as they stand in the text) where it can be told."""
    wanted = set(names)
    found: dict[str, Side] = {}
    for clause in re.split(r"[;:()]|, (?:and|et|mais|but|while|tandis)\b", fold_text(text)):
        for name, side in _clause(re.findall(r"[a-z0-9]+", clause), wanted):
            found.setdefault(name, side)
    return found


def _clause(words: list[str], wanted: set[str]) -> Iterator[tuple[str, Side]]:
    transfers = [
        (n, Side.GIVES if _GIVING.match(w) else Side.GETS)
        for n, w in enumerate(words)
        if w not in wanted and (_GIVING.match(w) or _GETTING.match(w))
    ]
    if not transfers:
        return
    for at, word in enumerate(words):
        if word in wanted:
            place, side = min(transfers, key=lambda t: abs(t[0] - at))
            yield word, _side(_before(words, at), at < place, side)


def _before(words: list[str], at: int) -> str:
    while at > 0 and words[at - 1] in _ARTICLES:
        at -= 1
    return words[at - 1] if at else ""


def _side(preposition: str, leads: bool, verb: Side) -> Side:
    other = Side.GETS if verb is Side.GIVES else Side.GIVES
    if preposition in _TO:
        return Side.GETS
    if preposition in _AT:
        return other
    if preposition in _FROM:
        return Side.GIVES
    if preposition in _OF:
        return verb
    return verb if leads else other if preposition else verb
