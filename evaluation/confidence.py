"""Selective prediction metrics: risk-coverage curve and expected calibration error.

Risk-coverage: the questions are answered in the order of their probability; at each coverage (the
share of all questions that is answered) the risk is the share of those answers that is wrong
(El-Yaniv and Wiener 2010). Calibration error: how far probability and share of right answers lie
apart, in ten bins, by their size (Naeini, Cooper and Hauskrecht 2015). Only answers that carry a
probability count: a language model's prose has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.types import Status
from evaluation.marks import Figure
from evaluation.score import Asked

BINS = 10


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the risk-coverage curve; both values in [0, 1]."""

    coverage: float
    risk: float


def risk_coverage(asked: Sequence[Asked], points: int = 10) -> tuple[Point, ...]:
    """At most so many points, evenly spread, the last at the coverage of all answers."""
    judged = sorted(_judged(asked), key=lambda pair: -pair[0])
    if not judged:
        return ()
    counts = sorted({max(1, round(len(judged) * n / points)) for n in range(1, points + 1)})
    return tuple(
        Point(count / len(asked), sum(not right for _, right in judged[:count]) / count)
        for count in counts
    )


def calibration_error(asked: Sequence[Asked]) -> float | None:
    """The expected calibration error, in [0, 1]; None where no answer has a probability."""
    judged = _judged(asked)
    if not judged:
        return None
    bins: dict[int, list[tuple[float, bool]]] = {}
    for probability, right in judged:
        bins.setdefault(min(BINS - 1, int(probability * BINS)), []).append((probability, right))
    return sum(
        abs(sum(p for p, _ in found) - sum(right for _, right in found)) for found in bins.values()
    ) / len(judged)


def _judged(asked: Sequence[Asked]) -> list[tuple[float, bool]]:
    """For each answered question, the probability and whether the answer is right."""
    found = []
    for a in asked:
        probability = a.answer.probability
        if a.answer.status is Status.ANSWERED and probability is not None:
            marks = [m.right for m in a.marks if m.figure is Figure.RIGHT_ANSWERED]
            found.append((probability, bool(marks) and all(marks)))
    return found
