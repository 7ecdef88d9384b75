"""Integrity check of one generation: its catalog in itself, then each index against it.

The catalog is the source of truth: indexes can be rebuilt from it. Read-only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from domain.errors import (
    ChromaNotSet,
    ChromaServerError,
    ModelError,
    PasserelleError,
    StoreError,
)
from domain.types import Passage
from vectorstore.catalog import Catalog
from vectorstore.check import RECALL, recall
from vectorstore.context import context, vector_key
from vectorstore.embedder import Embedder
from vectorstore.files import SENTENCE_VECTORS
from vectorstore.findings import Finding, Problem
from vectorstore.generation import CATALOG, LEXICAL
from vectorstore.layout import VECTORS
from vectorstore.lexical import LexicalIndex
from vectorstore.manifest import MANIFEST, Deviation, deviation
from vectorstore.vector_backend import VectorBackend
from vectorstore.vector_index import VectorIndex

SAMPLE = 20
ALIKE = 0.999  # cosine of a stored vector with the same text embedded now, on any machine
UNIT = 1e-3  # that a vector's length may differ from one

FindEmbedder = Callable[[str, str], Embedder | None]


@dataclass(frozen=True)
class _Expected:
    """What the indexes must contain, according to the catalog."""

    passages: Mapping[str, Passage]
    texts: Mapping[str, str]
    embedder: Embedder | None

    def sample(self) -> list[str]:
        """Some passages, spread over all."""
        ids = sorted(self.passages)
        chosen = np.linspace(0, len(ids) - 1, min(SAMPLE, len(ids)), dtype=int)
        return [ids[place] for place in chosen]


def examine(
    number: int, folder: Path, find_embedder: FindEmbedder, backend: VectorBackend
) -> tuple[Finding, ...]:
    """All that is wrong with a generation; () where it is sound."""
    return tuple(
        Finding(problem, number, subject, detail)
        for problem, subject, detail in _problems(folder, find_embedder, backend)
    )


_ProblemDetail = tuple[Problem, str, str]


def _problems(
    folder: Path, find_embedder: FindEmbedder, backend: VectorBackend
) -> Iterator[_ProblemDetail]:
    try:
        differs = deviation(folder) or Deviation()
    except StoreError as error:
        yield Problem.FILE_DAMAGED, MANIFEST, error.detail
        differs = Deviation()
    damage = _catalog_problem(folder, differs)
    if damage is not None:
        yield Problem.CATALOG_DAMAGED, CATALOG, damage
        return
    yield from ((Problem.STRAY, name, "") for name in differs.extra)
    for name in (*differs.changed, *differs.missing):
        if name != SENTENCE_VECTORS and not name.startswith(f"{LEXICAL}/"):
            yield Problem.FILE_DAMAGED, name, "it is not as it was published"
    expected = _expected(folder, find_embedder)
    yield from _vectors(folder, expected, backend)
    yield from _words(folder, expected, differs)


def _catalog_problem(folder: Path, differs: Deviation | None) -> str | None:
    if differs is not None and CATALOG in differs.changed:
        return "it is not as it was published"
    try:
        with closing(Catalog.open(folder / CATALOG)) as catalog:
            return catalog.damage() or _misplaced(catalog)
    except (StoreError, sqlite3.Error, ValueError) as error:
        return error.detail if isinstance(error, PasserelleError) else str(error)


def _misplaced(catalog: Catalog) -> str | None:
    """A passage whose offsets do not match its source, or whose key is of other words."""
    keys, fingerprint = catalog.vector_keys(), catalog.meta.fingerprint
    seen = set()
    for source in catalog.sources():
        text = catalog.text(source.id)
        for passage in catalog.passages_of(source.id):
            seen.add(passage.id)
            words = context(passage, source.title)
            if text[passage.start : passage.end] != passage.text:
                return f"passage {passage.id} is not in its source"
            if keys[passage.id] != vector_key(fingerprint, words):
                return f"the key of passage {passage.id} does not match its text"
    lost = keys.keys() - seen
    return f"passage {min(lost)} has no source" if lost else None


def _expected(folder: Path, find_embedder: FindEmbedder) -> _Expected:
    passages, texts = {}, {}
    with closing(Catalog.open(folder / CATALOG)) as catalog:
        for source in catalog.sources():
            for passage in catalog.passages_of(source.id):
                passages[passage.id] = passage
                texts[passage.id] = context(passage, source.title)
        meta = catalog.meta
    try:
        embedder = find_embedder(meta.embedder, meta.fingerprint)
    except ModelError:  # reported with the model, not with each index
        embedder = None
    return _Expected(passages, texts, embedder)


def _vectors(folder: Path, expected: _Expected, backend: VectorBackend) -> Iterator[_ProblemDetail]:
    try:
        with closing(backend.open(folder)) as vectors:
            if vectors.ids() != set(expected.passages):
                yield Problem.VECTORS_DIFFER, VECTORS, ""
            elif expected.passages:
                yield from _vector_values(vectors, expected)
    except ChromaNotSet as error:
        yield Problem.SERVER_NOT_SET, error.detail, ""
    except ChromaServerError:  # no damage; reported once, for all generations
        return
    except StoreError as error:
        yield Problem.VECTORS_DAMAGED, VECTORS, error.detail


def _vector_values(vectors: VectorIndex, expected: _Expected) -> Iterator[_ProblemDetail]:
    stored = vectors.get(sorted(expected.passages))
    with np.errstate(all="ignore"):  # damaged vectors may contain anything
        lengths = np.array([np.linalg.norm(vector) for vector in stored.values()])
    if not np.all(np.abs(lengths - 1) <= UNIT):
        yield Problem.VECTORS_WRONG, VECTORS, "a vector is not of length one"
        return
    if expected.embedder is not None:
        ids = expected.sample()
        fresh = expected.embedder.embed_documents([expected.texts[id] for id in ids])
        if any(float(stored[id] @ vector) < ALIKE for id, vector in zip(ids, fresh, strict=True)):
            yield Problem.VECTORS_WRONG, VECTORS, "a vector is not that of its text"
            return
    if recall(vectors) < RECALL:
        yield Problem.NEIGHBOURS_MISSED, VECTORS, ""


def _words(folder: Path, expected: _Expected, differs: Deviation) -> Iterator[_ProblemDetail]:
    touched = [n for n in (*differs.changed, *differs.missing) if n.startswith(f"{LEXICAL}/")]
    if touched:
        yield Problem.WORDS_DAMAGED, touched[0], "it is not as it was published"
        return
    try:
        words = LexicalIndex.open(folder / LEXICAL)
        found = words.ids()
        words.close()
    except (StoreError, ValueError, OSError) as error:
        detail = error.detail if isinstance(error, StoreError) else str(error)
        yield Problem.WORDS_DAMAGED, LEXICAL, detail
        return
    if found != set(expected.passages):
        yield Problem.WORDS_DIFFER, LEXICAL, ""
