"""Whether a claim says more than its source, or says it more surely, by its operators alone.

Knows nothing of subjects, of passages or of tenses.
"""

from __future__ import annotations

import re

from answer.claims.operators import IN_ONE_DIRECTION, OPERATORS, PERIODS, UP_OR_DOWN
from text.folding import fold_text

_AT_THE_TOP = re.compile(
    r"\b(?:largest|biggest|greatest|first|main|leading|strongest|richest|most [a-z]+|"
    r"premiere?s?|principal(?:e|es|s)?|principaux|plus (?!de\b|du\b|que\b)[a-z]+|meilleure?s?)\b"
)
_ONE_OF = re.compile(
    r"\b(?:among|amongst|one of|some of|parmi|l'une? des|certaine?s des|a)\s"
    r"(?:(?:the|les|its|our) )?(?:\w+ )?$"
)


def changed(claim: str, near: str, whole: str, *, counts: bool) -> str | None:
    """The words, of one of them, by which a claim says more than its source; None for none.

    ``near``: the sentences that are most like the claim; ``whole``: all that it cites; ``counts``:
    whether the claim has an amount, which has come up, gone down or been sold in its source too.
    """
    said, told, around = fold_text(claim), fold_text(near), fold_text(whole)
    operators = (*OPERATORS, UP_OR_DOWN, IN_ONE_DIRECTION) if counts else OPERATORS
    for operator in operators:
        found = operator.changed(said, told, around)
        if found is not None:
            return found
    return _other_period(said, around) or _alone_at_the_top(said, around)


def _other_period(said: str, told: str) -> str | None:
    """A day, where what is told is told of a year; None where both tell of one alike."""
    ours = [found for period in PERIODS if (found := period.search(said))]
    if not any(period.search(told) for period in PERIODS):
        return None
    alike = any(period.search(said) and period.search(told) for period in PERIODS)
    return ours[0].group() if ours and not alike else None


def _alone_at_the_top(said: str, told: str) -> str | None:
    """The greatest of a claim, where the source only has one of the greatest."""
    ours, theirs = list(_AT_THE_TOP.finditer(said)), list(_AT_THE_TOP.finditer(told))
    if not ours or not theirs or not all(_shared(told, match) for match in theirs):
        return None
    return None if any(_shared(said, match) for match in ours) else ours[0].group()


def _shared(text: str, match: re.Match[str]) -> bool:
    return _ONE_OF.search(text, 0, match.start()) is not None
