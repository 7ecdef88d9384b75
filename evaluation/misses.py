"""Error analysis: every miss of an evaluation, grouped by cause.

A question is listed under each of its faults, except that one refused by mistake is not also
listed for what a refusal cannot contain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.types import Status
from evaluation.marks import Figure
from evaluation.score import Asked

ENOUGH = 5  # passages: evidence below them is missed, evidence among them may be late


@dataclass(frozen=True, slots=True)
class Miss:
    """A question under one of its faults; ``lacks`` and ``says`` are the words at fault."""

    asked: Asked
    lacks: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


Misses = dict[Figure, tuple[Miss, ...]]
"""Under RECALL_5: a quote not among the first five; under MRR_10: all there, but late."""


def misses(asked: Sequence[Asked]) -> Misses:
    """The groups that have a miss, in the order of the figures."""
    groups: dict[Figure, list[Miss]] = {figure: [] for figure in Figure}
    for one in asked:
        for figure, miss in _of(one):
            groups[figure].append(miss)
    return {figure: tuple(group) for figure, group in groups.items() if group}


def _of(one: Asked) -> Iterator[tuple[Figure, Miss]]:
    if figure := _retrieval(one):
        yield figure, Miss(one)
    refused = one.item.answerable and one.answer.status is not Status.ANSWERED
    for mark in one.marks:
        implied = refused and mark.figure in (Figure.ANSWERS_RIGHT, Figure.CITES_GOLD)
        if not mark.right and not implied and mark.figure is not Figure.RIGHT_ANSWERED:
            yield mark.figure, Miss(one, mark.lacks, mark.says)


def _retrieval(one: Asked) -> Figure | None:
    """The retrieval figure that a better ranking would have corrected, if any."""
    firsts = [min(ranks, default=None) for ranks in one.places]
    if not firsts:
        return None
    found = [rank for rank in firsts if rank is not None and rank <= ENOUGH]
    if len(found) < len(firsts):
        return Figure.RECALL_5
    late = min(found) > 1 or max(found) > len(firsts)
    return Figure.MRR_10 if late else None
