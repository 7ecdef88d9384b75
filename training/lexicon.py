"""Make vectorstore/data/lexicon.sqlite from a folder of parallel text.

    python -m training.lexicon FOLDER [--out FILE]

It takes about a minute and 2 GB on one core. The same folder gives the same file.
"""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain, repeat
from pathlib import Path

import numpy as np

from domain.types import Language
from training.lexicon_corpus import (
    NAME_COPIES,
    Pair,
    content_words,
    function_words,
    held_out,
    names,
    read_folder,
    stems,
)
from training.lexicon_pruning import Entries, Thresholds, Vocabulary, by_stem, translations
from training.word_alignment import Side, agreed_counts
from vectorstore.lexicon import BUNDLED, SCHEMA, fold

MAX_WORDS = 14
"""Pairs with more content words on a side teach little for their cost."""

TABLE = """
CREATE TABLE entry (
    language TEXT NOT NULL,      -- of the word: 'en' or 'fr'
    folded TEXT NOT NULL,        -- the key: no accents, hyphens, apostrophes
    word TEXT NOT NULL,          -- as it is written; '' where it equals its key
    translations TEXT NOT NULL,  -- "word thousandths word thousandths ...", best first
    PRIMARY KEY (language, folded, word)
) WITHOUT ROWID
"""


class Corpus:
    """Content words of all pairs, numbered as they are met."""

    def __init__(self) -> None:
        self.ids: dict[Language, dict[str, int]] = {language: {} for language in Language}
        self._words: dict[Language, list[int]] = {language: [] for language in Language}
        self._lengths: dict[Language, list[int]] = {language: [] for language in Language}
        self._domains: list[int] = []

    def add(self, pair: Pair, dropped: dict[Language, frozenset[str]]) -> None:
        """Take in one pair, unless a side has no content word or too many."""
        found = {
            Language.EN: content_words(pair.en, dropped[Language.EN]),
            Language.FR: content_words(pair.fr, dropped[Language.FR]),
        }
        if all(0 < len(words) <= MAX_WORDS for words in found.values()):
            self._domains.append(pair.domain)
            for language, words in found.items():
                ids = self.ids[language]
                self._words[language].extend(ids.setdefault(word, len(ids)) for word in words)
                self._lengths[language].append(len(words))

    def side(self, language: Language) -> Side:
        """One language of the corpus, with the stem number of each word."""
        ids: dict[str, int] = {}
        found = stems(list(self.ids[language]), language)
        stem_of = np.array([ids.setdefault(stem, len(ids)) for stem in found])
        return Side(np.array(self._words[language]), np.array(self._lengths[language]), stem_of)

    def domains(self) -> np.ndarray:
        """The domain number of each pair."""
        return np.array(self._domains)


def read(folder: Path) -> Corpus:
    """All that is learnt from: the folder's pairs but those held out, and names."""
    corpus = Corpus()
    dropped = {language: function_words(language) for language in Language}
    nothing = {language: frozenset[str]() for language in Language}
    for pair in read_folder(folder):
        if not held_out(pair):
            corpus.add(pair, dropped)
    for pair in chain.from_iterable(repeat(pair, NAME_COPIES) for pair in names()):
        # A name of one word may look like a function word: May, Or.
        corpus.add(pair, dropped if " " in pair.en + pair.fr else nothing)
    return corpus


def learn(corpus: Corpus, thresholds: Thresholds | None = None) -> dict[Language, Entries]:
    """The kept translations of each language's words."""
    sides = {language: corpus.side(language) for language in Language}
    counts = agreed_counts(sides[Language.EN], sides[Language.FR], corpus.domains())
    known = {
        language: Vocabulary(list(corpus.ids[language]), by_stem(sides[language].stem_of))
        for language in Language
    }
    back = [each.T.tocsr() for each in counts]
    en, fr, thresholds = known[Language.EN], known[Language.FR], thresholds or Thresholds()
    return {
        Language.EN: translations(counts, en, fr, thresholds),
        Language.FR: translations(back, fr, en, thresholds),
    }


def rows(entries: dict[Language, Entries]) -> Iterator[tuple[str, str, str, str]]:
    """The rows of the table, unordered."""
    for language, found in entries.items():
        for word, targets in found.items():
            packed = " ".join(f"{target} {max(1, round(1000 * p))}" for target, p in targets)
            key = fold(word)
            yield language.value, key, "" if key == word else word, packed


def write(table: Iterable[tuple[str, str, str, str]], path: Path) -> None:
    """Write the lexicon file anew."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute(TABLE)
        ordered = sorted(table)
        connection.executemany("INSERT INTO entry VALUES (?, ?, ?, ?)", ordered)
    connection.execute("VACUUM")
    connection.close()


def main() -> None:
    """Read the folder, learn, write the file, say how large it is."""
    parser = argparse.ArgumentParser(description="Make the bilingual lexicon that ships.")
    parser.add_argument("folder", type=Path, help="parallel data (training/README.md)")
    parser.add_argument("--out", type=Path, default=BUNDLED)
    arguments = parser.parse_args()
    entries = learn(read(arguments.folder))
    write(rows(entries), arguments.out)
    size = arguments.out.stat().st_size
    counts = ", ".join(f"{len(found)} {language}" for language, found in entries.items())
    print(f"{arguments.out}: {counts} words, {size} bytes")


if __name__ == "__main__":
    main()
