"""Updates, their history and the store's health, at the command line."""

from pathlib import Path
from typing import Any

import pytest

from app.views.doctor import deed, message
from domain.types import Language
from tests.app.test_cli import run
from vectorstore.findings import Finding, Problem
from vectorstore.repair import Deed, Mended

TRAM = "# The tram\n\n## Fares\n\nA ticket costs 3 euros, and dogs pay nothing.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "tram.md").write_text(TRAM, "utf-8")
    return folder


def ids(store: Path) -> list[Any]:
    return [source["id"] for source in run("sources", "--store", store, "--json").json]


def test_an_empty_folder_never_empties_a_store_unasked(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    run("ingest", folder, "--prune", "--store", store)
    (folder / "tram.md").unlink()
    for more in ([], ["--json"]):
        ran = run("ingest", folder, "--prune", "--store", store, *more)
        assert (ran.code, ran.out) == (1, "")
        assert "--yes" in ran.error
    assert ids(store) == ["tram.md"]
    ran = run("ingest", folder, "--prune", "--yes", "--store", store, "--json")
    assert (ran.code, ran.json["removed"], ran.json["failed"]) == (0, ["tram.md"], [])
    assert ids(store) == []


def test_an_update_is_shown_kept_in_the_history_and_compared(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    run("ingest", folder, "--store", store)
    (folder / "tram.md").write_text(TRAM.replace("3 euros", "4 euros"), "utf-8")
    (folder / "ferry.md").write_text("The ferry crosses the bay every hour.\n", "utf-8")
    report = run("ingest", folder, "--store", store, "--json").json
    [update] = [change for change in report["changes"] if change["became"] == "changed"]
    sentence = {
        "old": "A ticket costs 3 euros, and dogs pay nothing.",
        "new": "A ticket costs 4 euros, and dogs pay nothing.",
    }
    assert update == {
        "source": "tram.md",
        "title": "The tram",
        "became": "changed",
        "details": [],
        "passages": [
            {"became": "changed", "section": "Fares", "sentences": [sentence], "from_section": None}
        ],
        "more": 0,
        "typography": 0,
    }
    events = run("history", "--store", store, "--json").json
    assert [(e["event"], e["generation"], e["answers"]) for e in events] == [
        ("publish", 2, True),
        ("publish", 1, False),
    ]
    told = run("history", "--store", store, PASSERELLE_LANGUAGE="fr").out
    assert "import — nouvelles : 1, mises à jour : 1" in told
    assert "2 ◀" in told
    versions = run("history", "tram.md", "--store", store, "--json").json
    assert [(v["generation"], v["became"], v["answers"]) for v in versions["versions"]] == [
        (2, "changed", True),
        (1, "added", False),
    ]
    assert versions["versions"][0]["content_hash"] != versions["versions"][1]["content_hash"]
    found = run("diff", "1", "2", "--store", store, "--json").json
    assert (found["from"], found["to"], found["updated"]) == (1, 2, ["tram.md"])
    assert found["changes"][0] == update
    shown = run("diff", "1", "--store", store).out
    assert "- A ticket costs 3 euros" in shown
    assert "+ A ticket costs 4 euros" in shown
    run("rollback", "--store", store)
    assert "3 euros" in run("show", "tram.md", "--store", store).out
    versions = run("history", "tram.md", "--store", store, "--json").json["versions"]
    assert [v["answers"] for v in versions] == [False, True]


def test_what_there_is_no_history_of_is_told(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert run("history", "--store", store, "--json").json == []
    assert "passerelle ingest" in run("history", "--store", store).out
    assert run("history", "x", "--store", store).code == 1
    run("ingest", folder, "--store", store)
    assert "no source is called x" in run("history", "x", "--store", store).error
    ran = run("diff", "1", "7", "--store", store)
    assert (ran.code, "kept: 1" in ran.error) == (1, True)


def test_what_is_gone_from_a_folder_is_told_and_kept(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    (folder / "ferry.md").write_text("The ferry crosses the bay every hour.\n", "utf-8")
    run("ingest", folder, "--store", store)
    (folder / "ferry.md").unlink()
    ran = run("ingest", folder, "--store", store)
    assert (ran.code, "no longer in the folder, kept" in ran.out, "ferry.md" in ran.out) == (
        0,
        True,
        True,
    )
    assert run("ingest", folder, "--store", store, "--json").json["kept"] == ["ferry.md"]
    assert ids(store) == ["ferry.md", "tram.md"]


def test_the_doctor_finds_damage_and_mends_it(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    run("ingest", folder, "--store", store)
    sound = run("doctor", "--store", store)
    assert (sound.code, "The store is sound; generation 1 answers." in sound.out) == (0, True)
    (store / "generations" / "0001" / "lexical" / "meta.json").write_bytes(b"garbage")
    told = run("doctor", "--store", store, PASSERELLE_LANGUAGE="fr")
    assert (told.code, told.err) == (1, "")
    assert "les mots de la génération 1 sont endommagés" in told.out
    assert "passerelle doctor --repair" in told.out
    found = run("doctor", "--store", store, "--json")
    assert (found.code, found.json["sound"]) == (1, False)
    [wrong] = [check for check in found.json["checks"] if check["state"] == "wrong"]
    assert wrong["check"] == "words"
    mended = run("doctor", "--repair", "--store", store, "--json")
    assert (mended.code, mended.json["sound"], mended.json["generation"]) == (0, True, 2)
    assert [done["deed"] for done in mended.json["mended"]] == ["built", "removed"]
    assert ids(store) == ["tram.md"]


def test_the_doctor_has_words_for_all_that_is_found_and_done() -> None:
    for problem in Problem:
        finding = Finding(problem, 7, "a file", "a cause")
        told = {message(finding, language) for language in Language}
        assert len(told) == 2
        assert not any("{" in text for text in told)
    for deed_ in Deed:
        done = {deed(Mended(deed_, 7, "a file"), language) for language in Language}
        assert len(done) == 2


def test_nothing_is_wrong_with_a_store_that_is_not_there_yet(tmp_path: Path) -> None:
    for more in ([], ["--repair"]):
        ran = run("doctor", "--store", tmp_path / "store", *more)
        assert (ran.code, "passerelle ingest FILE" in ran.out) == (0, True)
    assert not (tmp_path / "store").exists()
