"""When two sentences are about one thing: weight and threshold of vectorstore/disagreement.py.

    python -m training.fit_disagreement

Prints, for weights of the words in common, the lowest threshold that takes no pair of the
calibrating half of evaluation/claims/pairs.jsonl for a disagreement that is none, and what it
finds; then how the shipped values do on the half that chose nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from domain.types import Language, Passage
from text.claims import differing
from text.language import detect
from vectorstore import disagreement
from vectorstore.disagreement import Claim, distinct, in_common
from vectorstore.embedder import Embedder, load_embedder
from vectorstore.lexicon import Lexicon

PAIRS = Path(__file__).parents[1] / "evaluation" / "claims" / "pairs.jsonl"
WEIGHTS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4)


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair of sentences: whether it disagrees, and what is measured of it."""

    disagree: bool
    half: str
    comparable: bool
    cosine: float
    covered: float

    def taken(self, weight: float, threshold: float) -> bool:
        """Whether it is taken for a disagreement."""
        return self.comparable and self.cosine + weight * self.covered >= threshold


def score(embedder: Embedder, lexicon: Lexicon) -> list[Scored]:
    """All the pairs, measured."""
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    return [_scored(json.loads(line), embedder, lexicon) for line in lines]


def _scored(row: dict[str, str], embedder: Embedder, lexicon: Lexicon) -> Scored:
    a, b = (claim(row[side], embedder) for side in ("a", "b"))
    comparable = differing(a.comparable, b.comparable) is not None and not distinct(a, b)
    cosine, covered = float(a.vector @ b.vector), in_common(a, b, lexicon)
    return Scored(bool(row["disagree"]), row["half"], comparable, cosine, covered)


def claim(sentence: str, embedder: Embedder) -> Claim:
    """A sentence as a claim of a source of its own."""
    language = detect(sentence, Language.EN)
    passage = Passage(sentence, sentence, (), sentence, 0, len(sentence), language, 0, 0)
    vector = np.asarray(embedder.embed_documents([sentence]))[0]
    return Claim(passage, 0, len(sentence), vector)


def found(pairs: Iterable[Scored], weight: float, threshold: float) -> tuple[int, int]:
    """How many disagreements are found, and how many pairs are wrongly taken for one."""
    taken = [pair.disagree for pair in pairs if pair.taken(weight, threshold)]
    return sum(taken), len(taken) - sum(taken)


def main() -> None:
    """Print both tables."""
    pairs = score(load_embedder(None), Lexicon())
    fitting = [pair for pair in pairs if pair.half == "calibrate"]
    print("weight   bar  found of", sum(pair.disagree for pair in fitting))
    for weight in WEIGHTS:
        thresholds = np.arange(0.5, 1.4, 0.01)
        threshold = next(float(t) for t in thresholds if not found(fitting, weight, float(t))[1])
        print(f"{weight:6.2f}  {threshold:.2f}  {found(fitting, weight, threshold)[0]}")
    shipped = (disagreement.COVERED, disagreement.ALIKE)
    for half in ("calibrate", "report"):
        some = [pair for pair in pairs if pair.half == half]
        right, wrong = found(some, *shipped)
        total = sum(pair.disagree for pair in some)
        print(f"shipped, {half}: {right} of {total} found, {wrong} of {len(some) - total} wrongly")


if __name__ == "__main__":
    main()
