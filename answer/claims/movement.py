"""Which way an amount went: up, or down; a claim may not turn the one into the other.

Read from the last word of movement before an amount, in its own part of the sentence; where there
is none, nothing is told. Knows nothing of what moved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.claims.ground import Stated
from text.figures import Figure, FigureKind, carries
from text.folding import fold_text

_UP = (
    r"ris(?:e|es|en|ing)|rose|gr[eo]w(?:s|n|ing)?|increas\w+|climb\w*|jump\w*|soar\w*|surg\w+|"
    r"gain\w*|augment\w+|grimp\w+|bondi\w*|progress\w+|accr[uo]\w+|hausse"
)
_DOWN = (
    r"f[ae]ll(?:s|en|ing)?|drop\w*|declin\w+|decreas\w+|shr[aiu]n\w+|plung\w+|slump\w*|baiss\w+|"
    r"chut\w+|recul\w*|diminu\w+|tomb\w+|lost|lose[sn]?|perd\w*"
)
_MOVES = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b")
_PART = re.compile(r"[,;:.] |\b(?:and|then|but|et|puis|mais|while|tandis)\b")
_TIMES = (FigureKind.YEAR, FigureKind.DATE, FigureKind.DURATION)


def moved_otherwise(text: str, claimed: Sequence[Figure], sentences: Sequence[Stated]) -> bool:
    """Whether an amount of a claim went up where all sentences that state it tell it to go down, or
    the other way round.
    """
    return any(_turned(text, f, sentences) for f in claimed if f.kind not in _TIMES)


def _turned(text: str, amount: Figure, sentences: Sequence[Stated]) -> bool:
    way = _way(text, amount.start)
    told = [_way(s.text, g.start) for s in sentences for g in s.figures if carries(g, amount)]
    return way != 0 and bool(told) and all(other == -way for other in told)


def _way(text: str, end: int) -> int:
    """1 for up, -1 for down, 0 where no word before tells."""
    part = _PART.split(fold_text(text[:end]))[-1]
    found = list(_MOVES.finditer(part))
    if not found:
        return 0
    return 1 if found[-1]["up"] else -1
