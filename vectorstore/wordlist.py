"""Word frequency list: correctly spelt words of both languages, with their frequencies.

A read-only SQLite file made by training/words.py: opening it reads nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from functools import cache
from pathlib import Path
from threading import Lock

from domain.errors import PasserelleError
from domain.types import Language

BUNDLED = Path(__file__).with_name("data") / "words.sqlite"
"""The list that ships."""

SCHEMA = 1
"""The layout of the file, in its ``user_version``."""

_MANY = 900  # values in one IN (...): below SQLite's limit on variables


class WordList:
    """Folded words of both languages; safe to share between threads.

    Raises PasserelleError when the file is missing or is no list of words.
    """

    def __init__(self, path: Path = BUNDLED) -> None:
        self._lock = Lock()
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        except sqlite3.Error as error:
            raise _unusable(path, str(error)) from error
        if version != SCHEMA:
            self._connection.close()
            raise _unusable(path, f"schema {version} instead of {SCHEMA}")

    def frequencies(
        self, words: Collection[str], language: Language | None = None
    ) -> dict[str, int]:
        """Those of the words that there are, with how usual each is (a power of two)."""
        wanted, found = sorted(words), dict[str, int]()
        for place in range(0, len(wanted), _MANY):
            some = wanted[place : place + _MANY]
            marks = ",".join("?" * len(some))
            query = f"SELECT folded, language, frequency FROM word WHERE folded IN ({marks})"
            with self._lock:
                rows = self._connection.execute(query, some).fetchall()
            for word, spoken, frequency in rows:
                if language in (None, spoken):
                    found[word] = max(frequency, found.get(word, 0))
        return found


@cache
def bundled_words() -> WordList:
    """The list that ships, opened once."""
    return WordList()


def _unusable(path: Path, cause: str) -> PasserelleError:
    return PasserelleError(f"words {path}", f"{cause}. Restore it from the project's files.")
