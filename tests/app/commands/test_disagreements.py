"""Previews, disagreements and superseded sources from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.test_cli import run

OLD = "---\ndate: 2020-03-01\n---\n\n# Old\n\nThe port handled 12 million tonnes in 2019.\n"
NEW = "---\ndate: 2021-05-04\n---\n\n# New\n\nEn 2019, le port a traité 14 millions de tonnes.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("port")
    (made / "old.md").write_text(OLD, "utf-8")
    (made / "new.md").write_text(NEW, "utf-8")
    assert run("ingest", made, "--store", made / "store").code == 0
    return made


def test_a_dry_run_shows_the_old_and_the_new_sentence_and_writes_nothing(folder: Path) -> None:
    (folder / "other").mkdir()
    changed = folder / "other" / "old.md"
    changed.write_text(OLD.replace("12", "13"), "utf-8")
    options = ("--id", "old.md", "--dry-run", "--store", folder / "store")
    told = run("ingest", changed, *options)
    assert "- The port handled 12 million" in told.out
    assert "+ The port handled 13 million" in told.out
    assert told.out.rstrip().endswith("preview: nothing was written")
    report = json.loads(run("ingest", changed, *options, "--json").out)
    assert (report["updated"], report["embedded"], report["generation"]) == (["old.md"], 0, 1)
    assert len(json.loads(run("history", "--store", folder / "store", "--json").out)) == 1


def test_disagreements_are_listed_until_one_source_is_superseded(folder: Path) -> None:
    store = folder / "store"
    [pair] = json.loads(run("disagreements", "--store", store, "--json").out)
    assert (pair["newer"]["source_id"], pair["older"]["source_id"]) == ("new.md", "old.md")
    text = json.loads(run("show", "old.md", "--store", store, "--json").out)["text"]
    assert text[pair["older"]["start"] : pair["older"]["end"]] == pair["older"]["quote"]
    told = run("disagreements", "old.md", "--store", store).out.splitlines()
    assert told[0] == "new.md (4 May 2021)"
    assert run("supersede", "old.md", "--by", "new.md", "--store", store).code == 0
    assert json.loads(run("disagreements", "--store", store, "--json").out) == []
    assert "superseded by" in run("sources", "--store", store).out
    assert run("supersede", "old.md", "--undo", "--store", store).code == 0
    assert len(json.loads(run("disagreements", "--store", store, "--json").out)) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (("supersede", "old.md"), 2, "give either --by ID or --undo"),
        (("supersede", "old.md", "--by", "new.md", "--undo"), 2, "give either --by ID or --undo"),
        (("supersede", "old.md", "--by", "old.md"), 2, "cannot supersede itself"),
        (("supersede", "gone.md", "--by", "old.md"), 1, "no source is called gone.md"),
        (("disagreements", "gone.md"), 1, "no source is called gone.md"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(
    folder: Path, arguments: tuple[str, ...], code: int, line: str
) -> None:
    ended = run(*arguments, "--store", folder / "store")
    assert ended.code == code
    assert line in ended.err
    assert len(ended.err.strip().splitlines()) == 1
