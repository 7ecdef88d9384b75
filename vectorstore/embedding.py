"""The vectors of passages and of their sentences: found again where they are known, else computed.

Known is what the parent generation holds, and what an interrupted build left. Knows nothing of
where vectors are indexed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from domain.reports import Progress
from domain.types import Passage
from vectorstore.computed import Computed
from vectorstore.context import vector_key
from vectorstore.embedder import Embedder
from vectorstore.generation import Generation
from vectorstore.sentence_vectors import Matrix, sentences
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
    """By passage id; ``computed`` counts the passages' texts that had to be embedded."""

    vectors: Mapping[str, Vector]
    sentences: Mapping[str, Matrix]
    computed: int


@dataclass
class _Known:
    """By vector key, and by the passage's own text."""

    vectors: dict[str, Vector]
    sentences: dict[str, Matrix]

    def lacks(self, item: Wanted) -> bool:
        return item.key not in self.vectors or item.passage.text not in self.sentences


def embed(
    wanted: Sequence[Wanted],
    parent: Generation | None,
    embedder: Embedder,
    computed: Computed,
    on_progress: OnProgress,
) -> Embedded:
    """The vectors of all, each text embedded once; raises EmbeddingModelError."""
    known = _of_parent(wanted, parent, embedder)
    if sum(map(known.lacks, wanted)) > WORTH_KEEPING:
        _take_up(known, wanted, embedder, computed)
        keep = computed.put
    else:
        keep = _forget
    before = set(known.vectors)
    total = len({(w.key, w.passage.text) for w in wanted})
    todo = list({(w.key, w.passage.text): w for w in wanted if known.lacks(w)}.values())
    todo.sort(key=lambda w: len(w.text), reverse=True)
    for place in range(0, len(todo), AT_ONCE):
        on_progress(Progress("embedding", total - len(todo) + place, total))
        keep(_compute(known, todo[place : place + AT_ONCE], embedder))
    on_progress(Progress("embedding", total, total))
    return Embedded(
        {w.passage.id: known.vectors[w.key] for w in wanted},
        {w.passage.id: known.sentences[w.passage.text] for w in wanted},
        len(set(known.vectors) - before),
    )


def _of_parent(wanted: Sequence[Wanted], parent: Generation | None, embedder: Embedder) -> _Known:
    if parent is None or parent.catalog.meta.fingerprint != embedder.fingerprint:
        return _Known({}, {})
    keys = {w.key for w in wanted}
    holders = {key: id for id, key in parent.catalog.vector_keys().items() if key in keys}
    stored = parent.vectors.get(list(holders.values())) if holders else {}
    texts = {w.passage.id: w.passage.text for w in wanted}
    told = parent.sentences.get(list(texts)) if parent.sentences else {}
    return _Known(
        {key: stored[id] for key, id in holders.items()},
        {texts[id]: matrix for id, matrix in told.items()},
    )


def _take_up(
    known: _Known, wanted: Sequence[Wanted], embedder: Embedder, computed: Computed
) -> None:
    """What an interrupted build left."""
    vectors = computed.get([w.key for w in wanted])
    known.vectors |= {key: matrix[0] for key, matrix in vectors.items()}
    keys = {_sentences_key(embedder, w): w.passage.text for w in wanted}
    known.sentences |= {keys[key]: m for key, m in computed.get(list(keys)).items()}


def _compute(known: _Known, some: Sequence[Wanted], embedder: Embedder) -> dict[str, Matrix]:
    """Embed what is lacking of some passages, in one call; what was computed, by key."""
    texts = {w.key: w.text for w in some if w.key not in known.vectors}
    told = {
        w.passage.text: (_sentences_key(embedder, w), sentences(w.passage.text))
        for w in some
        if w.passage.text not in known.sentences
    }
    asked = [*texts.values(), *(s for _, split in told.values() for s in split)]
    rows = iter(embedder.embed_documents(asked) if asked else ())
    found: dict[str, Matrix] = {}
    for key in texts:
        known.vectors[key] = next(rows)
        found[key] = known.vectors[key][np.newaxis]
    for text, (key, split) in told.items():
        known.sentences[text] = np.array([next(rows) for _ in split], dtype=np.float32)
        found[key] = known.sentences[text]
    return found


def _sentences_key(embedder: Embedder, wanted: Wanted) -> str:
    return vector_key(embedder.fingerprint, f"sentences\x1f{wanted.passage.text}")


def _forget(matrices: Mapping[str, Matrix]) -> None:
    del matrices
