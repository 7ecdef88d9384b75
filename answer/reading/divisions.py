"""A question about one article of a law is not answered from another.

Where a question names a numbered part ("Article 2") and a passage found stands under it or speaks
of it, the passages that stand under another part of that kind are not read.
"""

from __future__ import annotations

from collections.abc import Sequence

from domain.types import Retrieved
from text.divisions import named


def of_the_part_asked_for(question: str, found: Sequence[Retrieved]) -> tuple[Retrieved, ...]:
    """The passages without those of other numbered parts, in their order; all where none fits."""
    asked = named(question)
    fit = [bool(asked & _said(r)) for r in found] if asked else []
    if not any(fit):
        return tuple(found)
    return tuple(r for r, fits in zip(found, fit, strict=True) if fits or not _elsewhere(r, asked))


def _said(retrieved: Retrieved) -> frozenset[tuple[int, str]]:
    passage = retrieved.passage
    return named("\n".join((*passage.section_path, passage.text)))


def _elsewhere(retrieved: Retrieved, asked: frozenset[tuple[int, str]]) -> bool:
    """Whether a passage stands under a part of a kind that was asked for."""
    above = named("\n".join(retrieved.passage.section_path))
    return bool({rank for rank, _ in above} & {rank for rank, _ in asked})
