"""Self-check of a generation before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from domain.errors import StoreDamaged
from vectorstore.catalog import Catalog
from vectorstore.lexical import LexicalIndex
from vectorstore.vector_index import VectorIndex
from vectorstore.vectors import Vector

SAME = 1e-5
SAMPLE = 20
NEAREST = 10
RECALL = 0.99


def check(
    folder: Path,
    catalog: Catalog,
    vectors: VectorIndex,
    lexical: LexicalIndex,
    added: Mapping[str, Vector],
) -> None:
    """Raise StoreDamaged unless the parts agree.

    All three have the same ids, and the added vectors are as they were given, within 1e-5.
    """
    ids = set(catalog.vector_keys())
    if not ids == vectors.ids() == lexical.ids():
        raise StoreDamaged(str(folder), "self-check: catalog, vectors and words differ")
    stored = vectors.get(sorted(added))
    if any(np.abs(stored[id] - vector).max() > SAME for id, vector in added.items()):
        raise StoreDamaged(str(folder), "self-check: a vector is not what was embedded")


def recall(vectors: VectorIndex) -> float:
    """Recall@10 of the vector index on a sample of its vectors; ties count as found.

    A generation needs at least RECALL to be published.
    """
    everything = vectors.get(sorted(vectors.ids()))
    if not everything:
        return 1.0
    matrix = np.stack(list(everything.values()))
    chosen = np.linspace(0, len(matrix) - 1, min(SAMPLE, len(matrix)), dtype=int)
    found = wanted = 0
    sample = list(matrix[chosen])
    for query, nearest in zip(sample, vectors.search_all(sample, NEAREST), strict=True):
        exact = np.sort(matrix @ query)[::-1][:NEAREST]
        found += sum(score >= exact[-1] - SAME for _, score in nearest)
        wanted += len(exact)
    return found / wanted
