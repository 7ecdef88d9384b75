"""Cache of embeddings computed for a generation that is not published yet.

A killed or interrupted build resumes from it: vectors are found by the key of the model and the
text. The file is not part of any generation; a damaged one is replaced.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
_CREATE = """
CREATE TABLE IF NOT EXISTS computed (key TEXT PRIMARY KEY, rows INTEGER NOT NULL, data BLOB)
"""
_MANY = 500  # values in one IN (...): below SQLite's limit on variables


class Computed:
    """A SQLite file beside the generations; guarded by the writer's lock.

    ``used`` states whether anything was looked up in it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self.used = False

    def get(self, keys: Sequence[str]) -> dict[str, Matrix]:
        """The matrices of these keys that there are; a vector is a matrix of one row."""
        self.used = True
        if not self._path.exists():
            return {}
        try:
            return self._read(keys)
        except sqlite3.DatabaseError:
            self.discard()
            return {}

    def _read(self, keys: Sequence[str]) -> dict[str, Matrix]:
        found: dict[str, Matrix] = {}
        for place in range(0, len(keys), _MANY):
            some = tuple(keys[place : place + _MANY])
            marks = ",".join("?" * len(some))
            query = f"SELECT key, rows, data FROM computed WHERE key IN ({marks})"
            for key, rows, data in self._opened().execute(query, some):
                values = np.frombuffer(data, dtype=np.float32)
                found[key] = values.reshape(rows, len(values) // max(rows, 1))
        return found

    def put(self, matrices: Mapping[str, Matrix]) -> None:
        """Store matrices durably, across any end of this process."""
        rows = [(k, len(m), m.astype(np.float32).tobytes()) for k, m in matrices.items()]
        connection = self._opened()
        with connection:
            connection.executemany("INSERT OR REPLACE INTO computed VALUES (?, ?, ?)", rows)

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def discard(self) -> None:
        """Delete the cache: it is published, or it is damaged."""
        self.close()
        for suffix in ("", "-journal", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = sqlite3.connect(self._path)
            # A write-ahead log is safe without waiting for the disk at each batch: what a power
            # cut loses is computed again.
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute(_CREATE)
        return self._connection
