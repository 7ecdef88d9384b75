"""Tokens made, listed and revoked on the command line; only digests are kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.opened import open_store
from app.tokens import FILE, Scope, TokenNotFound, Tokens
from domain.errors import StoreDamaged, UsageError
from vectorstore.doctor import examine_store


def run(store: Path, *arguments: str, language: str = "en") -> tuple[str, str]:
    ran = CliRunner().invoke(
        app,
        ["token", *arguments, "--store", str(store)],
        env={"PASSERELLE_LANGUAGE": language},
        catch_exceptions=False,
    )
    assert ran.exit_code == 0
    return ran.stdout, ran.stderr


def test_a_token_is_shown_once_and_known_until_it_is_revoked(tmp_path: Path) -> None:
    out, err = run(tmp_path, "create", "newsroom", "--scope", "edit")
    secret = out.strip()
    assert "token newsroom created" in err
    found = Tokens(tmp_path).find(secret)
    assert found is not None
    assert (found.name, found.scope) == ("newsroom", Scope.EDIT)
    [listed] = json.loads(run(tmp_path, "list", "--json")[0])
    assert (listed["name"], listed["scope"], set(listed)) == (
        "newsroom", "edit", {"name", "scope", "created"},
    )  # fmt: skip
    kept = (tmp_path / FILE).read_bytes()
    assert secret.encode() not in kept
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
    assert "révoqué" in run(tmp_path, "revoke", "newsroom", language="fr")[0]
    assert Tokens(tmp_path).find(secret) is None
    assert run(tmp_path, "list")[0] == "no tokens\n"


def test_a_token_can_be_made_for_programs(tmp_path: Path) -> None:
    told = json.loads(run(tmp_path, "create", "bot", "--json")[0])
    assert (told["name"], told["scope"]) == ("bot", "read")
    assert Tokens(tmp_path).find(told["token"]) is not None


@pytest.mark.parametrize("name", ["", "a b", "a/b", "x" * 65, "taken"])
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    tokens = Tokens(tmp_path)
    tokens.create("taken", Scope.READ)
    with pytest.raises(UsageError):
        tokens.create(name, Scope.EDIT)
    assert [token.name for token in tokens.all()] == ["taken"]


def test_what_is_not_there_cannot_be_revoked(tmp_path: Path) -> None:
    with pytest.raises(TokenNotFound, match="passerelle token list"):
        Tokens(tmp_path).revoke("nobody")


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreDamaged):
        Tokens(tmp_path).all()


def test_the_doctor_takes_the_file_for_no_stranger(tmp_path: Path) -> None:

    (tmp_path / "a.md").write_text("The bridge of Grenvik opened in 1950.", "utf-8")
    store = open_store(tmp_path / "store")
    store.ingest(tmp_path / "a.md")
    Tokens(tmp_path / "store").create("x", Scope.READ)
    health = examine_store(store.parts.store, "any")
    assert not [found for found in health.findings if found.subject == FILE]


def test_a_token_where_no_sources_are_is_pointed_out(tmp_path: Path) -> None:
    out, err = run(tmp_path / "typo", "create", "x")
    assert "typo contains no sources" in err
    assert Tokens(tmp_path / "typo").find(out.strip()) is not None
    (tmp_path / "a.md").write_text("The bridge of Grenvik opened in 1950.", "utf-8")
    open_store(tmp_path / "store").ingest(tmp_path / "a.md")
    assert "contains no sources" not in run(tmp_path / "store", "create", "x")[1]


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    (tmp_path / FILE).touch(0o644)
    (tmp_path / FILE).chmod(0o644)
    Tokens(tmp_path).create("x", Scope.READ)
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
