"""Filtered search, by vectors and by words, within a scope.

A scope of few passages is passed to both indexes as ids, so that its results are exact; for a large
one, the search is widened until enough of its results are in the scope. Not used without a scope.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.errors import SourceNotFound
from domain.scope import within
from domain.types import Scope
from vectorstore.generation import Generation
from vectorstore.lexical import LexicalQuery
from vectorstore.vectors import Vector

EXACT = 2_000
"""Passages of a scope that are searched by their ids; docs/decisions/0020-page.md has the times."""
_WIDER = 4
Hits = list[tuple[str, float]]
"""Passage ids with their scores, best first."""


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a generation that a scope leaves: its sources, how many passages they have, and
    which, where those are at most ``EXACT``.
    """

    sources: frozenset[str]
    count: int
    few: tuple[str, ...] | None

    @classmethod
    def of(cls, generation: Generation, scope: Scope, exact: int = EXACT) -> Part:
        """Of what is not superseded; raises SourceNotFound for a source that is not there."""
        sources = [source for source, _ in generation.sources]
        known = {source.id for source in sources}
        for id in scope.sources:
            if id not in known:
                raise SourceNotFound(id)
        ids = within(scope, sources) - generation.superseded
        count = sum(number for source, number in generation.sources if source.id in ids)
        few = generation.catalog.passage_ids(sorted(ids)) if count <= exact else None
        return cls(ids, count, few)

    def nearest(self, generation: Generation, vector: Vector, k: int) -> Hits:
        """Its k passages with the nearest vectors, by cosine."""
        if self.few is None:
            return self._kept(generation, k, lambda n: generation.vectors.search(vector, n))
        return generation.vectors.search(vector, k, self.few)

    def by_words(self, generation: Generation, query: LexicalQuery, k: int) -> Hits:
        """Its k best passages for the words, by BM25."""
        if self.few is None:
            return self._kept(generation, k, lambda n: generation.lexical.search(query, n))
        return generation.lexical.search(query, k, self.few)

    def _kept(self, generation: Generation, k: int, search: Callable[[int], Hits]) -> Hits:
        """Its best k results of a search, which is widened until there are enough."""
        total = generation.catalog.passage_count()
        wanted = 2 * k * max(1, -(-total // max(1, self.count)))
        while True:
            found = search(min(wanted, total))
            of = generation.catalog.sources_of([id for id, _ in found])
            kept = [(id, score) for id, score in found if of.get(id) in self.sources]
            if len(kept) >= min(k, self.count) or len(found) < wanted or wanted >= total:
                return kept[:k]
            wanted *= _WIDER
