"""The disagreements between the sources of a generation, kept beside its catalog.

One JSON file: pairs of sentences by passage and place. It is made when a generation is built, from
its parent's and from what is new. A generation from before has none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.errors import StoreDamaged
from domain.types import Passage
from text.sentences import split
from vectorstore.catalog import Catalog
from vectorstore.disagreement import Claim, find
from vectorstore.lexicon import Lexicon
from vectorstore.sentence_vectors import SentenceVectors


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
    vectors: SentenceVectors,
    lexicon: Lexicon,
) -> None:
    """Bring the pairs of a generation being built up to date: its parent's, less those of passages
    that are gone or fresh, and those that the fresh ones bring.
    """
    lost = {*gone, *(passage.id for passage in fresh)}
    kept = [pair for pair in read(path) if not any(place.passage_id in lost for place in pair)]
    mine = _telling(_claims(fresh, vectors))
    if mine:
        sources = catalog.sources()
        staying = (p for s in sources for p in catalog.passages_of(s.id) if p.id not in lost)
        others = _claims(list(staying), vectors)
        documents = {s.id: min(s.id, s.twin or s.id) for s in sources}
        kept += [(_place(a), _place(b)) for a, b in find(mine, others, documents, lexicon)]
    rows = [[[p.passage_id, p.start, p.end] for p in pair] for pair in kept]
    path.write_text(json.dumps(rows), encoding="utf-8")


def _telling(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.told]


def _claims(passages: Sequence[Passage], vectors: SentenceVectors) -> list[Claim]:
    """The sentences of passages, with their vectors."""
    matrices = vectors.get([passage.id for passage in passages])
    return [
        Claim(passage, start, end, vector)
        for passage in passages
        if passage.id in matrices
        for (start, end), vector in zip(split(passage.text), matrices[passage.id], strict=False)
    ]


def _place(claim: Claim) -> Place:
    return Place(claim.passage.id, claim.start, claim.end)
