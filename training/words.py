"""The words that are spelt right: those that public parallel text holds often enough.

    python -m training.words FOLDER [--english FILE ...]

Reads the texts of the lexicon (training/lexicon_corpus.py, FILES) from FOLDER and writes
vectorstore/data/words.sqlite: each word, folded, with how often it was seen, as a power of two. A
word that was seen less often than LEAST is as likely a slip as a word, unless the lexicon has it.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sqlite3
from collections import Counter
from pathlib import Path

from domain.types import Language
from training.lexicon_corpus import FILES
from vectorstore.lexicon import BUNDLED as LEXICON
from vectorstore.lexicon import fold
from vectorstore.wordlist import BUNDLED, SCHEMA

LEAST = 3
LONGEST = 24
MOST_OF_A_FILE = 400_000  # lines: the laws would drown the rest
_WORD = re.compile(r"[^\W\d_]{2,}")


def counted(folder: Path) -> dict[Language, Counter[str]]:
    """How often each folded word occurs in the texts of each language."""
    counts: dict[Language, Counter[str]] = {language: Counter() for language in Language}
    for file in FILES:
        with gzip.open(folder / f"{file.name}.tsv.gz", "rt", encoding="utf-8") as lines:
            for line, _ in zip(lines, range(MOST_OF_A_FILE), strict=False):
                cells = line.rstrip("\n").split("\t")
                for english, french in file.columns:
                    for language, column in ((Language.EN, english), (Language.FR, french)):
                        if column < len(cells):
                            counts[language].update(_words(cells[column]))
    return counts


def _words(text: str) -> list[str]:
    return [w for word in _WORD.findall(text) if len(w := fold(word)) <= LONGEST]


def translated(path: Path) -> dict[Language, set[str]]:
    """The words of the lexicon, folded."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT language, folded FROM entry").fetchall()
    connection.close()
    return {language: {w for spoken, w in rows if spoken == language} for language in Language}


def of_dictionaries(paths: list[Path]) -> set[str]:
    """The words of dictionaries, folded: no names and no possessives."""
    words = (word for path in paths for word in path.read_text("utf-8").split())
    return {key for word in words if word.islower() and word.isalpha() and (key := fold(word))}


def write(
    counts: dict[Language, Counter[str]], listed: dict[Language, set[str]], path: Path
) -> int:
    """Write the file anew; how many words it holds."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA}")
    connection.execute(
        "CREATE TABLE word (folded TEXT NOT NULL, language TEXT NOT NULL, "
        "frequency INTEGER NOT NULL, PRIMARY KEY (folded, language)) WITHOUT ROWID"
    )
    rows = [
        (word, language.value, found[word].bit_length())
        for language, found in counts.items()
        for word in found.keys() | listed[language]
        if found[word] >= LEAST or word in listed[language]
    ]
    with connection:
        connection.executemany("INSERT INTO word VALUES (?, ?, ?)", sorted(rows))
    connection.execute("VACUUM")
    connection.close()
    return len(rows)


def main() -> None:
    """Count, write, say how many."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="where the parallel texts are")
    parser.add_argument("--english", type=Path, nargs="*", default=[], help="English dictionaries")
    given = parser.parse_args()
    known = translated(LEXICON)
    known[Language.EN] |= of_dictionaries(given.english)
    print(write(counted(given.folder), known, BUNDLED), "words")


if __name__ == "__main__":
    main()
