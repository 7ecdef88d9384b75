"""What a scope holds, and how one is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.errors import UsageError
from domain.scope import MOST, scope_of, within
from domain.types import Language, Scope, Source

FR, EN = Language.FR, Language.EN
NOTE = Source("note", "A note", "", "", EN, "text", "")
SOURCES = (
    replace(NOTE, id="year", date="2024"),
    replace(NOTE, id="month", date="2024-02"),
    replace(NOTE, id="day", date="2024-02-29", language=FR),
    replace(NOTE, id="undated"),
    replace(NOTE, id="odd", date="last spring"),
)


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), {"year", "month", "day", "undated", "odd"}),
        (Scope(("day", "undated")), {"day", "undated"}),
        (Scope(("day", "undated"), language=EN), {"undated"}),
        (Scope(since="2024"), {"year", "month", "day"}),
        (Scope(since="2024-03"), {"year"}),  # it may be of any day of 2024
        (Scope(since="2024-02-29", until="2024-02-29"), {"year", "month", "day"}),
        (Scope(until="2024-02"), {"year", "month", "day"}),
        (Scope(until="2024-01-31"), {"year"}),
        (Scope(since="2025"), set()),
        (Scope(until="2023-12-31"), set()),
    ],
)
def test_a_source_is_in_a_span_where_some_day_that_its_date_can_mean_is(
    scope: Scope, expected: set[str]
) -> None:
    assert within(scope, SOURCES) == expected


def test_limits_that_limit_nothing_are_no_scope() -> None:
    assert scope_of() is None
    assert scope_of(since=" ", until="") is None
    assert scope_of(["a", "b", "a"], FR) == Scope(("a", "b"), FR)
    assert scope_of(since="2024-02-01", until="2024") == Scope(since="2024-02-01", until="2024")


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"since": "yesterday"}, "from: yesterday is not a date: give 2024, 2024-05 or 2024-05-31"),
        ({"until": "2023-02-29"}, "to: 2023-02-29 is not a date"),
        ({"since": "2024-13"}, "from: 2024-13 is not a date"),
        ({"since": "2025", "until": "2024-12"}, "to: 2024-12 is before 2025"),
        (
            {"sources": map(str, range(MOST + 1))},
            f"source: {MOST + 1} were given, at most {MOST} are allowed",
        ),
    ],
)
def test_limits_that_cannot_be_are_refused_with_what_to_give(limits, said) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError) as refused:
        scope_of(**limits)
    assert str(refused.value).startswith(said)
    assert refused.value.message(FR) != str(refused.value)
