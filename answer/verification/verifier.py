"""Claim verification: whether passages support a sentence, which of them, and which sentence there.

The entailment model judges the claim against each passage. What it takes for supported is compared
exactly as well: quotations word for word, figures and dates by value, links and signs of layout.
No language model is called.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

from answer.verification import markup, numbers, quotations
from answer.verification.entailment import Entailment, Judgement, bundled_entailment
from domain.types import Language, Retrieved
from text.folding import fold_text
from text.sentences import split

BUNDLED = Path(__file__).with_name("calibration.json")
AT_ONCE = 2
"""Passages judged before it is asked whether one supports the claim for SURE: the others are then
not read. Whether a claim is supported does not depend on it, only by which passage.
"""
SURE = 0.8


class Reason(StrEnum):
    """Why a sentence is not supported."""

    UNSUPPORTED = "unsupported"
    CONTRADICTED = "contradicted"
    FIGURE = "figure"
    QUOTATION = "quotation"
    MARKUP = "markup"


@dataclass(frozen=True, slots=True)
class VerifierCalibration:
    """``slope`` and ``intercept`` turn the model's log-odds into a probability (Platt 1999);
    ``threshold``: least probability of what is shown; ``contradicted``: least share of the model's
    probability that makes a claim contradicted.
    """

    slope: float
    intercept: float
    threshold: float
    contradicted: float

    def probability(self, share: float) -> float:
        """That a claim is supported, from the model's share for it."""
        share = min(max(share, 1e-6), 1 - 1e-6)
        return 1 / (1 + math.exp(-(self.slope * math.log(share / (1 - share)) + self.intercept)))


@cache
def bundled_verifier_calibration() -> VerifierCalibration:
    """The one that ships, fitted by training/fit_verifier.py."""
    return VerifierCalibration(**json.loads(BUNDLED.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Verification:
    """``probability``: that the passages support the claim. ``place``: the passage that decides,
    counted from 0 among those given, ``span`` the sentence in its text; None where none does.
    ``reason``: why it is not supported, ``detail`` what that is about; None where it is.
    """

    probability: float
    place: int | None = None
    span: tuple[int, int] | None = None
    reason: Reason | None = None
    detail: str = ""

    @property
    def supported(self) -> bool:
        """Whether the claim may be shown as fact."""
        return self.reason is None


@dataclass(frozen=True)
class Verifier:
    """Verifies claims against passages; safe to share between threads."""

    entailment: Entailment = field(default_factory=bundled_entailment)
    calibration: VerifierCalibration = field(default_factory=bundled_verifier_calibration)

    def verify(
        self,
        claim: str,
        language: Language,
        passages: Sequence[Retrieved],
        before: Sequence[str] = (),
    ) -> Verification:
        """The verdict on a claim in this language; raises ReaderModelError.

        ``before``: the question and the sentences that the claim follows in an answer or a draft,
        which say what "it" or "40 %" refers to; they are not judged themselves.
        """
        verbatim = _verbatim(claim, passages)
        if verbatim is not None:
            return verbatim
        judged: list[Judgement] = []
        for start in range(0, len(passages), AT_ONCE):
            some = passages[start : start + AT_ONCE]
            judged += self.entailment.judge(claim, some, before)
            found = self._first_supporting(claim, language, judged, SURE)
            if found.supported:
                return found
        found = self._first_supporting(claim, language, judged)
        return found if found.supported else self._contradicted(judged) or found

    def _first_supporting(
        self, claim: str, language: Language, judged: Sequence[Judgement], least: float = 0.0
    ) -> Verification:
        """The verdict by the likeliest passage that also passes the exact comparisons; of those
        that are at least so probable.
        """
        order = sorted(range(len(judged)), key=lambda n: -judged[n].supported)
        failed: Verification | None = None
        for place in order:
            if self.calibration.probability(judged[place].supported) < least:
                break
            found = self._compared(claim, language, place, judged[place])
            if found.supported:
                return found
            failed = failed or found
            if found.reason is Reason.UNSUPPORTED:
                break
        return failed or Verification(0.0, reason=Reason.UNSUPPORTED)

    def _compared(
        self,
        claim: str,
        language: Language,
        place: int,
        judged: Judgement,
    ) -> Verification:
        """The verdict by one passage: the model's, then what is compared exactly."""
        probability = self.calibration.probability(judged.supported)
        if probability < self.calibration.threshold:
            return Verification(probability, reason=Reason.UNSUPPORTED)
        passage = judged.retrieved.passage
        own = [" ".join((judged.retrieved.title, *passage.section_path, passage.text))]
        strange = {
            Reason.MARKUP: markup.unstated(claim, own),
            Reason.QUOTATION: quotations.missing(claim, own),
            Reason.FIGURE: numbers.unstated(claim, language, own, passage.language),
        }
        for reason, detail in strange.items():
            if detail:
                return Verification(probability, reason=reason, detail=detail)
        return Verification(probability, place, judged.supporting)

    def _contradicted(self, judged: Sequence[Judgement]) -> Verification | None:
        """The verdict that a passage contradicts the claim, where one surely does."""
        if not judged:
            return None
        place = max(range(len(judged)), key=lambda n: judged[n].contradicted)
        against = judged[place]
        if against.contradicted < self.calibration.contradicted:
            return None
        probability = self.calibration.probability(max(j.supported for j in judged))
        return Verification(probability, place, against.contradicting, Reason.CONTRADICTED)


def _verbatim(claim: str, passages: Sequence[Retrieved]) -> Verification | None:
    """The verdict on a claim that is a verbatim sentence of a passage."""
    plain = _plain(claim)
    for place, retrieved in enumerate(passages):
        text = retrieved.passage.text
        for start, end in split(text) if plain in _plain(text) else ():
            if _plain(text[start:end]) == plain:
                return Verification(1.0, place, (start, end))
    return None


def _plain(text: str) -> str:
    return fold_text(" ".join(text.split())).rstrip(" .")
