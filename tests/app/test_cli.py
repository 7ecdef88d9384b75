"""The console script in processes of its own, as a person or a program meets it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.views.as_json import search_json
from domain.types import Language, Passage, Retrieved

SCRIPT = Path(sys.executable).with_name("passerelle")
TRAM = """# The tramway of Grenvik 😀

## The line

The first tram ran in 1998. It carries 40,000 passengers a day.

## The fares

A ticket costs 3 euros, and children travel free.
"""
MUSEUM = "The museum of wool opened in 2004.\n"
BATCH: list[dict[str, Any]] = [
    {"id": "a", "question": "How much is a ticket?"},
    {"id": 7, "question": "Hello!", "history": []},
    {
        "id": None,
        "question": "And in which year did it open?",
        "history": [
            {"role": "user", "content": "What is the museum of wool?"},
            {"role": "assistant", "content": "The museum of wool opened in 2004."},
        ],
    },
]
GOLD: list[dict[str, Any]] = [
    {
        "id": "fare",
        "lang": "en",
        "question": "How much is a ticket?",
        "kind": "figure",
        "answerable": True,
        "gold_quotes": ["A ticket costs 3 euros, and children travel free."],
        "must_include": [["3 euros"]],
    },
    {"id": "hello", "lang": "fr", "question": "Bonjour !", "kind": "chitchat", "answerable": False},
    {
        "id": "fitted",
        "lang": "en",
        "question": "When did the museum open?",
        "kind": "figure",
        "answerable": True,
        "half": "calibration",
    },
]
RETRIEVED = {
    "passage_id", "source_id", "title", "section", "language", "text", "score", "start", "end",
}  # fmt: skip
CITATION = {
    "marker", "source_id", "title", "section", "language", "quote", "start", "end", "passage_id",
}  # fmt: skip
ANSWER = {
    "id", "question", "language", "status", "text", "sentences", "citations", "retrieved",
    "answerer", "notices", "timings_ms",
}  # fmt: skip


@dataclass(frozen=True)
class Ran:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> str:
        """The one line on stderr."""
        [line] = self.err.splitlines()
        return line


def begin(*arguments: str | Path, **variables: str) -> "subprocess.Popen[str]":
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PASSERELLE_", "LC_", "LAN"))}
    return subprocess.Popen(
        [SCRIPT, *arguments],
        env=clean | {"LANG": "C.UTF-8"} | variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def end(process: "subprocess.Popen[str]") -> Ran:
    out, err = process.communicate()
    return Ran(process.returncode, out, err)


def run(*arguments: str | Path, **variables: str) -> Ran:
    return end(begin(*arguments, **variables))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "tram.md").write_text(TRAM, "utf-8")
    (folder / "museum.txt").write_text(MUSEUM, "utf-8")
    (folder / "bad.md").write_bytes(b"\x00\x01\x02")
    return folder


@pytest.fixture(scope="module")
def ingested(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """A store, and the ingest that made it."""
    store = tmp_path_factory.mktemp("stores") / "store"
    return store, run("ingest", folder, "--store", store, "--json")


@pytest.fixture(scope="module")
def store(ingested: tuple[Path, Ran]) -> Path:
    return ingested[0]


@pytest.fixture(scope="module")
def asked(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Ran]:
    """The commands that load the models, side by side."""
    file = tmp_path_factory.mktemp("batch") / "batch.jsonl"
    file.write_text("\n".join(map(json.dumps, BATCH)) + "\n\n", "utf-8")
    gold, page = file.with_name("gold.jsonl"), file.with_name("page.html")
    gold.write_text("\n".join(map(json.dumps, GOLD)), "utf-8")
    begun = {
        "ask": begin("ask", BATCH[0]["question"], "--store", store, "--json"),
        "batch": begin("ask", "--batch", file, "--store", store),
        "eval": begin(
            *("eval", gold, "--half", "report", "--store", store, "--json", "--html", page),
            PASSERELLE_LANGUAGE="fr",
        ),
    }
    ended = {name: end(process) for name, process in begun.items()}
    return ended | {"page": Ran(0, page.read_text("utf-8") if page.exists() else "", "")}


@pytest.fixture(scope="module")
def texts(store: Path) -> Mapping[str, str]:
    """The cleaned text of each source, as `show` gives it."""
    begun = {id: begin("show", id, "--store", store, "--json") for id in ("tram.md", "museum.txt")}
    return {id: end(process).json["text"] for id, process in begun.items()}


def test_help_lists_the_commands() -> None:
    shown = run("--help").out
    for command in "ingest sources show remove search ask history rollback rebuild eval".split():
        assert f"\n  {command} " in shown


def test_an_ingest_reports_what_it_did_and_fails_for_one_bad_file(
    ingested: tuple[Path, Ran], folder: Path
) -> None:
    ran = ingested[1]
    report = ran.json
    assert ran.code == 1
    seconds = report.pop("seconds")
    assert isinstance(seconds, float)
    [failed] = report.pop("failed")
    assert failed["source"] == str(folder / "bad.md")
    assert "binary" in failed["error"]
    assert [(c["source"], c["became"]) for c in report.pop("changes")] == [
        ("museum.txt", "added"),
        ("tram.md", "added"),
    ]
    assert report == {
        "generation": 1,
        "added": ["museum.txt", "tram.md"],
        "updated": [],
        "unchanged": [],
        "removed": [],
        "passages": {"added": 3, "changed": 0, "moved": 0, "unchanged": 0, "removed": 0},
        "embedded": 3,
        "kept": [],
        "warnings": [],
    }


def test_sources_and_show_and_history(store: Path) -> None:
    listed = run("sources", "--store", store, "--json")
    assert (listed.code, listed.err) == (0, "")
    assert [(s["id"], s["language"], s["passages"]) for s in listed.json] == [
        ("museum.txt", "en", 1),
        ("tram.md", "en", 2),
    ]
    assert "museum.txt" in run("sources", PASSERELLE_STORE=str(store)).out
    shown = run("show", "tram.md", "--store", store, "--json").json
    assert set(shown) == {"source", "text", "sections"}
    assert [s["path"] for s in shown["sections"]] == [["The line"], ["The fares"]]
    for section in shown["sections"]:
        assert shown["text"][section["start"] : section["end"]] == section["text"]
    [event] = run("history", "--store", store, "--json").json
    assert (event["event"], event["generation"], event["passages"]) == ("publish", 1, 3)


def check_answer(answer: dict[str, Any], texts: Mapping[str, str]) -> None:
    """The shape of the contract, and quotations that stand where they say."""
    assert set(answer) - {"understood_as", "withheld", "probability"} == ANSWER
    assert answer["withheld"] == []
    assert answer["status"] in ("answered", "unanswered", "courtesy")
    assert answer["text"] == " ".join(s["text"] for s in answer["sentences"])
    markers = {c["marker"] for c in answer["citations"]}
    for sentence in answer["sentences"]:
        assert set(sentence) == {"text", "markers"}
        assert set(sentence["markers"]) <= markers
    for citation in answer["citations"]:
        assert set(citation) - {"version", "ingested_at"} == CITATION
        assert citation["version"]
        assert citation["ingested_at"]
        text = texts[citation["source_id"]]
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    for retrieved in answer["retrieved"]:
        assert set(retrieved) == RETRIEVED
    assert all(isinstance(ms, int | float) for ms in answer["timings_ms"].values())
    assert (answer["answerer"], answer["notices"]) == ("quotes", [])


def test_an_answer_has_the_shape_of_the_contract(
    asked: Mapping[str, Ran], texts: Mapping[str, str]
) -> None:
    ran = asked["ask"]
    assert (ran.code, ran.err) == (0, "")
    check_answer(ran.json, texts)
    assert ran.json["status"] == "answered"
    assert "3 euros" in ran.json["text"]
    assert ran.json["language"] == "en"


def test_a_batch_gives_an_answer_a_line_in_order(
    asked: Mapping[str, Ran], texts: Mapping[str, str]
) -> None:
    ran = asked["batch"]
    assert (ran.code, ran.err) == (0, "")
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [a["id"] for a in answers] == [item["id"] for item in BATCH]
    assert [a["question"] for a in answers] == [item["question"] for item in BATCH]
    for answer in answers:
        check_answer(answer, texts)
    assert answers[1]["status"] == "courtesy"
    assert "2004" in answers[2]["text"]


def test_an_evaluation_is_of_the_half_that_was_asked_for(asked: Mapping[str, Ran]) -> None:
    pytest.importorskip("ir_measures", reason="it has no wheel for this machine")
    ran = asked["eval"]
    assert (ran.code, ran.err) == (0, "")
    assert (ran.json["questions"], ran.json["half"], ran.json["misses"]) == (2, "report", {})
    one = {"value": 1.0, "n": 1}
    for figure in ("recall@1", "mrr@10", "answers_right", "cites_the_gold_passage"):
        assert ran.json["scores"][figure] == {"en": one, "all": one}
    assert ran.json["scores"]["courtesy"] == {"fr": one, "all": one}
    assert '<html lang="fr">' in asked["page"].out


@pytest.mark.parametrize(
    ("gold", "more", "said"),
    [
        (
            json.dumps(GOLD[0]),
            ["--half", "calibration"],
            "it has no questions of the half calibration",
        ),
        ("\n", [], "it has no questions"),
        ('{"id": 1}', [], "gold.jsonl line 1: it is not a gold question"),
        (json.dumps(GOLD[0]), ["--html", "nowhere/page.html"], "there is no such folder"),
    ],
)
def test_an_evaluation_that_cannot_be_is_refused_before_a_question_is_asked(
    tmp_path: Path, gold: str, more: list[str], said: str
) -> None:
    (tmp_path / "gold.jsonl").write_text(gold, "utf-8")
    ran = run("eval", tmp_path / "gold.jsonl", "--store", tmp_path / "store", *more)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.error


def test_a_search_has_the_shape_of_the_contract() -> None:
    passage = Passage("p", "tram.md", ("Money", "Fares"), "A ticket.", 3, 12, Language.EN, 0, 0)
    found = search_json("le billet ?", Language.FR, [Retrieved(passage, 0.5, title="The tram")])
    assert found == {
        "question": "le billet ?",
        "language": "fr",
        "retrieved": [
            {
                "passage_id": "p",
                "source_id": "tram.md",
                "title": "The tram",
                "section": "Money › Fares",
                "language": "en",
                "text": "A ticket.",
                "score": 0.5,
                "start": 3,
                "end": 12,
            }
        ],
    }
    assert set(found["retrieved"][0]) == RETRIEVED


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{broken", "it is not JSON"),
        ('["a list"]', "it needs"),
        ('{"id": 1}', "it needs"),
        ('{"id": 1, "question": 5}', "it needs"),
        ('{"id": 1, "question": "  "}', "it needs"),
        (json.dumps({"id": 1, "question": "a" * 2001}), "it has 2001 characters, at most 2000"),
        ('{"id": 1, "question": "x", "history": "y"}', "history"),
        ('{"id": 1, "question": "x", "history": [{"role": "user"}]}', "history"),
    ],
)
def test_a_broken_batch_names_its_line(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "batch.jsonl"
    file.write_text('{"id": 1, "question": "Is it open?"}\n\n' + line, "utf-8")
    ran = run("ask", "--batch", file, "--store", tmp_path / "store")
    assert (ran.code, ran.out) == (2, "")
    assert f"{file} line 3" in ran.error
    assert said in ran.error


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "it has 20000 characters, at most 2000: shorten it"),
        ("fr", "elle a 20000 caractères, pour 2000 au plus : raccourcissez-la"),
    ],
)
def test_a_question_over_the_limit_is_refused(
    tmp_path: Path, command: str, language: str, said: str
) -> None:
    store = tmp_path / "store"
    ran = run(command, "a" * 20_000, "--store", store, PASSERELLE_LANGUAGE=language)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.error


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    for command in (
        ["ask", "When did the bridge open?"],
        ["show", "x"],
        ["rebuild"],
        ["remove", "x"],
    ):
        ran = run(*command, "--store", tmp_path / "store")
        assert (ran.code, ran.out) == (1, "")
        assert "passerelle ingest FILE" in ran.error
    listed = run("sources", "--store", tmp_path / "store", "--json")
    assert (listed.code, listed.json) == (1, [])
    assert "passerelle ingest FILE" in listed.error


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["ask"],
        ["ask", "x", "--language", "de"],
        ["ask", "x", "--batch", "y"],
        ["ingest"],
        ["ingest", "a", "b", "--id", "x"],
        ["ingest", "a.txt", "--prune"],
        ["search", " "],
        ["search", "x", "-k", "0"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_a_usage_error(tmp_path: Path, arguments: list[str]) -> None:
    ran = run(*arguments, PASSERELLE_STORE=str(tmp_path / "store"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


@pytest.mark.parametrize("variable", ["LC_ALL", "LANG", "PASSERELLE_LANGUAGE"])
def test_errors_are_told_in_the_language_of_the_interface(tmp_path: Path, variable: str) -> None:
    value = "fr" if variable == "PASSERELLE_LANGUAGE" else "fr_FR.UTF-8"
    ran = run("show", "x", "--store", tmp_path / "store", **{variable: value})
    assert "est vide : ajoutez une source" in ran.error


@pytest.mark.parametrize("variable", ["LC_ALL", "LANG", "PASSERELLE_LANGUAGE"])
def test_help_and_wrong_usage_are_told_in_the_language_of_the_interface(variable: str) -> None:
    value = "fr" if variable == "PASSERELLE_LANGUAGE" else "fr_FR.UTF-8"
    shown, refused = run("show", "--help", **{variable: value}), run("show", **{variable: value})
    assert (shown.code, shown.err, refused.code, refused.out) == (0, "", 2, "")
    assert "Identifiant de la source" in shown.out
    assert "l'argument id <str> manque." in refused.err


def test_a_question_that_is_not_utf8_is_still_a_question(tmp_path: Path) -> None:
    ran = run("ask", os.fsdecode(b"caf\xe9 ?"), "--store", tmp_path / "store")
    assert (ran.code, "is empty" in ran.error) == (1, True)


def test_remove_and_rollback(ingested: tuple[Path, Ran], tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(ingested[0], store)
    assert "no source is called x" in run("remove", "x", "--store", store).error
    told = run("remove", "tram.md", "--store", store, "--json")
    assert (told.code, told.out, "add --yes" in told.error) == (1, "", True)
    assert len(run("sources", "--store", store, "--json").json) == 2
    removed = run("remove", "tram.md", "museum.txt", "--yes", "--store", store, "--json")
    assert (removed.code, removed.json["removed"]) == (0, ["tram.md", "museum.txt"])
    assert removed.json["passages"]["removed"] == 3
    assert run("sources", "--store", store, "--json").json == []
    back = run("rollback", "--store", store, "--json")
    assert (back.code, back.json) == (0, {"generation": 1})
    assert len(run("sources", "--store", store, "--json").json) == 2
    told = run("rollback", "9", "--store", store)
    assert (told.code, "no generation 9" in told.error) == (1, True)
