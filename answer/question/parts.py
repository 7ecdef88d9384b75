"""Two questions in one message: "When did it open, and who paid for it?".

Cut after a question mark, and before an interrogative that "and" introduces. Each part but the
first is read in the light of the first, as a follow-up is (answer.question.contextualize).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from answer.question.contextualize import contextualize

MOST = 3
_ASKS = (
    r"(?:(?:(?:à|a|de|par|pour|avec|depuis|en|dans|sur|since|by|to|with|from|for|in|at) )?"
    r"(?:who|whom|whose|what|which|when|where|why|how|qui|quoi|quand|où|pourquoi|comment|"
    r"combien|quel(?:le)?s?|lequel|laquelle|lesquel(?:le)?s)|"
    r"(?:is|are|was|were|did|does|do|has|have) (?:it|they|he|she|the|there)|"
    r"est-ce|qu['’]est-ce)\b"
)
_CUT = re.compile(
    rf"\?\s+(?=\w)|(?:\s*[,;])?\s+(?:and|et|&)\s+(?:also\s+|aussi\s+)?(?={_ASKS})", re.IGNORECASE
)
SHORTEST = 2
"""Words of a part."""


@dataclass(frozen=True, slots=True)
class Part:
    """``text``: as it stands in the message; ``asked``: as it is read."""

    text: str
    asked: str


def parts(question: str) -> tuple[Part, ...]:
    """The questions in a message; the message itself where it is one."""
    found = [part.strip() for part in _CUT.split(question) if part.strip()]
    if not 1 < len(found) <= MOST or min(len(part.split()) for part in found) < SHORTEST:
        return (Part(question, question),)
    first, *others = found
    return (Part(first, first), *(Part(text, contextualize(text, first)) for text in others))
