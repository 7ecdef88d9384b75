"""Fits the bars on likeness: from where on a cited passage says what a claim says.

    python -m training.fit_grounding --parallel FOLDER [--write]

The claims are those of training/grounding_claims.py; FOLDER holds laws_ca_titles.tsv.gz (README.md
says where the public gets it).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from answer.claims.bar import BUNDLED
from answer.claims.likeness import FEATURES
from training.grounding_claims import Example, invented, laws

RIDGE = 1.0
AGAINST = frozenset({"hole", "bare"})
WITHHELD = {"written right": 0.1}  # of the right claims, at most
CURVE = [round(0.05 * n, 2) for n in range(1, 20)]
RIGHT = ("written right", "verbatim", "shortened", "reworded", "said otherwise", "translated")
WRONG = ("written wrong", "neighbour", "spliced", "added", "chained")


def main() -> None:
    """Print the curve over held-out groups; with --write, keep the fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parallel", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    examples = [*invented(), *laws(options.parallel)]
    data = {
        "same": _fitted([e for e in examples if not e.across]),
        "across": _fitted([e for e in examples if e.across]),
    }
    if options.write:
        BUNDLED.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")


def _fitted(examples: Sequence[Example]) -> dict[str, object]:
    """The fit with its threshold, its curve printed."""
    threshold = _curve(examples)
    weights, intercept = _fit(examples)
    named = {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)}
    print(json.dumps(named), f"intercept {intercept:.4f}\n")
    return {"weights": named, "intercept": round(intercept, 4), "threshold": threshold}


def _fit(examples: Sequence[Example]) -> tuple[np.ndarray, float]:
    rows = np.array([e.features for e in examples])
    labels = np.array([e.kind in RIGHT for e in examples])
    counts = Counter(e.kind for e in examples)
    weights = np.array([len(examples) / counts[e.kind] / len(counts) for e in examples])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = rows @ w[:-1] + w[-1]
        value = float(weights @ np.logaddexp(0.0, np.where(labels, -z, z)))
        slope = weights * (1 / (1 + np.exp(-z)) - labels)
        ridge = RIDGE * np.append(w[:-1], 0.0)
        return value + 0.5 * float(ridge @ w), np.append(rows.T @ slope, slope.sum()) + ridge

    bounds = [(None, 0.0) if name in AGAINST else (0.0, None) for name in FEATURES]
    start = np.zeros(len(FEATURES) + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)]).x
    return found[:-1], float(found[-1])


def _curve(examples: Sequence[Example]) -> float:
    """Print what is withheld of each kind by threshold, over held-out groups."""
    groups = sorted({e.group for e in examples})
    folds = [groups[n::5] for n in range(5)]
    judged: dict[str, list[float]] = defaultdict(list)
    for held in folds:
        weights, intercept = _fit([e for e in examples if e.group not in held])
        for e in (e for e in examples if e.group in held):
            z = float(np.dot(weights, e.features)) + intercept
            judged[e.kind].append(1 / (1 + np.exp(-z)))
    kinds = [kind for kind in (*RIGHT, *WRONG) if kind in judged]
    print("withheld at | " + "  ".join(f"{k} ({len(judged[k])})" for k in kinds))
    chosen = CURVE[0]
    for threshold in CURVE:
        shares = {k: float(np.mean(np.array(judged[k]) < threshold)) for k in judged}
        cells = "  ".join(f"{shares[k]:{len(k) + len(str(len(judged[k]))) + 3}.3f}" for k in kinds)
        print(f"{threshold:11.2f} | {cells}")
        if all(shares[kind] <= WITHHELD.get(kind, 1.0) for kind in shares):
            chosen = threshold
    print(f"chosen: {chosen}")
    return chosen


if __name__ == "__main__":
    main()
