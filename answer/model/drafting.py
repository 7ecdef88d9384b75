"""Stream parsing: a language model's output as sentences, without its citation markers.

The stream is data: control characters go, everything else stays plain text.
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
    """A finished sentence without the markers that a model may have put into it."""

    text: str


@dataclass(frozen=True, slots=True)
class NotInSources:
    """The model abstains: the passages do not answer. It comes before any sentence."""


Draft = DraftSentence | NotInSources


def drafts(
    pieces: Iterable[str],
    most: int,
    limited: Callable[[], bool] = lambda: False,
    watched: Callable[[Iterable[str]], Iterable[str]] = iter,
) -> Iterator[Draft]:
    """Each sentence as soon as it is finished; NotInSources where the model abstains.

    ``most``: how many passages there are; ``limited``: whether the stream, now that it has ended,
    was cut off, so that its last sentence is none; ``watched`` may end the output, but for its
    thinking.
    """
    given = False
    for written in sentences(_clean(watched(_spoken(pieces))), limited):
        if SENTINEL in written:
            if not given:
                yield NotInSources()
            return
        text = markers.without(written, most)
        if re.search(r"[^\W\d_]", text):
            given = True
            yield DraftSentence(text)


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
