"""Parsing of a program's request fields: previous turns, a language, a scope."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from unicodedata import normalize

from domain.errors import UsageError
from domain.scope import scope_of
from domain.types import Language, Scope, Turn
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


def scope_from(value: Any, where: str) -> Scope | None:
    """A scope in {"sources", "language", "from", "to"}, any of them; None where nothing is limited.

    Raises UsageError.
    """
    if isinstance(value, Scope):
        return scope_of(value.sources, value.language, value.since, value.until)
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise UsageError(where, 'it needs {"sources": [...], "language", "from", "to"}')
    unknown = sorted(str(name) for name in set(value) - {"sources", "language", "from", "to"})
    if unknown:
        raise UsageError(where, f"unknown field: {wellformed(unknown[0])[:80]}")
    ids = value.get("sources") or ()
    if not isinstance(ids, list | tuple) or not all(isinstance(id, str) for id in ids):
        raise UsageError("sources", "it must be a list of source ids")
    since, until = (_date(value.get(name), name) for name in ("from", "to"))
    language = language_of(value.get("language") or None, where)
    return scope_of((normalize("NFC", wellformed(id)) for id in ids), language, since, until)


def _date(value: Any, name: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise UsageError(name, "it is not text")
    return wellformed(value) if value else None


def _turn(value: Any, where: str) -> Turn:
    if isinstance(value, Turn) and value.role in ROLES:
        return Turn(value.role, wellformed(value.content))
    role, content = (
        (value.get("role"), value.get("content")) if isinstance(value, Mapping) else (None, None)
    )
    if role not in ROLES or not isinstance(content, str):
        raise UsageError(where, 'history is a list of {"role": "user"|"assistant", "content"}')
    return Turn(role, wellformed(content))
