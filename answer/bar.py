"""The bar: which sentence of those found answers best, and whether it answers at all.

Two models over the features of answer.evidence. The *ranking* compares the sentences found for one
question (a conditional logit, McFadden 1974); the *gate* gives the probability that the question
is answered at all, from the features of the best one (a logistic regression). Both are fitted by
training/fit_bar.py on questions about other texts (evaluation/calibration); the coefficients are
data, and docs/decisions/0004-refusal.md has the curve.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from answer.evidence import FEATURES

BUNDLED = Path(__file__).with_name("bar.json")


@dataclass(frozen=True, slots=True)
class Bar:
    """``threshold`` is the least probability of the gate at which an answer is shown."""

    ranking: tuple[float, ...]
    gate: tuple[float, ...]
    intercept: float
    threshold: float

    def score(self, features: Sequence[float]) -> float:
        """How well a sentence answers, in log-odds against another one for the same question."""
        return _dot(self.ranking, features)

    def probability(self, features: Sequence[float]) -> float:
        """That the question is answered, in [0, 1], from the features of its best sentence."""
        z = self.intercept + _dot(self.gate, features)
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, z))))


def _dot(weights: Sequence[float], features: Sequence[float]) -> float:
    return sum(w * x for w, x in zip(weights, features, strict=True))


@cache
def bundled_bar() -> Bar:
    """The bar that ships."""
    data = json.loads(BUNDLED.read_text(encoding="utf-8"))
    ranking, gate = (tuple(float(data[m][name]) for name in FEATURES) for m in ("ranking", "gate"))
    return Bar(ranking, gate, float(data["intercept"]), float(data["threshold"]))
