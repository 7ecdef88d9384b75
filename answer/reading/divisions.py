"""Structural filtering: a question about one article of a law is not answered from another.

Where a question names a numbered part ("Article 2"), the passages under another part of that kind
are not read.
"""

from __future__ import annotations

from collections.abc import Sequence

from domain.types import Retrieved
from text.divisions import named


def of_the_part_asked_for(question: str, found: Sequence[Retrieved]) -> tuple[Retrieved, ...]:
    """The passages without those under other parts of the kind, in their order."""
    asked = named(question)
    return tuple(r for r in found if asked & _said(r) or not _elsewhere(r, asked))


def under_the_part(question: str, found: Sequence[Retrieved]) -> tuple[Retrieved, ...]:
    """The passages of one source, the nearest, under the part asked for; () for none."""
    asked = named(question)
    under = [r for r in found if asked & _above(r)]
    return tuple(r for r in under if r.passage.source_id == under[0].passage.source_id)


def _said(retrieved: Retrieved) -> frozenset[tuple[int, str]]:
    return _above(retrieved) | named(retrieved.passage.text)


def _above(retrieved: Retrieved) -> frozenset[tuple[int, str]]:
    return named("\n".join(retrieved.passage.section_path))


def _elsewhere(retrieved: Retrieved, asked: frozenset[tuple[int, str]]) -> bool:
    """Whether a passage is under a part of a kind that was asked for."""
    return bool({rank for rank, _ in _above(retrieved)} & {rank for rank, _ in asked})
