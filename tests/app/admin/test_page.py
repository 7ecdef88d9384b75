"""The administration without a browser: who sees what of it, and what is done on it is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.password import hashed
from app.session import feedback, parts, recorder
from app.visit.roles import Role
from domain.types import Language
from tests.app.feedback.test_kept import ANSWER, judged
from tests.app.library.actions import browser, click, fill, labels, shown, upload
from tests.app.library.actions import page as library_page

ADMIN, EDITOR = "Grenvik 1954", "Grenvik 1955"
with pytest.MonkeyPatch.context() as patch:
    patch.setattr("app.password.COST", 16)  # quick: what it costs is not looked at here
    ADMINS, EDITORS = hashed(ADMIN), hashed(EDITOR)
WELL = ("well.md", b"# The well of Tarn\n\n## Depth\n\nThe well of Tarn is 40 metres deep.\n")
REMARK, ASKED = "the year is missing <b>", "Who painted the well of Tarn?"


def script() -> None:
    from app.admin.page import show

    show()


def admin_page() -> AppTest:
    return AppTest.from_function(script, default_timeout=300).run()


def choose(opened: AppTest, part: str) -> AppTest:
    opened.session_state["admin_part"] = part
    return opened.run()


@pytest.fixture
def guarded(store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PASSERELLE_ADMIN_PASSWORD_HASH", ADMINS)
    monkeypatch.setenv("PASSERELLE_EDITOR_PASSWORD_HASH", EDITORS)
    return store


def given() -> None:
    feedback().give(judged(), False, REMARK)
    feedback().refused(ASKED, Language.EN)
    recorder().answered("page", ANSWER, 0.2)


@pytest.mark.usefixtures("store")
def test_without_a_guard_everybody_sees_the_figures_and_no_text_of_a_reader() -> None:
    given()
    opened = shown(admin_page())
    assert "Questions asked" in opened
    assert 'role="img"' in opened
    assert "passerelle feedback list" in opened
    assert REMARK not in opened
    assert ASKED not in opened


@pytest.mark.usefixtures("guarded")
def test_readers_and_editors_see_nothing_of_it_and_an_administrator_all() -> None:
    given()
    with browser("reader"):
        closed = shown(admin_page())
        assert "for the administrators of this server" in closed
        assert 'autocomplete="current-password"' in closed
        assert "Questions asked" not in closed
    with browser("editor", editor_digest=EDITORS):
        closed = shown(admin_page())
        assert "You can change the library from this browser." in closed
        assert "Questions asked" not in closed
    with browser("admin", ADMINS):
        opened = admin_page()
        assert "Questions asked" in shown(opened)
        told = shown(choose(opened, "feedback"))
        assert "the year is missing &lt;b&gt;" in told
        assert REMARK not in told
        click(opened, "Mark as handled")
        assert "No feedback here." in shown(opened)
        told = shown(choose(opened, "missing_part"))
        assert ASKED in told
        click(opened, "Mark as handled")
        assert "No refused questions here." in shown(opened)
        assert "handled feedback" in shown(choose(opened, "audit"))


@pytest.mark.usefixtures("guarded")
def test_an_editor_changes_the_library_and_the_log_says_who(
    guarded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(guarded, WELL)
    with browser("editor", editor_digest=EDITORS):
        opened = upload(library_page(), ("rope.md", b"# The rope\n\nThe rope is 50 metres long.\n"))
        assert "Undo this change" in labels(opened)
        click(opened, "Undo this change")
    monkeypatch.setattr("app.audit.kept.actor_now", lambda _: pytest.fail("no door said who"))
    undone, added, filled = parts().audit.rows(parts().store.journal())
    assert (undone.deed, undone.generation) == ("rollback", 1)
    assert {(row.door, row.role) for row in (undone, added)} == {("page", Role.EDITOR.word)}
    assert undone.who == added.who != filled.who
    assert (filled.deed, filled.door) == ("publish", "cli")
