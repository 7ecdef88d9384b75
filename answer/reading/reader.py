"""Cross-encoder reader: scores the sentences of a passage jointly with the question.

Each sentence is scored as an answer, and as a correction of a false presupposition of the question;
the passage by whether it is about the same thing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np

from answer.encoder import PairEncoder, QuestionLogits, bundled_encoder
from domain.types import Retrieved
from vectorstore.onnx_model import MODEL


@dataclass(frozen=True, slots=True)
class Reading:
    """The scores of one passage, at ``rank`` among those retrieved.

    ``spans``: its sentences, in ``retrieved.passage.text``. ``answers`` and ``corrects`` are the
    log-odds of each sentence against "this passage does neither"; ``about`` those that the passage
    is about what is asked (None where the model has no such score).
    """

    retrieved: Retrieved
    rank: int
    spans: tuple[tuple[int, int], ...]
    answers: tuple[float, ...]
    corrects: tuple[float, ...]
    about: float | None = None

    @property
    def answered(self) -> float:
        """Log-odds that some sentence of the passage answers, against all that is not so."""
        if not self.answers:
            return -math.inf
        against = np.logaddexp.reduce([0.0, *self.corrects])
        return float(np.logaddexp.reduce(self.answers) - against)


class Reader(Protocol):
    """Reads passages for a question; safe to share between threads."""

    @property
    def name(self) -> str:
        """ "bundled", or the name or folder that the setting gave."""
        ...

    def read(self, question: str, retrieved: Sequence[Retrieved]) -> tuple[Reading, ...]:
        """One Reading a passage, in the same order; raises ReaderModelError."""
        ...


class OnnxReader:
    """The heads for questions of an exported model; nothing is loaded before the first question."""

    def __init__(self, encoder: PairEncoder) -> None:
        self.name = encoder.name
        self._encoder = encoder

    def read(self, question: str, retrieved: Sequence[Retrieved]) -> tuple[Reading, ...]:
        """One Reading a passage, in the same order; raises ReaderModelError."""
        found = self._encoder.read(question, retrieved)
        return tuple(
            _reading(n, r, o) for n, (r, o) in enumerate(zip(retrieved, found, strict=True))
        )


def _reading(rank: int, retrieved: Retrieved, logits: QuestionLogits) -> Reading:
    odds = logits.scores[1:] - logits.scores[0]
    count = len(logits.spans)
    return Reading(
        retrieved,
        rank,
        logits.spans,
        tuple(map(float, odds[:count])),
        tuple(map(float, odds[count:])),
        about=logits.about,
    )


@cache
def bundled_reader() -> Reader:
    """The reader that ships, shared."""
    return OnnxReader(bundled_encoder())


def load_reader(name: str | None) -> Reader:
    """The reader of a setting; None is the one that ships. Nothing is loaded yet.

    A folder with an exported reader is run by onnxruntime; any other folder, and any other name, is
    a CrossEncoder for sentence-transformers to load.
    """
    if name in (None, "bundled"):
        return bundled_reader()
    folder = Path(str(name)).expanduser()
    if (folder / MODEL).is_file() and not (folder / "config.json").is_file():
        return OnnxReader(PairEncoder(folder, str(name)))
    from answer.reading.cross_encoder import CrossEncoderReader

    return CrossEncoderReader(str(name))
