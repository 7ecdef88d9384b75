import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import StoreDamaged
from domain.types import Language
from vectorstore.layout import Layout
from vectorstore.validators import KEPT, Validators, WebVersion, WebVersions

FIRST = Validators("https://a.example/", '"1"', None)
VERSION = WebVersion("a", "hash", "1", FIRST, Language.FR)


def test_a_version_is_found_by_the_content_that_it_gave(tmp_path: Path) -> None:
    versions = WebVersions(tmp_path)
    versions.record([VERSION, WebVersion("b", "hash", "1")])
    assert versions.find("a", "hash") == VERSION
    assert versions.find("b", "hash") == WebVersion("b", "hash", "1")
    assert versions.find("a", "other") is None
    assert versions.find("c", "hash") is None


def test_the_latest_word_on_a_version_counts(tmp_path: Path) -> None:
    versions = WebVersions(tmp_path)
    later = WebVersion("a", "hash", "2", Validators("https://a.example/", None, "Wed"))
    versions.record([VERSION])
    versions.record([later])
    assert versions.find("a", "hash") == later


def test_old_versions_of_a_source_are_forgotten(tmp_path: Path) -> None:
    versions = WebVersions(tmp_path)
    versions.record([WebVersion("b", "hash", "1", FIRST)])
    for n in range(KEPT + 2):
        versions.record([WebVersion("a", f"hash {n}", "1", FIRST)])
    known = [n for n in range(KEPT + 2) if versions.find("a", f"hash {n}")]
    assert known == list(range(2, KEPT + 2))
    assert versions.find("b", "hash") is not None


def test_reading_makes_nothing(tmp_path: Path) -> None:
    assert WebVersions(tmp_path).find("a", "hash") is None
    assert list(tmp_path.iterdir()) == []
    WebVersions(tmp_path).record([])
    assert list(tmp_path.iterdir()) == []


def test_the_versions_lie_beside_what_else_the_journal_holds(tmp_path: Path) -> None:
    with closing(sqlite3.connect(Layout(tmp_path).journal)) as journal, journal:
        journal.execute("CREATE TABLE events (at TEXT)")
        journal.execute("INSERT INTO events VALUES ('now')")
    versions = WebVersions(tmp_path)
    assert versions.find("a", "hash") is None
    versions.record([VERSION])
    assert versions.find("a", "hash") == VERSION
    with closing(sqlite3.connect(Layout(tmp_path).journal)) as journal:
        assert journal.execute("SELECT at FROM events").fetchall() == [("now",)]


def test_a_damaged_journal_is_reported(tmp_path: Path) -> None:
    Layout(tmp_path).journal.write_bytes(b"no database" * 99)
    with pytest.raises(StoreDamaged):
        WebVersions(tmp_path).find("a", "hash")
    with pytest.raises(StoreDamaged):
        WebVersions(tmp_path).record([VERSION])


def test_only_what_the_server_gave_is_asked_with() -> None:
    assert Validators.of("u", None, "") is None
    assert Validators.of("u", '"\u00e9"', "a\x01") is None
    assert Validators("u", '"1"', "Wed").headers == {
        "If-None-Match": '"1"',
        "If-Modified-Since": "Wed",
    }
    assert Validators("u", None, "Wed").headers == {"If-Modified-Since": "Wed"}
