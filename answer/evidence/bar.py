"""The bar: which sentence of those found answers best, and whether it answers at all.

Three models over the features of answer.evidence.features. The *ranking* compares the sentences
found for one question (a conditional logit, McFadden 1974). Of the best one, the *topic* tells
whether the sources speak of the matter at all, and the *gate* whether the sentence answers,
given that they do (two logistic regressions): a question is answered where both hold. They are
fitted by training/fit_bar.py on questions about other texts (evaluation/calibration); the
coefficients are data, and docs/decisions/0004-refusal.md has the curve.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from answer.evidence.features import FEATURES

BUNDLED = Path(__file__).with_name("bar.json")
TOPIC_POWER = 0.5
"""The topic is fitted with both sides weighing the same; its root counts, for most are on topic."""


@dataclass(frozen=True, slots=True)
class Bar:
    """``threshold`` is the least probability at which an answer is shown.

    Each model has a weight for each of FEATURES; an empty ``topic`` takes all to be on topic.
    """

    ranking: tuple[float, ...]
    gate: tuple[float, ...]
    intercept: float
    threshold: float
    topic: tuple[float, ...] = ()
    topic_intercept: float = 0.0

    def score(self, features: Sequence[float]) -> float:
        """How well a sentence answers, in log-odds against another one for the same question."""
        return _dot(self.ranking, features)

    def probability(self, features: Sequence[float]) -> float:
        """That the question is answered, in [0, 1], from the features of its best sentence."""
        answers = _logistic(self.intercept + _dot(self.gate, features))
        if not self.topic:
            return answers
        on_topic = _logistic(self.topic_intercept + _dot(self.topic, features))
        return answers * math.pow(on_topic, TOPIC_POWER)


def _dot(weights: Sequence[float], features: Sequence[float]) -> float:
    return sum(w * x for w, x in zip(weights, features, strict=True))


def _logistic(z: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, z))))


@cache
def bundled_bar() -> Bar:
    """The bar that ships."""
    data = json.loads(BUNDLED.read_text(encoding="utf-8"))
    return Bar(
        ranking=_weights(data["ranking"]),
        gate=_weights(data["gate"]),
        intercept=float(data["intercept"]),
        threshold=float(data["threshold"]),
        topic=_weights(data["topic"]),
        topic_intercept=float(data["topic_intercept"]),
    )


def _weights(named: Mapping[str, float]) -> tuple[float, ...]:
    """In the order of FEATURES; a feature that a model does not look at has no weight."""
    return tuple(float(named.get(name, 0.0)) for name in FEATURES)
