"""Fit the bar of answer/evidence/bar.json on questions about invented documents; print its curve.

    python -m training.fit_bar [--write | --unseen]

The ranking is a conditional logit within each answerable question of training.bar_questions, over
what differs between sentences; topic and gate are logistic regressions over the best sentence of
every question: the topic tells questions on the matter from others, the gate tells those that are
answered among them. The gate also learns from near misses that were made by a swap
(training.near_misses), which weigh less and are counted apart. All are ridge-penalised, with the
sign of each weight held to what the feature means, and the figures are leave-one-document-out.
--unseen judges the bar that ships by evaluation/calibration/unseen, which nothing is fitted on.
Nothing here has seen the acceptance set.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize

from answer.evidence.bar import BUNDLED, Bar, bundled_bar
from answer.evidence.features import AGAINST, FEATURES
from answer.quoting import MOST, NEARLY_OTHERWISE
from evaluation.gold import GoldItem
from training.bar_questions import UNSEEN, Asked, briefing, invented
from training.near_misses import swap_of

RIDGE, GATE_RIDGE = 1.0, 0.3
BELIEVED = -3.0
"""The gate's weight of a contradiction (log-odds) before any question is seen: each is rare."""
CONTRADICTIONS = frozenset(
    "other_time other_unit reversed opposed denied_word undenied unsaid other_office unranked "
    "command".split()
)
MADE = 2.0
"""What all near misses of one swap weigh together, in questions that somebody wrote: those with
another name are many, and too easy to learn much from.
"""
CURVE = tuple(n / 100 for n in range(20, 92, 2))
KINDS = ("near_miss", "false_premise", "unanswerable", "attack")
OFF_TOPIC = frozenset({"unanswerable", "attack"})
MISTAKEN = 0.07
"""The most answerable questions that may be refused: the threshold is the highest that keeps it."""
RANKING = frozenset(FEATURES) - {
    "command",
    "unknown",
    "matched",
    "hole",
    "absent_time",
    "missing_names",
    "absent_names",
    "denied_word",
    "undenied",
}
"""All but what tells nothing between the sentences for one question."""
TOPIC = frozenset(
    "dense sentence_dense lexical matched unknown local_coverage passage_coverage missing_names "
    "hole command".split()
)
GATE = frozenset(
    "sentence_dense sentence_lead gap elsewhere misfit_figure misfit_reason misfit_name "
    "misfit_list headless office other_office unranked loose other_time absent_time other_unit "
    "reversed opposed denied denied_word undenied unsaid absent_names missing_names "
    "command".split()
)
"""Without the coverage of words: once the topic has judged it, it weighs nothing."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A held-out question: the gate's probability, and whether a sentence shown is gold."""

    item: GoldItem
    probability: float
    gold: bool
    made: bool


def main() -> None:
    """Fit, print the curve, and write the coefficients with --write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="write answer/evidence/bar.json")
    parser.add_argument("--unseen", action="store_true", help="judge the bar that ships instead")
    arguments = parser.parse_args()
    if arguments.unseen:
        _curve([_judged(a, bundled_bar()) for a in invented(UNSEEN) if not a.made])
        return
    asked = [*invented(), *briefing()]
    documents = sorted({a.item.source or "" for a in asked})
    held_out = [judged for name in documents for judged in _held_out(asked, name)]
    threshold = _curve([j for j in held_out if not j.made])
    print(f"chosen: threshold {threshold:.2f}")
    refused = _share(j.probability < threshold for j in held_out if j.made)
    print(f"made by a swap: {sum(j.made for j in held_out)}, refused {refused:.3f}")
    bar = replace(_fit(asked), threshold=threshold)
    data = {
        "ranking": _named(bar.ranking),
        "topic": _named(bar.topic),
        "topic_intercept": round(bar.topic_intercept, 4),
        "gate": _named(bar.gate),
        "intercept": round(bar.intercept, 4),
        "threshold": threshold,
    }
    text = json.dumps(data, indent=1)
    print(text)
    if arguments.write:
        BUNDLED.write_text(text + "\n", encoding="utf-8")


def _named(weights: Sequence[float]) -> dict[str, float]:
    return {name: round(w, 4) for name, w in zip(FEATURES, weights, strict=True) if w}


def _held_out(asked: Sequence[Asked], name: str) -> list[Judged]:
    """The questions about one document, judged by a fit on all the others."""
    bar = _fit([a for a in asked if a.item.source != name])
    return [_judged(a, bar) for a in asked if a.item.source == name]


def _judged(a: Asked, bar: Bar) -> Judged:
    scores = a.rows @ np.array(bar.ranking)
    best = int(scores.argmax())
    shown = np.argsort(-scores)[:MOST]
    shown = [n for n in shown if math.exp(scores[n] - scores[best]) >= NEARLY_OTHERWISE]
    return Judged(a.item, bar.probability(a.rows[best]), bool(a.labels[shown].max()), a.made)


def _fit(asked: Sequence[Asked]) -> Bar:
    ranking = _conditional_logit([a for a in asked if a.labels.any()])
    best = np.array([a.rows[int((a.rows @ ranking).argmax())] for a in asked])
    made = np.array([a.made for a in asked])
    on_topic = np.array([a.item.kind not in OFF_TOPIC for a in asked])
    answerable = np.array([a.item.answerable for a in asked])
    share = on_topic[~made].mean()
    even = np.where(on_topic, 0.5 / share, 0.5 / (1 - share))[~made]
    topic, topic_intercept = _logistic(best[~made], on_topic[~made], even, TOPIC)
    weights = np.array(_weights(asked))[on_topic]
    believed = dict.fromkeys(CONTRADICTIONS, BELIEVED)
    gate, intercept = _logistic(
        best[on_topic], answerable[on_topic], weights, GATE, GATE_RIDGE, believed
    )
    return Bar(tuple(map(float, ranking)), gate, intercept, 0.0, topic, topic_intercept)


def _weights(asked: Sequence[Asked]) -> list[float]:
    swaps = Counter(swap_of(a.item) for a in asked if a.made)
    return [min(1.0, MADE / swaps[swap_of(a.item)]) if a.made else 1.0 for a in asked]


def _logistic(
    rows: np.ndarray,
    labels: np.ndarray,
    weights: np.ndarray,
    names: Container[str],
    ridge: float = RIDGE,
    believed: Mapping[str, float] | None = None,
) -> tuple[tuple[float, ...], float]:
    """Weights over FEATURES, zero but for ``names``, and the intercept; they are drawn to what is
    ``believed`` of them, or to zero.
    """
    centre = np.array([*((believed or {}).get(name, 0.0) for name in FEATURES), 0.0])
    pull = ridge * np.append(np.ones(len(FEATURES)), 0.0)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = rows @ w[:-1] + w[-1]
        value = float(weights @ np.logaddexp(0.0, np.where(labels, -z, z)))
        slope = weights * (1 / (1 + np.exp(-z)) - labels)
        drawn = pull * (w - centre)
        return value + 0.5 * float(drawn @ (w - centre)), np.append(
            rows.T @ slope, slope.sum()
        ) + drawn

    found = _least(loss, [*_bounds(names), (None, None)])
    return tuple(map(float, found[:-1])), float(found[-1])


def _conditional_logit(asked: Sequence[Asked]) -> np.ndarray:
    """Weights under which a gold sentence is likeliest to be chosen among those of its question."""

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = 0.5 * RIDGE * float(w @ w), RIDGE * w
        for a in asked:
            scores = a.rows @ w
            odds = np.exp(scores - scores.max())
            gold = odds * a.labels
            value -= math.log(gold.sum() / odds.sum())
            gradient = gradient - a.rows.T @ (gold / gold.sum() - odds / odds.sum())
        return value, gradient

    return _least(loss, _bounds(RANKING))


_Bounds = list[tuple[float | None, float | None]]


def _bounds(names: Container[str]) -> _Bounds:
    """What speaks against an answer may not come to speak for it, nor the other way round."""
    signs: dict[bool, tuple[float | None, float | None]] = {True: (None, 0.0), False: (0.0, None)}
    return [signs[f in AGAINST] if f in names else (0.0, 0.0) for f in FEATURES]


def _least(loss: Callable[[np.ndarray], tuple[float, np.ndarray]], bounds: _Bounds) -> np.ndarray:
    start = np.zeros(len(bounds))
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x)


def _curve(judged: Sequence[Judged]) -> float:
    """Print, for each threshold, who is answered and how well; return the one that is chosen: the
    highest at which no more than MISTAKEN of the answerable questions are refused.
    """
    print("threshold  right  wrong  refused_by_mistake | " + "  ".join(KINDS))
    chosen = CURVE[0]
    for threshold in CURVE:
        yes = [j for j in judged if j.item.answerable]
        right = _share(j.probability >= threshold and j.gold for j in yes)
        wrong = _share(j.probability >= threshold and not j.gold for j in yes)
        mistaken = _share(j.probability < threshold for j in yes)
        no = [j for j in judged if not j.item.answerable]
        kinds = (_share(j.probability < threshold for j in no if j.item.kind == k) for k in KINDS)
        cells = "  ".join(f"{value:{len(k)}.3f}" for k, value in zip(KINDS, kinds, strict=True))
        print(f"{threshold:9.2f}  {right:.3f}  {wrong:.3f}  {mistaken:18.3f} | {cells}")
        if mistaken <= MISTAKEN:
            chosen = threshold
    return chosen


def _share(marks: Iterable[bool]) -> float:
    values = list(marks)
    return sum(values) / len(values) if values else math.nan


if __name__ == "__main__":
    main()
