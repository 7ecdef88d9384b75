"""Builds the next generation: copied from its parent, changed, checked, closed, in its own folder.

Publishing is done in writer.py.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from domain.errors import StoreDamaged
from domain.reports import Progress
from vectorstore import disagreements, manifest
from vectorstore.background import QUESTIONS
from vectorstore.catalog import Catalog, CatalogMeta
from vectorstore.check import RECALL, check, recall
from vectorstore.computed import Computed
from vectorstore.embedder import Embedder
from vectorstore.embedding import Embedded, OnProgress, embed
from vectorstore.generation import CATALOG, DISAGREEMENTS, LEXICAL, Generation
from vectorstore.lexical import LexicalIndex
from vectorstore.lexicon import Lexicon
from vectorstore.planning import Change, Plan, afresh, dated, plan_of
from vectorstore.vector_backend import VectorBackend
from vectorstore.vector_index import VectorIndex
from vectorstore.vectors import NEIGHBOURS

LEAST_DEVIATION = 0.01  # of background cosines: keeps a store of one passage from dividing by 0


@dataclass(frozen=True, slots=True)
class Built:
    """Result of a build: texts embedded, and what the generation contains."""

    embedded: int
    sources: int
    passages: int


@dataclass
class _Parts:
    catalog: Catalog
    vectors: VectorIndex
    lexical: LexicalIndex


def build(
    folder: Path,
    parent: Generation | None,
    change: Change,
    embedder: Embedder,
    computed: Computed,
    now: str,
    on_progress: OnProgress,
    backend: VectorBackend,
) -> Built:
    """Build a generation in ``folder``, which does not exist; raises StoreError, ModelError.

    ``now`` is the ingest time of new sources. Where the index of a copy misses nearest neighbours
    it is rebuilt, and with more links where that does not help.
    """
    change, spent = dated(parent, change, now), 0
    for plan, neighbours in _attempts(parent, change, embedder):
        wanted = [plan.passages[id] for id in plan.added]
        embedded = embed(wanted, parent, embedder, computed, on_progress)
        spent = max(spent, embedded.computed)
        on_progress(Progress("indexing", 0, 1))
        built = _build(folder, plan, neighbours, embedded, embedder, on_progress, backend)
        if built is not None:
            manifest.write(folder)
            return replace(built, embedded=spent)
        backend.discard(folder)
        shutil.rmtree(folder)
    raise StoreDamaged(str(folder), "self-check: search misses nearest neighbours")


def _attempts(
    parent: Generation | None, change: Change, embedder: Embedder
) -> Iterator[tuple[Plan, int]]:
    """How to build, with how many links of each vector; the cheapest first."""
    first = plan_of(parent, change, embedder)
    yield first, NEIGHBOURS
    if first.parent is not None:
        first = afresh(parent, change, embedder)
        yield first, NEIGHBOURS
    yield from ((first, NEIGHBOURS * factor) for factor in (2, 4))


def _build(
    folder: Path,
    plan: Plan,
    neighbours: int,
    embedded: Embedded,
    embedder: Embedder,
    on_progress: OnProgress,
    backend: VectorBackend,
) -> Built | None:
    """None where search would miss nearest neighbours."""
    with _parts(folder, plan, neighbours, backend) as parts:
        _apply(parts, plan, embedded)
        _compare(folder / DISAGREEMENTS, parts, plan, embedder)
        meta = CatalogMeta(
            embedder.name, embedder.fingerprint, plan.change.splitter, plan.tombstones
        )
        parts.catalog.set_meta(replace(meta, background=_background(parts.vectors, embedder)))
        on_progress(Progress("checking", 0, 1))
        fresh = embedded.vectors
        check(folder, parts.catalog, parts.vectors, parts.lexical, fresh)
        if recall(parts.vectors) < RECALL:
            return None
        sources, passages = len(parts.catalog.sources()), parts.catalog.passage_count()
        return Built(embedded.computed, sources, passages)


def _apply(parts: _Parts, plan: Plan, embedded: Embedded) -> None:
    change, keys = plan.change, {id: wanted.key for id, wanted in plan.passages.items()}
    if plan.parent is not None:
        parts.catalog.remove([*change.removed, *(item.source.id for item in change.upserted)])
    for item in change.upserted:
        parts.catalog.add(item, keys)
    fresh = [embedded.vectors[id] for id in plan.added]
    rows = np.stack(fresh) if fresh else np.zeros((0, 1), np.float32)
    parts.vectors.apply(plan.removed, plan.added, rows)
    added = [plan.passages[id] for id in plan.added]
    parts.lexical.apply(plan.removed, [(wanted.passage, wanted.text) for wanted in added])


def _compare(path: Path, parts: _Parts, plan: Plan, embedder: Embedder) -> None:
    """Compute the disagreements between sources."""
    fresh = [plan.passages[id].passage for id in plan.added]
    with closing(Lexicon()) as lexicon:
        disagreements.renew(
            path, plan.removed, fresh, parts.catalog, parts.vectors, embedder, lexicon
        )


@contextmanager
def _parts(folder: Path, plan: Plan, neighbours: int, backend: VectorBackend) -> Iterator[_Parts]:
    """The parts, writable, copied from a parent or new; closed at the end."""
    with ExitStack() as opened:
        if plan.parent:
            vectors = backend.copy(plan.parent, folder, plan.removed, neighbours)
            opened.enter_context(closing(vectors))
            catalog = Catalog.open(folder / CATALOG, writable=True)
        else:
            folder.mkdir(parents=True)
            vectors = opened.enter_context(closing(backend.create(folder, neighbours)))
            catalog = Catalog.create(folder / CATALOG)
        opened.enter_context(closing(catalog))
        lexical = LexicalIndex.open(folder / LEXICAL, create=plan.parent is None)
        opened.enter_context(closing(lexical))
        yield _Parts(catalog, vectors, lexical)


def _background(vectors: VectorIndex, embedder: Embedder) -> dict[str, tuple[float, float]]:
    """Per language, mean and deviation of the best cosine of off-topic questions."""
    if not vectors.count():
        return {}
    found = {}
    for language, questions in QUESTIONS.items():
        asked = [embedder.embed_query(question) for question in questions]
        best = [nearest[0][1] for nearest in vectors.search_all(asked, 1)]
        deviation = max(float(np.std(best)), LEAST_DEVIATION)
        found[str(language)] = (float(np.mean(best)), deviation)
    return found
