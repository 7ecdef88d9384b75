"""Conversations in their file, and a server that is killed while it writes one."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from app.conversations.exchange import Exchange, read, written
from app.conversations.kept import (
    FILE,
    LISTED,
    LONGEST_TITLE,
    Conversations,
    Opened,
    forget_at_start,
    shortened,
)
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
    assert kept.ask("ann", id, "How old?", "token")
    assert kept.answer("ann", id, "token", Exchange("How old?", ANSWER))
    opened = kept.open(id, "ann")
    assert opened is not None
    assert opened.own
    assert kept.open(id, "bob") is None
    assert not kept.ask("bob", id, "Mine now?")
    assert not kept.answer("bob", id, "token", Exchange("How old?"))
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
    assert not kept.ask("bob", id, "Mine now?")
    assert not kept.answer("bob", id, "token", Exchange("How old?"))
    kept.share("ann", id, False)
    assert kept.open(id, "bob") is None


def test_they_are_listed_searched_renamed_and_deleted(tmp_path: Path) -> None:
    clock = iter(range(1, 1000))
    kept = Conversations(tmp_path / FILE, 30, lambda: float(next(clock)))
    first, second = kept.begin("ann", "Énergie ?"), kept.begin("ann", "b " * 90)
    kept.answer("ann", first, "token", Exchange("Énergie ?", ANSWER))
    assert [c.id for c in kept.listed("ann")] == [first, second]
    assert [c.id for c in kept.listed("ann", "ENERGIE old")] == [first]
    assert kept.listed("ann", "energie zebra") == ()
    kept.rename("ann", second, "  Zèbres \n et\tautres ")
    kept.rename("ann", first, "  ")
    assert [c.title for c in kept.listed("ann")] == ["Énergie ?", "Zèbres et autres"]
    kept.delete("ann", first)
    assert kept.open(first, "ann") is None
    under_way = Exchange("Énergie ?", ANSWER)  # when it was deleted
    assert not kept.answer("ann", first, "token", under_way)
    assert [c.id for c in kept.listed("ann")] == [second]
    kept.delete("ann")
    assert kept.listed("ann") == ()
    assert len(shortened("x" * 500)) == LONGEST_TITLE


def told(opened: Opened | None) -> list[tuple[str, bool]]:
    """Its questions, and whether each has an answer."""
    assert opened is not None
    return [(exchange.question, exchange.answer is not None) for exchange in opened.exchanges]


def test_what_is_done_again_after_an_interruption_doubles_nothing(kept: Conversations) -> None:
    before = [Exchange("First?", ANSWER)]
    id = kept.begin("ann", "First?", before, "Second?", "second")
    assert kept.begin("ann", "First?", before, "Second?", "second") == id
    assert kept.ask("ann", id, "Second?", "second")
    for _ in range(2):
        kept.answer("ann", id, "third", Exchange("Third?", ANSWER))
        kept.answer("ann", id, "second", Exchange("Second?", ANSWER))
    assert told(kept.open(id, "ann")) == [("First?", True), ("Second?", True), ("Third?", True)]
    assert len(kept.listed("ann")) == 1


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def test_old_ones_are_not_seen_and_nothing_of_them_stays(tmp_path: Path) -> None:
    days, file = [0.0], tmp_path / FILE
    kept = Conversations(file, 30, lambda: days[0] * 86_400)
    old = kept.begin("ann", "swordfish", [Exchange("swordfish", ANSWER)])
    days[0] = 20.0
    newer = kept.begin("bob", "halibut")
    days[0] = 29.9
    assert kept.open(old, "ann") is not None
    assert b"swordfish" in bytes_of(tmp_path)
    days[0] = 31.0
    assert kept.open(old, "ann") is None
    assert (kept.listed("ann"), kept.count("ann"), kept.one("ann", old)) == ((), 0, None)
    assert not kept.ask("ann", old, "Still there?")
    kept.forget_old()
    assert b"swordfish" not in bytes_of(tmp_path)
    assert kept.open(newer, "bob") is not None
    kept.delete("bob", newer)
    assert b"halibut" not in bytes_of(tmp_path)


def test_a_server_that_starts_forgets_what_it_need_not_keep(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / FILE
    forget_at_start(file, 30)
    assert list(tmp_path.iterdir()) == []
    id = Conversations(file, 30, lambda: 0.0).begin("ann", "swordfish")
    today = Conversations(file, 30).begin("ann", "halibut")
    forget_at_start(file, 30)
    kept = Conversations(file, 30, lambda: 0.0)
    assert kept.open(id, "ann") is None
    assert kept.open(today, "ann") is not None
    file.with_name(f"{FILE}-journal").write_bytes(b"")
    forget_at_start(file, 0)
    assert list(tmp_path.iterdir()) == []
    assert caplog.text == ""
    file.mkdir()
    forget_at_start(file, 0)
    assert "are still there" in caplog.text


def test_many_are_counted_and_found_although_the_latest_alone_are_listed(
    tmp_path: Path,
) -> None:
    clock = iter(range(1, 10_000))
    kept = Conversations(tmp_path / FILE, 30, lambda: float(next(clock)))
    first = kept.begin("ann", "swordfish")
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.executemany(
            "INSERT INTO conversation (id, owner, title, changed_at) VALUES (?, 'ann', 'b', 9)",
            [(str(n),) for n in range(LISTED)],
        )
    connection.close()
    assert len(kept.listed("ann")) == LISTED
    assert first not in [c.id for c in kept.listed("ann")]
    assert [c.id for c in kept.listed("ann", "swordfish")] == [first]
    assert kept.one("ann", first) is not None
    assert kept.count("ann") == LISTED + 1


def test_a_file_of_the_first_version_is_read_and_written(tmp_path: Path) -> None:
    file = tmp_path / FILE
    with sqlite3.connect(file) as connection:
        for statement in STEPS[0]:
            connection.execute(statement)
        connection.execute("INSERT INTO conversation VALUES ('old', 'ann', 'a', 0, 1e12)")
        connection.execute("INSERT INTO exchange VALUES ('old', 0, 'How old?', '', NULL)")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    kept = Conversations(file, 30)
    assert kept.answer("ann", "old", "token", Exchange("And now?", ANSWER))
    assert told(kept.open("old", "ann")) == [("How old?", False), ("And now?", True)]


def test_what_a_question_replaces_stays_as_a_version_of_the_conversation(
    tmp_path: Path,
) -> None:
    clock = count(1e9)
    kept = Conversations(tmp_path / FILE, 1, lambda: float(next(clock)))
    id = kept.begin("ann", "First?", [Exchange(q, ANSWER) for q in ("First?", "Second?", "Third?")])
    for _ in range(2):  # a run that is ended does it again
        assert kept.ask("ann", id, "Other?", "token", replaces=1)
        assert kept.answer("ann", id, "token", Exchange("Other?", ANSWER), replaces=1)
    assert told(kept.open(id, "ann")) == [("First?", True), ("Other?", True)]
    [version] = kept.versions("ann", id)
    before = kept.open(version.id, "ann")
    assert told(before) == [("First?", True), ("Second?", True), ("Third?", True)]
    assert before is not None
    assert before.version_of == id
    assert kept.open(version.id, "bob") is None
    assert kept.versions("bob", id) == ()
    assert [c.id for c in kept.listed("ann")] == [id]
    assert kept.count("ann") == 1
    assert kept.answer("ann", id, "next", Exchange("Begun anew?", ANSWER), replaces=0)
    assert told(kept.open(id, "ann")) == [("Begun anew?", True)]
    assert [c.title for c in kept.listed("ann")] == ["Begun anew?"]
    kept.rename("ann", id, "Mine")
    assert kept.ask("ann", id, "Nothing there to replace", "last", replaces=5)
    assert kept.ask("ann", id, "Now?", "now", replaces=0)
    assert [c.title for c in kept.listed("ann")] == ["Mine"]
    assert len(kept.versions("ann", id)) == 3
    earlier = {one.id for one in kept.versions("ann", id)}
    other = kept.begin("ann", "Another?")
    assert earlier <= set(kept.ids("ann", id))
    assert id in kept.ids("ann", id)
    assert other not in kept.ids("ann", id)
    assert set(kept.ids("ann", id)) | {other} == set(kept.ids("ann"))
    assert kept.ids("bob", id) == ()
    kept.delete("ann", other)
    kept.delete("ann", id)
    assert kept.open(version.id, "ann") is None


def test_a_path_that_cannot_be_used_is_an_error_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="too long"):
        Conversations(tmp_path / ("x" * 300), 30).listed("ann")


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
from itertools import count
from pathlib import Path
from app.conversations.exchange import Exchange
from app.conversations.kept import Conversations
from tests.app.conversations.test_kept import ANSWER, MANY

def exchanges():
    for n in range(MANY):
        if n == MANY // 2:
            print("half", flush=True)
            sys.stdin.readline()
        yield Exchange("How old? " * 1_000, ANSWER)

kept = Conversations(Path(sys.argv[1]), 30)
print(kept.begin("ann", "whole", [Exchange("How old?", ANSWER)]), flush=True)
kept.begin("ann", "half", exchanges())
"""
MANY = 1_200  # exchanges: half of them are more than SQLite holds back before it writes


def test_a_kill_while_it_writes_leaves_nothing_half(tmp_path: Path) -> None:
    file, root = tmp_path / FILE, Path(__file__).parents[3]
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert writer.stdin is not None
    assert writer.stdout is not None
    id = writer.stdout.readline().decode().strip()
    assert writer.stdout.readline() == b"half\n"
    assert b"How old?" in file.with_name(f"{FILE}-wal").read_bytes()
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdin.close()
    writer.stdout.close()
    kept = Conversations(file, 30)
    assert told(kept.open(id, "ann")) == [("How old?", True)]
    assert [c.title for c in kept.listed("ann")] == ["whole"]
    kept.begin("ann", "after")
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM exchange").fetchone() == (1,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
