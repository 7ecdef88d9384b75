"""The Python door: a store opened, asked, searched and changed by a program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from passerelle import (
    IngestReport,
    Language,
    OpenStore,
    PasserelleError,
    Status,
    Turn,
    open_store,
    to_json,
)


def test_an_ingest_reports_what_it_took_in(made: tuple[Path, IngestReport]) -> None:
    report = made[1]
    assert (report.generation, report.added) == (1, ("museum.txt", "tram.md"))
    assert to_json(report)["passages"]["added"] == 3


def test_an_answer_cites_what_the_source_says(store: OpenStore) -> None:
    answer = store.ask("How much is a ticket?")
    assert (answer.status, answer.language) == (Status.ANSWERED, Language.EN)
    assert "3 euros" in answer.text
    text = store.show("tram.md").text
    for citation in answer.citations:
        assert text[citation.start : citation.end] == citation.quote


def test_a_follow_up_is_read_with_the_turns_before(store: OpenStore) -> None:
    turns: list[dict[str, str]] = [
        {"role": "user", "content": "What is the museum of wool?"},
        {"role": "assistant", "content": "The museum of wool opened in 2004."},
    ]
    follow_up = "And in which year did it open?"
    answer = store.ask(follow_up, turns)
    assert "2004" in answer.text
    values = [Turn(turn["role"], turn["content"]) for turn in turns]
    assert store.ask(follow_up, values).text == answer.text


def test_the_language_of_an_answer_can_be_given(store: OpenStore) -> None:
    assert store.ask("Hello!", language="fr").language is Language.FR
    assert store.ask("Hello!", language=Language.EN).language is Language.EN


def test_a_search_gives_passages_best_first(store: OpenStore) -> None:
    found = store.search("children on the tram", k=2)
    assert found.retrieved[0].passage.section == "The fares"
    assert len(found.retrieved) == 2
    assert to_json(found)["retrieved"][0]["source_id"] == "tram.md"


def test_sources_are_listed_and_read(store: OpenStore) -> None:
    assert [(s["id"], s["passages"]) for s in to_json(store.sources())] == [
        ("museum.txt", 1),
        ("tram.md", 2),
    ]
    assert [s["path"] for s in to_json(store.show("tram.md"))["sections"]] == [
        ["The line"],
        ["The fares"],
    ]


def test_a_bad_source_does_not_cost_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("The bridge of Grenvik opened in 1950.", "utf-8")
    (tmp_path / "bad.md").write_bytes(b"\x00\x01")
    store = open_store(tmp_path / "store")
    report = store.ingest(tmp_path / "good.md", tmp_path / "bad.md", language="en")
    assert report.added == ("good.md",)
    assert [Path(failed.source).name for failed in report.failed] == ["bad.md"]
    assert store.remove("good.md").removed == ("good.md",)
    assert store.sources() == ()


def test_pruning_without_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("The bridge of Grenvik opened in 1950.", "utf-8")
    store = open_store(tmp_path / "store")
    with pytest.raises(PasserelleError, match="prune: it needs at least one folder"):
        store.ingest(tmp_path / "one.md", prune=True)
    assert store.sources() == ()


def test_pruning_by_an_empty_folder_removes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.md").write_text("The bridge of Grenvik opened in 1950.", "utf-8")
    (folder / "two.md").write_text("The harbour of Grenvik closed in 1960.", "utf-8")
    store = open_store(tmp_path / "store")
    store.ingest(folder)
    (folder / "two.md").unlink()
    assert store.ingest(folder, prune=True, dry_run=True).removed == ("two.md",)
    assert store.ingest(folder, prune=True).removed == ("two.md",)
    (folder / "one.md").unlink()
    report = store.ingest(folder, prune=True)
    assert (report.removed, len(report.failed)) == ((), 1)
    assert len(store.sources()) == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"question": " "}, "it is empty"),
        ({"question": "a" * 2001}, "at most 2000"),
        ({"question": 5}, "it is not text"),
        ({"question": "x", "history": "y"}, "history is a list"),
        ({"question": "x", "history": [{"role": "system", "content": "y"}]}, "history is a list"),
        ({"question": "x", "language": "de"}, '"fr" or "en"'),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    store: OpenStore, asked: dict[str, Any], said: str
) -> None:
    with pytest.raises(PasserelleError, match=said):
        store.ask(**asked)


@pytest.mark.parametrize("k", [0, 101, -1, "ten"])
def test_a_search_for_no_passages_or_too_many_is_refused(store: OpenStore, k: Any) -> None:
    with pytest.raises(PasserelleError, match="from 1 to 100"):
        store.search("ticket", k)


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    store = open_store(tmp_path / "nothing")
    assert (store.sources(), store.generation()) == ((), 0)
    with pytest.raises(PasserelleError, match="passerelle ingest FILE"):
        store.ask("When did the bridge open?")
    with pytest.raises(PasserelleError, match="it is missing"):
        store.ingest()


def test_importing_it_loads_no_model_and_no_page() -> None:
    code = (
        "import sys, passerelle; passerelle.open_store('x'); "
        "print([m for m in ('streamlit', 'torch', 'chromadb', 'onnxruntime') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
