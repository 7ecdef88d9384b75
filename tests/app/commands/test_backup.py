"""`passerelle backup` and `restore` as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

from app.tokens import Scope, Tokens
from app.visit.signed import FOLDER, signer_of
from tests.app.test_cli import MUSEUM, run


def test_a_library_goes_into_one_file_and_comes_back(tmp_path: Path) -> None:
    store, file, other = tmp_path / "store", tmp_path / "all.tar.gz", tmp_path / "other"
    (tmp_path / "wool.txt").write_text(MUSEUM, "utf-8")
    assert run("ingest", tmp_path / "wool.txt", "--store", store).code == 0
    secret = Tokens(store).create("newsroom", Scope.EDIT)
    signer_of(store)  # as a first visit makes the key
    assert (store / FOLDER / "key").is_file()

    told = run("backup", file, "--store", store)
    assert told.code == 0, told.error
    assert "generation 1, 1 source(s), 1 passage(s)" in told.out
    assert "without the readers' conversations" in told.out
    again = run("backup", file, "--store", store)
    assert (again.code, again.out) == (2, "")
    assert "exists: give another name, or add --force" in again.error
    private = tmp_path / "private.tar.gz"
    told = run("backup", private, "--private", "--store", store, "--json")
    assert json.loads(told.out)["private"]

    back = json.loads(run("restore", file, "--store", other, "--json").out)
    assert (back["generation"], back["beside"]) == (1, ["journal.sqlite", "tokens.sqlite"])
    found = Tokens(other).find(secret)
    assert found
    assert found.scope is Scope.EDIT
    assert not (other / FOLDER).exists()
    refused = run("restore", file, "--store", other)
    assert (refused.code, refused.out) == (1, "")
    assert "add --force" in refused.error
    assert run("restore", private, "--store", tmp_path / "third").code == 0
    key = tmp_path / "third" / FOLDER / "key"
    assert key.read_bytes() == (store / FOLDER / "key").read_bytes()
    assert key.stat().st_mode & 0o077 == 0
