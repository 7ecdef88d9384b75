"""Intent classification: a question, a summary, key dates, or small talk.

A multinomial logistic regression over hashed character n-grams, words and pairs of words
(Weinberger et al. 2009, "Feature Hashing for Large Scale Multitask Learning") and the embedding of
the message. It is fitted by training/fit_intents.py on messages written for it
(training/intents).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from text.folding import fold_text
from vectorstore.embedder import Embedder, load_embedder

WEIGHTS = Path(__file__).with_name("intents.npz")
HASHED = 4096
SURE = 0.5
"""Least probability of what is no question: whatever is not surely that is looked for in the
sources.
"""
LATELY = 64
"""Messages whose scores are kept: those of a conversation are looked at with each new one."""
LONGEST = 400
"""Characters that are looked at; a longer message is a question."""

Row = NDArray[np.float32]


class Intent(StrEnum):
    """What a message wants; a follow-up is a question that depends on the turn before."""

    QUESTION = "question"
    FOLLOW_UP = "follow_up"
    SUMMARY_WHOLE = "summary_whole"
    SUMMARY_TOPIC = "summary_topic"
    TIMELINE_WHOLE = "timeline_whole"
    TIMELINE_TOPIC = "timeline_topic"
    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    PRAISE = "praise"
    DOUBT = "doubt"
    ASSENT = "assent"
    IDENTITY = "identity"
    HELP = "help"
    SOURCES = "sources"
    OPINION = "opinion"

    @property
    def is_small_talk(self) -> bool:
        """Whether it is answered without looking into the sources."""
        return self not in _ASKING


_ASKING = (
    Intent.QUESTION,
    Intent.FOLLOW_UP,
    Intent.SUMMARY_WHOLE,
    Intent.SUMMARY_TOPIC,
    Intent.TIMELINE_WHOLE,
    Intent.TIMELINE_TOPIC,
)


class IntentClassifier:
    """Loaded with the first message; safe to share between threads.

    ``embedder`` is the bundled model, which the weights were fitted on.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._scored = lru_cache(maxsize=LATELY)(self._scores)

    def classify(self, message: str, first: bool = False) -> Intent:
        """The likeliest intent; the ``first`` message of a conversation follows nothing up.

        Raises EmbeddingModelError.
        """
        if not re.search(r"\w", message):
            return Intent.HELP
        if len(message) > LONGEST:
            return Intent.QUESTION
        scores, (_, _, labels) = self._scored(message).copy(), self._weights
        if first:
            scores[labels.index(Intent.FOLLOW_UP)] = -np.inf
        likely = np.exp(scores - scores.max())
        likely /= likely.sum()
        best = Intent(labels[int(likely.argmax())])
        sure = best in (Intent.QUESTION, Intent.FOLLOW_UP) or float(likely.max()) >= SURE
        return best if sure else Intent.QUESTION

    def _scores(self, message: str) -> Row:
        matrix, bias, _ = self._weights
        return (
            np.concatenate([hashed(message), self._embedder.embed_query(message)]) @ matrix + bias
        )

    @cached_property
    def _weights(self) -> tuple[Row, Row, list[str]]:
        with np.load(WEIGHTS, allow_pickle=False) as kept:
            matrix = kept["matrix"].astype(np.float32)
            return matrix, kept["bias"].astype(np.float32), [str(name) for name in kept["labels"]]


@cache
def bundled_intents() -> IntentClassifier:
    """The one that ships, shared."""
    return IntentClassifier(load_embedder(None))


def hashed(message: str) -> Row:
    """Shape (HASHED,), of unit norm: which n-grams and words a message has."""
    row = np.zeros(HASHED, dtype=np.float32)
    for gram in set(_grams(message)):
        row[zlib.crc32(gram.encode()) % HASHED] += 1
    return row / np.float32(max(1.0, float(np.linalg.norm(row))))


def _grams(message: str) -> Iterator[str]:
    plain = re.sub(r"[^\w?!']+", " ", fold_text(message))
    plain = re.sub(r" (?=[?!])", "", plain).strip()
    words = plain.split()
    yield from (f"w:{word}" for word in words)
    yield from (f"b:{a} {b}" for a, b in zip(["^", *words], [*words, "$"], strict=True))
    padded = f" {plain} "
    for size in (3, 4, 5):
        yield from (padded[at : at + size] for at in range(len(padded) - size + 1))
