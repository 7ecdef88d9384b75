"""What may be asked: a question that is not empty and not longer than questions are.

The page, the command line, batches, and whoever calls the assistant or the retriever are held to
the same bound here. Knows nothing of what is asked.
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
