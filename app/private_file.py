"""Private SQLite files beside the store, in ``<store>/pages``, readable by their owner alone.

Each use opens the file, does one transaction and closes it, so that threads, processes and a kill
at any moment meet whole rows only. Raises sqlite3.Error where the file cannot be used.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

WAIT = 1.0  # seconds for another writer: a reader of the pages waits as well
Steps = Sequence[Sequence[str]]
"""What makes the tables: step by step, the later ones for files that older programs made."""


@dataclass(frozen=True, slots=True)
class PrivateFile:
    """A file and its migrations; ``PRAGMA user_version`` counts those applied.

    ``wait``: seconds for another writer.
    """

    path: Path
    steps: Steps
    wait: float = WAIT

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, atomic; the file is created where there is none."""
        with closing(self._connected()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read access to the file; where there is none, to an empty temporary one."""
        with closing(self._connected() if _there(self.path) else self._empty()) as connection:
            connection.execute("BEGIN")
            yield connection

    def _empty(self) -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        bring_up(connection, self.steps)
        return connection

    def _connected(self) -> sqlite3.Connection:
        _make(self.path)
        connection = sqlite3.connect(self.path, timeout=self.wait, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            bring_up(connection, self.steps)
        except BaseException:
            connection.close()
            raise
        return connection


def bring_up(connection: sqlite3.Connection, steps: Steps) -> None:
    """Apply the pending migrations; raises sqlite3.DatabaseError for a file of a later program."""
    if _version(connection) == len(steps):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = _version(connection)
        if done > len(steps):
            raise sqlite3.DatabaseError(f"made by a later version ({done})")
        for step in steps[done:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:  # a name that is too long
        raise sqlite3.OperationalError(str(error)) from error


def _make(path: Path) -> None:
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise sqlite3.OperationalError(str(error)) from error
