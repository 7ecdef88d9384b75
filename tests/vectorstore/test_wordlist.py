import sqlite3
from pathlib import Path

import pytest

from domain.errors import PasserelleError
from domain.types import Language
from vectorstore.wordlist import WordList, bundled_words


def test_usual_words_of_both_languages_are_listed_without_accents() -> None:
    found = bundled_words().frequencies(("water", "etudiants", "xqzt"))
    assert found.keys() == {"water", "etudiants"}
    assert found["water"] > bundled_words().frequencies(("otter",))["otter"]


def test_a_word_belongs_to_its_languages() -> None:
    assert bundled_words().frequencies(("water",), Language.FR).get("water", 0) < 8
    assert bundled_words().frequencies(("combien",), Language.EN).get("combien", 0) < 8


def test_many_words_are_asked_for_at_once() -> None:
    many = [f"nothing{n}" for n in range(2_000)]
    assert bundled_words().frequencies([*many, "river"]).keys() == {"river"}


def test_another_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PasserelleError):
        WordList(tmp_path / "missing.sqlite")
    other = tmp_path / "other.sqlite"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(PasserelleError, match="schema 0"):
        WordList(other)
