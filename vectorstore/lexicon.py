"""Bilingual lexicon: translations of single words, from the small lexicon that ships.

A read-only SQLite file (vectorstore/data/README.md): opening it reads nothing, a look-up is one
index search.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from domain.errors import PasserelleError
from domain.types import Language

BUNDLED = Path(__file__).with_name("data") / "lexicon.sqlite"
"""The lexicon that ships."""

SCHEMA = 1
"""The layout of the file, in its ``user_version``."""

MOST = 4
"""Translations returned per word, at most."""

PREFIXES = tuple(
    "anti agro auto bio contre counter cyber eco electro euro extra geo hydro inter macro micro "
    "multi narco photo poly radio semi socio super trans".split()
)
"""Prefixes (folded) that both languages put before a whole word."""

PREFIX_SHARE = 0.7
"""How often a word with such a prefix is translated by a word that holds the rest's translation:
measured over the 852 words of the lexicon itself that are so built."""

_LEAST_REST = 5
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "-": None, "'": None, "’": None})
_LOOK_UP = "SELECT word, translations FROM entry WHERE language = ? AND folded = ?"


@dataclass(frozen=True, slots=True)
class Translation:
    """A word of the other language, and its translation probability, in (0, 1]."""

    word: str
    probability: float


def fold(word: str) -> str:
    """The key of a word: lower case, without accents, ligatures, hyphens and apostrophes."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(_LIGATURES))
    return "".join(character for character in plain if not unicodedata.combining(character))


class Lexicon:
    """Translations of words, in both directions; safe to share between threads.

    ``Lexicon(None)`` is empty. Raises PasserelleError when the file is missing or is no lexicon.
    """

    def __init__(self, path: Path | None = BUNDLED) -> None:
        self._lock = Lock()
        self._connection = None if path is None else _open(path)

    def translations(self, word: str, source: Language) -> tuple[Translation, ...]:
        """At most MOST translations of a word of ``source``, best first; () when unknown.

        Case does not matter. Looked up in turn, until something is found: the word as it is
        written; all words that differ from it by accents, hyphens or apostrophes only; what
        follows one of the PREFIXES, scaled by PREFIX_SHARE.
        """
        written = unicodedata.normalize("NFC", word).lower()
        folded = fold(written)
        rows = self._rows(folded, source)
        exact = [packed for known, packed in rows if known == written]
        if rows:
            return _ranked(exact or [packed for _, packed in rows], 1.0)
        rest = [packed for _, packed in self._rows(_without_prefix(folded), source)]
        return _ranked(rest, PREFIX_SHARE)

    def spellings(self, word: str, source: Language) -> tuple[str, ...]:
        """How a word of ``source`` may be written, whatever its accents; () when unknown."""
        return tuple(known for known, _ in self._rows(fold(word), source))

    def _rows(self, folded: str, source: Language) -> list[tuple[str, str]]:
        if self._connection is None:
            return []
        with self._lock:
            rows = self._connection.execute(_LOOK_UP, (source.value, folded)).fetchall()
        return [(word or folded, packed) for word, packed in rows]

    def close(self) -> None:
        """Close the file; the lexicon is empty afterwards."""
        with self._lock:
            connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _open(path: Path) -> sqlite3.Connection:
    """The file, opened read-only: it never changes, so it needs no lock."""
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        raise _unusable(path, str(error)) from error
    if version != SCHEMA:
        connection.close()
        raise _unusable(path, f"schema {version} instead of {SCHEMA}")
    return connection


def _unusable(path: Path, cause: str) -> PasserelleError:
    return PasserelleError(f"lexicon {path}", f"{cause}. Restore it from the project's files.")


def _without_prefix(folded: str) -> str:
    """What follows a prefix, or "" where none or too little does."""
    prefix = next((known for known in PREFIXES if folded.startswith(known)), folded)
    rest = folded[len(prefix) :]
    return rest if len(rest) >= _LEAST_REST else ""


def _ranked(entries: list[str], share: float) -> tuple[Translation, ...]:
    """The translations of one or several packed entries merged, best first."""
    best: dict[str, float] = {}
    for target, probability in (pair for packed in entries for pair in _unpack(packed)):
        best[target] = max(probability * share, best.get(target, 0.0))
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Translation(target, probability) for target, probability in ranked[:MOST])


def _unpack(packed: str) -> list[tuple[str, float]]:
    """The pairs of "commerce 512 échange 68": words with their probabilities in thousandths."""
    cells = packed.split()
    return [(cells[i], int(cells[i + 1]) / 1000) for i in range(0, len(cells), 2)]
