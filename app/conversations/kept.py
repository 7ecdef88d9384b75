"""The conversations in their file: asked for by the browser that had them, and by no other.

Each call opens the file, does one transaction and closes it, so that threads, processes and a kill
at any moment meet whole exchanges only. Raises sqlite3.Error where the file cannot be used.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.conversations.exchange import Exchange, read, written
from app.conversations.schema import bring_up
from text.folding import fold_text

FILE = "conversations.sqlite"
LONGEST_TITLE = 120  # characters
LISTED = 200  # conversations that are listed, the latest first
_WAIT = 10.0  # seconds for another writer
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation as it stands in a list; ``changed_at`` is in seconds since 1970."""

    id: str
    title: str
    changed_at: float
    shared: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A conversation with its exchanges; ``own`` where whoever opened it may go on in it."""

    listed: Listed
    exchanges: tuple[Exchange, ...]
    own: bool


class Conversations:
    """Those of a server; ``days`` is how long one is kept after its last question."""

    def __init__(self, file: Path, days: int, clock: Callable[[], float] = time.time) -> None:
        self._file, self._clock, self.days = file, clock, days

    def begin(self, owner: str, title: str, exchanges: Sequence[Exchange] = ()) -> str:
        """A new conversation; gives its id, which nobody can guess. Old ones are forgotten."""
        id, now = secrets.token_urlsafe(12), self._clock()
        with self._writing() as connection:
            connection.execute(
                "DELETE FROM conversation WHERE changed_at < ?", (now - self.days * _DAY,)
            )
            connection.execute(
                "INSERT INTO conversation (id, owner, title, changed_at) VALUES (?, ?, ?, ?)",
                (id, owner, shortened(title), now),
            )
            for place, exchange in enumerate(exchanges):
                _put(connection, id, place, exchange)
        return id

    def ask(self, owner: str, id: str, question: str) -> int | None:
        """Keep a question before its answer is there; gives its place, None for no such one."""
        with self._writing() as connection:
            if not self._touch(connection, owner, id):
                return None
            found = connection.execute(
                "SELECT max(place) FROM exchange WHERE conversation = ?", (id,)
            ).fetchone()
            place = 0 if found[0] is None else int(found[0]) + 1
            connection.execute(
                "INSERT INTO exchange (conversation, place, question) VALUES (?, ?, ?)",
                (id, place, question),
            )
        return place

    def answer(self, owner: str, id: str, place: int, exchange: Exchange) -> None:
        """Keep what came of a question; nothing where the conversation was deleted meanwhile."""
        with self._writing() as connection:
            if self._touch(connection, owner, id):
                _put(connection, id, place, exchange)

    def open(self, id: str, visitor: str) -> Opened | None:
        """A conversation of the visitor's own, or one that its owner shares."""
        with self._reading() as connection:
            row = connection.execute(
                "SELECT id, title, changed_at, shared, owner FROM conversation "
                "WHERE id = ? AND (owner = ? OR shared)",
                (id, visitor),
            ).fetchone()
            if row is None:
                return None
            told = connection.execute(
                "SELECT question, body FROM exchange WHERE conversation = ? ORDER BY place", (id,)
            ).fetchall()
        return Opened(_listed(row[:4]), tuple(read(*one) for one in told), row[4] == visitor)

    def listed(self, owner: str, words: str = "") -> tuple[Listed, ...]:
        """The owner's conversations, the latest first: those that have all the words, in their
        title, questions and answers.
        """
        wanted = fold_text(words).split()
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT id, title, changed_at, shared FROM conversation WHERE owner = ? "
                "ORDER BY changed_at DESC, id LIMIT ?",
                (owner, LISTED),
            ).fetchall()
            found = [row for row in rows if _has(connection, row[0], row[1], wanted)]
        return tuple(_listed(row) for row in found)

    def rename(self, owner: str, id: str, title: str) -> None:
        """Give it another title; an empty one leaves the old."""
        if title.strip():
            self._change("UPDATE conversation SET title = ? WHERE ", shortened(title), owner, id)

    def share(self, owner: str, id: str, shared: bool) -> None:
        """Whether everybody who has its address can read it."""
        self._change("UPDATE conversation SET shared = ? WHERE ", int(shared), owner, id)

    def delete(self, owner: str, id: str | None = None) -> None:
        """Delete one, or all of the owner's."""
        with self._writing() as connection:
            connection.execute(
                "DELETE FROM conversation WHERE owner = ? AND (? IS NULL OR id = ?)",
                (owner, id, id),
            )

    def _change(self, what: str, value: str | int, owner: str, id: str) -> None:
        with self._writing() as connection:
            connection.execute(f"{what} owner = ? AND id = ?", (value, owner, id))

    def _touch(self, connection: sqlite3.Connection, owner: str, id: str) -> bool:
        changed = connection.execute(
            "UPDATE conversation SET changed_at = ? WHERE owner = ? AND id = ?",
            (self._clock(), owner, id),
        )
        return changed.rowcount == 1

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with closing(self._connected()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with closing(self._connected()) as connection:
            connection.execute("BEGIN")
            yield connection

    def _connected(self) -> sqlite3.Connection:
        """The file, made where there is none; nobody else of the machine may read it."""
        if not self._file.exists():
            _make(self._file)
        connection = sqlite3.connect(self._file, timeout=_WAIT, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            bring_up(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def forget_all(file: Path) -> None:
    """Remove the file, where nothing is to be kept."""
    for path in (file, *(file.with_name(f"{file.name}-{end}") for end in ("wal", "shm"))):
        path.unlink(missing_ok=True)


def shortened(title: str) -> str:
    """On one line, of a length that a list can show."""
    line = " ".join(title.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rstrip()}…"


def _make(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise sqlite3.OperationalError(str(error)) from error


def _put(connection: sqlite3.Connection, id: str, place: int, exchange: Exchange) -> None:
    told = exchange.answer.text if exchange.answer else ""
    connection.execute(
        "INSERT INTO exchange (conversation, place, question, told, body) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (conversation, place) DO UPDATE "
        "SET told = excluded.told, body = excluded.body",
        (id, place, exchange.question, told, written(exchange)),
    )


def _has(connection: sqlite3.Connection, id: str, title: str, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    told = connection.execute(
        "SELECT question, told FROM exchange WHERE conversation = ?", (id,)
    ).fetchall()
    text = fold_text("\n".join((title, *(part for row in told for part in row))))
    return all(word in text for word in wanted)


def _listed(row: Sequence[object]) -> Listed:
    id, title, changed_at, shared = row
    return Listed(str(id), str(title), float(str(changed_at)), bool(shared))
