"""Cross-encoder inference: joint encoding of a question or claim with a passage.

Two models, each a cross-encoder of its own with a table of word pieces in common: one reads a
question (answer.reading.reader), one judges a claim (answer.verification.entailment); built in
training/reader_model.py. Run by onnxruntime with batch size one, because quantised activations are
scaled over the whole batch; passages are spread over the cores.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from domain.errors import ReaderModelError
from domain.types import Retrieved
from text.sentences import split
from vectorstore.model_files import short
from vectorstore.onnx_model import MODEL, load_tokenizer, session

T = TypeVar("T")
Logits = NDArray[np.float32]
MODEL_FOLDER = Path(__file__).parent / "reading" / "model"
"""The model that ships; its card is README.md there."""
CLAIMS = "claims.onnx"
"""The model for claims."""
MOST_FIRST, MOST_HEADER, MOST = 128, 32, 400
"""Tokens of the question or claim (its last ones), of the header, of all: as in training."""
FOLLOWED = 2
"""The sentences right before a claim that it is read after, beside the question."""


@dataclass(frozen=True, slots=True)
class QuestionLogits:
    """Of one passage with ``spans`` of n sentences: ``scores`` (1 + 2 n: none answers, each
    answers, each corrects); ``about``: log-odds that the passage is about what is asked.
    """

    spans: tuple[tuple[int, int], ...]
    scores: Logits
    about: float


@dataclass(frozen=True, slots=True)
class ClaimLogits:
    """Of one passage with ``spans`` of n sentences: ``verdicts`` (1 + 2 n: neither, each supports,
    each contradicts).
    """

    spans: tuple[tuple[int, int], ...]
    verdicts: Logits


class PairEncoder:
    """The model of a folder; nothing is loaded before the first text. Safe to share."""

    def __init__(self, folder: Path = MODEL_FOLDER, name: str = "bundled") -> None:
        self.name = name
        self._folder = folder
        self._lock = Lock()

    def read(self, question: str, passages: Sequence[Retrieved]) -> tuple[QuestionLogits, ...]:
        """The scores of each passage for a question, in order; raises ReaderModelError."""
        return self._each(question, passages, self._question)

    def judge(
        self, claim: str, passages: Sequence[Retrieved], before: Sequence[str] = ()
    ) -> tuple[ClaimLogits, ...]:
        """The verdicts of each passage on a claim, in order; raises ReaderModelError.

        ``before``: what the claim follows in an answer, the question first.
        """
        return self._each(claim, passages, self._claim, before=context(before), with_claims=True)

    def _question(self, asked: list[int], retrieved: Retrieved) -> QuestionLogits:
        spans, given = self._joined(asked, retrieved)
        scores, about = self._questions.run(["scores", "first"], given)
        return QuestionLogits(spans, scores[0], float(about.flat[-1]))

    def _claim(self, claimed: list[int], retrieved: Retrieved) -> ClaimLogits:
        spans, given = self._joined(claimed, retrieved)
        [verdicts] = self._claims.run(["verdicts"], given)
        return ClaimLogits(spans, verdicts[0])

    def _each(
        self,
        first: str,
        passages: Sequence[Retrieved],
        read: Callable[[list[int], Retrieved], T],
        *,
        before: str = "",
        with_claims: bool = False,
    ) -> tuple[T, ...]:
        """The passages, in parallel; what they need is loaded once, before."""
        if not passages:
            return ()
        try:
            with self._lock:
                tokenizer = self._tokenizer
                _ = self._claims if with_claims else self._questions
            asked = _pieces(tokenizer, first)
            if before:
                asked = [*_pieces(tokenizer, before), tokenizer.token_to_id("</s>"), *asked]
            asked = asked[-MOST_FIRST:]
            workers = min(len(passages), os.cpu_count() or 1)
            with ThreadPoolExecutor(workers) as pool:
                return tuple(pool.map(lambda passage: read(asked, passage), passages))
        except Exception as error:
            raise ReaderModelError(self.name, short(error)) from error

    def _joined(
        self, first: list[int], retrieved: Retrieved
    ) -> tuple[tuple[tuple[int, int], ...], dict[str, NDArray[Any]]]:
        """The spans of a passage's sentences, and the model's input for both texts."""
        tokenizer, text = self._tokenizer, retrieved.passage.text
        spans = tuple(split(text))
        begin, end = tokenizer.token_to_id("<s>"), tokenizer.token_to_id("</s>")
        above = header(retrieved)
        heading = _pieces(tokenizer, f"{above}:")[:MOST_HEADER] if above else []
        ids = [begin, *first, end, end, *heading]
        owner = [-1] * len(ids)
        for number, (start, stop) in enumerate(spans):
            piece = _pieces(tokenizer, text[start:stop])
            ids += piece
            owner += [number] * len(piece)
        ids, owner = [*ids[: MOST - 1], end], [*owner[: MOST - 1], -1]
        member = (np.array(owner)[None, :] == np.arange(len(spans))[:, None]).astype(np.float32)
        length = member.sum(axis=1, keepdims=True)
        given = {
            "input_ids": np.array([ids], dtype=np.int64),
            "member": (member / np.maximum(length, 1))[None],
        }
        return spans, given

    @cached_property
    def _tokenizer(self) -> Any:
        return load_tokenizer(self._folder)

    @cached_property
    def _questions(self) -> Any:
        """The session of the reader."""
        return session(self._folder / MODEL)

    @cached_property
    def _claims(self) -> Any:
        """The session of the model for claims."""
        return session(self._folder / CLAIMS)


@cache
def bundled_encoder() -> PairEncoder:
    """The one that ships, shared by all that use it."""
    return PairEncoder()


def context(before: Sequence[str]) -> str:
    """What a claim is read after: the question, and the last sentences before it."""
    return " ".join((*before[:1], *before[1:][-FOLLOWED:]))


def header(retrieved: Retrieved) -> str:
    """The header of a passage, as in training: title and sections."""
    parts = (retrieved.title, *retrieved.passage.section_path)
    return ": ".join(part for part in parts if part)


def _pieces(tokenizer: Any, text: str) -> list[int]:
    ids: list[int] = tokenizer.encode(text, add_special_tokens=False).ids
    return ids
