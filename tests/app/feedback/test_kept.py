"""Verdicts and refused questions in a real file; as gold questions, read by the evaluation."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.feedback.gold import exportable, gold_line
from app.feedback.kept import Feedback, Judged, Versions, group_of
from domain.types import (
    Answer,
    AnswerSentence,
    Citation,
    Language,
    Passage,
    Retrieved,
    Status,
    Turn,
)
from evaluation.gold import read_gold
from tests.fakes import FakeClock

DAY = 86_400
VERSIONS = Versions(3, "bundled", "bundled", "quotes")
SAID = "The well of Tarn is 40 metres deep."
PASSAGE = Passage("p1", "well.md", ("Depth",), SAID, 0, len(SAID), Language.EN, 0, 0)
ANSWER = Answer(
    "How deep is it?",
    Language.EN,
    Status.ANSWERED,
    (AnswerSentence(SAID, (1,)),),
    (Citation(1, PASSAGE, SAID, 0, len(SAID), "The well", version="v1"),),
    (Retrieved(PASSAGE, 0.9),),
)
REFUSAL = Answer("Who dug it?", Language.EN, Status.UNANSWERED, (AnswerSentence("Not said."),))
HISTORY = (Turn("user", "Tell me of the well"), Turn("assistant", "It is a well."))


def judged(id: str = "one", answer: Answer = ANSWER) -> Judged:
    return Judged(id, "conversation", answer.question, answer, VERSIONS, HISTORY)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "pages" / "feedback.sqlite"


def test_a_verdict_is_kept_with_its_evidence_until_it_is_taken_back(file: Path) -> None:
    kept = Feedback(file, 30, FakeClock())
    assert kept.verdicts() == ()
    assert not file.exists()
    kept.give(judged(), False)
    kept.give(judged(), False, "  It says\nnothing of the rope <script>alert(1)</script>")
    [found] = Feedback(file, 30, FakeClock()).verdicts()
    assert not found.useful
    assert found.reason.startswith("It says\nnothing of the rope <script>")
    assert found.question == "How deep is it?"
    assert found.history == HISTORY
    assert found.versions == VERSIONS
    assert found.answer["citations"][0]["quote"] == SAID
    assert found.answer["citations"][0]["version"] == "v1"
    assert found.answer["retrieved"] == ["p1"]
    assert kept.given("conversation") == {"one": (False, found.reason)}
    assert kept.given("another") == {}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    kept.take_back("one")
    assert kept.verdicts() == ()


def test_a_conversation_that_is_deleted_leaves_no_text_of_its_verdicts(file: Path) -> None:
    kept, group = Feedback(file, 30, FakeClock()), group_of("ann", "c1")
    kept.forget([group])
    assert not file.exists()
    kept.give(replace(judged(), conversation=group), False, "Not deep enough")
    kept.give(replace(judged("two"), conversation=group_of("bob", "c1")), True)
    kept.forget([group])
    texts = {found.id: (found.question, found.reason) for found in kept.verdicts()}
    assert texts == {"one": (None, ""), "two": ("How deep is it?", "")}
    assert kept.counts() == {True: 1, False: 1}


def test_verdicts_are_filtered_marked_as_handled_and_forgotten_in_time(file: Path) -> None:
    clock = FakeClock()
    kept = Feedback(file, 30, clock)
    kept.give(judged("one"), True)
    clock.advance(10 * DAY)
    kept.give(judged("two"), False)
    assert [v.id for v in kept.verdicts()] == ["two", "one"]
    assert [v.id for v in kept.verdicts(useful=False)] == ["two"]
    kept.handle(["two"], "anna@example.org")
    [handled] = kept.verdicts(handled=True)
    assert (handled.id, handled.handled_by) == ("two", "anna@example.org")
    kept.handle(["two"], "anna@example.org", done=False)
    assert kept.verdicts(handled=True) == ()
    assert kept.counts() == {True: 1, False: 1}
    clock.advance(21 * DAY)
    assert [v.id for v in kept.verdicts()] == ["two"]
    kept.tidy()
    assert kept.counts() == {True: 0, False: 1}


def test_where_nothing_is_to_be_kept_no_text_is(file: Path) -> None:
    Feedback(file, 30, FakeClock()).give(judged("before"), False, "a remark of before")
    Feedback(file, 30, FakeClock()).refused("Who dug the well of Tarn?", Language.EN)
    none = Feedback(file, 0, FakeClock())
    none.tidy()
    none.give(judged("after"), True, "a remark of after")
    none.refused("Who owns the well of Tarn?", Language.EN)
    assert none.counts() == {True: 1, False: 1}
    assert [(v.question, v.reason) for v in none.verdicts()] == [(None, "")] * 2
    assert none.missing() == ()
    written = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert not any(text in written for text in (b"remark", b"Tarn", b"deep"))


def test_refused_questions_are_counted_by_their_words_and_come_back(file: Path) -> None:
    clock = FakeClock()
    kept = Feedback(file, 30, clock)
    for question in ("Who dug it?", " who  dug it?", "Qui l'a creusé ?"):
        kept.refused(question, Language.FR if question.startswith("Qui") else Language.EN)
    first, second = kept.missing()
    assert (first.question, first.times) == ("Who dug it?", 2)
    assert (second.language, second.times) == (Language.FR, 1)
    kept.handle([first.id], "anna")
    assert [r.id for r in kept.missing(handled=False)] == [second.id]
    clock.advance(DAY)
    kept.refused("Who dug it?", Language.EN)
    assert [r.times for r in kept.missing(handled=False)] == [3, 1]
    clock.advance(30 * DAY)
    assert [r.times for r in kept.missing()] == [3]


def test_a_kill_loses_nothing_that_was_given(file: Path) -> None:
    script = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        "from app.feedback.kept import Feedback\nfrom tests.app.feedback.test_kept import judged\n"
        "kept = Feedback(Path(sys.argv[1]), 30)\nkept.give(judged(), True)\n"
        "with kept._file.writing() as rows:\n"
        "    rows.execute('DELETE FROM verdict')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[3])}
    ended = subprocess.run([sys.executable, "-c", script, str(file)], env=env, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert [v.id for v in Feedback(file, 30).verdicts()] == ["one"]


def test_a_file_of_a_later_program_is_left_alone(file: Path) -> None:
    Feedback(file, 30).give(judged(), True)
    with sqlite3.connect(file) as rows:
        rows.execute("PRAGMA user_version = 99")
    rows.close()
    with pytest.raises(sqlite3.DatabaseError, match="later version"):
        Feedback(file, 30).verdicts()


def test_what_was_useful_is_a_gold_question_and_what_was_not_is_to_be_completed(
    file: Path, tmp_path: Path
) -> None:
    clock = FakeClock()
    kept = Feedback(file, 30, clock)
    for id, answer, useful in (("a", ANSWER, True), ("b", REFUSAL, True), ("c", ANSWER, False)):
        kept.give(judged(id, answer), useful, "" if useful else "wrong\nwell")
        clock.advance(1)
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(f"{gold_line(v)}\n" for v in exportable(kept.verdicts(), True)))
    answered, refused, wrong = read_gold(gold)
    assert (answered.question, answered.answerable) == ("How deep is it?", True)
    assert answered.gold_quotes == (SAID,)
    assert answered.history == HISTORY
    assert answered.language is Language.EN
    assert (refused.answerable, refused.gold_quotes) == (False, ())
    assert (wrong.answerable, wrong.gold_quotes) == (True, ())
    assert "reason: wrong well" in gold.read_text().splitlines()[2]
    assert [v.id for v in exportable(kept.verdicts(), False)] == ["a", "b"]
