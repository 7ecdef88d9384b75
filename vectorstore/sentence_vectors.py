"""The vectors of each passage's sentences: what a short question is nearest to.

A passage of several sentences speaks of several things; a question asks for one of them. One SQLite
file, a row for each passage: its sentences' unit vectors, in the order of text.sentences.split, in
half precision. They are read for the passages that are candidates, never searched.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.errors import StoreDamaged
from text.sentences import split

Matrix = NDArray[np.float32]
_CREATE = """
CREATE TABLE sentences (passage_id TEXT PRIMARY KEY, count INTEGER NOT NULL, vectors BLOB NOT NULL)
"""
_MANY = 500  # values in one IN (...): below SQLite's limit on variables


def sentences(text: str) -> list[str]:
    """The sentences of a passage, as they are embedded."""
    return [text[start:end] for start, end in split(text)]


class SentenceVectors:
    """Of one generation, by passage id; a published file may be used from many threads."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._lock = Lock()

    @classmethod
    def open(cls, path: Path, create: bool = False, writable: bool = False) -> SentenceVectors:
        """A new file, or one that is there; raises StoreDamaged."""
        try:
            if create:
                made = sqlite3.connect(path, check_same_thread=False)
                made.execute(_CREATE)
                return cls(path, made)
            mode = "rw" if writable else "ro&immutable=1"
            address = f"{path.resolve().as_uri()}?mode={mode}"
            return cls(path, sqlite3.connect(address, uri=True, check_same_thread=False))
        except sqlite3.Error as error:
            raise StoreDamaged(str(path), str(error)) from error

    def apply(self, removed: Iterable[str], added: Mapping[str, Matrix]) -> None:
        """Forget some passages, then take in others: (sentences, dimensions) each."""
        rows = [(id, len(m), m.astype(np.float16).tobytes()) for id, m in added.items()]
        with self._lock, self._connection:
            delete = "DELETE FROM sentences WHERE passage_id = ?"
            self._connection.executemany(delete, [(id,) for id in removed])
            self._connection.executemany("INSERT INTO sentences VALUES (?, ?, ?)", rows)

    def get(self, ids: Sequence[str]) -> dict[str, Matrix]:
        """The matrices of these passages that there are; raises StoreDamaged."""
        found: dict[str, Matrix] = {}
        for place in range(0, len(ids), _MANY):
            some = tuple(ids[place : place + _MANY])
            marks = ",".join("?" * len(some))
            query = f"SELECT * FROM sentences WHERE passage_id IN ({marks})"
            for id, count, blob in self._rows(query, some):
                rows = np.frombuffer(blob, dtype=np.float16).astype(np.float32)
                found[id] = rows.reshape(count, len(rows) // max(count, 1))
        return found

    def ids(self) -> set[str]:
        """The passages that there are."""
        return {id for (id,) in self._rows("SELECT passage_id FROM sentences")}

    def close(self) -> None:
        """Commit and let the file go."""
        with self._lock:
            self._connection.commit()
            self._connection.close()

    def _rows(self, query: str, values: Sequence[str] = ()) -> list[Any]:
        try:
            with self._lock:
                return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise StoreDamaged(str(self._path), str(error)) from error
