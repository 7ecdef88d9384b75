"""The audit log: of the store's journal, of programs, of the command line; nothing is left out."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.audit.actor import HTTP, PAGE, Actor, acting
from app.audit.kept import Audit, Deed
from app.cli import app
from app.tokens import Scope, Tokens
from tests.fakes import HashEmbedder
from vectorstore.store import Change, Store


def changed(store: Store, cause: str) -> None:
    store.write(Change(), cause)


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    return Audit(tmp_path / "store")


@pytest.fixture
def store(tmp_path: Path, audit: Audit) -> Store:
    return Store(tmp_path / "store", HashEmbedder(), heard=audit.listener("cli"))


def test_every_event_has_who_did_it(store: Store, audit: Audit, tmp_path: Path) -> None:
    with acting(Actor("newsroom", HTTP, "edit")):
        changed(store, "ingest: added 1")
    changed(store, "ingest: added 2")
    with acting(Actor("anna@example.org", PAGE, "admin")):
        store.rollback(1)
        audit.note(Deed.SIGN_OUT, Actor("anna@example.org", PAGE, "admin"))
    out, back, second, first = audit.rows(store.journal())
    assert (out.deed, out.who) == ("sign_out", "anna@example.org")
    assert (back.deed, back.who, back.generation) == ("rollback", "anna@example.org", 1)
    assert (second.who, second.door) != ("newsroom", HTTP)
    assert (second.door, second.cause) == ("cli", "ingest: added 2")
    assert (first.who, first.door, first.role) == ("newsroom", "http", "edit")
    file = tmp_path / "store" / "pages" / "audit.sqlite"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_only_the_journal_knows_is_listed_without_a_name(tmp_path: Path) -> None:
    changed(Store(tmp_path / "store", HashEmbedder()), "ingest: added 1")
    store = Store(tmp_path / "store", HashEmbedder())
    [row] = Audit(tmp_path / "store").rows(store.journal())
    assert (row.deed, row.who, row.generation) == ("publish", "", 1)


def test_a_log_that_cannot_be_written_costs_no_change(
    store: Store, audit: Audit, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "pages").write_text("in the way")
    changed(store, "ingest: added 1")
    audit.note(Deed.SIGN_IN, Actor("anna", PAGE))
    assert store.current() == 1
    assert "anna" in caplog.text


def test_a_signing_in_that_is_noted_again_is_one(audit: Audit) -> None:
    for once in ("a", "a", "b", None, None):
        audit.note(Deed.SIGN_IN, Actor("anna", PAGE), once=once)
    assert len(audit.rows(())) == 4


def test_the_command_line_prints_it(store: Store, tmp_path: Path) -> None:
    changed(store, "ingest: added 1")
    folder = str(tmp_path / "store")
    run = CliRunner().invoke
    assert run(app, ["token", "create", "newsroom", "--store", folder]).exit_code == 0
    assert Tokens(tmp_path / "store").all()[0].scope is Scope.READ
    told = json.loads(run(app, ["history", "--audit", "--store", folder, "--json"]).stdout)
    assert [row["deed"] for row in told] == ["token_made", "publish"]
    assert all(row["who"] and row["door"] == "cli" for row in told)
    french = run(
        app, ["history", "--audit", "--store", folder], env={"PASSERELLE_LANGUAGE": "fr"}
    ).stdout
    assert "publication" in french
    assert "import — nouvelles : 1" in french
    refused = run(app, ["history", "one.md", "--audit", "--store", folder])
    assert refused.exit_code != 0
