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
from answer.model.lines import sentences_only
from text.sentences import split

SENTINEL = "NO_ANSWER"
"""What the model is asked to write where the passages do not answer."""
LONGEST = 3_000
"""Characters; a sentence that goes on for longer is given in parts, or each word would cost more
than the one before."""


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
    for written in _sentences(_clean(_spoken(pieces)), limited):
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


def _sentences(pieces: Iterable[str], limited: Callable[[], bool]) -> Iterator[str]:
    """Sentences with their markers; one is finished when the word after it is.

    A line that ends with a colon is one by itself. Bullets and other signs of Markdown at the
    beginning of a line go.
    """
    held = ""
    for word in _words(sentences_only(_words(pieces))):
        held += word
        if len(held) <= LONGEST and not _MAY_END.search(held):
            continue
        held = markers.tucked_in(_ITEM.sub("\n\n", held))
        while cut := _next_start(held):
            yield _one_line(held[:cut])
            held = held[cut:]
    spans = split(held)
    for start, end in spans[:-1] if limited() else spans:
        yield _one_line(held[start:end])


def _words(pieces: Iterable[str]) -> Iterator[str]:
    """The stream cut after each space, so that nothing depends on how it came."""
    begun = ""
    for piece in pieces:
        *whole, begun = _AFTER_SPACE.split(begun + piece)
        yield from whole
    yield begun


_MAY_END = re.compile(r"[.!?…\n]")
_AFTER_SPACE = re.compile(r"(?<=\s)")
_WHOLE_WORD = re.compile(r"[^\W\d_]+\W")
_OPEN = re.compile(r"[\[(【<][^\])】>]{0,40}$")  # a marker may still be under way: "[passage "


def _next_start(held: str) -> int:
    """Where the sentence after the first begins; 0 where none is there for sure."""
    spans = split(held)
    if len(spans) > 1 and not _OPEN.search(held) and _WHOLE_WORD.search(held, spans[1][0]):
        return spans[1][0]
    return len(held) if len(held) > LONGEST else 0


def _one_line(text: str) -> str:
    plain = _MARKDOWN.sub("", text.strip())
    return re.sub(r"[ \t\r\n]+", " ", _EMPHASIS.sub(r"\2", plain)).strip()


_ITEM = re.compile(r"(?<!\n)\n(?=(?:[-*•–]|\d{1,2}[.)]) )|(?<=:)\n(?!\n)")
_MARKDOWN = re.compile(r"^(?:#{1,6} |[-*•–] |\(?\d{1,2}[.)] (?=\w)|> )+")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|__)(?=\S)(.+?)(?<=\S)\1(?![\w*])")


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
