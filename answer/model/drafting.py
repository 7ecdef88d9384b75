"""The stream of a language model becomes sentences with the numbers of the passages they cite.

The stream is data: control characters go, everything else stays plain text. This module knows
nothing of models, and does not judge whether a sentence is true.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from answer.model import markers
from answer.model.cutting import sentences

SENTINEL = "NO_ANSWER"
"""What the model is asked to write where the passages do not answer."""


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A finished sentence without its markers; ``passages`` count from 1, as they were given.

    ``unknown``: the numbers of its markers that are those of no passage. ``clauses``: where markers
    divide the sentence, its stretches in order, each with the passages that its own markers name
    (none where no marker closes it); () where the markers stand for the whole sentence.
    """

    text: str
    passages: tuple[int, ...]
    unknown: tuple[int, ...] = ()
    clauses: tuple[tuple[str, tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class NotInSources:
    """The model says that the passages do not answer; the last of a draft that cites nothing."""


Draft = DraftSentence | NotInSources


def drafts(
    pieces: Iterable[str], most: int, limited: Callable[[], bool] = lambda: False
) -> Iterator[Draft]:
    """Each sentence as soon as it is finished, then NotInSources where the model says so alone.

    ``most``: how many passages there are; ``limited``: whether the stream, now that it has ended,
    was cut off, so that its last sentence is none.
    """
    cited = refused = False
    for written in sentences(_clean(_spoken(pieces)), limited):
        if SENTINEL in written:
            refused = True
            continue
        sentence = DraftSentence(
            markers.without(written, most),
            markers.numbers(written, most),
            markers.unknown(written, most),
            markers.clauses(written, most),
        )
        if not _says(sentence):
            continue
        cited = cited or bool(sentence.passages)
        if not refused or cited:
            yield sentence
    if refused and not cited:
        yield NotInSources()


def _says(sentence: DraftSentence) -> bool:
    """Whether there are words; a number alone is an answer only where it is cited."""
    worth = r"\w" if sentence.passages else r"[^\W\d_]"
    return re.search(worth, sentence.text) is not None


_THINKING, _THOUGHT = "<think>", "</think>"


def _spoken(pieces: Iterable[str]) -> Iterator[str]:
    """The stream without the thinking that some local models write first."""
    stream = iter(pieces)
    opening = ""
    for piece in stream:
        opening = (opening + piece).lstrip()
        if len(opening) >= len(_THINKING) or not _THINKING.startswith(opening):
            break
    yield _after_thinking(opening, stream) if opening.startswith(_THINKING) else opening
    yield from stream


def _after_thinking(opening: str, stream: Iterator[str]) -> str:
    tail = opening
    while _THOUGHT not in tail:
        piece = next(stream, None)
        if piece is None:
            return ""
        tail = tail[-len(_THOUGHT) :] + piece
    return tail.partition(_THOUGHT)[2]


def _clean(pieces: Iterable[str]) -> Iterator[str]:
    """The stream without control, formatting and lone surrogate characters; line ends stay."""
    for piece in pieces:
        yield "".join(c for c in piece if c in "\n\t" or unicodedata.category(c) not in _DROPPED)


_DROPPED = ("Cc", "Cf", "Cs")
