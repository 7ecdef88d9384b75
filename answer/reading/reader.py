"""The reader: a cross-encoder reads the question and a passage together and scores its sentences.

Of each sentence it says how far it answers, and how far it corrects what the question wrongly takes
for granted; of the passage, whether it is about the same thing. How the model is built and trained:
training/reader_model.py. It is run by onnxruntime, one passage at a time, because quantised
activations are scaled over all that is computed at once; passages are spread over the cores.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np

from domain.errors import ReaderModelError
from domain.types import Retrieved
from text.sentences import split
from vectorstore.model_files import short
from vectorstore.onnx_model import MODEL, load

MODEL_FOLDER = Path(__file__).with_name("model")
"""The model that ships; its card is README.md there."""
MOST_QUESTION, MOST_HEADER, MOST = 64, 32, 352
"""Tokens of the question (its last ones, where a question before comes first), of the header, of
all: as in training."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one passage, which stands at ``rank`` among those retrieved.

    ``spans``: its sentences, in ``retrieved.passage.text``. ``answers`` and ``corrects`` are the
    log-odds of each sentence against "this passage does neither"; ``about`` those that the passage
    is about what is asked, ``yes`` those that a yes/no question is answered yes by it (None where
    the model does not tell).
    """

    retrieved: Retrieved
    rank: int
    spans: tuple[tuple[int, int], ...]
    answers: tuple[float, ...]
    corrects: tuple[float, ...]
    about: float | None = None
    yes: float | None = None

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


def header(retrieved: Retrieved) -> str:
    """What stands above a passage, as the reader was trained on it: title and sections."""
    parts = (retrieved.title, *retrieved.passage.section_path)
    return ": ".join(part for part in parts if part)


class OnnxReader:
    """The model of a folder; nothing is loaded before the first question."""

    def __init__(self, folder: Path = MODEL_FOLDER, name: str = "bundled") -> None:
        self.name = name
        self._folder = folder
        self._lock = Lock()

    def read(self, question: str, retrieved: Sequence[Retrieved]) -> tuple[Reading, ...]:
        """One Reading a passage, in the same order; raises ReaderModelError."""
        if not retrieved:
            return ()
        tokenizer, session = self._loaded()
        asked = _pieces(tokenizer, question)[-MOST_QUESTION:]
        workers = min(len(retrieved), os.cpu_count() or 1)
        try:
            with ThreadPoolExecutor(workers) as pool:
                return tuple(
                    pool.map(
                        lambda numbered: _read(tokenizer, session, asked, *numbered),
                        enumerate(retrieved),
                    )
                )
        except Exception as error:
            raise ReaderModelError(self.name, short(error)) from error

    def _loaded(self) -> tuple[Any, Any]:
        with self._lock:
            return self._parts

    @cached_property
    def _parts(self) -> tuple[Any, Any]:
        """The tokenizer and the session, loaded once."""
        try:
            return load(self._folder)
        except Exception as error:
            raise ReaderModelError(self.name, short(error)) from error


@cache
def bundled_reader() -> Reader:
    """The reader that ships, shared."""
    return OnnxReader()


def load_reader(name: str | None) -> Reader:
    """The reader of a setting; None is the one that ships. Nothing is loaded yet.

    A folder with an exported reader is run by onnxruntime; any other folder, and any other name, is
    a CrossEncoder for sentence-transformers to load.
    """
    if name in (None, "bundled"):
        return bundled_reader()
    folder = Path(str(name)).expanduser()
    if (folder / MODEL).is_file() and not (folder / "config.json").is_file():
        return OnnxReader(folder, str(name))
    from answer.reading.cross_encoder import CrossEncoderReader

    return CrossEncoderReader(str(name))


def _pieces(tokenizer: Any, text: str) -> list[int]:
    ids: list[int] = tokenizer.encode(text, add_special_tokens=False).ids
    return ids


def _read(
    tokenizer: Any, session: Any, asked: list[int], rank: int, retrieved: Retrieved
) -> Reading:
    text = retrieved.passage.text
    spans = tuple(split(text))
    first, last = tokenizer.token_to_id("<s>"), tokenizer.token_to_id("</s>")
    above = _pieces(tokenizer, f"{header(retrieved)}:")[:MOST_HEADER]
    ids = [first, *asked, last, last, *above]
    owner = [-1] * len(ids)
    for number, (start, end) in enumerate(spans):
        piece = _pieces(tokenizer, text[start:end])
        ids += piece
        owner += [number] * len(piece)
    ids, owner = [*ids[: MOST - 1], last], [*owner[: MOST - 1], -1]
    member = (np.array(owner)[None, :] == np.arange(len(spans))[:, None]).astype(np.float32)
    length = member.sum(axis=1, keepdims=True)
    given = {
        "input_ids": np.array([ids], dtype=np.int64),
        "member": (member / np.maximum(length, 1))[None],
    }
    scores, yes_about = session.run(None, given)
    odds = scores[0, 1:] - scores[0, 0]
    count = len(spans)
    return Reading(
        retrieved,
        rank,
        spans,
        tuple(map(float, odds[:count])),
        tuple(map(float, odds[count:])),
        about=float(yes_about[0, 1]),
        yes=float(yes_about[0, 0]),
    )
