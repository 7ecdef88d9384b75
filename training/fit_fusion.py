"""Measure the weights of fusion (vectorstore.retriever.Weights) on questions about invented texts.

    python -m training.fit_fusion

Every document of evaluation/calibration is in one store; each answerable question is asked
under each pair of weights. Prints recall@5 and the mean reciprocal rank within 10 of the gold
passage, for questions in the language of their document and in the other one. Nothing here has seen
the acceptance set.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.gold import GoldItem, read_gold
from evaluation.score import holds
from ingest.inputs import gather
from ingest.sync import sync
from vectorstore.embedder import Embedder, load_embedder
from vectorstore.lexicon import Lexicon
from vectorstore.retriever import Retriever, Weights
from vectorstore.store import Store

DATA = Path(__file__).resolve().parents[1] / "evaluation" / "calibration"
LEXICAL = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)
TRANSLATED = (0.0, 0.5, 0.7, 0.9)


class Remembering:
    """An embedder that embeds each question once."""

    def __init__(self, embedder: Embedder) -> None:
        self.name, self.fingerprint = embedder.name, embedder.fingerprint
        self.embed_documents = embedder.embed_documents
        self._query = cache(embedder.embed_query)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Shape (dimension,)."""
        return self._query(text)


@dataclass(frozen=True, slots=True)
class Found:
    """Where the gold passage of a question came, from 1; None when not among ten."""

    across: bool
    place: int | None


def main() -> None:
    """Print a row for each pair of weights."""
    items = [i for i in read_gold(DATA / "questions.jsonl") if i.answerable and i.source]
    files = sorted({str(item.source) for item in items})
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder), Remembering(load_embedder(None)))
        sync(store, gather([str(DATA / name) for name in files]))
        print("lexical  translated | same language: recall@5  MRR | across: recall@5  MRR | mean")
        for lexical in LEXICAL:
            for translated in TRANSLATED:
                retriever = Retriever(store, Lexicon(), Weights(lexical, translated))
                found = [_find(item, retriever) for item in items]
                same = _figures([f for f in found if not f.across])
                across = _figures([f for f in found if f.across])
                cells = " | ".join(f"{r:23.3f}  {m:.3f}" for r, m in (same, across))
                print(
                    f"{lexical:7.1f}  {translated:10.1f} | {cells} | {np.mean(same + across):.3f}"
                )


def _find(item: GoldItem, retriever: Retriever) -> Found:
    retrieval = retriever.retrieve(item.in_context, item.language)
    places = [
        n
        for n, r in enumerate(retrieval.retrieved, start=1)
        if any(holds(r.passage.text, quote) for quote in item.gold_quotes)
    ]
    across = f".{item.language}." not in str(item.source)
    return Found(across, min(places, default=None))


def _figures(found: Sequence[Found]) -> tuple[float, float]:
    """Recall@5 and mean reciprocal rank."""
    recall = float(np.mean([f.place is not None and f.place <= 5 for f in found]))
    return recall, float(np.mean([1 / f.place if f.place else 0.0 for f in found]))


if __name__ == "__main__":
    main()
