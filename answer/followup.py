"""A question that leans on the turns before, completed so that it stands alone.

Deterministic: a question leans when it opens like a continuation ("Et en 2005 ?", "what about...")
or is little more than pronouns. A figure or date that stands alone replaces its like in the last
question; otherwise the last question is put beside it. A question that stands alone is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.asked import fold
from domain.types import Turn
from text.figures import Figure, FigureKind, figures

_OPENING = re.compile(
    r"^(et|and|ok et|mais|but|puis|then|also|aussi|what about|how about|qu'en est-il|"
    r"depuis quand|since when|lesquel(le)?s|laquelle|lequel|which ones?|pourquoi ca|why is that|"
    r"sur quelle periode|combien|how (much|many)|quand|when|ou|where|pourquoi|why|comment|how|"
    r"qui|who)\b"
)
_CONTINUES = re.compile(
    r"^(et|and|ok et|what about|how about|qu'en est-il|lesquel(le)?s|laquelle|lequel|which ones?)\b"
)
_POINTS_BACK = re.compile(
    r"\b(il|elle|ils|elles|ca|cela|celui-ci|celle-ci|ceux-ci|celles-ci|y|en|it|its|they|them|"
    r"their|this|that|these|those|there)\b"
)
_STOP = frozenset(
    """
    a ai alors and any are as at au aux avec by c ca ce cela celui ces cette combien comme comment
    d dans de depuis des did do does du elle elles en est et etait fait for from has have how il
    ils in is it its j l la laquelle le lequel les lesquelles lesquels leur leurs lui many much
    me n ne of ok on one ones or ou par pas pour pourquoi qu quand que quel quelle quelles quels
    qui quoi s sa se ses since son sur t that the their them then there these they this
    those to un une was were what when where which who whom why with y
    """.split()
)
_TIMES = frozenset({FigureKind.YEAR, FigureKind.DATE})
FEW = 2


def complete(question: str, history: Sequence[Turn]) -> str:
    """The question as it is understood after the turns before; itself when it stands alone."""
    last = next((turn.content for turn in reversed(history) if turn.role == "user"), "")
    if not last or not leans(question):
        return question
    return _replaced(question, last) or f"{last.rstrip()} {question.strip()}"


def leans(question: str) -> bool:
    """Whether a question cannot be understood by itself."""
    folded = fold(question)
    content = _content(folded)
    if _CONTINUES.search(folded):
        return True
    if len(content) > FEW:
        return False
    return bool(_POINTS_BACK.search(folded)) or (not content and bool(_OPENING.search(folded)))


def _content(folded: str) -> list[str]:
    return [word for word in re.findall(r"[a-z0-9]+", folded) if word not in _STOP]


def _replaced(question: str, last: str) -> str | None:
    """The last question with this one's only figure in the place of its like."""
    found = figures(question)
    bare = question
    for figure in found:
        bare = bare[: figure.start] + " " * (figure.end - figure.start) + bare[figure.end :]
    if len(found) != 1 or _content(fold(bare)):
        return None
    like = [f for f in figures(last) if _alike(f, found[0])]
    if len(like) != 1:
        return None
    new = question[found[0].start : found[0].end]
    return last[: like[0].start] + new + last[like[0].end :]


def _alike(a: Figure, b: Figure) -> bool:
    return a.kind == b.kind or {a.kind, b.kind} <= _TIMES
