"""Conversations in their file, and a server that is killed while it writes one."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app.conversations.exchange import Exchange, read, written
from app.conversations.kept import FILE, LONGEST_TITLE, Conversations, forget_all, shortened
from app.conversations.schema import STEPS
from domain.errors import StoreBusy
from domain.types import (
    Answer,
    AnswerSentence,
    Citation,
    Language,
    Passage,
    Retrieved,
    Source,
    Status,
    Withheld,
)

PASSAGE = Passage("p", "ferry.md", ("A",), "It « is » old.", 3, 17, Language.EN, 0, 0, "q", 4)
CITED = Citation(1, PASSAGE, "It « is » old.", 3, 17, "Ferry", PASSAGE, "hash", "2026-01-02")
ANSWER = Answer(
    "How old?",
    Language.FR,
    Status.ANSWERED,
    (AnswerSentence("It « is » old.", (1,)),),
    (CITED,),
    (Retrieved(PASSAGE, 0.5),),
    notices=("One.",),
    timings={"search": 1.5},
    understood_as="How old is it?",
    withheld=(Withheld("No.", "figure", "Why."),),
    probability=0.9,
)
SOURCE = Source("ferry.md", "Ferry", "/x/ferry.md", "upload:", Language.EN, "markdown", "hash")


@pytest.fixture
def kept(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path / "pages" / FILE, 30)


def test_an_exchange_is_read_as_it_was_written_but_for_what_was_not_cited() -> None:
    again = read("How old?", written(Exchange("How old?", ANSWER, None, (SOURCE,))))
    assert again.answer is not None
    assert again.answer.retrieved == ()
    assert again.answer.citations[0].version == "hash"
    assert again.answer.text == ANSWER.text
    assert (again.sources, again.answer.withheld) == ((SOURCE,), ANSWER.withheld)
    assert again.answer.understood_as == "How old is it?"
    failed = read("Q", written(Exchange("Q", error=StoreBusy("store", "process 7"))))
    assert failed.error is not None
    assert "process 7" in failed.error.message(Language.EN)
    assert failed.error.message(Language.FR) != failed.error.message(Language.EN)
    assert read("Q", None) == read("Q", '{"answer": 5}') == Exchange("Q")


def test_a_conversation_is_its_owners_unless_it_is_shared(kept: Conversations) -> None:
    id = kept.begin("ann", "How old?")
    assert kept.ask("ann", id, "How old?") == 0
    kept.answer("ann", id, 0, Exchange("How old?", ANSWER))
    opened = kept.open(id, "ann")
    assert opened is not None
    assert opened.own
    assert kept.open(id, "bob") is None
    assert kept.ask("bob", id, "Mine now?") is None
    kept.rename("bob", id, "Stolen")
    kept.share("bob", id, True)
    kept.delete("bob", id)
    kept.delete("bob")
    assert kept.listed("bob") == ()
    assert [c.title for c in kept.listed("ann")] == ["How old?"]
    kept.share("ann", id, True)
    shared = kept.open(id, "bob")
    assert shared is not None
    assert not shared.own
    assert kept.ask("bob", id, "Mine now?") is None
    kept.share("ann", id, False)
    assert kept.open(id, "bob") is None


def test_they_are_listed_searched_renamed_and_deleted(tmp_path: Path) -> None:
    clock = iter(range(1, 1000))
    kept = Conversations(tmp_path / FILE, 30, lambda: float(next(clock)))
    first, second = kept.begin("ann", "Énergie ?"), kept.begin("ann", "b " * 90)
    kept.ask("ann", first, "Énergie ?")
    kept.answer("ann", first, 0, Exchange("Énergie ?", ANSWER))
    assert [c.id for c in kept.listed("ann")] == [first, second]
    assert [c.id for c in kept.listed("ann", "ENERGIE old")] == [first]
    assert kept.listed("ann", "energie zebra") == ()
    kept.rename("ann", second, "  Zèbres \n et\tautres ")
    kept.rename("ann", first, "  ")
    assert [c.title for c in kept.listed("ann")] == ["Énergie ?", "Zèbres et autres"]
    kept.delete("ann", first)
    assert kept.open(first, "ann") is None
    kept.answer("ann", first, 0, Exchange("Énergie ?", ANSWER))  # under way when it was deleted
    assert [c.id for c in kept.listed("ann")] == [second]
    kept.delete("ann")
    assert kept.listed("ann") == ()
    assert len(shortened("x" * 500)) == LONGEST_TITLE


def test_old_ones_are_forgotten_and_nothing_of_them_stays(tmp_path: Path) -> None:
    days = [0.0]
    kept = Conversations(tmp_path / FILE, 30, lambda: days[0] * 86_400)
    old = kept.begin("ann", "swordfish", [Exchange("swordfish", ANSWER)])
    days[0] = 20.0
    newer = kept.begin("bob", "b")
    assert kept.open(old, "ann") is not None
    days[0] = 31.0
    kept.begin("bob", "c")
    assert kept.open(old, "ann") is None
    assert kept.open(newer, "bob") is not None
    with sqlite3.connect(tmp_path / FILE) as connection:
        assert connection.execute("SELECT count(*) FROM exchange").fetchone() == (0,)
    forget_all(tmp_path / FILE)
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_of_a_version_and_of_nobody_else(tmp_path: Path) -> None:
    file = tmp_path / FILE
    Conversations(file, 30).begin("ann", "a")
    assert file.stat().st_mode & 0o077 == 0
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    connection.close()
    with pytest.raises(sqlite3.DatabaseError, match="later version"):
        Conversations(file, 30).listed("ann")


WRITER = """
import sys
from pathlib import Path
from app.conversations.exchange import Exchange
from app.conversations.kept import Conversations
from tests.app.conversations.test_kept import ANSWER
kept = Conversations(Path(sys.argv[1]), 30)
id = kept.begin("ann", "a")
print(id, flush=True)
while True:
    place = kept.ask("ann", id, "How old?")
    kept.answer("ann", id, place, Exchange("How old?", ANSWER))
    print(place, flush=True)
"""


def test_a_kill_while_it_writes_leaves_nothing_half(tmp_path: Path) -> None:
    file, root = tmp_path / FILE, Path(__file__).parents[3]
    for kill in range(1, 4):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(file)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        assert writer.stdout is not None
        id = writer.stdout.readline().decode().strip()
        told = [int(writer.stdout.readline()) for _ in range(5 * kill)]
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        opened = Conversations(file, 30).open(id, "ann")
        assert opened is not None
        answered = [exchange.answer for exchange in opened.exchanges]
        assert all(answer is not None for answer in answered[: len(told)])
        assert answered[-1] is None or answered[-1].text == ANSWER.text
        with sqlite3.connect(file) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
