"""Validation of a question: not empty, and within the length limit.

The web page, the command line, batches and the library API share this limit.
"""

from __future__ import annotations

from domain.errors import UsageError

LONGEST = 2000
"""Characters of a question; about three hundred words. What is longer is a text, not a question."""


def checked(question: str, name: str = "question") -> str:
    """The question itself; raises UsageError, about ``name``, where it is empty or too long."""
    if not question.strip():
        raise UsageError(name, "it is empty: ask in French or in English")
    if len(question) > LONGEST:
        raise UsageError(name, f"it has {len(question)} characters, at most {LONGEST}: shorten it")
    return question
