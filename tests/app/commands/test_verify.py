"""`passerelle verify --batch` and `passerelle check`, from outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.test_cli import run

PIER = "The pier of Skarn is 90 metres long. It was built in 1874 by the harbour council."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify")
    (folder / "pier.md").write_text(f"# The pier of Skarn\n\n{PIER}\n", "utf-8")
    assert run("ingest", folder / "pier.md", "--store", folder / "store").code == 0
    return folder / "store"


def verified(tmp_path: Path, *rows: object) -> list[dict[str, object]]:
    batch = tmp_path / "claims.jsonl"
    batch.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    ended = run("verify", "--batch", batch, "--json")
    assert (ended.code, ended.err) == (0, "")
    return [json.loads(line) for line in ended.out.splitlines()]


def claim(id: str, text: str, *passages: str) -> dict[str, object]:
    return {"id": id, "claim": text, "passages": [{"text": p} for p in passages]}


def test_each_claim_is_judged_against_its_own_passages(tmp_path: Path) -> None:
    other = "Timber and copper leave the port every spring."
    right, altered, stranger = verified(
        tmp_path,
        claim("a", "The harbour council built the pier of Skarn in 1874.", other, PIER),
        claim("b", "The pier of Skarn is 95 metres long.", PIER),
        claim("c", "Whales swim around the islands of the south.", PIER),
    )
    assert (right["id"], right["supported"], right["passage"]) == ("a", True, 1)
    assert right["sentence"] == "It was built in 1874 by the harbour council."
    assert right["reason"] is None
    assert (altered["supported"], altered["reason"] in ("figure", "contradicted")) == (False, True)
    assert (stranger["supported"], stranger["passage"]) == (False, None)
    assert all(0 <= float(str(row["probability"])) <= 1 for row in (right, altered, stranger))


@pytest.mark.parametrize(
    ("passage", "sentence"),
    [
        (
            "It was signed by Mayor\nOxwell in Skarn in\n1874.",
            "It was signed by Mayor Oxwell in Skarn in 1874.",
        ),
        (
            "The charter\nIt was signed by Mayor Oxwell in Skarn in 1874.",
            "It was signed by Mayor Oxwell in Skarn in 1874.",
        ),
        ("Signed | 1874\nMayor | Oxwell", "Signed | 1874"),
    ],
)
def test_a_sentence_goes_on_over_lines_and_a_title_or_row_does_not(
    tmp_path: Path, passage: str, sentence: str
) -> None:
    [found] = verified(tmp_path, claim("a", sentence, passage))
    assert found["sentence"] == sentence


def test_a_claim_in_the_other_language(tmp_path: Path) -> None:
    [found] = verified(tmp_path, claim("fr", "La jetée de Skarn fait 90 mètres.", PIER))
    assert found["supported"]
    assert found["sentence"] == "The pier of Skarn is 90 metres long."


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"claim": "x"}',
        '{"claim": "", "passages": [{"text": "y"}]}',
        '{"claim": "x", "passages": []}',
        '{"claim": "x", "passages": [{"text": 3}]}',
        '{"claim": "x", "passages": "y"}',
    ],
)
def test_a_line_that_is_none_is_named_and_nothing_is_judged(tmp_path: Path, line: str) -> None:
    batch = tmp_path / "claims.jsonl"
    batch.write_text(json.dumps(claim("a", "x y z", PIER)) + "\n" + line, "utf-8")
    ended = run("verify", "--batch", batch, "--json")
    assert (ended.code, ended.out) == (2, "")
    assert "claims.jsonl line 2" in ended.err


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    assert run("verify", "--batch", tmp_path / "none.jsonl").code == 1
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    ended = run("verify", "--batch", tmp_path / "binary.jsonl")
    assert (ended.code, "UTF-8" in ended.err) == (1, True)


DRAFT = """# A note

The pier of Skarn is 90 metres long. It was built in 1874 by the harbour council.

The pier of Skarn was painted yellow last year by volunteers. Is it open?
"""


def test_a_draft_is_held_against_the_library(store: Path, tmp_path: Path) -> None:
    draft, notes = tmp_path / "draft.md", tmp_path / "notes.md"
    draft.write_text(DRAFT, "utf-8")
    ended = run("check", draft, "--store", store, "--json", "--export", notes)
    assert ended.code == 0
    found = json.loads(ended.out)
    verdicts = [s["verdict"] for s in found["sentences"]]
    assert verdicts == ["supported", "supported", "not_found", "no_claim"]
    for sentence in found["sentences"]:
        assert found["text"][sentence["start"] : sentence["end"]] == sentence["text"]
    assert found["sentences"][0]["citation"]["quote"] == "The pier of Skarn is 90 metres long."
    assert found["counts"]["supported"] == 2
    written = notes.read_text("utf-8")
    assert "90 metres long.[^p1] It was built in 1874 by the harbour council.[^p2]" in written
    assert "volunteers. **[not found in the sources]**" in written
    assert "[^p2]: The pier of Skarn: “It was built in 1874 by the harbour council.”" in written


def test_a_draft_for_people(store: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("The pier of Skarn is 90 metres long.\n", "utf-8")
    ended = run("check", draft, "--store", store)
    assert ended.code == 0
    assert "✓ The pier of Skarn is 90 metres long." in ended.out
    assert "1 supported, 0 contradicted, 0 not found" in ended.out


@pytest.mark.parametrize("text", ["", "# Title\n"])
def test_a_draft_with_nothing_in_it(store: Path, tmp_path: Path, text: str) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(text, "utf-8")
    ended = run("check", draft, "--store", store)
    assert ended.code == 1
    assert ended.err.startswith("passerelle: ")
    assert "no text" in ended.err


def test_a_folder_is_no_draft(store: Path, tmp_path: Path) -> None:
    assert run("check", tmp_path, "--store", store).code == 2


def test_an_export_never_overwrites_the_draft(store: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(DRAFT, "utf-8")
    assert run("check", draft, "--store", store, "--export", draft).code == 2
    assert draft.read_text("utf-8") == DRAFT


def test_a_long_passage_is_read_to_its_end(tmp_path: Path) -> None:
    filler = "Timber and copper leave the port every spring, and wool comes in. " * 60
    [found] = verified(
        tmp_path,
        claim("far", "The harbour council built the pier of Skarn in 1874.", filler + PIER),
    )
    assert (found["supported"], found["passage"]) == (True, 0)


def test_nothing_can_be_checked_against_an_empty_library(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("The pier is 90 metres long.\n", "utf-8")
    ended = run("check", tmp_path / "draft.txt", "--store", tmp_path / "none")
    assert ended.code == 1
    assert ended.err.startswith("passerelle: ")


def test_claims_for_people_show_the_sentence_that_decides(tmp_path: Path) -> None:
    batch = tmp_path / "claims.jsonl"
    batch.write_text(
        json.dumps(claim("a", "The harbour council built the pier of Skarn in 1874.", PIER)),
        "utf-8",
    )
    ended = run("verify", "--batch", batch)
    assert "✓ The harbour council built the pier of Skarn in 1874." in ended.out
    assert "[1] It was built in 1874 by the harbour council." in ended.out
