"""Storage of the disagreements of a generation: one JSON file beside its catalog.

Pairs of sentences by passage and offsets, computed when a generation is built, from its parent's
pairs and from what is new. An older generation has none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from domain.errors import StoreDamaged
from domain.types import Passage
from text.claims import differing
from text.sentences import split
from vectorstore.catalog import Catalog
from vectorstore.disagreement import Claim, distinct, find
from vectorstore.embedder import Embedder
from vectorstore.lexicon import Lexicon
from vectorstore.vector_index import VectorIndex
from vectorstore.vectors import Vector

NEIGHBOURS = 12
"""Passages of other documents whose claims are compared with those of one."""
NEAR = 0.4
"""Threshold of the cosine of two passages that may be about the same thing."""
_BLOCK = 512  # passages compared at once
_NOTHING: Vector = np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence: the passage's text[start:end]."""

    passage_id: str
    start: int
    end: int


Pair = tuple[Place, Place]


def read(path: Path) -> tuple[Pair, ...]:
    """The pairs of a generation; () where it has no such file; raises StoreDamaged."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return tuple((Place(*a), Place(*b)) for a, b in rows)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError) as error:
        raise StoreDamaged(str(path), "its list of disagreements cannot be read") from error


def renew(
    path: Path,
    gone: Iterable[str],
    fresh: Sequence[Passage],
    catalog: Catalog,
    vectors: VectorIndex,
    embedder: Embedder,
    lexicon: Lexicon,
) -> None:
    """Update the pairs of a generation being built: its parent's, less those of passages that are
    gone or new, plus those of new passages. Only sentences that may disagree with one of a
    neighbouring passage are embedded.
    """
    lost = {*gone, *(passage.id for passage in fresh)}
    kept = [pair for pair in read(path) if not any(place.passage_id in lost for place in pair)]
    sources = catalog.sources()
    documents = {s.id: min(s.id, s.twin or s.id) for s in sources}
    by_passage = {passage.id: _claims(passage) for passage in fresh}
    claims: list[Claim] = []
    if any(by_passage.values()):
        staying = [p for s in sources for p in catalog.passages_of(s.id) if p.id not in lost]
        claims = list(_candidates(by_passage, fresh, staying, documents, vectors))
    rows = embedder.embed_documents([claim.text for claim in claims]) if claims else ()
    for claim, row in zip(claims, rows, strict=True):
        claim.vector = row
    mine = [claim for claim in claims if claim.passage.id in lost]
    others = [claim for claim in claims if claim.passage.id not in lost]
    kept += [(_place(a), _place(b)) for a, b in find(mine, others, documents, lexicon)]
    pairs = [[[p.passage_id, p.start, p.end] for p in pair] for pair in kept]
    path.write_text(json.dumps(pairs), encoding="utf-8")


def _candidates(
    claims: dict[str, list[Claim]],
    fresh: Sequence[Passage],
    staying: Sequence[Passage],
    documents: Mapping[str, str],
    vectors: VectorIndex,
) -> Iterator[Claim]:
    """Each claim, once, whose figure differs from that of a passage near its own.

    ``claims``: of the fresh passages, by id; those of their neighbours are added.
    """

    def of(passage: Passage) -> list[Claim]:
        if passage.id not in claims:
            claims[passage.id] = _claims(passage)
        return claims[passage.id]

    with_claims = [passage for passage in fresh if claims[passage.id]]
    found: dict[tuple[str, int], Claim] = {}
    seen: set[tuple[str, str]] = set()
    for one, other in _neighbours(with_claims, [*fresh, *staying], documents, vectors):
        if (other.id, one.id) in seen:  # the relation is symmetric
            continue
        seen.add((one.id, other.id))
        for a in of(one):
            for b in of(other):
                if differing(a.comparable, b.comparable) is not None and not distinct(a, b):
                    found[a.passage.id, a.start] = a
                    found[b.passage.id, b.start] = b
    yield from found.values()


def _neighbours(
    with_claims: Sequence[Passage],
    passages: Sequence[Passage],
    documents: Mapping[str, str],
    vectors: VectorIndex,
) -> Iterator[tuple[Passage, Passage]]:
    """Each passage with those nearest to it in other documents."""
    numbers: dict[str, int] = {}
    named = [documents.get(p.source_id, p.source_id) for p in passages]
    of = [numbers.setdefault(name, len(numbers)) for name in named]
    if not with_claims or len(numbers) < 2:
        return
    stored = vectors.get([p.id for p in passages])
    matrix, belongs = np.stack([stored[p.id] for p in passages]), np.array(of)
    at = {p.id: n for n, p in enumerate(passages)}
    most = min(NEIGHBOURS, len(passages))
    for start in range(0, len(with_claims), _BLOCK):
        rows = np.array([at[p.id] for p in with_claims[start : start + _BLOCK]])
        cosines = matrix[rows] @ matrix.T
        cosines[belongs[rows, None] == belongs[None, :]] = -1.0
        nearest = np.argpartition(cosines, -most, axis=1)[:, -most:]
        near = np.take_along_axis(cosines, nearest, axis=1) >= NEAR
        for row, place in zip(*np.nonzero(near), strict=True):
            yield passages[int(rows[row])], passages[int(nearest[row, place])]


def _claims(passage: Passage) -> list[Claim]:
    """The sentences of a passage that contain a figure or a date, without vectors."""
    found = [Claim(passage, start, end, _NOTHING) for start, end in split(passage.text)]
    return [claim for claim in found if claim.figures]


def _place(claim: Claim) -> Place:
    return Place(claim.passage.id, claim.start, claim.end)
