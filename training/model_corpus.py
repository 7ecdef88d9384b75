"""The text that the embedding model learns from: sentence pairs, and titles with their texts.

It knows which files are read, how much of each, and what is kept apart for testing; it knows
nothing of tokens or models. Where the public can get the files: training/README.md.
"""

from __future__ import annotations

import gzip
import random
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from training.lexicon_corpus import Domain, LanguageCheck, Pair, names, read_file

TEST_FILES = ("test_tatoeba1000", "test_laws")
"""Never learnt from: a pair with a side that occurs in one of them is left out."""

TITLES = "laws_ca_titles"
HELD_OUT = 30
"""One title in so many is kept apart, with its text, to measure title -> text."""


@dataclass(frozen=True, slots=True)
class Portion:
    """How many pairs of a file are read at most; of a longer file a seeded sample."""

    name: str
    most: int
    domain: Domain = Domain.GENERAL


PORTIONS = (
    Portion("tatoeba", 170_000),
    Portion("wolf_gloss", 60_000),
    Portion("wolf_wordnet", 50_000),
    Portion("wiktionary", 50_000),
    Portion("cldr_iso", 15_000),
    Portion("python_docs_fr", 22_000, Domain.TECHNICAL),
    Portion("open_contracting", 5_000, Domain.TECHNICAL),
    Portion("cds_notify", 5_000, Domain.TECHNICAL),
    Portion("sdg", 5_000, Domain.TECHNICAL),
    Portion("laws_ca_terms", 14_000, Domain.LAW),
    Portion("laws_ca_1", 45_000, Domain.LAW),
    Portion("laws_ca_2", 45_000, Domain.LAW),
    Portion("laws_ca_3", 45_000, Domain.LAW),
)
"""Of the laws a third is read, so that they do not drown the rest."""


@dataclass(frozen=True, slots=True)
class Titled:
    """A title and the text under it, in both languages."""

    title_en: str
    title_fr: str
    text_en: str
    text_fr: str


def normal(text: str) -> str:
    """What makes two texts the same text: letters and digits, lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if character.isalnum())


class Reserved:
    """The texts that are never learnt from."""

    def __init__(self, folder: Path) -> None:
        """Raises FileNotFoundError where a test file is missing: nothing is learnt untested."""
        self._texts: set[str] = set()
        for name in TEST_FILES:
            for pair in read_file(folder / f"{name}.tsv.gz", ((0, 1),), Domain.GENERAL):
                self._texts |= {normal(pair.en), normal(pair.fr)}

    def holds(self, *texts: str) -> bool:
        """Whether one of the texts is reserved; texts without a letter are nobody's."""
        return any(key in self._texts for key in map(normal, texts) if key)


def test_pairs(folder: Path, name: str) -> list[Pair]:
    """The pairs of one test file, in its order."""
    return list(read_file(folder / f"{name}.tsv.gz", ((0, 1),), Domain.GENERAL))


def sentence_pairs(folder: Path, seed: int) -> list[Pair]:
    """All PORTIONS, then names from CLDR; each pair once, each side in its language."""
    reserved, check = Reserved(folder), LanguageCheck()
    found: dict[tuple[str, str], Pair] = {}
    for portion in PORTIONS:
        pairs = read_file(folder / f"{portion.name}.tsv.gz", ((0, 1),), portion.domain)
        kept = [p for p in pairs if check.passes(p) and not reserved.holds(p.en, p.fr)]
        if len(kept) > portion.most:
            kept = random.Random(f"{seed} {portion.name}").sample(kept, portion.most)
        found |= {(pair.en, pair.fr): pair for pair in kept}
    found |= {(pair.en, pair.fr): pair for pair in names() if not reserved.holds(pair.en, pair.fr)}
    return list(found.values())


def titled(folder: Path, *, held_out: bool) -> list[Titled]:
    """Titles with their texts: those to learn from, or those kept apart. Each title once."""
    reserved = Reserved(folder)
    found: dict[str, Titled] = {}
    for row in _titled(folder / f"{TITLES}.tsv.gz"):
        apart = zlib.crc32(normal(row.title_en).encode()) % HELD_OUT == 0
        if apart is held_out and not reserved.holds(row.text_en, row.text_fr):
            found.setdefault(normal(row.title_en), row)
    return list(found.values())


def texts(rows: Iterable[Titled], pairs: Iterable[Pair]) -> Iterator[tuple[str, str]]:
    """Every (English, French) text of both kinds: what a vocabulary is counted on."""
    for pair in pairs:
        yield pair.en, pair.fr
    for row in rows:
        yield row.title_en, row.title_fr
        yield row.text_en, row.text_fr


def _titled(path: Path) -> Iterator[Titled]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            title_en, title_fr, text_en, text_fr = line.rstrip("\n").split("\t")
            yield Titled(title_en, title_fr, text_en, text_fr)
