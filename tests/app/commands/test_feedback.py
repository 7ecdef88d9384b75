"""`passerelle feedback`: listed, filtered, exported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.feedback.kept import FILE, Feedback
from domain.types import Language
from evaluation.gold import read_gold
from tests.app.feedback.test_kept import REFUSAL, judged

run = CliRunner().invoke


@pytest.fixture
def folder(tmp_path: Path) -> str:
    kept = Feedback(tmp_path / "store" / "pages" / FILE, 30)
    kept.give(judged("up"), True)
    kept.give(judged("down", REFUSAL), False, "It is on page 3\x1b[31m")
    kept.refused("Qui l'a creusé ?", Language.FR)
    return str(tmp_path / "store")


def test_it_lists_in_both_languages_and_as_json(folder: str) -> None:
    told = run(app, ["feedback", "list", "--store", folder], env={"PASSERELLE_LANGUAGE": "fr"})
    assert "pas utile   Who dug it?" in told.stdout
    assert "remarque : It is on page 3" in told.stdout
    assert "\x1b" not in told.stdout
    rows = json.loads(
        run(app, ["feedback", "list", "--only", "up", "--json", "--store", folder]).stdout
    )
    assert [(row["id"], row["useful"], row["versions"]["generation"]) for row in rows] == [
        ("up", True, 3)
    ]
    missing = run(app, ["feedback", "missing", "--open", "--store", folder])
    assert "Qui l'a creusé ?" in missing.stdout


def test_it_exports_what_the_evaluation_reads(folder: str, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    told = run(app, ["feedback", "export", "--all", "--output", str(gold), "--store", folder])
    assert told.exit_code == 0, told.output
    assert "complete gold_quotes by hand" in told.stderr
    assert [(item.kind, item.answerable) for item in read_gold(gold)] == [
        ("feedback", True),
        ("feedback", True),
    ]
    assert run(app, ["feedback", "export", "--store", folder]).stdout.count("\n") == 1


def test_a_store_without_any_says_so(tmp_path: Path) -> None:
    told = run(
        app, ["feedback", "list", "--store", str(tmp_path)], env={"PASSERELLE_LANGUAGE": "en"}
    )
    assert told.stdout == "No feedback yet.\n"
    assert list(tmp_path.iterdir()) == []
