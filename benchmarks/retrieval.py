"""Retrieval side by side in one run: how good, and how fast.

    python -m benchmarks.retrieval [--gold GOLD SOURCE...] [--chart FILE.svg]

Four ways find passages for the same questions (install the "bench" extra):

- passerelle: the retriever as it ships;
- MiniLM: all-MiniLM-L6-v2 through sentence-transformers in the same store, without words;
- BM25: tantivy's words and stems of the question's own language, without vectors or lexicon;
- LangChain: langchain_chroma with MiniLM over texts cut by its recursive splitter, as tutorials do.

By default the questions are those of evaluation/calibration over its ten documents, each of them
in one language and asked in both. Prints recall@5 and MRR@10 of the passages that hold the gold
quotations, in the language of the source and across; the median time of a question; and texts
embedded a second.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.question import plain_pipeline
from domain.types import Language
from evaluation.gold import GoldItem, read_gold
from evaluation.matching import holds
from ingest.inputs import gather
from ingest.sync import sync
from training.model_start import base_folder
from vectorstore.embedder import Embedder, load_embedder
from vectorstore.lexicon import BUNDLED, Lexicon
from vectorstore.retriever import Retriever, Weights
from vectorstore.store import Store

Find = Callable[[str, Language], Sequence[str]]
"""A question and its language -> ten texts, best first."""

DATA = Path(__file__).resolve().parents[1] / "evaluation" / "calibration"
COLUMNS = ("R@5 same", "R@5 across", "MRR same", "MRR across", "ms a question")


@dataclass(frozen=True, slots=True)
class Row:
    """One way's figures: shares in 0..1, milliseconds."""

    name: str
    figures: tuple[float, ...]


def main() -> None:
    """Ask all ways in turn; print the table, and draw it where a file is given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", nargs="+", metavar="FILE", help="gold questions, then sources")
    parser.add_argument("--chart", type=Path, help="write the table as a picture")
    given = parser.parse_args()
    gold, *sources = given.gold or [str(DATA / "questions.jsonl"), *map(str, _documents())]
    items = [i for i in read_gold(Path(gold)) if i.answerable and i.gold_quotes]
    minilm = load_embedder(str(base_folder()))
    with tempfile.TemporaryDirectory() as folder:
        ways = _ways(Path(folder), sources, minilm)
        rows = _measure(ways, items)
    print(f"{len(items)} questions")
    print(f"{'':12}" + "".join(f"{name:>15}" for name in COLUMNS))
    for row in rows:
        print(f"{row.name:12}" + "".join(f"{value:15.3f}" for value in row.figures))
    rates = _rates(items, {"passerelle": load_embedder(None), "MiniLM": minilm})
    for name, rate in rates.items():
        print(f"{name}: {rate:.0f} passages embedded a second")
    print(f"ratio: {rates['passerelle'] / rates['MiniLM']:.2f}")
    if given.chart:
        _draw(rows, given.chart)


def _documents() -> list[Path]:
    return sorted(p for p in DATA.iterdir() if p.suffix in (".md", ".txt"))


def _ways(folder: Path, sources: Sequence[str], minilm: Embedder) -> dict[str, Find]:
    def retriever(name: str, embedder: Embedder, lexicon: Lexicon, weights: Weights) -> Find:
        store = Store(folder / name, embedder)
        sync(store, gather(list(sources)))
        found = Retriever(store, lexicon, weights)
        return lambda q, language: [r.passage.text for r in found.retrieve(q, language).retrieved]

    bundled, nothing = Lexicon(BUNDLED), Lexicon(None)
    return {
        "passerelle": retriever("own", load_embedder(None), bundled, Weights()),
        "MiniLM": retriever("minilm", minilm, nothing, Weights(lexical=0.0)),
        "BM25": retriever("words", load_embedder(None), nothing, Weights(lexical=1.0)),
        "LangChain": _langchain(sources, minilm),
    }


def _langchain(sources: Sequence[str], embedder: Embedder) -> Find:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=600, chunk_overlap=0)
    files = [p for s in sources for p in ([Path(s)] if Path(s).is_file() else Path(s).rglob("*.*"))]
    texts = [t for path in files for t in splitter.split_text(path.read_text("utf-8"))]
    ask = plain_pipeline(texts, embedder)
    return lambda question, _: ask(question)


def _measure(ways: dict[str, Find], items: Sequence[GoldItem]) -> list[Row]:
    """Every question to every way in turn, so that all see the same machine."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    places: dict[str, list[tuple[bool, int | None]]] = {name: [] for name in ways}
    for item in items:
        question = item.in_context
        across = f".{item.language}." not in str(item.source)
        for name, find in ways.items():
            started = time.perf_counter()
            texts = find(question, item.language)
            times[name].append((time.perf_counter() - started) * 1000)
            ranks = (
                n for n, t in enumerate(texts, 1) if any(holds(t, q) for q in item.gold_quotes)
            )
            places[name].append((across, next(ranks, None)))
    return [Row(n, (*_figures(places[n]), statistics.median(times[n][3:]))) for n in ways]


def _figures(places: Sequence[tuple[bool, int | None]]) -> tuple[float, ...]:
    recalls, ranks = [], []
    for wanted in (False, True):
        mine = [place for across, place in places if across is wanted]
        recalls.append(float(np.mean([p is not None and p <= 5 for p in mine])) if mine else 0.0)
        ranks.append(float(np.mean([1 / p if p else 0.0 for p in mine])) if mine else 0.0)
    return (*recalls, *ranks)


def _rates(items: Sequence[GoldItem], embedders: dict[str, Embedder]) -> dict[str, float]:
    """Passages of about 100 words embedded a second, by turns."""
    words = " ".join(quote for item in items for quote in item.gold_quotes).split()
    texts = [" ".join(words[n : n + 100]) for n in range(0, min(len(words), 12_800), 100)]
    spent = dict.fromkeys(embedders, 0.0)
    for turn in range(4):
        for name, embedder in embedders.items():
            started = time.perf_counter()
            embedder.embed_documents(texts)
            spent[name] += (time.perf_counter() - started) * (turn > 0)
    return {name: 3 * len(texts) / seconds for name, seconds in spent.items()}


def _draw(rows: Sequence[Row], path: Path) -> None:
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot

    figure, (quality, speed) = pyplot.subplots(1, 2, figsize=(9, 3.2), width_ratios=(3, 1))
    places = np.arange(len(COLUMNS) - 1)
    for number, row in enumerate(rows):
        quality.bar(places + 0.2 * number, row.figures[:-1], 0.18, label=row.name)
        speed.barh(row.name, row.figures[-1], color=f"C{number}")
    quality.set_xticks(places + 0.3, COLUMNS[:-1])
    quality.set_ylim(0, 1)
    quality.legend(frameon=False, ncols=4, loc="lower center", bbox_to_anchor=(0.5, 1))
    speed.invert_yaxis()
    speed.set_xlabel(COLUMNS[-1])
    figure.tight_layout()
    figure.savefig(path)


if __name__ == "__main__":
    main()
