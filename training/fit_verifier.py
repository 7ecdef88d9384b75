"""Fit answer/verification/calibration.json on claims that the model never saw.

    python -m training.fit_verifier READING [READING ...] [--write]

The calibration part of the folders (training/reader_data.py) and training/claims are judged as the
product judges them. A logistic regression turns the model's log-odds into a probability (Platt
1999); the threshold is the highest that withholds no more than WITHHELD of the right claims, after
what is compared exactly. Printed: wrong ones shown against right ones withheld.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from answer.verification.entailment import Entailment, Judgement, bundled_entailment
from answer.verification.verifier import BUNDLED, Reason, Verifier, VerifierCalibration
from domain.types import Retrieved
from training.claims_judged import Written, of_files, of_part
from training.reader_data import Part, read

ROOT = Path(__file__).resolve().parents[1]
CLAIMS, DOCUMENTS = ROOT / "training" / "claims", ROOT / "evaluation" / "calibration"
WITHHELD = 0.1
"""Share of the right claims that may be withheld."""
PRECISE = 0.8
"""Share of the claims called contradicted that are."""
FEWEST = 20
RAW = VerifierCalibration(1.0, 0.0, 0.0, 2.0)
"""The model's own shares, with nothing withheld but for what is compared exactly."""


def main() -> None:
    """Judge, fit, print, write with --write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", help=f"write {BUNDLED.name}")
    given = parser.parse_args()
    data = read(given.folder)
    parted = list(of_part(data, Part.CALIBRATE))
    sources = [p for p in DOCUMENTS.iterdir() if p.suffix in (".md", ".txt")]
    written = list(of_files(sorted(CLAIMS.glob("*.jsonl")), sorted(sources)))
    entailment = Remembered()
    fitted = fit([*parted, *written], entailment)
    fitted = replace(fitted, contradicted=contradicted(parted, entailment))
    print(json.dumps(asdict(fitted), indent=1))
    if given.write:
        BUNDLED.write_text(json.dumps(asdict(fitted), indent=1) + "\n", "utf-8")


class Remembered:
    """The model that ships, asked once for each claim and passage."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], Judgement] = {}

    def judge(
        self, claim: str, passages: Sequence[Retrieved], before: Sequence[str] = ()
    ) -> tuple[Judgement, ...]:
        """One Judgement a passage, in the same order."""
        asked = [(claim, passage, tuple(before)) for passage in passages]
        new = [key[1] for key in asked if key not in self._known]
        for judged in bundled_entailment().judge(claim, new, before) if new else ():
            self._known[claim, judged.retrieved, tuple(before)] = judged
        return tuple(self._known[key] for key in asked)


def fit(claims: Sequence[Written], entailment: Entailment) -> VerifierCalibration:
    """The calibration on these claims, but for what is contradicted."""
    verifier = Verifier(entailment, RAW)
    found = [verifier.verify(c.text, c.language, c.passages, c.before) for c in claims]
    right = np.array([c.right for c in claims])
    share = np.clip([v.probability for v in found], 1e-6, 1 - 1e-6)
    compared = np.array([v.reason not in (None, Reason.UNSUPPORTED) for v in found])
    odds = np.log(share / (1 - share))
    print(f"{len(claims)} claims; withheld by what is compared exactly:", end=" ")
    print(f"{compared[right].mean():.3f} of the right, {compared[~right].mean():.3f} of the wrong")
    slope, intercept = _logistic(odds, right)
    probability = 1 / (1 + np.exp(-(slope * odds + intercept)))
    followed = np.array([bool(c.before) for c in claims])
    print("threshold: right withheld, wrong shown; of claims alone; of sentences of answers")
    for threshold in np.arange(0.1, 0.95, 0.05):
        shown = (probability >= threshold) & ~compared
        rates = [
            (1 - shown[right & of].mean(), shown[~right & of].mean())
            for of in (followed | ~followed, ~followed, followed)
            if (right & of).any() and (~right & of).any()
        ]
        print(f"  {threshold:.2f}:", "; ".join(f"{w:.3f} {s:.3f}" for w, s in rates))
    kept = np.where(compared, -1.0, probability)[right]
    threshold = max(0.01, float(np.quantile(kept, WITHHELD)))
    return VerifierCalibration(
        round(float(slope), 4),
        round(float(intercept), 4),
        round(threshold, 3),
        1.0,
    )


def _logistic(odds: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    def loss(w: np.ndarray) -> float:
        scores = w[0] * odds + w[1]
        return float(np.logaddexp(0.0, np.where(right, -scores, scores)).sum())

    slope, intercept = minimize(loss, np.array([1.0, 0.0])).x
    return slope, intercept


def contradicted(claims: Sequence[Written], entailment: Entailment) -> float:
    """The least share from which PRECISE of the claims that it calls contradicted are."""
    found = []
    for claim in claims:
        judged = entailment.judge(claim.text, claim.passages, claim.before)
        most = max(j.contradicted for j in judged)
        found.append((most, claim.label == "contradicted"))
    return _least(found, PRECISE)


def _least(found: list[tuple[float, bool]], precision: float) -> float:
    """The least share from which so many are right, of FEWEST at least; 1 where there is none."""
    chosen, hits = 1.0, 0
    for count, (share, right) in enumerate(sorted(found, reverse=True), start=1):
        hits += right
        if count >= FEWEST and hits / count >= precision:
            chosen = share
    return round(chosen, 3)


if __name__ == "__main__":
    main()
