"""Question decomposition: "When did it open, and who paid for it?".

Cut after a question mark, and before an interrogative that "and" introduces. Each part but the
first is read in the light of the first, as a follow-up is (answer.question.contextualize). Keywords
are cut at "AND" in capitals, as search engines do, and each part is independent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from answer.question.contextualize import in_context

MOST = 3
_ASKS = (
    r"(?:(?:(?:à|a|de|par|pour|avec|depuis|since|by|to|with|from|for|in|at) "
    r"(?:who|whom|what|which|when|qui|quoi|quand|combien|quel(?:le)?s?))|"
    r"who|whom|whose|what|when|where|why|how|quand|où|pourquoi|comment|combien|quel(?:le)?s?|"
    r"(?:is|are|was|were|did|does|do|has|have) (?:it|they|he|she|the|there)|"
    r"est-ce|qu['’]est-ce)\b"
)
_CUT = re.compile(
    rf"(?<=\?)\s+(?=\w[^?]*\?\s*$)|(?:\s*[,;])?\s+(?:and|et|&)\s+(?:also\s+|aussi\s+)?(?={_ASKS})",
    re.IGNORECASE,
)
_OPERATOR = re.compile(r"\s+(?:AND|ET)\s+")
SHORTEST, SHORTEST_FIRST = 2, 4
"""Words of a part; of the first one, on which the others depend."""


@dataclass(frozen=True, slots=True)
class Part:
    """``text``: verbatim, from the message; ``asked``: as it is read."""

    text: str
    asked: str


def parts(question: str, before: str = "") -> tuple[Part, ...]:
    """The questions in a message that comes after another one; itself where it is one."""
    alone = [part.strip() for part in _OPERATOR.split(question)]
    sizes = [len(part.split()) for part in alone]
    if 1 < len(alone) <= MOST and min(sizes) >= SHORTEST and not question.isupper():
        return tuple(Part(part, in_context(part, before)) for part in alone)
    first, *others = [part.strip() for part in _CUT.split(question) if part.strip()] or [question]
    sizes = [len(part.split()) for part in others]
    if not 0 < len(others) < MOST or len(first.split()) < SHORTEST_FIRST or min(sizes) < SHORTEST:
        return (Part(question, in_context(question, before)),)
    whole = first if first.endswith("?") else f"{first}?"
    asked = [in_context(first, before), *(in_context(part, whole) for part in others)]
    return tuple(map(Part, (first, *others), asked))
