"""Fit the bar of answer/bar.py on questions about invented documents, and print its curve.

    python -m training.fit_bar [--write]

Every document of evaluation/calibration is asked alone, then all together in one store; every
sentence of the retrieved passages is a row, labelled by the gold quotations. The ranking is a
conditional logit within each answerable question, the gate a logistic regression over the best
sentence of every question; both are ridge-penalised, and the figures are leave-one-document-out.
Nothing here has seen the acceptance set.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from answer.asked import analyse
from answer.bar import BUNDLED, Bar
from answer.courtesy import recognise
from answer.evidence import FEATURES, candidates
from answer.followup import complete
from answer.quoting import MOST, NEARLY_OTHERWISE
from evaluation.gold import GoldItem, read_gold
from evaluation.score import fold
from ingest.inputs import gather
from ingest.sync import sync
from vectorstore.embedder import load_embedder
from vectorstore.lexicon import BUNDLED as LEXICON
from vectorstore.lexicon import Lexicon
from vectorstore.retriever import Retriever
from vectorstore.store import Store

DATA = Path(__file__).resolve().parents[1] / "evaluation" / "calibration"
RIDGE = 1.0
CURVE = tuple(n / 100 for n in range(30, 96, 2))
KINDS = ("near_miss", "false_premise", "unanswerable", "attack")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in one store: a row of features and a label for each candidate sentence."""

    item: GoldItem
    rows: np.ndarray
    labels: np.ndarray


@dataclass(frozen=True, slots=True)
class Judged:
    """A held-out question: the gate's probability, and whether a sentence shown is gold."""

    item: GoldItem
    probability: float
    gold: bool


def main() -> None:
    """Fit, print the curve, and write the coefficients with --write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="write answer/bar.json")
    arguments = parser.parse_args()
    items = [i for i in read_gold(DATA / "questions.jsonl") if recognise(i.question) is None]
    files = sorted({str(i.source) for i in items if i.source})
    asked = [a for names in ([[name] for name in files] + [files]) for a in _ask(names, items)]
    held_out = [pair for name in (*files, None) for pair in _held_out(asked, name)]
    threshold = _curve(held_out)
    bar = replace(_fit(asked), threshold=threshold)
    data = {
        "ranking": _named(bar.ranking),
        "gate": _named(bar.gate),
        "intercept": round(bar.intercept, 4),
        "threshold": threshold,
    }
    text = json.dumps(data, indent=1)
    print(text)
    if arguments.write:
        BUNDLED.write_text(text + "\n", encoding="utf-8")


def _named(weights: Sequence[float]) -> dict[str, float]:
    return {name: round(w, 4) for name, w in zip(FEATURES, weights, strict=True)}


def _ask(names: Sequence[str], items: Iterable[GoldItem]) -> list[Asked]:
    """Every question about these documents, and every off-topic one, in a store of them."""
    mine = [i for i in items if i.source in names or i.source is None]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder), load_embedder(None))
        sync(store, gather([str(DATA / name) for name in names]))
        retriever = Retriever(store, Lexicon(LEXICON))
        return [a for item in mine if (a := _rows(item, retriever)) is not None]


def _rows(item: GoldItem, retriever: Retriever) -> Asked | None:
    retrieval = retriever.retrieve(complete(item.question, item.history), item.language)
    found = candidates(retrieval, analyse(item.question))
    if not found:
        return None
    labels = [item.answerable and _is_gold(c.text, item.gold_quotes) for c in found]
    return Asked(item, np.array([c.features for c in found]), np.array(labels, dtype=float))


def _is_gold(sentence: str, quotes: Sequence[str]) -> bool:
    text = fold(sentence)
    return any(fold(q) in text or text in fold(q) for q in quotes)


def _held_out(asked: Sequence[Asked], name: str | None) -> list[Judged]:
    """The questions about one document (None: about none), judged by a fit on all the others."""
    bar = _fit([a for a in asked if a.item.source != name])
    judged = []
    for a in (a for a in asked if a.item.source == name):
        scores = a.rows @ np.array(bar.ranking)
        best = int(scores.argmax())
        shown = np.argsort(-scores)[:MOST]
        shown = [n for n in shown if math.exp(scores[n] - scores[best]) >= NEARLY_OTHERWISE]
        judged.append(Judged(a.item, bar.probability(a.rows[best]), bool(a.labels[shown].max())))
    return judged


def _fit(asked: Sequence[Asked]) -> Bar:
    ranking = _conditional_logit([a for a in asked if a.labels.any()])
    best = np.array([a.rows[int((a.rows @ ranking).argmax())] for a in asked])
    model = LogisticRegression(C=1 / RIDGE, max_iter=1000)
    model.fit(best, np.array([a.item.answerable for a in asked]))
    gate, intercept = model.coef_[0], float(model.intercept_[0])
    return Bar(tuple(map(float, ranking)), tuple(map(float, gate)), intercept, 0.0)


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

    start = np.zeros(len(FEATURES))
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x)


def _curve(judged: Sequence[Judged]) -> float:
    """Print, for each threshold, who is answered and how well; return the best of them.

    Best is the mean of two shares: answerable questions that are shown a gold sentence, and
    unanswerable ones that are refused.
    """
    print("threshold  right  wrong  refused_by_mistake | " + "  ".join(KINDS))
    scores = []
    for threshold in CURVE:
        yes = [j for j in judged if j.item.answerable]
        right = _share(j.probability >= threshold and j.gold for j in yes)
        wrong = _share(j.probability >= threshold and not j.gold for j in yes)
        no = [j for j in judged if not j.item.answerable]
        refused = _share(j.probability < threshold for j in no)
        kinds = (_share(j.probability < threshold for j in no if j.item.kind == k) for k in KINDS)
        cells = "  ".join(f"{value:{len(k)}.3f}" for k, value in zip(KINDS, kinds, strict=True))
        print(f"{threshold:9.2f}  {right:.3f}  {wrong:.3f}  {1 - right - wrong:18.3f} | {cells}")
        scores.append(((right + refused) / 2, threshold))
    best = max(scores)
    print(f"best: threshold {best[1]:.2f}, mean of right and refused {best[0]:.3f}")
    return best[1]


def _share(marks: Iterable[bool]) -> float:
    values = list(marks)
    return sum(values) / len(values)


if __name__ == "__main__":
    main()
