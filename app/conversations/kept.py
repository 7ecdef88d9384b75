"""Conversation storage (SQLite): accessible to the browser that had them, and to no other.

Each call is one transaction of a private file (app/private_file.py), so that threads, processes and
a kill at any moment meet whole exchanges only. Raises sqlite3.Error where the file cannot be used.
"""

from __future__ import annotations

import logging
import secrets
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from app.conversations.exchange import Exchange, read, written
from app.conversations.schema import STEPS
from app.conversations.versions import set_aside, versions_of
from app.private_file import PrivateFile
from text.folding import fold_text

FILE = "conversations.sqlite"
LONGEST_TITLE = 120  # characters
LISTED = 200  # conversations that are listed, the latest first
_DAY = 86_400.0
logger = logging.getLogger("passerelle")


@dataclass(frozen=True, slots=True)
class Listed:
    """A list entry of a conversation; ``changed_at`` is in seconds since 1970."""

    id: str
    title: str
    changed_at: float
    shared: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A conversation with its exchanges; ``own`` where whoever opened it may go on in it.

    ``version_of``: the id of the conversation that it is an earlier version of.
    """

    listed: Listed
    exchanges: tuple[Exchange, ...]
    own: bool
    version_of: str | None = None


class Conversations:
    """Those of a server; ``days`` is how long one is kept after its last question."""

    def __init__(self, file: Path, days: int, clock: Callable[[], float] = time.time) -> None:
        self._file, self._clock, self.days = PrivateFile(file, STEPS), clock, days

    def begin(
        self,
        owner: str,
        title: str,
        exchanges: Sequence[Exchange] = (),
        question: str | None = None,
        token: str | None = None,
    ) -> str:
        """A new conversation, with a question that has no answer yet; gives its id, which nobody
        can guess: the question's token, so that a second call with it begins no second one.
        """
        id = token or new_token()
        with self._file.writing() as connection:
            self._forget(connection)
            begun = connection.execute(
                "INSERT INTO conversation (id, owner, title, changed_at) VALUES (?, ?, ?, ?) "
                "ON CONFLICT DO NOTHING",
                (id, owner, shortened(title), self._clock()),
            )
            if begun.rowcount == 1:
                for exchange in exchanges:
                    _put(connection, id, None, exchange)
                if question is not None:
                    _place(connection, id, token, question)
        return id

    def ask(
        self,
        owner: str,
        id: str,
        question: str,
        token: str | None = None,
        replaces: int | None = None,
    ) -> bool:
        """Keep a question before its answer is there, once for each token; False where there is no
        such conversation.

        ``replaces``: the exchanges from that one on, counted from 0, give way to it; the
        conversation as it was stays as an earlier version.
        """
        with self._file.writing() as connection:
            there = self._touch(connection, owner, id)
            if there:
                self._settle(connection, id, token, question, replaces)
        return there

    def answer(
        self, owner: str, id: str, token: str, exchange: Exchange, replaces: int | None = None
    ) -> bool:
        """Keep the outcome of a question, and the question if it is not kept yet, as ``ask`` does;
        False where the conversation was deleted meanwhile.
        """
        with self._file.writing() as connection:
            there = self._touch(connection, owner, id)
            if there:
                self._settle(connection, id, token, exchange.question, replaces)
                _put(connection, id, token, exchange)
        return there

    def open(self, id: str, visitor: str) -> Opened | None:
        """A conversation of the visitor's own, or one that its owner shares."""
        with self._file.reading() as connection:
            row = connection.execute(
                "SELECT id, title, changed_at, shared, owner, version_of FROM conversation "
                "WHERE id = ? AND (owner = ? OR shared) AND changed_at >= ?",
                (id, visitor, self._oldest()),
            ).fetchone()
            if row is None:
                return None
            rows = connection.execute(
                "SELECT question, body FROM exchange WHERE conversation = ? ORDER BY place", (id,)
            ).fetchall()
        exchanges = tuple(read(*one) for one in rows)
        return Opened(_listed(row[:4]), exchanges, row[4] == visitor, row[5])

    def listed(self, owner: str, words: str = "") -> tuple[Listed, ...]:
        """The owner's conversations, the latest first: those that have all the words, in their
        title, questions and answers; at most ``LISTED``.
        """
        wanted = fold_text(words).split()
        with self._file.reading() as connection:
            rows = connection.execute(
                "SELECT id, title, changed_at, shared FROM conversation "
                "WHERE owner = ? AND version_of IS NULL AND changed_at >= ? "
                "ORDER BY changed_at DESC, id",
                (owner, self._oldest()),
            )
            found = (row for row in rows if _has(connection, row[0], row[1], wanted))
            return tuple(_listed(row) for row in islice(found, LISTED))

    def count(self, owner: str) -> int:
        """How many conversations the owner has."""
        with self._file.reading() as connection:
            [found] = connection.execute(
                "SELECT count(*) FROM conversation "
                "WHERE owner = ? AND version_of IS NULL AND changed_at >= ?",
                (owner, self._oldest()),
            ).fetchone()
        return int(found)

    def one(self, owner: str, id: str) -> Listed | None:
        """One of the owner's, however many are later."""
        with self._file.reading() as connection:
            row = connection.execute(
                "SELECT id, title, changed_at, shared FROM conversation "
                "WHERE id = ? AND owner = ? AND changed_at >= ?",
                (id, owner, self._oldest()),
            ).fetchone()
        return None if row is None else _listed(row)

    def versions(self, owner: str, id: str) -> tuple[Listed, ...]:
        """The earlier versions of one of the owner's, the latest first."""
        with self._file.reading() as connection:
            return tuple(_listed(row) for row in versions_of(connection, owner, id))

    def rename(self, owner: str, id: str, title: str) -> None:
        """Give it another title; an empty one leaves the old."""
        if title.strip():
            self._change("UPDATE conversation SET title = ? WHERE ", shortened(title), owner, id)

    def share(self, owner: str, id: str, shared: bool) -> None:
        """Whether everybody who has its address can read it."""
        self._change("UPDATE conversation SET shared = ? WHERE ", int(shared), owner, id)

    def ids(self, owner: str, id: str | None = None) -> tuple[str, ...]:
        """The ids of one with its earlier versions, or of all of the owner's."""
        with self._file.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM conversation "
                "WHERE owner = ? AND (? IS NULL OR ? IN (id, version_of))",
                (owner, id, id),
            )
            return tuple(row[0] for row in rows)

    def delete(self, owner: str, id: str | None = None) -> None:
        """Delete one, or all of the owner's, with their earlier versions."""
        with self._file.writing() as connection:
            connection.execute(
                "DELETE FROM conversation WHERE owner = ? AND (? IS NULL OR id = ?)",
                (owner, id, id),
            )

    def forget_old(self) -> None:
        """Delete the expired ones."""
        if self._file.path.exists():
            with self._file.writing() as connection:
                self._forget(connection)

    def _forget(self, connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM conversation WHERE changed_at < ?", (self._oldest(),))

    def _oldest(self) -> float:
        return self._clock() - self.days * _DAY

    def _change(self, what: str, value: str | int, owner: str, id: str) -> None:
        with self._file.writing() as connection:
            connection.execute(f"{what} owner = ? AND id = ?", (value, owner, id))

    def _settle(
        self,
        connection: sqlite3.Connection,
        id: str,
        token: str | None,
        question: str,
        replaces: int | None,
    ) -> None:
        """Give a question its place, once; a first question renames the conversation."""
        if replaces is not None and _placed(connection, id, token) is None:
            set_aside(connection, id, replaces, new_token(), self._clock())
            if not replaces:
                _name_anew(connection, id, question)
        _place(connection, id, token, question)

    def _touch(self, connection: sqlite3.Connection, owner: str, id: str) -> bool:
        changed = connection.execute(
            "UPDATE conversation SET changed_at = ? WHERE owner = ? AND id = ? AND changed_at >= ?",
            (self._clock(), owner, id, self._oldest()),
        )
        return changed.rowcount == 1


def forget_at_start(file: Path, days: int) -> None:
    """Delete what a server that starts need not keep: the old ones, or all of them for no days."""
    try:
        if days:
            Conversations(file, days).forget_old()
        else:
            forget_all(file)
    except (OSError, sqlite3.Error):
        logger.warning("conversations that should have been deleted are still there", exc_info=True)


def forget_all(file: Path) -> None:
    """Remove the file, where nothing is to be kept; raises OSError."""
    for end in ("", "-wal", "-shm", "-journal"):
        file.with_name(f"{file.name}{end}").unlink(missing_ok=True)


def new_token() -> str:
    """A unique token for a question: 96 random bits."""
    return secrets.token_urlsafe(12)


def shortened(title: str) -> str:
    """On one line, of a length that a list can show."""
    line = " ".join(title.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rstrip()}…"


def _place(connection: sqlite3.Connection, id: str, token: str | None, question: str) -> int:
    """The place that a question has in its conversation, else the next, which it takes."""
    found = _placed(connection, id, token)
    if found is not None:
        return found
    [place] = connection.execute(
        "SELECT coalesce(max(place) + 1, 0) FROM exchange WHERE conversation = ?", (id,)
    ).fetchone()
    connection.execute(
        "INSERT INTO exchange (conversation, place, question, token) VALUES (?, ?, ?, ?)",
        (id, place, question, token),
    )
    return int(place)


def _placed(connection: sqlite3.Connection, id: str, token: str | None) -> int | None:
    """The place of the question of this token; None where it has none yet."""
    found = connection.execute(
        "SELECT place FROM exchange WHERE conversation = ? AND token = ?", (id, token)
    ).fetchone()
    return None if found is None else int(found[0])


def _name_anew(connection: sqlite3.Connection, id: str, question: str) -> None:
    """Call a conversation by its new first question, unless its owner has given it a title."""
    first = connection.execute(
        "SELECT v.title, e.question FROM conversation v JOIN exchange e ON e.conversation = v.id "
        "WHERE v.version_of = ? ORDER BY v.rowid DESC, e.place LIMIT 1",
        (id,),
    ).fetchone()
    if first is not None and first[0] == shortened(first[1]):
        connection.execute(
            "UPDATE conversation SET title = ? WHERE id = ?", (shortened(question), id)
        )


def _put(connection: sqlite3.Connection, id: str, token: str | None, exchange: Exchange) -> None:
    place = _place(connection, id, token, exchange.question)
    text = exchange.answer.text if exchange.answer else ""
    connection.execute(
        "UPDATE exchange SET told = ?, body = ? WHERE conversation = ? AND place = ?",
        (text, written(exchange), id, place),
    )


def _has(connection: sqlite3.Connection, id: str, title: str, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    rows = connection.execute(
        "SELECT question, told FROM exchange WHERE conversation = ?", (id,)
    ).fetchall()
    text = fold_text("\n".join((title, *(part for row in rows for part in row))))
    return all(word in text for word in wanted)


def _listed(row: Sequence[object]) -> Listed:
    id, title, changed_at, shared = row
    return Listed(str(id), str(title), float(str(changed_at)), bool(shared))
