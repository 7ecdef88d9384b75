"""Fit answer/reading/calibration.json on what the reader reads in documents that it never saw.

    python -m training.fit_reader FOLDER [FOLDER ...] [--reader NAME] [--write] [--cache FILE]

The calibration part of the folders (training/reader_data.py), evaluation/calibration and the
calibration half of the briefing's questions are asked as the product asks. The ranking is a
conditional logit over the sentences of each answerable question; topic, gate and belief are
logistic regressions over the best sentence of every question, of every one on the topic, and of
every one again; all with a ridge penalty. Printed, five-fold by question: the curve of risk against
coverage, the reliability of the probability, and who is answered at each threshold.
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from answer.reading.calibration import (
    BUNDLED,
    FEATURES,
    RANKING,
    Calibration,
    Logistic,
    calibration_of,
)
from answer.reading.reader import load_reader
from answer.reading.selection import Evidence, agreed, features_of, rank, select
from benchmarks.reading import Judged, judge
from evaluation.gold import GoldItem, Half, read_gold
from training.reader_asked import Asked, ask_all, ask_gold, same_sentence
from training.reader_data import Part, fold, read

ROOT = Path(__file__).resolve().parents[1]
CALIBRATION = ROOT / "evaluation" / "calibration"
BRIEFING, BRIEFING_GOLD = ROOT / "corpus", ROOT / "evaluation" / "gold" / "corpus.jsonl"
RIDGE = 1.0
FOLDS = 5
MISTAKEN = 0.06
"""The most answerable questions that may be refused: the threshold is the highest that keeps it."""
PAIRS = ("fr_fr", "fr_en", "en_fr")
TOPIC = ("odds", "score", "dense", "about")
GATE = ("odds", "answered", "corrects", "about", "words", *PAIRS)
"""What topic and gate look at; the belief looks at all features."""
OFF_TOPIC = ("off_topic", "attack", "unanswerable")
BELIEVED = 0.1
"""Least belief of an answer: below it one in fifty is right."""
WORDS = 32
"""The most words that an answer may quote on average."""
START = replace(calibration_of("unfitted"), ranking={"odds": 1.0, "lead": 1.0, "lexical": 0.0})

NAMED = 0.9
"""Share of the sections named in refusals that are about the matter."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best sentence of a question: its features, and whether it answers."""

    asked: Asked
    row: np.ndarray
    right: bool


def main() -> None:
    """Ask, fit, print the curves, write with --write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--reader")
    parser.add_argument("--write", action="store_true", help=f"write {BUNDLED.name}")
    parser.add_argument("--most", type=int, help="at most so many questions a store, to try it out")
    parser.add_argument(
        "--cache", type=Path, help="keep what was read there, or take it from there"
    )
    given = parser.parse_args()
    asked = _asked(given)
    print(len(asked), "questions")
    fitted = replace(START, ranking=fit_ranking(asked))
    bests = [b for a in asked if (b := best_of(a, fitted))]
    fitted = fit_models(fitted, bests)
    answerable, believed = cross_fitted(fitted, bests)
    print_curves(bests, answerable, believed)
    fitted = replace(fitted, threshold=_threshold(bests, answerable), believed=BELIEVED)
    fitted = replace(fitted, **fit_extras(asked, fitted))
    text = json.dumps(_plain(fitted), indent=1)
    print(text)
    if given.write:
        BUNDLED.write_text(text + "\n", "utf-8")


def _asked(given: argparse.Namespace) -> list[Asked]:
    if given.cache and given.cache.is_file():
        kept: list[Asked] = pickle.loads(given.cache.read_bytes())  # noqa: S301 our own file
        return kept
    reader = load_reader(given.reader)
    asked = list(ask_all(read(given.folder), Part.CALIBRATE, reader, most=given.most))
    items = _plain_questions(read_gold(CALIBRATION / "questions.jsonl"))
    sources = sorted(p for p in CALIBRATION.iterdir() if p.suffix in (".md", ".txt"))
    asked += ask_gold(items[: given.most], sources, reader)
    briefing = [i for i in read_gold(BRIEFING_GOLD) if i.half is Half.CALIBRATION]
    asked += ask_gold(_plain_questions(briefing), [BRIEFING], reader)
    if given.cache:
        given.cache.write_bytes(pickle.dumps(asked))
    return asked


def _plain_questions(items: Sequence[GoldItem]) -> list[GoldItem]:
    """Without small talk, summaries and follow-ups."""
    return [i for i in items if not i.history and i.kind not in ("chitchat", "summary")]


def best_of(asked: Asked, calibration: Calibration) -> Best | None:
    """The best sentence with its features; None where nothing was read."""
    ranked = rank(asked.readings, calibration)
    if not ranked:
        return None
    background = asked.retrieval.background
    found = features_of(ranked, asked.readings, asked.language, background)
    return Best(asked, np.array([found[name] for name in FEATURES]), answers(ranked[0], asked))


def answers(evidence: Evidence, asked: Asked) -> bool:
    """Whether a sentence is one that answers."""
    return asked.answerable and any(same_sentence(evidence.text, g) for g in asked.gold)


def fit_ranking(asked: Sequence[Asked]) -> dict[str, float]:
    """Weights under which a sentence that answers is likeliest to be the best (McFadden 1974)."""
    rows, golds = [], []
    for a in asked:
        ranked = rank(a.readings, START)
        gold = np.array([answers(e, a) for e in ranked])
        if gold.any() and not gold.all():
            lead = max(r.retrieved.score for r in a.readings)
            rows.append(
                np.array([[e.odds, e.retrieved.score - lead, e.retrieved.lexical] for e in ranked])
            )
            golds.append(gold)

    def loss(w: np.ndarray) -> float:
        value = 0.5 * RIDGE * float(w @ w)
        for x, gold in zip(rows, golds, strict=True):
            scores = x @ w
            value -= _log_sum(scores[gold]) - _log_sum(scores)
        return value

    found = minimize(loss, np.array([1.0, 1.0, 0.0]), method="L-BFGS-B", bounds=[(0, None)] * 3)
    return {name: round(float(w), 4) for name, w in zip(RANKING, found.x, strict=True)}


def _log_sum(values: np.ndarray) -> float:
    most = float(values.max())
    return most + math.log(float(np.exp(values - most).sum()))


def fit_models(calibration: Calibration, bests: Sequence[Best]) -> Calibration:
    """The calibration with its topic, gate and belief."""
    on_topic = [b for b in bests if not _off_topic(b.asked)]
    return replace(
        calibration,
        topic=fit_logistic(bests, TOPIC, lambda b: not _off_topic(b.asked)),
        gate=fit_logistic(on_topic, GATE, lambda b: b.asked.answerable),
        belief=fit_logistic(bests, FEATURES, lambda b: b.right),
    )


def _off_topic(asked: Asked) -> bool:
    """Whether the sources say nothing of the matter; SQuAD's unanswerable questions are on it."""
    return asked.kind in OFF_TOPIC and (asked.kind != "unanswerable" or asked.group == "gold")


def fit_logistic(
    bests: Sequence[Best], names: Sequence[str], label: Callable[[Best], bool]
) -> Logistic:
    """Over the named features, in their own units."""
    columns = [FEATURES.index(name) for name in names]
    x, y = np.stack([b.row for b in bests])[:, columns], np.array([label(b) for b in bests])
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = (x - mean) / spread

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = z @ w[:-1] + w[-1]
        value = float(np.logaddexp(0.0, np.where(y, -scores, scores)).sum())
        slope = 1 / (1 + np.exp(-scores)) - y
        pull = np.append(RIDGE * w[:-1], 0.0)
        gradient = np.append(z.T @ slope, slope.sum()) + pull
        return value + 0.5 * float(pull @ w), gradient

    found = minimize(loss, np.zeros(z.shape[1] + 1), jac=True, method="L-BFGS-B").x
    weights = found[:-1] / spread
    named = dict(zip(names, map(float, weights), strict=True))
    return Logistic(named, float(found[-1] - weights @ mean))


def cross_fitted(calibration: Calibration, bests: Sequence[Best]) -> tuple[np.ndarray, np.ndarray]:
    """Of each question, that it is answerable and that its best sentence is right, by a fit on the
    questions of the other folds.
    """
    folds = np.array([n % FOLDS for n in range(len(bests))])
    answerable, believed = np.zeros(len(bests)), np.zeros(len(bests))
    for left_out in range(FOLDS):
        made = fit_models(
            calibration, [b for b, f in zip(bests, folds, strict=True) if f != left_out]
        )
        for n in np.flatnonzero(folds == left_out):
            features = dict(zip(FEATURES, bests[n].row, strict=True))
            answerable[n] = made.answerable(features)
            believed[n] = made.belief.probability(features)
    return answerable, believed


def print_curves(bests: Sequence[Best], answerable: np.ndarray, believed: np.ndarray) -> None:
    """Risk against coverage, reliability, and who is answered at each threshold."""
    right = np.array([b.right for b in bests])
    order = np.argsort(-answerable)
    print("coverage: risk (share of the answered that is wrong)")
    for share in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        kept = order[: max(1, round(share * len(order)))]
        print(f"  {share:.1f}: {1 - right[kept].mean():.3f}")
    error = 0.0
    print("probability: how often right, of how many")
    for low in np.arange(0, 1, 0.1):
        within = (believed >= low) & (believed < low + 0.1 + 1e-9 * (low > 0.85))
        if within.any():
            print(f"  {low:.1f}: {right[within].mean():.3f} of {within.sum()}")
            error += abs(right[within].mean() - believed[within].mean()) * within.mean()
    print(f"expected calibration error {error:.3f}")
    kinds = ("near_miss", "hurried", "unanswerable", "followup", "off_target", "false_premise")
    kinds = (*kinds, "off_topic")
    print("threshold right mistaken | refused: " + " ".join(kinds))
    yes = np.array([b.asked.answerable for b in bests])
    for threshold in np.arange(0.1, 0.8, 0.05):
        refused = answerable < threshold
        cells = []
        for kind in kinds:
            some = np.array([b.asked.kind == kind and not b.asked.answerable for b in bests])
            cells.append(f"{refused[some].mean():.3f}" if some.any() else "-")
        shown = (~refused & right)[yes].mean()
        print(f"{threshold:.2f} {shown:.3f} {refused[yes].mean():.3f} | " + " ".join(cells))


def _threshold(bests: Sequence[Best], found: np.ndarray) -> float:
    yes = np.array([b.asked.answerable for b in bests])
    return round(float(np.quantile(found[yes], MISTAKEN)), 3)


def fit_extras(asked: Sequence[Asked], fitted: Calibration) -> dict[str, float]:
    """How near another sentence has to be to be shown too; when a correction and a section are."""
    written = [a for a in asked if a.group == "documents" and a.answerable]
    several = [a for a in written if len(a.gold) > 1]
    single = [a for a in written if len(a.gold) == 1]
    grid = [(n, least) for n in (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0) for least in (-3.0, -1.5, 0.0)]
    fitting = []
    print("nearly least | all gold of several, precision of what is shown, gold of single, words")
    for nearly, least in grid:
        made = replace(fitted, nearly=nearly, least=least)
        many, one = [judge(a, made) for a in several], [judge(a, made) for a in single]
        whole, right = _mean(many, _all_gold), _mean(one, lambda j: float(j.right))
        answered = [j for j in (*many, *one) if j.selection.chosen]
        precise, words = _mean(answered, _precision), _mean(answered, _words)
        print(f"{nearly:.1f} {least:.1f} | {whole:.3f} {precise:.3f} {right:.3f} {words:.1f}")
        if words <= WORDS:
            fitting.append((0.5 * whole + right, nearly, least))
    _, nearly, least = max(fitting)
    return {
        "nearly": nearly,
        "least": least,
        "premise": _premise(asked, fitted),
        "about": _about(asked),
    }


def _mean(rows: Sequence[Judged], value: Callable[[Judged], float]) -> float:
    return sum(map(value, rows)) / max(len(rows), 1)


def _words(judged: Judged) -> float:
    return sum(len(e.text.split()) for e in judged.selection.chosen)


def _all_gold(judged: Judged) -> float:
    texts = [e.text for e in judged.selection.chosen]
    return float(all(any(same_sentence(t, g) for t in texts) for g in judged.asked.gold))


def _precision(judged: Judged) -> float:
    chosen = judged.selection.chosen
    golds = judged.asked.gold
    right = sum(any(same_sentence(e.text, g) for g in golds) for e in chosen)
    return right / len(chosen) if chosen else 0.0


def _premise(asked: Sequence[Asked], fitted: Calibration) -> float:
    """Log-odds from which a correction that a refusal quotes is right two times in three."""
    found = []
    for a in (a for a in asked if a.group == "documents"):
        made = select(
            a.readings, a.language, a.retrieval.background, replace(fitted, premise=-math.inf)
        )
        if made.correction:
            right = any(same_sentence(made.correction.text, g) for g in a.gold)
            found.append((made.correction.corrects, right and a.kind == "false_premise"))
    found.sort(reverse=True)
    print("premise: log-odds, shown, right")
    chosen, hits = 6.0, 0
    for count, (odds, right) in enumerate(found, start=1):
        hits += right
        if count % 25 == 0:
            print(f"  {odds:.2f} {count} {hits / count:.3f}")
        if count >= 10 and hits / count >= 0.66:
            chosen = odds
    return round(chosen, 2)


def _about(asked: Sequence[Asked]) -> float:
    """Least log-odds from which NAMED of the passages that refusals name are right: those that the
    unanswerable questions were written on; one about what no passage touches has none.
    """
    found = []
    for a in asked:
        best = agreed(a.readings)
        if best is not None and a.group != "gold" and not a.answerable:
            text = fold(best.retrieved.passage.text)
            named = bool(a.own) and (text in fold(a.own) or fold(a.own) in text)
            found.append((best.about or 0.0, named and a.kind != "off_target"))
    found.sort(reverse=True)
    chosen, hits, total = math.inf, 0, sum(named for _, named in found)
    print("about: log-odds, sections named, right, of those that could be")
    for count, (odds, named) in enumerate(found, start=1):
        hits += named
        if count % 50 == 0:
            print(f"  {odds:.2f} {count} {hits / count:.3f} {hits / total:.3f}")
        if count >= 25 and hits / count >= NAMED:
            chosen = odds
    return round(chosen, 2)


def _plain(fitted: Calibration) -> dict[str, object]:
    def model(made: Logistic) -> dict[str, object]:
        weights = {name: round(weight, 4) for name, weight in made.weights.items()}
        return {"weights": weights, "intercept": round(made.intercept, 4)}

    return {
        "ranking": dict(fitted.ranking),
        "topic": model(fitted.topic),
        "gate": model(fitted.gate),
        "belief": model(fitted.belief),
        "threshold": fitted.threshold,
        "believed": fitted.believed,
        "nearly": fitted.nearly,
        "least": fitted.least,
        "premise": fitted.premise,
        "about": fitted.about,
    }


if __name__ == "__main__":
    main()
