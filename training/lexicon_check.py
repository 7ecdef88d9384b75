"""Does the lexicon help to find a sentence by its translation? Recall over parallel text.

    python -m training.lexicon_check FOLDER [--lexicon FILE] [--tables FOLDER] [--power P]

Each sentence of one language, its words translated, looks for its own translation among all of
them by BM25. ``--tables`` adds word translation tables (lex_en_fr.tsv.gz, lex_fr_en.tsv.gz) pruned
with the same thresholds. A translation weighs its probability to the power P.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from domain.types import Language
from training.lexicon_corpus import (
    Domain,
    Pair,
    content_words,
    function_words,
    held_out,
    read_file,
    read_folder,
    stems,
)
from training.lexicon_pruning import Thresholds, fold
from vectorstore.lexicon import BUNDLED, Lexicon

Translate = Callable[[str, Language], Iterable[tuple[str, float]]]

MOST_PAIRS = 2000
K1, B = 0.9, 0.4


def distinct(pairs: Iterable[Pair]) -> list[Pair]:
    """The first pairs of more than three words, less those that repeat a text of either side."""
    en: set[str] = set()
    fr: set[str] = set()
    found = []
    for pair in pairs:
        if len(pair.en.split()) > 3 and pair.en not in en and pair.fr not in fr:
            en.add(pair.en)
            fr.add(pair.fr)
            found.append(pair)
    return found[:MOST_PAIRS]


class Analyzer:
    """Texts as folded stems of one language, function words dropped; stems are remembered."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.dropped = function_words(language)
        self._stem: dict[str, str] = {}

    def words(self, text: str) -> list[str]:
        """The content words of a text; hyphenated words by their parts only."""
        return [word for word in content_words(text, self.dropped) if "-" not in word]

    def stem(self, word: str) -> str:
        """The folded stem of one word."""
        if word not in self._stem:
            self._stem[word] = fold(stems([word], self.language)[0])
        return self._stem[word]


class Index:
    """BM25 over a few thousand texts."""

    def __init__(self, texts: Sequence[str], analyzer: Analyzer) -> None:
        self.analyzer = analyzer
        counts = [Counter(map(analyzer.stem, analyzer.words(text))) for text in texts]
        seen = Counter(term for count in counts for term in count)
        mean = sum(map(len, counts)) / len(counts)
        self.terms = {term: number for number, term in enumerate(seen)}
        rarity = {t: np.log(1 + (len(texts) - n + 0.5) / (n + 0.5)) for t, n in seen.items()}
        weigh = [
            {
                t: rarity[t] * n * (K1 + 1) / (n + K1 * (1 - B + B * len(c) / mean))
                for t, n in c.items()
            }
            for c in counts
        ]
        self.matrix = self._rows(weigh)

    def ranks(self, queries: Sequence[dict[str, float]]) -> np.ndarray:
        """How many texts outdo the i-th text on the i-th query; ties count half."""
        scores = (self._rows(queries) @ self.matrix.T).toarray()
        own = scores.diagonal()[:, None]
        better, tied = (scores > own).sum(axis=1), (scores == own).sum(axis=1) - 1
        return np.where(own[:, 0] > 0, better + tied / 2, len(queries))

    def _rows(self, weights: Sequence[dict[str, float]]) -> csr_matrix:
        known = [{t: w for t, w in each.items() if t in self.terms} for each in weights]
        bounds = np.cumsum([0] + [len(each) for each in known])
        columns = [self.terms[t] for each in known for t in each]
        values = [w for each in known for w in each.values()]
        return csr_matrix((values, columns, bounds), shape=(len(known), len(self.terms)))


def query(text: str, source: Analyzer, target: Analyzer, translate: Translate) -> dict[str, float]:
    """The target stems that a text of the source language looks for, with their weights."""
    weights: Counter[str] = Counter()
    for word in source.words(text):
        stems_of_word = {target.stem(word): 1.0}
        for other, weight in translate(word, source.language):
            for part in other.split("-"):
                stem = target.stem(part)
                stems_of_word[stem] = max(weight, stems_of_word.get(stem, 0.0))
        for stem, weight in stems_of_word.items():
            weights[stem] += weight
    return dict(weights)


def recalls(pairs: Sequence[Pair], translate: Translate) -> dict[Language, tuple[float, float]]:
    """Recall at 1 and at 5, by the language of the questions."""
    analyzers = {language: Analyzer(language) for language in Language}
    found = {}
    for language in Language:
        index = Index([getattr(pair, language.other) for pair in pairs], analyzers[language.other])
        source = analyzers[language]
        asked = [query(getattr(p, language), source, index.analyzer, translate) for p in pairs]
        ranks = index.ranks(asked)
        found[language] = float((ranks < 1).mean()), float((ranks < 5).mean())
    return found


def table_translations(folder: Path, thresholds: Thresholds) -> Translate:
    """Look-ups in given tables of word translations, kept where both directions agree."""
    read = {language: _table(folder, language) for language in Language}
    dropped = {language: function_words(language) for language in Language}

    def translate(word: str, source: Language) -> list[tuple[str, float]]:
        found = []
        for other, p in read[source].get(word, {}).items():
            back = read[source.other].get(other, {}).get(word, 0.0)
            if (
                other not in dropped[source.other]
                and p >= thresholds.forward
                and back >= thresholds.backward
                and p * back >= thresholds.mean**2
            ):
                found.append((other, p))
        return found[: thresholds.most]

    return translate


def _table(folder: Path, source: Language) -> dict[str, dict[str, float]]:
    table = {}
    path = folder / f"lex_{source}_{source.other}.tsv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            word, cells = line.rstrip("\n").split("\t")
            pairs = (cell.rsplit(":", 1) for cell in cells.split())
            table[word] = {other: float(p) for other, p in pairs}
    return table


def test_sets(folder: Path) -> dict[str, list[Pair]]:
    """The held-out pairs of two domains, and the two test files."""
    kept = [pair for pair in read_folder(folder) if held_out(pair)]
    columns = ((0, 1),)
    return {
        "held-out general": distinct(p for p in kept if p.domain is Domain.GENERAL),
        "held-out law": distinct(p for p in kept if p.domain is Domain.LAW),
        "test_tatoeba1000": distinct(
            read_file(folder / "test_tatoeba1000.tsv.gz", columns, Domain.GENERAL)
        ),
        "test_laws": distinct(read_file(folder / "test_laws.tsv.gz", columns, Domain.LAW)),
    }


def main() -> None:
    """Print one line of recalls for each system on each set."""
    parser = argparse.ArgumentParser(description="Measure the lexicon on parallel text.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lexicon", type=Path, default=BUNDLED)
    parser.add_argument("--tables", type=Path)
    parser.add_argument("--power", type=float, default=0.5)
    arguments = parser.parse_args()
    lexicon, power = Lexicon(arguments.lexicon), arguments.power
    systems: dict[str, Translate] = {
        "words alone": lambda _word, _source: (),
        "lexicon": lambda word, source: [
            (found.word, found.probability) for found in lexicon.translations(word, source)
        ],
    }
    if arguments.tables:
        systems["tables"] = table_translations(arguments.tables, Thresholds())
        systems["tables, not pruned"] = table_translations(
            arguments.tables, Thresholds(0, 0, 0, most=9)
        )
    for name, pairs in test_sets(arguments.folder).items():
        for system, translate in systems.items():
            found = recalls(pairs, _raised(translate, power))
            cells = "  ".join(
                f"{source}->{source.other} {at1:.3f} {at5:.3f}"
                for source, (at1, at5) in found.items()
            )
            print(f"{name:17} {len(pairs):5} {system:19} {cells}", flush=True)


def _raised(translate: Translate, power: float) -> Translate:
    return lambda word, source: [(other, p**power) for other, p in translate(word, source)]


if __name__ == "__main__":
    main()
