"""Calibration and selective answering: from the reader's scores to a decision and a probability.

Four small models, fitted by training/fit_reader.py on documents that the reader never saw. The
*ranking*, a conditional logit (McFadden 1974), compares the sentences found for one question. The
*topic* and the *gate*, two logistic regressions, estimate whether the sources treat the topic, and
whether they answer, given that: a question is answered where both do. The *belief*, a third one
(Platt 1999), is the probability that the best sentence is right, shown with the answer. The
coefficients are data; docs/decisions/0015-reader.md has the curves, and why the decision does not
look at margins.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BUNDLED = Path(__file__).with_name("calibration.json")
LIMIT = 12.0
"""Log-odds are clipped to it."""

Features = Mapping[str, float]
RANKING = ("odds", "lead", "lexical")
"""Of a sentence: the reader's log-odds; its passage's retrieval score against the best passage's;
the lexical part of it.
"""
FEATURES = (
    "odds",
    "answered",
    "corrects",
    "margin",
    "elsewhere",
    "score",
    "dense",
    "about",
    "words",
    "fr_fr",
    "fr_en",
    "en_fr",
)
"""Of the best sentence: log-odds; those that its passage answers at all; log-odds of the best
correction; lead on the next sentence, and on the best one of another passage; retrieval scores of
its passage (``dense``: in standard deviations above background questions); whether the passage is
about the matter; the logarithm of its number of words; languages of question and source, against
English and English.
"""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression: weights by name of feature, and the intercept."""

    weights: Features
    intercept: float = 0.0

    def probability(self, features: Features) -> float:
        """In (0, 1)."""
        z = self.intercept + sum(weight * features[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, z))))


CERTAIN = Logistic({}, 60.0)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The four models, and the thresholds at which something is shown.

    ``threshold``: least product of topic and gate of an answer; ``believed``: least belief.
    ``nearly``: how far, in log-odds, another sentence may be below the best one to be shown beside
    it, and ``least`` its own log-odds. ``premise``: log-odds from which a correction is shown.
    ``about``: log-odds from which a passage is near enough to be named in a refusal.
    """

    ranking: Features
    topic: Logistic
    gate: Logistic
    belief: Logistic
    threshold: float
    believed: float
    nearly: float
    least: float
    premise: float
    about: float

    def score(self, features: Features) -> float:
        """How well a sentence answers, in log-odds against another one for the same question."""
        return sum(weight * features[name] for name, weight in self.ranking.items())

    def answers(self, features: Features) -> bool:
        """Whether a question with this best sentence is to be answered."""
        if self.belief.probability(features) < self.believed:
            return False
        return self.answerable(features) >= self.threshold

    def answerable(self, features: Features) -> float:
        """That the sources answer, in (0, 1)."""
        return self.topic.probability(features) * self.gate.probability(features)


@cache
def bundled_calibration() -> Calibration:
    """The one that ships."""
    data = json.loads(BUNDLED.read_text(encoding="utf-8"))
    models = {name: Logistic(**data[name]) for name in ("topic", "gate", "belief")}
    return Calibration(**data | models)


def calibration_of(reader: str) -> Calibration:
    """Of the reader of this name: the one that ships is calibrated on data, the log-odds of any
    other one are taken as they are (answer.reading.cross_encoder sets their scale on the spot).
    """
    if reader == "bundled":
        return bundled_calibration()
    own = Logistic({"odds": 1.0})
    return Calibration(
        ranking={"odds": 1.0, "lead": 0.0, "lexical": 0.0},
        topic=CERTAIN,
        gate=own,
        belief=own,
        threshold=0.5,
        believed=0.0,
        nearly=0.7,
        least=0.0,
        premise=math.inf,
        about=math.inf,
    )


def clipped(odds: float) -> float:
    """Log-odds within LIMIT."""
    return max(-LIMIT, min(LIMIT, odds))
