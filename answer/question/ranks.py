"""Whether a question asks for the greatest, the first or the like, and whether a sentence ranks.

Words of comparison only, in both languages. Knows nothing of what is compared.
"""

from __future__ import annotations

import re

from answer.question.asked import fold

_MOST = (
    r"(?:le|la|les) (?:\w+ )?(?:plus|moins|mieux)\b(?! de \d)|(?<!at )\b(?:most|least)\b|"
    r"\b(?:big|larg|small|high|low|long|short|old|new|young|few|strong|weak|clos|near|rich|poor|"
    r"fast|slow|great|wid|deep|cheap|clean|late|earli|heavi|busi|tall)(?:g?est)\b|"
    r"\b(?:best|worst)\b"
)
_SUPERLATIVE = re.compile(rf"\b(?:{_MOST})")
_RANKING = re.compile(
    rf"\b(?:{_MOST})|\b(?:premi\w+|first|principa\w+|"
    r"main|mainly|leading|top|record|seul\w*|only|sole|chief\w*|surtout|majorit\w+|plupart|"
    r"derriere|devant|ahead|behind|majeur\w*|major|plus \w+ que|more \w+ than|\w{3,}er than)\b"
)


def superlative(question: str) -> bool:
    """Whether the greatest, the least or the like is asked for."""
    return _SUPERLATIVE.search(fold(question)) is not None


def ranks(sentence: str) -> bool:
    """Whether a sentence tells which comes first, or is alone."""
    return _RANKING.search(fold(sentence)) is not None
