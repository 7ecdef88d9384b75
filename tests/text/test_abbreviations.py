"""The data file of abbreviations is what it says it is."""

import tomllib

import pytest

from text import abbreviations

LISTS = tomllib.loads(abbreviations._DATA.read_text("utf-8"))
OURS = [kind.value for kind in abbreviations.Kind]


def test_an_abbreviation_is_of_one_kind() -> None:
    seen = [word for name in OURS for word in LISTS[name].split()]
    assert len(seen) == len(set(seen)), sorted({w for w in seen if seen.count(w) > 1})


def test_words_that_are_no_abbreviations_are_in_no_list_of_ours() -> None:
    ours = {word for name in OURS for word in LISTS[name].split()}
    assert not ours & set(LISTS["words"].split())


@pytest.mark.parametrize("name", ["cldr_fr", "cldr_en"])
def test_what_comes_from_the_cldr_is_whole(name: str) -> None:
    assert all(entry.endswith(".") or entry in ("av.", "P.-D.") for entry in LISTS[name].split())
    assert len(LISTS[name].split()) > 80
