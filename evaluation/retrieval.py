"""Retrieval metrics on gold evidence: recall@k and MRR@10, computed with ir-measures.

Each gold quote is one relevant item, ranked where the first passage that contains it is: recall@k
is the share of all quotes among the first k. The reciprocal rank is that of the first passage that
contains any of the question's quotes.
"""

from __future__ import annotations

from collections.abc import Sequence

from domain.errors import PasserelleError
from domain.types import Answer
from evaluation.gold import GoldItem
from evaluation.marks import Figure
from evaluation.matching import holds

Places = tuple[tuple[int, ...], ...]
"""For each gold quote of a question, the ranks (from 1) of the passages that contain it."""

Measured = dict[Figure, tuple[float, int]]
"""A figure with the number of items that it is a mean over."""

_NOWHERE = "nowhere"  # the name of a relevant passage that was not retrieved


def places(item: GoldItem, answer: Answer) -> Places:
    """Where the evidence of an answerable question is ranked; () for one without an answer."""
    if not item.answerable:
        return ()
    ranked = list(enumerate((r.passage.text for r in answer.retrieved), start=1))
    return tuple(
        tuple(rank for rank, text in ranked if holds(text, quote)) for quote in item.gold_quotes
    )


def measure(found: Sequence[tuple[Places, int]]) -> Measured:
    """The figures of answerable questions, each given by its places and how many were retrieved.

    Raises PasserelleError where ir-measures is not installed.
    """
    try:
        from ir_measures import RR, R
    except ImportError as error:
        raise PasserelleError("ir-measures", "it is not installed: pip install ir-measures") from (
            error
        )
    quotes = [((ranks[:1],), count) for placed, count in found for ranks in placed]
    recalls = {Figure.RECALL_1: R @ 1, Figure.RECALL_3: R @ 3, Figure.RECALL_5: R @ 5}
    return _means(recalls, quotes) | _means({Figure.MRR_10: RR @ 10}, found)


def _means(measures: dict[Figure, object], queries: Sequence[tuple[Places, int]]) -> Measured:
    """The means over queries; the passages of a query are named by their ranks."""
    from ir_measures import calc_aggregate

    if not queries:
        return {}
    relevant: dict[str, dict[str, int]] = {}
    runs: dict[str, dict[str, float]] = {}
    for number, (placed, count) in enumerate(queries):
        ranks = {str(rank) for ranks in placed for rank in ranks} or {_NOWHERE}
        relevant[str(number)] = dict.fromkeys(ranks, 1)
        runs[str(number)] = {str(rank): -float(rank) for rank in range(1, count + 1)}
    values = calc_aggregate(list(measures.values()), relevant, runs)
    return {figure: (float(values[m]), len(queries)) for figure, m in measures.items()}
