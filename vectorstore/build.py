"""The next generation: copied from its parent, changed, checked, closed, in its own folder.

Nothing here publishes: see store.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from domain.types import ParsedSource, Passage, Progress
from vectorstore.background import QUESTIONS
from vectorstore.catalog import Catalog, CatalogMeta
from vectorstore.check import check
from vectorstore.context import context, vector_key
from vectorstore.embedder import Embedder
from vectorstore.files import copy_generation
from vectorstore.generation import CATALOG, LEXICAL, SENTENCES, VECTORS, Generation
from vectorstore.lexical import LexicalIndex
from vectorstore.sentence_vectors import Matrix, SentenceVectors, sentences
from vectorstore.vectors import Vector, Vectors

OnProgress = Callable[[Progress], None]
EMBEDDED_AT_ONCE = 32
TOMBSTONES = 0.25  # share of deleted vectors above which the index is built afresh
LEAST_DEVIATION = 0.01  # of background cosines: keeps a store of one passage from dividing by 0


@dataclass(frozen=True, slots=True)
class Change:
    """Sources that are new or different, whole, and the ids of those that go."""

    upserted: tuple[ParsedSource, ...] = ()
    removed: tuple[str, ...] = ()
    splitter: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: texts embedded, and what the generation holds."""

    embedded: int
    sources: int
    passages: int


@dataclass
class _Parts:
    catalog: Catalog
    vectors: Vectors
    sentences: SentenceVectors
    lexical: LexicalIndex


def build(
    folder: Path,
    parent: Generation | None,
    change: Change,
    embedder: Embedder,
    on_progress: OnProgress,
) -> Built:
    """Build a generation in ``folder``, which does not exist; raises StoreError, ModelError."""
    old = parent.catalog.meta if parent else None
    afresh = parent is None or old is None or _stale(parent, old, embedder)
    if afresh and parent is not None:
        change = _whole(parent, change)
    passages = _contexts(change.upserted)
    keys = {id: vector_key(embedder.fingerprint, text) for id, (_, text) in passages.items()}
    held = parent.catalog.vector_keys() if parent and not afresh else {}
    leaving = _leaving(parent, change) if held else set()
    same = {id for id in leaving if keys.get(id) == held[id]}
    removed, added = sorted(leaving - same), [id for id in keys if id not in same]
    texts = {keys[id]: text for id, (_, text) in passages.items()}
    fresh = _vectors(added, keys, texts, parent, embedder, on_progress)
    told = _sentences({id: passages[id][0] for id in added}, parent, embedder, on_progress)
    on_progress(Progress("indexing", 0, 1))
    with _parts(folder, None if afresh else parent) as parts:
        _record(parts.catalog, parent, change, keys, afresh)
        ordered = np.stack([fresh[id] for id in added]) if added else np.zeros((0, 1), np.float32)
        parts.vectors.apply(removed, added, ordered)
        parts.sentences.apply(removed, told)
        parts.lexical.apply(removed, [passages[id] for id in added])
        tombstones = 0 if afresh or old is None else old.tombstones + len(removed)
        meta = CatalogMeta(embedder.name, embedder.fingerprint, change.splitter, tombstones)
        parts.catalog.set_meta(replace(meta, background=_background(parts.vectors, embedder)))
        on_progress(Progress("checking", 0, 1))
        check(folder, parts.catalog, parts.vectors, parts.sentences, parts.lexical, fresh)
        counts = parts.catalog.passage_counts()
        total = len(parts.catalog.sources())
    embedded = len({keys[id] for id in added} - set(_reusable(parent).values()))
    return Built(embedded, total, sum(counts.values()))


def _stale(parent: Generation, meta: CatalogMeta, embedder: Embedder) -> bool:
    """Whether copying does not serve: another model, too many deleted vectors, an older form."""
    if meta.fingerprint != embedder.fingerprint or parent.sentences is None:
        return True
    return meta.tombstones > TOMBSTONES * max(parent.vectors.count(), 4)


def _whole(parent: Generation, change: Change) -> Change:
    """The change as one from nothing: everything that stays is new."""
    touched = {*change.removed, *(item.source.id for item in change.upserted)}
    kept = [s.id for s in parent.catalog.sources() if s.id not in touched]
    stay = tuple(parent.catalog.parsed(id) for id in kept)
    return replace(change, upserted=stay + change.upserted, removed=())


def _contexts(upserted: Sequence[ParsedSource]) -> dict[str, tuple[Passage, str]]:
    return {p.id: (p, context(p, s.source.title)) for s in upserted for p in s.passages}


def _leaving(parent: Generation | None, change: Change) -> set[str]:
    """The stored passages of every source that goes or is replaced."""
    touched = (*change.removed, *(item.source.id for item in change.upserted))
    return {p.id for id in touched for p in parent.catalog.passages_of(id)} if parent else set()


def _reusable(parent: Generation | None) -> dict[str, str]:
    """Passage id -> vector key of what the parent holds."""
    return parent.catalog.vector_keys() if parent else {}


def _vectors(
    added: Sequence[str],
    keys: Mapping[str, str],
    texts: Mapping[str, str],
    parent: Generation | None,
    embedder: Embedder,
    on_progress: OnProgress,
) -> dict[str, Vector]:
    """A vector for each added passage: the parent's where the key is the same, else embedded.

    Of the progress of embedding this is the first half; the sentences are the other.
    """
    wanted = {keys[id] for id in added}
    holders = {key: id for id, key in _reusable(parent).items() if key in wanted}
    stored = parent.vectors.get(list(holders.values())) if parent and holders else {}
    by_key = {key: stored[id] for key, id in holders.items()}
    missing = sorted((key for key in wanted if key not in by_key), key=lambda k: len(texts[k]))
    for place in range(0, len(missing), EMBEDDED_AT_ONCE):
        on_progress(Progress("embedding", place, 2 * len(missing)))
        some = missing[place : place + EMBEDDED_AT_ONCE]
        by_key |= zip(some, embedder.embed_documents([texts[key] for key in some]), strict=True)
    return {id: by_key[keys[id]] for id in added}


def _sentences(
    added: Mapping[str, Passage],
    parent: Generation | None,
    embedder: Embedder,
    on_progress: OnProgress,
) -> dict[str, Matrix]:
    """The sentences' vectors of each added passage: the parent's, whose id says the same text."""
    found: dict[str, Matrix] = {}
    if parent and parent.sentences and parent.catalog.meta.fingerprint == embedder.fingerprint:
        found = parent.sentences.get(list(added))
    missing = [id for id in added if id not in found]
    for place in range(0, len(missing), EMBEDDED_AT_ONCE):
        on_progress(Progress("embedding", len(missing) + place, 2 * len(missing)))
        some = [(id, sentences(added[id].text)) for id in missing[place : place + EMBEDDED_AT_ONCE]]
        rows = iter(embedder.embed_documents([text for _, texts in some for text in texts]))
        for id, texts in some:
            found[id] = np.array([next(rows) for _ in texts], dtype=np.float32)
    on_progress(Progress("embedding", len(missing), len(missing)))
    return found


@contextmanager
def _parts(folder: Path, parent: Generation | None) -> Iterator[_Parts]:
    """The three parts, writable, copied from a parent or new; closed at the end."""
    if parent:
        copy_generation(parent.folder, folder)
        catalog = Catalog.open(folder / CATALOG, writable=True)
    else:
        folder.mkdir(parents=True)
        catalog = Catalog.create(folder / CATALOG)
    vectors = Vectors.open(folder / VECTORS, create=parent is None)
    sentences = SentenceVectors.open(folder / SENTENCES, create=parent is None, writable=True)
    lexical = LexicalIndex.open(folder / LEXICAL, create=parent is None)
    try:
        yield _Parts(catalog, vectors, sentences, lexical)
    finally:
        vectors.close()
        sentences.close()
        lexical.close()
        catalog.close()


def _record(
    catalog: Catalog,
    parent: Generation | None,
    change: Change,
    keys: Mapping[str, str],
    afresh: bool,
) -> None:
    if parent is not None and not afresh:
        catalog.remove([*change.removed, *(item.source.id for item in change.upserted)])
    for item in change.upserted:
        catalog.add(item, keys)


def _background(vectors: Vectors, embedder: Embedder) -> dict[str, tuple[float, float]]:
    """Per language, mean and deviation of the best cosine of off-topic questions."""
    if not vectors.count():
        return {}
    found = {}
    for language, questions in QUESTIONS.items():
        best = [vectors.search(embedder.embed_query(q), 1)[0][1] for q in questions]
        deviation = max(float(np.std(best)), LEAST_DEVIATION)
        found[str(language)] = (float(np.mean(best)), deviation)
    return found
