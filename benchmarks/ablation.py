"""What each part of retrieval adds, in each direction between the languages.

    python -m benchmarks.ablation [--model FOLDER ...]

Two sets of questions, none of the acceptance set: those of evaluation/calibration over its ten
documents in one store, and those of evaluation/gold/corpus.jsonl over corpus/ with one language of
each twin taken in, so that a question finds its own language or must find the other. Prints
recall@5 and MRR@10 for each direction, question -> document, with each part left out in turn; and
the same for other models (default: all-MiniLM-L6-v2, of the "train" extra).
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

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

DATA = Path(__file__).resolve().parents[1] / "evaluation" / "calibration"
CORPUS = Path(__file__).resolve().parents[1] / "corpus"
GOLD = Path(__file__).resolve().parents[1] / "evaluation" / "gold" / "corpus.jsonl"
PARTS = {
    "all parts": Weights(),
    "no vectors": Weights(lexical=1.0),
    "no words": Weights(lexical=0.0),
    "no translations": Weights(translated=0.0),
}
DIRECTIONS = [(a, b) for a in Language for b in Language]


@dataclass(frozen=True, slots=True)
class Trial:
    """One question to one store: the ids of the passages that hold its evidence."""

    item: GoldItem
    document_language: Language
    store: Store
    gold: frozenset[str]


def main() -> None:
    """Print a block for each set of questions."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", action="append", help="a folder or name; may be repeated")
    given = parser.parse_args()
    names = given.model or [str(base_folder())]
    with tempfile.TemporaryDirectory() as folder:
        for title, trials in (("calibration", _calibration), ("corpus", _corpus)):
            heads = "".join(f"{f'{a} -> {b}':>16}" for a, b in DIRECTIONS)
            print(f"\n{title:28}{heads}")
            mine = list(trials(Path(folder) / title, load_embedder(None)))
            for part, weights in PARTS.items():
                print(f"{part:28}{_row(mine, weights)}", flush=True)
            for number, name in enumerate(names):
                other = list(trials(Path(folder) / f"{title}{number}", load_embedder(name)))
                label = Path(name).name
                print(f"{label + ', all parts':28}{_row(other, Weights())}")
                print(f"{label + ', no words':28}{_row(other, Weights(lexical=0.0))}", flush=True)


def _calibration(folder: Path, embedder: Embedder) -> Iterator[Trial]:
    items = [i for i in read_gold(DATA / "questions.jsonl") if i.answerable and i.source]
    store = Store(folder, embedder)
    sync(store, gather([str(DATA / name) for name in sorted({str(i.source) for i in items})]))
    with store.reader() as generation:
        for item in items:
            document_language = generation.catalog.source(str(item.source)).language
            passages = generation.catalog.passages_of(str(item.source))
            gold = frozenset(
                p.id for p in passages if any(holds(p.text, q) for q in item.gold_quotes)
            )
            yield Trial(item, document_language, store, gold)


def _corpus(folder: Path, embedder: Embedder) -> Iterator[Trial]:
    whole = Store(folder / "whole", embedder)
    sync(whole, gather([str(CORPUS)]))
    stores = {language: Store(folder / str(language), embedder) for language in Language}
    for language, store in stores.items():
        sync(store, gather([str(p) for p in sorted(CORPUS.glob(f"*.{language}.md"))]))
    with whole.reader() as generation:
        for item in read_gold(GOLD):
            if item.answerable and item.source:
                passages = generation.catalog.passages_of(item.source)
                gold_passages = [
                    p for p in passages if any(holds(p.text, q) for q in item.gold_quotes)
                ]
                twins = frozenset(str(p.twin_id) for p in gold_passages)
                own = frozenset(p.id for p in gold_passages)
                for document_language, store in stores.items():
                    gold = own if document_language is item.language else twins
                    yield Trial(item, document_language, store, gold)


def _row(trials: Sequence[Trial], weights: Weights) -> str:
    found: dict[tuple[Language, Language], list[tuple[bool, float]]] = defaultdict(list)
    lexicon = Lexicon(BUNDLED)
    for trial in trials:
        retriever = Retriever(trial.store, lexicon, weights)
        question = trial.item.in_context
        retrieved = retriever.retrieve(question, trial.item.language).retrieved
        ranks = (n for n, r in enumerate(retrieved, 1) if r.passage.id in trial.gold)
        rank = next(ranks, None)
        mark = (rank is not None and rank <= 5, 1 / rank if rank else 0.0)
        found[trial.item.language, trial.document_language].append(mark)
    cells = (np.mean(found[way], axis=0) if found[way] else (0.0, 0.0) for way in DIRECTIONS)
    return "".join(f"{recall:10.3f} {mrr:.3f}" for recall, mrr in cells)


if __name__ == "__main__":
    main()
