"""The bar on likeness: from where on a cited passage says what a claim says.

A logistic regression over answer.claims.likeness.FEATURES, fitted by training/fit_grounding.py on
generated claims; the coefficients are data, and docs/decisions has the curve.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from answer.claims.likeness import FEATURES

BUNDLED = Path(__file__).with_name("bar.json")


@dataclass(frozen=True, slots=True)
class SupportBar:
    """``threshold`` is the least probability at which a claim counts as said."""

    weights: tuple[float, ...]
    intercept: float
    threshold: float

    def probability(self, features: Sequence[float]) -> float:
        """That the cited passages say it, in [0, 1]."""
        z = self.intercept + sum(w * x for w, x in zip(self.weights, features, strict=True))
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, z))))

    def supports(self, features: Sequence[float]) -> bool:
        """Whether the cited passages say it."""
        return self.probability(features) >= self.threshold


@dataclass(frozen=True, slots=True)
class SupportBars:
    """A bar for claims in the language of what they cite, and one across the languages."""

    same: SupportBar
    across: SupportBar

    def of(self, across: bool) -> SupportBar:
        """The bar to use."""
        return self.across if across else self.same


@cache
def bundled_support_bars() -> SupportBars:
    """The bars that ship."""
    data = json.loads(BUNDLED.read_text(encoding="utf-8"))
    return SupportBars(_bar(data["same"]), _bar(data["across"]))


def _bar(data: dict[str, Any]) -> SupportBar:
    weights = tuple(float(data["weights"][name]) for name in FEATURES)
    return SupportBar(weights, float(data["intercept"]), float(data["threshold"]))
