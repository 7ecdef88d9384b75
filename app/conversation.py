"""What a program gives a question with, read into values: the turns before, and a language.

Knows nothing of how it came: a line of a file, a request's body, an argument.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.errors import UsageError
from domain.types import Language, Turn
from text.wellformed import wellformed

ROLES = ("user", "assistant")
MOST = 200
"""Turns of a conversation that are read, the last ones; more change nothing."""


def turns_of(value: Any, where: str) -> tuple[Turn, ...]:
    """The last turns in a list of {"role", "content"}, None for none; raises UsageError."""
    given = list(value) if isinstance(value, list | tuple) else [] if value is None else [None]
    return tuple(_turn(item, where) for item in given[-MOST:])


def language_of(value: Any, where: str) -> Language | None:
    """ "fr" or "en" as a Language, None for none; raises UsageError."""
    if value is None or isinstance(value, Language):
        return value
    if value not in list(Language):
        raise UsageError(where, 'it needs "language": "fr" or "en"')
    return Language(value)


def _turn(value: Any, where: str) -> Turn:
    if isinstance(value, Turn) and value.role in ROLES:
        return Turn(value.role, wellformed(value.content))
    role, content = (
        (value.get("role"), value.get("content")) if isinstance(value, Mapping) else (None, None)
    )
    if role not in ROLES or not isinstance(content, str):
        raise UsageError(where, 'history is a list of {"role": "user"|"assistant", "content"}')
    return Turn(role, wellformed(content))
