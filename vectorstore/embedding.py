"""Embeddings of passages: reused where they are known, else computed.

Known are those of the parent generation, and those an interrupted build left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from domain.reports import Progress
from domain.types import Passage
from vectorstore.computed import Computed
from vectorstore.embedder import Embedder
from vectorstore.generation import Generation
from vectorstore.vectors import Vector

OnProgress = Callable[[Progress], None]
AT_ONCE = 32
WORTH_KEEPING = 128  # passages; fewer are computed again sooner than they are written and read


@dataclass(frozen=True, slots=True)
class Wanted:
    """A passage, the text that it is embedded as, and the key of that text's vector."""

    passage: Passage
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Embedded:
    """Vectors by passage id; ``computed`` counts the texts that had to be embedded."""

    vectors: Mapping[str, Vector]
    computed: int


def embed(
    wanted: Sequence[Wanted],
    parent: Generation | None,
    embedder: Embedder,
    computed: Computed,
    on_progress: OnProgress,
) -> Embedded:
    """The vectors of all, each text embedded once; raises EmbeddingModelError."""
    known = _of_parent(wanted, parent, embedder)
    texts = {w.key: w.text for w in wanted}
    keep = len(texts.keys() - known.keys()) > WORTH_KEEPING
    if keep:
        left = computed.get([key for key in texts if key not in known])
        known |= {key: matrix[0] for key, matrix in left.items()}
    todo = sorted(texts.keys() - known.keys(), key=lambda key: (-len(texts[key]), key))
    for place in range(0, len(todo), AT_ONCE):
        on_progress(Progress("embedding", len(texts) - len(todo) + place, len(texts)))
        some = todo[place : place + AT_ONCE]
        rows = embedder.embed_documents([texts[key] for key in some])
        known |= dict(zip(some, rows, strict=True))
        if keep:
            computed.put({key: known[key][np.newaxis] for key in some})
    on_progress(Progress("embedding", len(texts), len(texts)))
    return Embedded({w.passage.id: known[w.key] for w in wanted}, len(todo))


def _of_parent(
    wanted: Sequence[Wanted], parent: Generation | None, embedder: Embedder
) -> dict[str, Vector]:
    """The vectors of the parent generation, by key."""
    if parent is None or parent.catalog.meta.fingerprint != embedder.fingerprint:
        return {}
    keys = {w.key for w in wanted}
    holders = {key: id for id, key in parent.catalog.vector_keys().items() if key in keys}
    stored = parent.vectors.get(list(holders.values())) if holders else {}
    return {key: stored[id] for key, id in holders.items()}
