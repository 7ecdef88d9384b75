"""The library behind a password: read by all, changed by those who have it."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.library.guard import TRIES, WITHIN, Tries
from app.password import hashed
from tests.app.library.actions import click, fill, labels, page, shown, upload

WELL = ("well.md", b"# The well of Tarn\n\n## Depth\n\nThe well of Tarn is 40 metres deep.\n")
ROPE = ("rope.md", b"# The rope\n\nThe rope of the well of Tarn is 50 metres long.\n")
PASSWORD = "Grenvik 1954"  # noqa: S105
CHANGES = {"Add to the library", "Remove this source", "Undo this change", "Close the report"}


@pytest.fixture
def guarded(store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PASSERELLE_ADMIN_PASSWORD_HASH", hashed(PASSWORD))
    fill(store, WELL)
    return store


def give(opened: AppTest, password: str) -> AppTest:
    next(field for field in opened.text_input if field.label == "Password").input(password)
    return click(opened, "Unlock")


@pytest.mark.usefixtures("guarded")
def test_without_the_password_all_is_read_and_nothing_changed() -> None:
    opened = page()
    assert not CHANGES & set(labels(opened))
    click(opened, "The well of Tarn")
    assert "40 metres deep" in shown(opened)
    assert not CHANGES & set(labels(opened))
    assert "That is not the password." in shown(give(opened, "Grenvik 1955"))
    assert not CHANGES & set(labels(opened))


@pytest.mark.usefixtures("guarded")
def test_who_gives_it_may_change_and_other_sessions_still_may_not() -> None:
    opened = give(page(), PASSWORD)
    assert "Password" not in [field.label for field in opened.text_input]
    upload(opened, ROPE)
    assert "Undo this change" in labels(opened)
    stranger = page()
    assert "Added: rope.md" in shown(stranger)
    assert not CHANGES & set(labels(stranger))


@pytest.mark.usefixtures("store")
def test_a_setting_that_is_no_digest_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSERELLE_ADMIN_PASSWORD_HASH", PASSWORD)
    opened = page()
    assert "is no digest of a password" in shown(opened)
    assert not CHANGES & set(labels(opened))
    assert not opened.text_input


def test_wrong_tries_are_heard_so_often_within_a_time() -> None:
    tries = Tries()
    for second in range(TRIES):
        assert not tries.spent(float(second))
        tries.failed(float(second))
    assert tries.spent(float(TRIES))
    assert not tries.spent(WITHIN + 0.5)
