"""Hybrid retrieval: fusion of dense and lexical scores, best first.

A convex combination of normalised scores (theoretical min-max; Bruch, Gai and Ingber 2023, "An
Analysis of Fusion Functions for Hybrid Retrieval"). The bounds depend on the question, not on the
results, so that scores compare across questions. Lexical scores add or raise candidates; they
never filter a dense one out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from domain.types import Language, Passage, Retrieved, Scope
from vectorstore.generation import Generation
from vectorstore.lexicon import Lexicon
from vectorstore.query import Query, lexical_query, most, understand
from vectorstore.scoped import Part
from vectorstore.store import Store

CANDIDATES = 50
SHINGLE = 3
NEAR_DUPLICATE = 0.9
UNKNOWN = (0.3, 0.1)  # background where none was measured: all-MiniLM-L6-v2 over short articles


@dataclass(frozen=True, slots=True)
class Weights:
    """``lexical`` in [0, 1] against 1 - lexical for dense; ``translated`` of a best translation.

    Calibrated in docs/decisions/0002-fusion-weights.md.
    """

    lexical: float = 0.4
    translated: float = 0.9


@dataclass(frozen=True, slots=True)
class Background:
    """The best cosine of off-topic questions over the store: mean and standard deviation."""

    mean: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What was found for a question, best first, and in which generation."""

    query: Query
    retrieved: tuple[Retrieved, ...]
    background: Background
    generation: int
    scope: Scope | None = None


class Retriever:
    """Retrieves passages from the current generation."""

    def __init__(
        self, store: Store, lexicon: Lexicon | None = None, weights: Weights | None = None
    ) -> None:
        self._store = store
        self._lexicon = lexicon or Lexicon(None)
        self._weights = weights or Weights()

    def retrieve(
        self, question: str, language: Language, k: int = 10, scope: Scope | None = None
    ) -> Retrieval:
        """The k best passages; translations and near duplicates count once, in ``language``.

        ``scope`` limits them to some sources. Raises StoreEmpty, StoreDamaged, EmbedderMismatch,
        EmbeddingModelError; SourceNotFound for a source that the scope names.
        """
        with self._store.reader() as generation:
            query = understand(
                question, language, generation.lexical, self._lexicon, self._weights.translated
            )
            part = Part.of(generation, scope) if scope else None
            scores = self._scores(query, generation, part)
            best = sorted(scores.dense, key=lambda id: (-scores.fused(id, self._weights), id))
            found = generation.catalog.passages(best)
            past = generation.superseded
            ranked = [
                scores.retrieved(found[id], self._weights)
                for id in best
                if found[id].source_id not in past
            ]
            once = _count_once(_in_language(ranked, language, generation, part), k)
            background = generation.catalog.meta.background.get(str(language), UNKNOWN)
            titled = _titled(once, generation)
            return Retrieval(query, titled, Background(*background), generation.number, scope)

    def _scores(self, query: Query, generation: Generation, part: Part | None) -> _Scores:
        vector = generation.embedder.embed_query(query.text)
        wanted = CANDIDATES * (2 if generation.superseded else 1)  # room for superseded ones
        bound, terms = most(query, generation.lexical), lexical_query(query)
        if part is None:
            nearest = generation.vectors.search(vector, wanted)
            hits = generation.lexical.search(terms, wanted) if bound else []
        else:
            nearest = part.nearest(generation, vector, wanted)
            hits = part.by_words(generation, terms, wanted) if bound else []
        dense = dict(nearest)
        lexical = {id: min(1.0, score / bound) for id, score in hits}
        missing = generation.vectors.get([id for id in lexical if id not in dense])
        dense |= {id: float(np.dot(vector, other)) for id, other in missing.items()}
        return _Scores(dense, lexical)


@dataclass(frozen=True, slots=True)
class _Scores:
    """Scores of all candidates, by passage id: cosines; lexical scores in [0, 1], if any."""

    dense: Mapping[str, float]
    lexical: Mapping[str, float]

    def fused(self, id: str, weights: Weights) -> float:
        """The fused score, in [0, 1]."""
        lexical = self.lexical.get(id, 0.0)
        return (1 - weights.lexical) * (self.dense[id] + 1) / 2 + weights.lexical * lexical

    def retrieved(self, passage: Passage, weights: Weights) -> Retrieved:
        """The passage with its scores."""
        fused, dense = self.fused(passage.id, weights), max(0.0, self.dense[passage.id])
        return Retrieved(passage, fused, dense, self.lexical.get(passage.id, 0.0))


def _titled(ranked: Sequence[Retrieved], generation: Generation) -> tuple[Retrieved, ...]:
    """The passages with the titles of their sources."""
    titles = generation.catalog.titles(r.passage.source_id for r in ranked)
    return tuple(replace(r, title=titles[r.passage.source_id]) for r in ranked)


def _in_language(
    ranked: Sequence[Retrieved], language: Language, generation: Generation, part: Part | None
) -> list[Retrieved]:
    """Merge a passage and its translation, in the asker's language, at the rank of the better one;
    where the scope excludes one of them, the other stays.
    """
    wanted = [r.passage.twin_id for r in ranked if r.passage.language is not language]
    twins = generation.catalog.passages([id for id in wanted if id])
    if part is not None:
        twins = {id: twin for id, twin in twins.items() if twin.source_id in part.sources}
    scores = {r.passage.id: r for r in ranked}
    kept: dict[str, Retrieved] = {}
    for r in ranked:
        passage = r.passage
        if passage.language is not language:
            passage = twins.get(passage.twin_id or "", passage)
        if passage.id not in kept and not _taken(passage, kept):
            own = scores.get(passage.id, r)
            kept[passage.id] = replace(
                r,
                passage=passage,
                dense=max(r.dense, own.dense),
                lexical=max(r.lexical, own.lexical),
            )
    return list(kept.values())


def _taken(passage: Passage, kept: Mapping[str, Retrieved]) -> bool:
    return passage.twin_id is not None and passage.twin_id in kept


def _count_once(ranked: Iterable[Retrieved], k: int) -> list[Retrieved]:
    """The first k that are not near duplicates of a better one."""
    kept: list[Retrieved] = []
    seen: list[frozenset[tuple[str, ...]]] = []
    for r in ranked:
        shingles = _shingles(r.passage.text)
        if not any(_alike(shingles, other) for other in seen):
            kept.append(r)
            seen.append(shingles)
        if len(kept) == k:
            break
    return kept


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    folded = unicodedata.normalize("NFKD", text.casefold()).split()
    last = max(1, len(folded) - SHINGLE + 1)
    return frozenset(tuple(folded[n : n + SHINGLE]) for n in range(last))


def _alike(a: frozenset[tuple[str, ...]], b: frozenset[tuple[str, ...]]) -> bool:
    return len(a & b) >= NEAR_DUPLICATE * len(a | b)
