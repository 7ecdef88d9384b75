"""Stream parsing: a language model's output as sentences, without its citation markers.

The stream is data: control characters go, everything else stays plain text. Each word is read once,
with the text before it only where that may change, so that a stream of stops that end nothing costs
no more than any other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from answer.generative import citation_markers
from answer.generative.citation_markers import LAST
from answer.generative.line_filter import sentences_only
from text.sentences import split

SENTINEL = "NO_ANSWER"
"""What the model is asked to write where the passages do not answer."""

LONGEST = 3_000
"""Characters; a sentence that goes on for longer is given in parts."""


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
        text = citation_markers.without(written, most)
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


def sentences(pieces: Iterable[str], limited: Callable[[], bool]) -> Iterator[str]:
    """Sentences with their markers; one is finished when the word after it is.

    A line that ends with a colon is one by itself. Bullets and other signs of Markdown at the
    beginning of a line go. ``limited``: whether the stream, now that it has ended, was cut off, so
    that its last sentence is none.
    """
    buffer = _Buffer()
    for word in _words(sentences_only(_words(pieces))):
        yield from map(_one_line, buffer.take(word))
    spans = split(buffer.text, wrapped=True)
    for start, end in spans[:-1] if limited() else spans:
        yield _one_line(buffer.text[start:end])


def _words(pieces: Iterable[str]) -> Iterator[str]:
    """The stream cut after each space, so that nothing depends on how it came."""
    begun = ""
    for piece in pieces:
        first, *others = _AFTER_SPACE.split(piece)
        begun += first
        for word in others:
            yield begun
            begun = word
    yield begun


class _Buffer:
    """What has come and is not given yet, with what is known of it."""

    def __init__(self) -> None:
        self.text = ""
        self._tidy = True  # nothing more is to be moved in it
        self._looked = 0  # no sentence ends before this place
        self._second = 0  # where its second sentence begins; 0 where none is seen yet
        self._lettered = 0  # no letter that ends a word is after _second and before this place

    def take(self, word: str) -> list[str]:
        """One more word; the sentences that it finishes."""
        before, self.text = len(self.text), self.text + word
        if len(self.text) <= LONGEST and not _MAY_END.search(self.text):
            return []
        if not self._tidy or LAST.search(word):
            self._put_in_order()
        elif _ITEM_BEGINS.search(self.text, before):
            self._put_apart(max(0, before - 2))
        return [*self._finished(word), *self._too_long()]

    def _put_in_order(self) -> None:
        ordered = citation_markers.tucked_in(_ITEM.sub("\n\n", self.text))
        self._tidy = ordered == self.text
        if not self._tidy:
            before, self.text, self._lettered = self.text, ordered, 0
            self._looked, self._second = (
                place if ordered[: place + 1] == before[: place + 1] else 0
                for place in (self._looked, self._second)
            )

    def _put_apart(self, start: int) -> None:
        """An item that begins after ``start`` parted from what is before it, where all else is in
        order already.
        """
        self.text = self.text[:start] + _ITEM.sub("\n\n", self.text[start:])
        self._looked, self._second = (
            place if place < start else 0 for place in (self._looked, self._second)
        )
        self._lettered = min(self._lettered, start)

    def _finished(self, word: str) -> list[str]:
        """The sentences that a whole word follows, unless a marker may still be under way."""
        self._second = self._second or self._next_start(word)
        if not self._second:
            return []
        if not _LETTER_ENDS.search(self.text, max(self._second, self._lettered)):
            self._lettered = len(self.text) - 1  # its last character may be a letter
            return []
        if _OPEN.search(self.text, max(0, len(self.text) - _OPEN_FOR)):
            return []
        last = max(match.start() for match in _LETTER_ENDS.finditer(self.text, self._second))
        starts = [start for start, _ in split(self.text, wrapped=True)]
        return self._given([0, *(start for start in starts[1:] if start <= last)])

    def _next_start(self, word: str) -> int:
        """Where the second sentence begins; 0 where that is not known yet."""
        looked = self._looked
        spans = split(self.text[looked:], wrapped=True)
        if len(spans) > 1:
            return looked + spans[1][0]
        last = len(self.text) - len(word)
        if (sure := _NO_END.match(word)) and self.text.endswith(word) and _spaced(self.text, last):
            self._looked = last + sure.end()
        return 0

    def _too_long(self) -> list[str]:
        return self._given([0, len(self.text)]) if len(self.text) > LONGEST else []

    def _given(self, edges: list[int]) -> list[str]:
        """The text between these places, which is no longer kept."""
        parts = [self.text[a:b] for a, b in pairwise(edges)]
        self.text, self._tidy = self.text[edges[-1] :], False
        self._looked = self._second = self._lettered = 0
        return parts


def _spaced(text: str, place: int) -> bool:
    return text[place - 1 : place].isspace()


_MAY_END = re.compile(r"[.!?…\n]")
_AFTER_SPACE = re.compile(r"(?<=\s)")
_NO_END = re.compile(r"[\"'’]*(?=[^.!?…»”’\"')\]\s])")  # what begins so closes nothing before it
_LETTER_ENDS = re.compile(r"[^\W\d_]\W")
_OPEN = re.compile(r"[\[(【<][^\])】>]{0,40}$")  # a marker may still be under way: "[passage "
_OPEN_FOR = 42  # characters that it may take up


def _one_line(text: str) -> str:
    plain = _MARKDOWN.sub("", text.strip())
    return re.sub(r"[ \t\r\n]+", " ", _EMPHASIS.sub(r"\2", plain)).strip()


_ITEM = re.compile(r"(?<!\n)\n(?=(?:[-*•–]|\d{1,2}[.)]) )|(?<=:)\n(?!\n)")
_ITEM_BEGINS = re.compile(r"(?<=\n)(?:[-*•–]|\d{1,2}[.)]) |:\n")
_MARKDOWN = re.compile(r"^(?:#{1,6} |[-*•–] |\(?\d{1,2}[.)] (?=\w)|> )+")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|__)(?=\S)(.+?)(?<=\S)\1(?![\w*])")
