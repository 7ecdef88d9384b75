"""The gold sets keep their promises: verbatim quotes, two languages, two halves, near misses.

Each set is a JSONL file beside the documents that it asks about: the bundled briefing, and an
invented text on another subject in both languages. The files are read as plain JSON, so that this
fails on the data; how ``read_gold`` reads the field ``half`` is tried at the end.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from domain.errors import UsageError
from evaluation.gold import Half, read_gold
from tests.each import each

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "evaluation" / "gold"
SOURCES = {"corpus": ROOT / "corpus", "third": GOLD / "third"}
FIELDS = {
    "id",
    "lang",
    "question",
    "kind",
    "answerable",
    "gold_quotes",
    "must_include",
    "must_not_include",
    "history",
    "source",
    "half",
}
ANSWERABLE_KINDS = set(
    "fact figure list why summary yesno followup paraphrase keyword typo mixed".split()
)
UNANSWERABLE_KINDS = {"near_miss", "false_premise", "unanswerable", "chitchat", "attack"}
HALVES = {"calibration", "report"}

QUESTIONS: dict[str, list[dict[str, Any]]] = {
    name: [
        json.loads(line)
        for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    for name in SOURCES
}
ROWS = [(name, row) for name, rows in QUESTIONS.items() for row in rows]
THIRD = {path.name: path.read_text(encoding="utf-8") for path in SOURCES["third"].glob("*.md")}


def folded(text: str) -> str:
    """Lower case, without accents, with one kind of apostrophe and of space."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def body(document: str) -> str:
    """A document without its front matter."""
    return document.split("---\n", 2)[2].strip()


def test_there_are_questions_enough() -> None:
    assert len(QUESTIONS["corpus"]) >= 120
    assert len(QUESTIONS["third"]) == 40


def test_ids_are_unique_over_both_sets() -> None:
    ids = [row["id"] for _, row in ROWS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", SOURCES)
def test_questions_are_unique(name: str) -> None:
    asked = [folded(row["question"]) for row in QUESTIONS[name]]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("name", SOURCES)
def test_about_half_of_the_questions_are_french(name: str) -> None:
    french = sum(row["lang"] == "fr" for row in QUESTIONS[name])
    assert 0.45 <= french / len(QUESTIONS[name]) <= 0.55


@pytest.mark.parametrize("name", SOURCES)
def test_a_third_or_so_is_unanswerable_and_most_of_that_near_misses(name: str) -> None:
    refused = Counter(row["kind"] for row in QUESTIONS[name] if not row["answerable"])
    assert 0.25 <= refused.total() / len(QUESTIONS[name]) <= 0.4
    assert refused.most_common(1)[0][0] == "near_miss"
    assert refused["near_miss"] >= 0.4 * refused.total()


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("kind", sorted(ANSWERABLE_KINDS | UNANSWERABLE_KINDS - {"chitchat"}))
def test_kind_occurs_in_both_languages(name: str, kind: str) -> None:
    assert {row["lang"] for row in QUESTIONS[name] if row["kind"] == kind} == {"fr", "en"}


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_halves_share_out_each_language(name: str, language: str) -> None:
    halves = Counter(row["half"] for row in QUESTIONS[name] if row["lang"] == language)
    assert set(halves) == HALVES
    assert all(0.4 <= n / halves.total() <= 0.6 for n in halves.values())


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("answerable", [True, False])
def test_halves_share_out_answers_and_refusals(name: str, answerable: bool) -> None:
    halves = Counter(row["half"] for row in QUESTIONS[name] if row["answerable"] is answerable)
    assert all(0.4 <= halves[half] / halves.total() <= 0.6 for half in HALVES)


@pytest.mark.parametrize("kind", sorted(ANSWERABLE_KINDS | UNANSWERABLE_KINDS))
def test_halves_of_the_briefing_share_out_each_kind(kind: str) -> None:
    halves = Counter(row["half"] for row in QUESTIONS["corpus"] if row["kind"] == kind)
    assert abs(halves["calibration"] - halves["report"]) <= 2
    assert set(halves) == HALVES


def test_third_text_is_there_in_both_languages_and_long_enough() -> None:
    assert sorted(name.split(".")[-2] for name in THIRD) == ["en", "fr"]
    assert all(900 <= len(body(text).split()) <= 1200 for text in THIRD.values())


def test_third_text_says_below_its_title_that_it_is_invented() -> None:
    for text in THIRD.values():
        title, notice = [line for line in body(text).splitlines() if line][:2]
        assert title.startswith("# ")
        assert "invent" in notice


def test_third_texts_have_the_same_headings_and_paragraphs() -> None:
    shapes = [
        [len(block) - len(block.lstrip("#")) for block in body(text).split("\n\n")]
        for text in THIRD.values()
    ]
    assert shapes[0] == shapes[1]
    assert 6 <= shapes[0].count(2) <= 8


@each((row for _, row in ROWS), itemgetter("id"))
class TestQuestion:
    def test_fields_kind_and_half_are_known(self, row: dict[str, Any]) -> None:
        assert set(row) == FIELDS
        assert row["kind"] in (ANSWERABLE_KINDS if row["answerable"] else UNANSWERABLE_KINDS)
        assert row["half"] in HALVES
        assert row["question"].strip() == row["question"] != ""

    def test_what_must_be_included_is_in_the_quotes(self, row: dict[str, Any]) -> None:
        quoted = folded(" ".join(row["gold_quotes"]))
        assert bool(row["must_include"]) == row["answerable"]
        for options in row["must_include"]:
            assert any(folded(option) in quoted for option in options if option), options

    def test_what_must_not_be_included_does_not_stand_in_the_quotes(
        self, row: dict[str, Any]
    ) -> None:
        quoted = folded(" ".join(row["gold_quotes"]))
        assert [text for text in row["must_not_include"] if folded(text) in quoted] == []

    def test_history_alternates_and_a_follow_up_has_one(self, row: dict[str, Any]) -> None:
        roles = [turn["role"] for turn in row["history"]]
        assert roles == ["user", "assistant"] * (len(roles) // 2)
        assert roles or row["kind"] != "followup"


@each(ROWS)
class TestSource:
    def test_quotes_are_verbatim_in_the_source_of_the_askers_language(
        self, name: str, row: dict[str, Any]
    ) -> None:
        assert bool(row["gold_quotes"]) == (row["source"] is not None)
        assert row["gold_quotes"] or not row["answerable"]
        if row["source"] is not None:
            assert row["source"].endswith(f".{row['lang']}.md")
            source = body((SOURCES[name] / row["source"]).read_text(encoding="utf-8"))
            assert [quote for quote in row["gold_quotes"] if quote not in source] == []

    def test_the_assistants_turns_say_what_the_documents_say(
        self, name: str, row: dict[str, Any]
    ) -> None:
        files = SOURCES[name].glob(f"*.{row['lang']}.md")
        known = folded("\n".join(path.read_text(encoding="utf-8") for path in files))
        said = [turn["content"] for turn in row["history"] if turn["role"] == "assistant"]
        assert [text for text in said if folded(text) not in known] == []


LINE = {"id": "x1", "lang": "en", "question": "Why?", "kind": "why", "answerable": False}


@pytest.mark.parametrize("name", SOURCES)
def test_read_gold_gives_the_half(name: str) -> None:
    read = {item.id: item.half.value for item in read_gold(GOLD / f"{name}.jsonl")}
    assert read == {row["id"]: row["half"] for row in QUESTIONS[name]}


def test_a_question_that_names_no_half_is_for_the_report(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(LINE), encoding="utf-8")
    assert [item.half for item in read_gold(file)] == [Half.REPORT]


@pytest.mark.parametrize("half", ["training", "", None, ["report"]])
def test_a_half_that_does_not_exist_is_reported_with_its_line(tmp_path: Path, half: object) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps({**LINE, "half": half}), encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape("line 1")):
        read_gold(file)
