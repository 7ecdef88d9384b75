"""Cross-encoder reader: any sentence-transformers CrossEncoder (PASSERELLE_READER_MODEL).

It scores pairs of a question and a sentence in its passage. Its scale is unknown, so it is
calibrated on the spot: a score counts in standard deviations above those of everyday questions
against the same passages (vectorstore/background.py).
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from answer.encoder import header
from answer.reading.reader import Reading
from domain.errors import ReaderModelError
from domain.types import Retrieved
from text.sentences import split
from vectorstore.background import QUESTIONS
from vectorstore.model_files import short

BACKGROUND = 6
"""Background questions a language that are paired with a sentence each."""
USUAL = 3.0
"""Standard deviations above the background at which a sentence is as likely to answer as not."""


class CrossEncoderReader:
    """The model of a name or folder; nothing is loaded before the first question."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = Lock()

    def read(self, question: str, retrieved: Sequence[Retrieved]) -> tuple[Reading, ...]:
        """One Reading a passage, in the same order; raises ReaderModelError."""
        sentences = [(r, split(r.passage.text)) for r in retrieved]
        texts = [_within(r, start, end) for r, spans in sentences for start, end in spans]
        if not texts:
            return ()
        asked = [(question, text) for text in texts]
        everyday = [
            (other, texts[n % len(texts)])
            for found in QUESTIONS.values()
            for n, other in enumerate(found[:BACKGROUND])
        ]
        scores = self._scores([*asked, *everyday])
        odds = iter(_log_odds(scores[: len(asked)], scores[len(asked) :]))
        return tuple(
            Reading(
                r,
                rank,
                tuple(spans),
                tuple(next(odds) for _ in spans),
                (-float("inf"),) * len(spans),
            )
            for rank, (r, spans) in enumerate(sentences)
        )

    def _scores(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        try:
            with self._lock:
                return [float(score) for score in self._model.predict(list(pairs))]
        except Exception as error:
            raise ReaderModelError(self.name, short(error)) from error

    @cached_property
    def _model(self) -> Any:
        from sentence_transformers import CrossEncoder
        from torch.nn import Identity

        folder = Path(self.name).expanduser()
        return CrossEncoder(
            str(folder) if folder.is_dir() else self.name,
            device="cpu",
            activation_fn=Identity(),
            local_files_only=folder.is_dir(),
        )


def _within(retrieved: Retrieved, start: int, end: int) -> str:
    """The sentence, then the text around it."""
    text = retrieved.passage.text
    return f"{text[start:end]} [{header(retrieved)}. {text[:start]}{text[end:]}]"


def _log_odds(scores: Sequence[float], background: Sequence[float]) -> list[float]:
    """Standard deviations above the background, less USUAL."""
    mean, deviation = statistics.fmean(background), statistics.pstdev(background) or 1.0
    return [(score - mean) / deviation - USUAL for score in scores]
