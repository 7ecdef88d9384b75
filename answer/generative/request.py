"""One streaming request to a chat model, with a deadline; every failure is a ChatModelError.

It is sent again, after pauses that double, where the server is busy or fails before it answers: a
few times, and never beyond the time that is left. Retry-After is respected, or the failure is
raised at once.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable, Generator, Sequence
from contextlib import closing
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TypeVar

from answer.generative.async_bridge import Pulled
from answer.generative.chat_model import Message, Piece, StreamsText
from answer.generative.provider_errors import (
    CUT,
    ENDLESS,
    FILTERED,
    LIMITED,
    SLOW,
    Cause,
    ChatModelFailure,
    translated,
)
from domain.errors import ChatModelError

T = TypeVar("T")
# A reasoning model may think aloud for long.
MOST_CHARACTERS = 200_000
TRIES = 3
TAIL = 40  # characters of the end that are kept to see whether a sentence ends there
_FINISHED = (".", "!", "?", "…", "]", "»", "”", '"', ")", "】")
# A full stop after a figure may be part of it: "24.8", cut.
_SURELY_FINISHED = re.compile(r"(?:[^\d.][.!?…]|[.!?…][]»”\")】]+|[.!?…]\s+)\s*$")
# The providers' fields for the end of a message, and the values for one that is no end.
_ENDINGS = ("finish_reason", "stop_reason", "done_reason")
_CUTS = {
    **dict.fromkeys(("length", "max_tokens", "MAX_TOKENS"), LIMITED),
    **dict.fromkeys(("content_filter", "refusal", "SAFETY", "RECITATION"), FILTERED),
    "": CUT,
}
PAUSE = 0.4  # seconds before the second try, doubled before the third
# Classes of errors that may pass, by name: providers share no base class.
_PASSING = frozenset(
    "RateLimitError ModelRateLimitError InternalServerError ModelAPIError APIConnectionError "
    "ModelConnectionError ConflictError ConnectError ServiceUnavailableError "
    "OverloadedError".split()
)
_LASTING = frozenset("APITimeoutError ModelTimeoutError TimeoutException".split())


class ModelStream:
    """``deadline`` by the clock; ``silence``: seconds that may pass without a piece once there was
    one (the first may take all the time that is left: a slow machine reads for long); ``on_wait``
    is called now and again while none comes, and what it raises ends the request.

    Once the stream has ended, ``cut`` is why it is not whole, if it is not, and ``limited``
    whether its last sentence may be none.
    """

    def __init__(
        self,
        model: StreamsText,
        name: str,
        messages: Sequence[Message],
        clock: Callable[[], float],
        deadline: float,
        silence: float,
        on_wait: Callable[[], None] = lambda: None,
    ) -> None:
        self._model, self._name, self._messages = model, name, messages
        self._clock, self._deadline, self._silence = clock, deadline, silence
        self._on_wait = on_wait
        self._ending: str | None = None
        self._since = clock()
        self._begun = False
        self.cut: Cause | None = None
        self.limited = False

    def pieces(self) -> Generator[str, None, None]:
        """The text; closing ends the request. Raises ChatModelError."""
        written, tail = 0, ""
        with closing(Pulled(self._opened)) as stream:
            while (piece := self._next(stream)) is not None:
                self._note(piece)
                text = str(piece.text)
                self._begun = self._begun or bool(text)
                written += len(text)
                if written > MOST_CHARACTERS:
                    raise ChatModelFailure(self._name, ENDLESS)
                tail = (tail + text)[-TAIL:]
                if text:
                    yield text
        if self._ending == "" and tail and not tail.rstrip().endswith(_FINISHED):
            raise ChatModelFailure(self._name, CUT)
        self.cut = None if self._ending is None else _CUTS.get(self._ending)
        self.limited = self.cut is not None and not _SURELY_FINISHED.search(tail)

    def _note(self, piece: Piece) -> None:
        """Keep how the message ended; "" where its provider reports endings, but not here."""
        metadata = getattr(piece, "response_metadata", None)
        if metadata is None:
            return
        found = next((str(metadata[key]) for key in _ENDINGS if metadata.get(key)), "")
        self._ending = found or self._ending or ""

    def _opened(self) -> AsyncIterator[Piece]:
        return retried(lambda: self._model.astream(self._messages), TRIES, self._left, self._pause)

    def _pause(self, seconds: float) -> None:
        """A pause before another try is no silence."""
        self._since = self._clock() + seconds

    def _left(self) -> float:
        return self._deadline - self._clock()

    def _patience(self) -> float:
        """Seconds until the piece that is waited for has to be there."""
        if not self._begun:
            return self._left()
        return min(self._left(), self._since + self._silence - self._clock())

    def _next(self, stream: Pulled[Piece]) -> Piece | None:
        self._since = self._clock()
        if self._left() <= 0:
            raise ChatModelFailure(self._name, SLOW)
        try:
            return stream.next(self._patience, self._on_wait)
        except ChatModelError:
            raise
        except TimeoutError:
            raise ChatModelFailure(self._name, SLOW) from None
        except Exception as error:
            # Any provider that LangChain knows may be configured, with exceptions of its own that
            # share no base class.
            raise translated(self._name, error) from error


async def retried(
    open_stream: Callable[[], AsyncIterator[T]],
    tries: int,
    left: Callable[[], float],
    on_pause: Callable[[float], None] = lambda _: None,
    now: Callable[[], float] = time.time,
) -> AsyncIterator[T]:
    """The stream; opened at most ``tries`` times while nothing has come. ``left``: seconds;
    ``on_pause`` receives each pause, in seconds; ``now``: seconds since 1970, for a Retry-After
    that is a date.
    """
    for attempt in range(1, tries + 1):
        begun, stream = False, open_stream()
        try:
            async for item in stream:
                begun = True
                yield item
        except Exception as error:
            pause = _asked(error, now)
            if pause is None:
                pause = PAUSE * 2 ** (attempt - 1)
            if begun or attempt == tries or not _passes(error) or pause >= left():
                raise
            on_pause(pause)
            await asyncio.sleep(pause)
        else:
            return
        finally:
            await _closed(stream)


async def _closed(stream: AsyncIterator[T]) -> None:
    """Close a stream here and now: what is left to the collector is closed in any thread."""
    aclose = getattr(stream, "aclose", None)
    if aclose is not None:
        await aclose()


def _passes(error: Exception) -> bool:
    names = {base.__name__ for base in type(error).__mro__}
    return bool(names & _PASSING) and not names & _LASTING


def _asked(error: Exception, now: Callable[[], float]) -> float | None:
    """The seconds that the server asks to wait, by the headers of its answer."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    if headers is None:
        return None
    for name, factor in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return max(0.0, float(headers.get(name)) * factor)
        except (TypeError, ValueError):
            continue
    return _until(headers.get("retry-after"), now)


def _until(date: str | None, now: Callable[[], float]) -> float | None:
    """The seconds until a date as HTTP writes it; None for what is none."""
    try:
        asked = parsedate_to_datetime(date or "")
    except ValueError:
        return None
    asked = asked if asked.tzinfo else asked.replace(tzinfo=UTC)
    return max(0.0, asked.timestamp() - now())
