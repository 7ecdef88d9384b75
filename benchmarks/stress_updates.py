"""Thirty updates of 1% in a row: what search finds, and how large the store grows.

Every update is measured: recall@10 against exact search over many passages, and the bytes of the
generation against those of the same texts put into a new store.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.update import texts
from ingest.inputs import UploadInput
from ingest.sync import sync
from vectorstore.embedder import Embedder
from vectorstore.generation import Generation
from vectorstore.store import Store

QUERIES = 200
NEAREST = 10
TIE = 1e-5


@dataclass(frozen=True, slots=True)
class Update:
    """After an update: recall in 0..1, bytes as a multiple of a new store's, tombstones."""

    recall: float
    growth: float
    tombstones: int


def updates(
    embedder: Embedder,
    passages: int,
    rounds: int = 30,
    share: float = 0.01,
    report: Callable[[str], object] = print,
) -> list[Update]:
    """Change a share of the passages, round after round."""
    sources, rng = texts(passages, 0.0), random.Random(11)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store", embedder, keep=2)
        _put(store, sources)
        new = _size(store)
        found = []
        for number in range(rounds):
            for _ in range(round(passages * share)):
                paragraphs = rng.choice(sources)
                place = rng.randrange(len(paragraphs))
                paragraphs[place] = f"Round {number}: {rng.randrange(10**6)}, {paragraphs[place]}"
            _put(store, sources)
            with store.reader() as generation:
                recall, tombstones = _recall(generation), generation.catalog.meta.tombstones
            found.append(Update(recall, _size(store) / new, tombstones))
            report(f"update {number + 1}: recall {recall:.4f}, size {found[-1].growth:.2f}")
        store.close()
    return found


def _put(store: Store, sources: Sequence[Sequence[str]]) -> None:
    inputs = [
        UploadInput(f"gazette-{n}.md", "\n\n".join((f"# Gazette {n}", *paragraphs)).encode())
        for n, paragraphs in enumerate(sources)
    ]
    report = sync(store, inputs)
    assert not report.failed, report.failed


def _recall(generation: Generation) -> float:
    """Of the ten nearest of some passages, the share found; an equal one counts."""
    ids = sorted(generation.vectors.ids())
    stored = generation.vectors.get(ids)
    matrix = np.stack([stored[id] for id in ids])
    hits = wanted = 0
    for place in np.linspace(0, len(ids) - 1, min(QUERIES, len(ids)), dtype=int):
        exact = np.sort(matrix @ matrix[place])[::-1][:NEAREST]
        near = [score for _, score in generation.vectors.search(matrix[place], NEAREST)]
        hits += sum(score >= exact[-1] - TIE for score in near)
        wanted += len(exact)
    return hits / wanted


def _size(store: Store) -> int:
    store.close()
    folder = store.root / "generations" / f"{store.current():04}"
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
