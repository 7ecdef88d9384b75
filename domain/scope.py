"""Search filters (scopes): parsing one from user input, and which sources match it.

A date may be as coarse as a year; a source is within a span if any day that its date can mean is.
A source without a date is in no span.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

from domain.errors import UsageError
from domain.types import Language, Scope, Source

MOST = 200
"""Sources that a scope may name."""
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def scope_of(
    sources: Iterable[str] = (),
    language: Language | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Scope | None:
    """The scope of these limits, None for none; raises UsageError for an invalid date, a span that
    ends before it begins, and more sources than ``MOST``.
    """
    ids = tuple(dict.fromkeys(sources))
    if len(ids) > MOST:
        raise UsageError("source", f"{len(ids)} were given, at most {MOST} are allowed")
    begins, ends = (_given(since, "from"), _given(until, "to"))
    if begins and ends and _days(begins)[0] > _days(ends)[1]:
        raise UsageError("to", f"{ends} is before {begins}")
    return Scope(ids, language, begins, ends) or None


def within(scope: Scope, sources: Sequence[Source]) -> frozenset[str]:
    """The ids of the sources that are in it."""
    named = frozenset(scope.sources)
    return frozenset(s.id for s in sources if (not named or s.id in named) and _has(scope, s))


def is_date(value: str) -> bool:
    """Whether it is a date in the format of scopes and sources."""
    try:
        _days(value)
    except ValueError:
        return False
    return True


def _has(scope: Scope, source: Source) -> bool:
    if scope.language is not None and source.language is not scope.language:
        return False
    if scope.since is None and scope.until is None:
        return True
    try:
        first, last = _days(source.date or "")
    except ValueError:
        return False
    return (scope.since is None or last >= _days(scope.since)[0]) and (
        scope.until is None or first <= _days(scope.until)[1]
    )


def _given(value: str | None, name: str) -> str | None:
    if value is None or not value.strip():
        return None
    if not is_date(value.strip()):
        shown = " ".join(value.split())[:40]
        raise UsageError(name, f"{shown} is not a date: give 2024, 2024-05 or 2024-05-31")
    return value.strip()


def _days(value: str) -> tuple[date, date]:
    """The first and the last day that a date can mean; raises ValueError."""
    found = _DATE.fullmatch(value)
    if found is None:
        raise ValueError(value)
    year, month, day = (int(part or 0) for part in found.groups())
    if found[2] is None:
        return date(year, 1, 1), date(year, 12, 31)
    if found[3] is not None:
        return date(year, month, day), date(year, month, day)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
