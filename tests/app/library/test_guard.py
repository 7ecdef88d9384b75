"""The library behind a password: read by all, changed by those who have it; drafts are their
maker's.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.password import hashed
from app.session import board
from tests.app.library.actions import browser, click, fill, labels, page, shown, upload

WELL = ("well.md", b"# The well of Tarn\n\n## Depth\n\nThe well of Tarn is 40 metres deep.\n")
DEEPER = ("well.md", WELL[1].replace(b"40", b"55"))
ROPE = ("rope.md", b"# The rope\n\nThe rope of the well of Tarn is 50 metres long.\n")
PASSWORD = "Grenvik 1954"  # noqa: S105
KEPT = hashed(PASSWORD)
CHANGES = {"Add to the library", "Remove this source", "Undo this change", "Close the report"}


@pytest.fixture
def guarded(store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PASSERELLE_ADMIN_PASSWORD_HASH", KEPT)
    fill(store, WELL)
    return store


@pytest.mark.usefixtures("guarded")
def test_without_the_password_all_is_read_and_nothing_changed() -> None:
    with browser("stranger"):
        opened = page()
        assert not CHANGES & set(labels(opened))
        assert 'autocomplete="current-password"' in shown(opened)
        click(opened, "The well of Tarn")
        assert "40 metres deep" in shown(opened)
        assert not CHANGES & set(labels(opened))


@pytest.mark.usefixtures("guarded")
def test_a_wrong_password_and_a_wait_are_told_once() -> None:
    with browser("stranger"):
        wrong = page(**{"sign-in": "wrong"})
        assert "That is not the password." in shown(wrong)
        assert "sign-in" not in wrong.query_params
        assert "That is not the password." not in shown(wrong.run())
        assert "try again in 8 s" in shown(page(**{"sign-in": "8"}))
        assert "<b>" not in shown(page(**{"sign-in": "<b>"}))


@pytest.mark.usefixtures("guarded")
def test_who_gave_it_may_change_and_other_browsers_still_may_not() -> None:
    with browser("editor", KEPT):
        opened = upload(page(), ROPE)
        assert "Undo this change" in labels(opened)
        assert "Sign out" in shown(opened)
    with browser("stranger"):
        stranger = page()
        assert "Added: rope.md" not in shown(stranger)
        assert not CHANGES & set(labels(stranger))


@pytest.mark.usefixtures("guarded")
def test_a_draft_is_seen_by_its_browser_and_by_editors_alone() -> None:
    with browser("editor", KEPT):
        assert "55" in shown(upload(page(), DEEPER))
        assert {"Publish", "Discard"} <= set(labels(page()))
    with browser("stranger"):
        assert "55" not in shown(page())
        assert "well.md" in shown(page())
    with browser("editor"):  # signed out since
        own = page()
        assert "55" in shown(own)
        assert not {"Publish", "Discard"} & set(labels(own))
    with browser("colleague", KEPT):
        assert "Somebody else's work" in shown(page()).replace("&#x27;", "'")
        assert {"Publish", "Discard"} <= set(labels(page()))


def test_without_a_password_a_draft_is_its_browsers_alone_and_holds_up_no_one(store: Path) -> None:
    fill(store, WELL)
    with browser("one"):
        assert "55" in shown(upload(page(), DEEPER))
    with browser("two"):
        other = page()
        assert "55" not in shown(other)
        assert not {"Publish", "Discard"} & set(labels(other))
        assert "Added: rope.md" in shown(upload(other, ROPE))
    with browser("one"):
        back = page()
        assert "Added: rope.md" not in shown(back)
        click(back, "Discard")
        assert "Discarded" in shown(back)
    assert [job.owner for job in board().jobs] == ["two"]


def test_sessions_without_cookies_are_each_their_own(store: Path) -> None:
    fill(store, WELL)
    mine = upload(page(), DEEPER)
    assert "55" in shown(mine)
    assert "55" not in shown(page())
    assert "Publish" in labels(mine.run())


@pytest.mark.usefixtures("guarded")
def test_a_click_after_signing_out_changes_nothing() -> None:
    with browser("editor", KEPT):
        opened: AppTest = upload(page(), DEEPER)
    with browser("editor"):
        click(opened, "Publish")
        assert "You are signed out: nothing has changed." in shown(opened)
        assert "55" in shown(page())


@pytest.mark.usefixtures("guarded")
def test_files_sent_after_signing_out_are_refused_aloud() -> None:
    with browser("editor", KEPT):
        opened = page()
    with browser("editor"):
        click(opened, "Add to the library")
        assert "You are signed out: nothing has changed." in shown(opened)


@pytest.mark.usefixtures("store")
def test_a_setting_that_is_no_digest_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSERELLE_ADMIN_PASSWORD_HASH", PASSWORD)
    opened = page()
    assert "is not a valid password digest" in shown(opened)
    assert not CHANGES & set(labels(opened))
    assert "<form" not in shown(opened)
