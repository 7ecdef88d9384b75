"""From the reader's scores to the probability that the best sentence answers.

Two small models, fitted by training/fit_reader.py on documents that the reader never saw: a
conditional logit (McFadden 1974) compares the sentences found for one question, a logistic
regression (Platt 1999) looks at the best one's score, its margin and its passage's retrieval
scores. The coefficients are data; docs/decisions/0015-reader.md has the reliability and
risk-coverage curves.
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
"""Log-odds beyond it say nothing more."""

Features = Mapping[str, float]
RANKING = ("odds", "lead", "lexical")
"""Of a sentence: the reader's log-odds; its passage's retrieval score against the best passage's;
the lexical part of it.
"""
GATE = (
    "odds",
    "margin",
    "elsewhere",
    "score",
    "dense",
    "about",
    "corrects",
    "fr_fr",
    "fr_en",
    "en_fr",
)
"""Of the best sentence: log-odds; lead on the next sentence, and on the best one of another
passage; retrieval scores of its passage (``dense``: in standard deviations above background
questions); whether the passage is about the matter; log-odds of the best correction; languages of
question and source, against English and English.
"""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights by name of feature, and the thresholds at which something is shown.

    ``threshold``: least probability of an answer. ``nearly``: how far, in log-odds, another
    sentence may be below the best one to be shown beside it, and ``least`` its own log-odds.
    ``premise``: log-odds from which a correction is shown. ``about``: log-odds from which a
    passage is near enough to be named in a refusal.
    """

    ranking: Features
    gate: Features
    intercept: float
    threshold: float
    nearly: float
    least: float
    premise: float
    about: float

    def score(self, features: Features) -> float:
        """How well a sentence answers, in log-odds against another one for the same question."""
        return sum(weight * features[name] for name, weight in self.ranking.items())

    def probability(self, features: Features) -> float:
        """That the best sentence answers, in [0, 1]."""
        z = self.intercept + sum(weight * features[name] for name, weight in self.gate.items())
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, z))))


@cache
def bundled_calibration() -> Calibration:
    """The one that ships."""
    return Calibration(**json.loads(BUNDLED.read_text(encoding="utf-8")))


def calibration_of(reader: str) -> Calibration:
    """Of the reader of this name: the one that ships is calibrated on data, the log-odds of any
    other one are taken as they are (answer.reading.cross_encoder sets their scale on the spot).
    """
    if reader == "bundled":
        return bundled_calibration()
    return Calibration(
        ranking={"odds": 1.0, "lead": 0.0, "lexical": 0.0},
        gate={"odds": 1.0},
        intercept=0.0,
        threshold=0.5,
        nearly=0.7,
        least=0.0,
        premise=math.inf,
        about=math.inf,
    )


def clipped(odds: float) -> float:
    """Log-odds within LIMIT."""
    return max(-LIMIT, min(LIMIT, odds))
