"""Natural language inference over passages: supported, contradicted or neither, and by which
sentence.

The model is the encoder of answer/encoder.py with its head for claims; training/reader_train.py
trains it. A softmax over "neither", "sentence n supports it" and "sentence n contradicts it" gives
the three probabilities; French and English in any combination.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np

from answer.encoder import ClaimLogits, PairEncoder, bundled_encoder
from domain.types import Retrieved


@dataclass(frozen=True, slots=True)
class Judgement:
    """One passage's verdict on a claim: two probabilities; the rest is that of neither.

    ``supporting``, ``contradicting``: the spans, in the passage's text, of the sentences that weigh
    most for either.
    """

    retrieved: Retrieved
    supported: float
    contradicted: float
    supporting: tuple[int, int]
    contradicting: tuple[int, int]


class Entailment(Protocol):
    """Judges claims; safe to share between threads."""

    def judge(
        self, claim: str, passages: Sequence[Retrieved], before: Sequence[str] = ()
    ) -> tuple[Judgement, ...]:
        """One Judgement a passage, in the same order; raises ReaderModelError.

        ``before``: what the claim follows, the question first and then the sentences of the answer.
        """
        ...


class OnnxEntailment:
    """The head for claims of an exported model."""

    def __init__(self, encoder: PairEncoder) -> None:
        self._encoder = encoder

    def judge(
        self, claim: str, passages: Sequence[Retrieved], before: Sequence[str] = ()
    ) -> tuple[Judgement, ...]:
        """One Judgement a passage, in the same order; raises ReaderModelError."""
        found = self._encoder.judge(claim, passages, before)
        return tuple(_judgement(r, o) for r, o in zip(passages, found, strict=True))


@cache
def bundled_entailment() -> Entailment:
    """The one that ships; it shares its encoder with the reader."""
    return OnnxEntailment(bundled_encoder())


def _judgement(retrieved: Retrieved, logits: ClaimLogits) -> Judgement:
    verdicts, count = logits.verdicts, len(logits.spans)
    if not count:
        whole = (0, len(retrieved.passage.text))
        return Judgement(retrieved, 0.0, 0.0, whole, whole)
    shares = np.exp(verdicts - verdicts.max())
    shares /= shares.sum()
    supports, contradicts = shares[1 : 1 + count], shares[1 + count :]
    return Judgement(
        retrieved,
        float(supports.sum()),
        float(contradicts.sum()),
        logits.spans[int(supports.argmax())],
        logits.spans[int(contradicts.argmax())],
    )
