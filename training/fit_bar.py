"""Fit the bar of answer/bar.py on questions about invented documents, and print its curve.

    python -m training.fit_bar [--write]

Every document of evaluation/calibration is asked alone, then all together in one store; every
sentence of the retrieved passages is a row, labelled by the gold quotations. The regression is
ridge-penalised logistic regression by Newton's method; the figures are leave-one-document-out.
Nothing here has seen the acceptance set.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from answer.asked import analyse
from answer.bar import BUNDLED, Bar
from answer.courtesy import recognise
from answer.evidence import FEATURES, candidates
from answer.followup import complete
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
CURVE = tuple(n / 100 for n in range(2, 96, 2))


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in one store: a row of features and a label for each candidate sentence."""

    item: GoldItem
    rows: np.ndarray
    labels: np.ndarray


def main() -> None:
    """Fit, print the curve, and write the coefficients with --write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="write answer/bar.json")
    arguments = parser.parse_args()
    items = [i for i in read_gold(DATA / "questions.jsonl") if recognise(i.question) is None]
    files = sorted({str(i.source) for i in items if i.source})
    stores = [[name] for name in files] + [files]
    asked = [a for names in stores for a in _ask(names, items)]
    held_out = [_held_out(asked, name) for name in files]
    pairs = [pair for fold_pairs in held_out for pair in fold_pairs]
    threshold = _curve(pairs)
    weights, intercept = _fit(asked)
    print({name: round(w, 3) for name, w in zip(FEATURES, weights, strict=True)}, intercept)
    if arguments.write:
        data = {
            "weights": dict(zip(FEATURES, weights, strict=True)),
            "intercept": intercept,
            "threshold": threshold,
        }
        BUNDLED.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


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


def _held_out(asked: Sequence[Asked], name: str) -> list[tuple[Asked, np.ndarray]]:
    """The questions about one document with probabilities fitted on all the others."""
    weights, intercept = _fit([a for a in asked if a.item.source != name])
    bar = Bar(tuple(weights), intercept, 0.0)
    mine = [a for a in asked if a.item.source == name]
    return [(a, np.array([bar.probability(row) for row in a.rows])) for a in mine]


def _fit(asked: Sequence[Asked]) -> tuple[list[float], float]:
    """Weights and intercept by Newton's method; the intercept is not penalised."""
    x = np.vstack([a.rows for a in asked])
    y = np.concatenate([a.labels for a in asked])
    x = np.hstack([x, np.ones((len(x), 1))])
    penalty = np.diag([RIDGE] * len(FEATURES) + [0.0])
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty @ w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return [float(v) for v in w[:-1]], float(w[-1])


def _curve(pairs: Sequence[tuple[Asked, np.ndarray]]) -> float:
    """Print, for each threshold, who is answered and how well; return the best of them.

    Best is the mean of two shares: answerable questions whose first sentence is gold, and
    unanswerable ones that are refused.
    """
    print(
        "threshold  right  wrong  refused_by_mistake | near_miss  false_premise  off_topic  attack"
    )
    scores = []
    for threshold in CURVE:
        shown = [(a.item, p.max() >= threshold, a.labels[p.argmax()] > 0) for a, p in pairs]
        yes = [(s, good) for item, s, good in shown if item.answerable]
        right = sum(s and good for s, good in yes) / len(yes)
        wrong = sum(s and not good for s, good in yes) / len(yes)
        kinds = {
            kind: 1 - float(np.mean([s for item, s, _ in shown if item.kind == kind] or [0]))
            for kind in ("near_miss", "false_premise", "unanswerable", "attack")
        }
        refused = [not s for item, s, _ in shown if not item.answerable]
        scores.append(((right + float(np.mean(refused))) / 2, threshold))
        cells = "  ".join(f"{kinds[k]:9.3f}" for k in kinds)
        print(f"{threshold:9.2f}  {right:.3f}  {wrong:.3f}  {1 - right - wrong:.3f}  | {cells}")
    best = max(scores)
    print(f"best: threshold {best[1]:.2f}, mean of right and refused {best[0]:.3f}")
    return best[1]


if __name__ == "__main__":
    main()
