"""Parallel text as content words, ready for word alignment.

It knows which files are read and how a line becomes words and stems; it knows nothing of
probabilities. Words are lower case with their accents; stems are those of tantivy's stemmers,
which the lexical index uses too.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from domain.types import Language


class Domain(IntEnum):
    """The kinds of text; each has the same say in what a word means."""

    LAW = 0
    GENERAL = 1
    TECHNICAL = 2


@dataclass(frozen=True, slots=True)
class ParallelFile:
    """A file NAME.tsv.gz; ``columns`` are the (English, French) columns of each pair on a line."""

    name: str
    domain: Domain
    columns: tuple[tuple[int, int], ...] = ((0, 1),)


FILES = (
    ParallelFile("tatoeba", Domain.GENERAL),
    ParallelFile("sdg", Domain.TECHNICAL),
    ParallelFile("open_contracting", Domain.TECHNICAL),
    ParallelFile("python_docs_fr", Domain.TECHNICAL),
    ParallelFile("laws_ca_terms", Domain.LAW),
    ParallelFile("laws_ca_titles", Domain.LAW, ((0, 1), (2, 3))),
    ParallelFile("laws_ca_1", Domain.LAW),
    ParallelFile("laws_ca_2", Domain.LAW),
    ParallelFile("laws_ca_3", Domain.LAW),
)
"""What is read: only licences that ask for attribution alone (docs/decisions/0003-lexicon.md)."""

NAME_COPIES = 5
"""How often each pair of names counts: a name occurs only once, and is right."""

HELD_OUT = 200
"""One pair in so many is never learnt from: the thresholds are calibrated on these."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NEGATION = re.compile(r"\b\w+n['’]t\b")
_ENCLITICS = frozenset(
    "il elle on ils elles je tu nous vous ce t moi toi le la les lui leur leurs y en là ci".split()
)
_STEMMERS = {Language.EN: "english", Language.FR: "french"}


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence, term or name in both languages, as it is in its file."""

    en: str
    fr: str
    domain: Domain = Domain.GENERAL


def read_file(path: Path, columns: tuple[tuple[int, int], ...], domain: Domain) -> Iterator[Pair]:
    """The pairs of one file, in its order; FileNotFoundError if it is missing."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            for en, fr in columns:
                yield Pair(cells[en], cells[fr], domain)


def read_folder(folder: Path) -> Iterator[Pair]:
    """The pairs of all FILES under ``folder``, each text once, each side in its language."""
    check = LanguageCheck()
    seen: set[tuple[str, str]] = set()
    for file in FILES:
        for pair in read_file(folder / f"{file.name}.tsv.gz", file.columns, file.domain):
            if (pair.en, pair.fr) not in seen and check.passes(pair):
                seen.add((pair.en, pair.fr))
                yield pair


def held_out(pair: Pair) -> bool:
    """Whether the pair is kept for calibration instead of being learnt from."""
    return zlib.crc32(pair.en.encode()) % HELD_OUT == 0


class LanguageCheck:
    """Detects, by function words, pairs with a side in the wrong language."""

    def __init__(self) -> None:
        en, fr = function_words(Language.EN), function_words(Language.FR)
        self._en, self._fr = en - fr, fr - en

    def passes(self, pair: Pair) -> bool:
        """Whether neither side has more function words of the other language than of its own."""
        return self._mostly(pair.en, self._en, self._fr) and self._mostly(
            pair.fr, self._fr, self._en
        )

    @staticmethod
    def _mostly(text: str, own: frozenset[str], other: frozenset[str]) -> bool:
        found = [word for word in words(text) if len(word) > 1]
        return sum(word in other for word in found) <= sum(word in own for word in found)


def names() -> Iterator[Pair]:
    """Territories, languages, currencies, cities, months and days, from CLDR through Babel."""
    from babel import Locale

    en, fr = Locale("en"), Locale("fr")
    tables = [
        (en.territories, fr.territories),
        (en.languages, fr.languages),
        (en.currencies, fr.currencies),
        (_cities(en.time_zones), _cities(fr.time_zones)),
        (en.months["format"]["wide"], fr.months["format"]["wide"]),
        (en.days["format"]["wide"], fr.days["format"]["wide"]),
    ]
    for english, french in tables:
        for key in english:
            if key in french:
                yield Pair(english[key], french[key])


def _cities(zones: dict[str, dict[str, str]]) -> dict[str, str]:
    return {zone: facts["city"] for zone, facts in zones.items() if "city" in facts}


def function_words(language: Language) -> frozenset[str]:
    """The closed-class words of one language, from the list beside this file."""
    path = Path(__file__).with_name(f"function_words.{language}.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


def words(text: str) -> Iterator[str]:
    """The words of a text, lower case: hyphenated ones whole, then their parts."""
    text = _NEGATION.sub(" ", unicodedata.normalize("NFC", text).lower())
    for match in _WORD.finditer(text):
        parts = match.group().split("-")
        if len(parts) > 1 and parts[-1] not in _ENCLITICS:
            yield match.group()
        yield from parts


def content_words(text: str, dropped: frozenset[str]) -> list[str]:
    """The words of two letters or more that are not (and do not begin with) a dropped one."""
    return [
        word
        for word in words(text)
        if len(word) > 1 and word not in dropped and word.split("-")[0] not in dropped
    ]


def stems(vocabulary: list[str], language: Language) -> list[str]:
    """The stem of each word, by tantivy's stemmer for the language."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    stemmer = Filter.stemmer(_STEMMERS[language])
    analyzer = TextAnalyzerBuilder(Tokenizer.raw()).filter(stemmer).build()
    return [(analyzer.analyze(word) or [word])[0] for word in vocabulary]
