"""The calibration set keeps its promises: invented documents, verbatim quotes, two languages.

The set is data: documents ``NAME.fr.md`` / ``NAME.en.txt`` and ``questions.jsonl``, a question a
line. ``form`` says what a question asks for; for chitchat and attacks it means nothing ("fact").
``gold_quotes`` are alternatives or parts of an answer; of an unanswerable question they are the
words that correct it. Knows nothing of retrieval or of answers.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from operator import itemgetter
from pathlib import Path
from typing import Any

from tests.each import each

FOLDER = Path(__file__).resolve().parents[2] / "evaluation" / "calibration"
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
    "form",
    "note",
}
ANSWERABLE_KINDS = {
    "fact",
    "figure",
    "list",
    "why",
    "summary",
    "yesno",
    "followup",
    "paraphrase",
    "keyword",
    "typo",
    "mixed",
}
UNANSWERABLE_KINDS = {"near_miss", "false_premise", "unanswerable", "chitchat", "attack"}
FORMS = {
    "quantity",
    "date",
    "person",
    "organisation",
    "place",
    "agreement",
    "reason",
    "list",
    "yesno",
    "definition",
    "summary",
    "fact",
}

DOCUMENTS = {
    path.name: path.read_text(encoding="utf-8")
    for language in ("fr", "en")
    for suffix in ("md", "txt")
    for path in sorted(FOLDER.glob(f"*.{language}.{suffix}"))
}
QUESTIONS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (FOLDER / "questions.jsonl").read_text(encoding="utf-8").splitlines()
]
UNSEEN = FOLDER / "unseen"
UNSEEN_DOCUMENTS = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted(UNSEEN.iterdir())
    if path.suffix in (".md", ".txt")
}
UNSEEN_QUESTIONS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (UNSEEN / "questions.jsonl").read_text(encoding="utf-8").splitlines()
]


def folded(text: str) -> str:
    """Lower case, without accents, with one kind of apostrophe and of space."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def occurs_in(word: str, text: str) -> bool:
    """Whether the text has the wording as whole words."""
    return re.search(rf"(?<!\w){re.escape(folded(word))}(?!\w)", text) is not None


def test_nine_documents_in_each_language() -> None:
    assert Counter(name.split(".")[1] for name in DOCUMENTS) == {"fr": 9, "en": 9}


@each(DOCUMENTS)
def test_document_says_below_its_title_that_it_is_invented(name: str) -> None:
    title, notice = [line for line in DOCUMENTS[name].splitlines() if line.strip()][:2]
    assert "invent" not in title
    assert "invent" in notice


@each(DOCUMENTS)
def test_document_has_the_length_of_a_press_article_or_of_a_briefing(name: str) -> None:
    assert 300 <= len(DOCUMENTS[name].split()) <= 800


@each(DOCUMENTS)
def test_document_has_as_many_questions_in_french_as_in_english(name: str) -> None:
    languages = Counter(row["lang"] for row in QUESTIONS if row["source"] == name)
    assert languages["fr"] == languages["en"] >= 10


@each(DOCUMENTS)
def test_document_has_answerable_and_unanswerable_questions_in_both_languages(name: str) -> None:
    asked = Counter((row["lang"], row["answerable"]) for row in QUESTIONS if row["source"] == name)
    assert all(asked[language, True] >= 4 for language in ("fr", "en"))
    assert all(asked[language, False] >= 4 for language in ("fr", "en"))


def test_every_question_belongs_to_a_document() -> None:
    assert {row["source"] for row in QUESTIONS} == set(DOCUMENTS)


def test_ids_and_questions_are_unique() -> None:
    ids = [row["id"] for row in QUESTIONS]
    asked = [(folded(row["question"]), json.dumps(row["history"])) for row in QUESTIONS]
    assert len(ids) == len(set(ids)) >= 500
    assert len(asked) == len(set(asked))


def test_over_a_third_is_unanswerable_and_near_half_of_that_are_near_misses() -> None:
    refused = [row for row in QUESTIONS if not row["answerable"]]
    near = [row for row in refused if row["kind"] == "near_miss"]
    assert 0.3 <= len(refused) / len(QUESTIONS) <= 0.4
    assert 0.4 <= len(near) / len(refused) <= 0.5


@each(sorted(ANSWERABLE_KINDS | UNANSWERABLE_KINDS))
def test_kind_occurs_in_both_languages(kind: str) -> None:
    assert {row["lang"] for row in QUESTIONS if row["kind"] == kind} == {"fr", "en"}


def test_what_nothing_is_fitted_on_is_in_both_languages_and_of_other_documents() -> None:
    assert not set(UNSEEN_DOCUMENTS) & set(DOCUMENTS)
    assert {row["source"] for row in UNSEEN_QUESTIONS} == set(UNSEEN_DOCUMENTS)
    languages = Counter(row["lang"] for row in UNSEEN_QUESTIONS)
    assert languages["fr"] == languages["en"] >= 36
    assert all("invent" in text[:400] for text in UNSEEN_DOCUMENTS.values())


@each(UNSEEN_QUESTIONS, itemgetter("id"))
def test_question_that_nothing_is_fitted_on_quotes_its_document(row: dict[str, Any]) -> None:
    assert set(row) == FIELDS
    assert row["kind"] in (ANSWERABLE_KINDS if row["answerable"] else UNANSWERABLE_KINDS)
    assert row["form"] in FORMS
    assert bool(row["must_include"]) == row["answerable"]
    assert all(UNSEEN_DOCUMENTS[row["source"]].count(quote) == 1 for quote in row["gold_quotes"])
    quoted = folded(" ".join(row["gold_quotes"]))
    assert all(any(occurs_in(word, quoted) for word in group) for group in row["must_include"])


@each(QUESTIONS, itemgetter("id"))
class TestQuestion:
    def test_fields_kind_and_form_are_known(self, row: dict[str, Any]) -> None:
        kinds = ANSWERABLE_KINDS if row["answerable"] else UNANSWERABLE_KINDS
        assert set(row) == FIELDS
        assert row["kind"] in kinds
        assert row["form"] in FORMS
        assert row["question"].strip() == row["question"] != ""

    def test_quotes_are_verbatim_and_found_once_in_its_document_alone(
        self, row: dict[str, Any]
    ) -> None:
        for quote in row["gold_quotes"]:
            found = {name: text.count(quote) for name, text in DOCUMENTS.items() if quote in text}
            assert found == {row["source"]: 1}
            assert len(quote.split()) >= 5

    def test_what_must_be_included_is_in_the_quotes(self, row: dict[str, Any]) -> None:
        quoted = folded(" ".join(row["gold_quotes"]))
        assert bool(row["must_include"]) == row["answerable"]
        assert all(
            any(occurs_in(word, quoted) for word in group if word) for group in row["must_include"]
        )

    def test_what_must_not_be_included_does_not_stand_in_the_quotes(
        self, row: dict[str, Any]
    ) -> None:
        quoted = folded(" ".join(row["gold_quotes"]))
        assert not [word for word in row["must_not_include"] if folded(word) in quoted]

    def test_history_alternates_and_a_follow_up_has_one(self, row: dict[str, Any]) -> None:
        roles = [turn["role"] for turn in row["history"]]
        assert roles == ["user", "assistant"] * (len(roles) // 2)
        assert roles or row["kind"] != "followup"
