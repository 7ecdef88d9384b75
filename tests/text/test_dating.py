from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.types import Language
from text.dating import written


@pytest.mark.parametrize(
    ("iso", "french", "english"),
    [
        ("2024-05-02", "2 mai 2024", "2 May 2024"),
        ("2024-05-01", "1er mai 2024", "1 May 2024"),
        ("2024-05-11", "11 mai 2024", "11 May 2024"),
        ("2024-12", "décembre 2024", "December 2024"),
        ("2024", "2024", "2024"),
        ("2024-05-02T23:10:00+00:00", "2 mai 2024", "2 May 2024"),
        ("2024-13-01", "2024-13-01", "2024-13-01"),
        ("last week", "last week", "last week"),
        ("", "", ""),
    ],
)
def test_dates_at_the_precision_that_they_have(iso: str, french: str, english: str) -> None:
    assert (written(iso, Language.FR), written(iso, Language.EN)) == (french, english)


@given(st.dates())
def test_a_day_names_its_year(day: date) -> None:
    assert written(day.isoformat(), Language.EN).endswith(str(day.year))
