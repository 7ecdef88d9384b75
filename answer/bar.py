"""The bar: the probability that a sentence answers, and from where on it is shown.

A logistic regression over the features of answer.evidence, fitted by training/fit_bar.py on
questions about other texts (evaluation/calibration); its coefficients are data, and
docs/decisions/0004-refusal.md has its curve.
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
    """``threshold`` is the least probability at which a sentence is shown as an answer."""

    weights: tuple[float, ...]
    intercept: float
    threshold: float

    def probability(self, features: Sequence[float]) -> float:
        """That a sentence with these features answers, in [0, 1]."""
        z = self.intercept + sum(w * x for w, x in zip(self.weights, features, strict=True))
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, z))))


@cache
def bundled_bar() -> Bar:
    """The bar that ships."""
    data = json.loads(BUNDLED.read_text(encoding="utf-8"))
    weights = tuple(float(data["weights"][name]) for name in FEATURES)
    return Bar(weights, float(data["intercept"]), float(data["threshold"]))
