"""Retries with exponential backoff, where the server is busy or fails before it answers.

Bounded: a few tries, and never beyond the time that is left; Retry-After is respected, or the
failure is raised at once.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TypeVar

T = TypeVar("T")
PAUSE = 0.4  # seconds before the second try, doubled before the third
# Classes of errors that may pass, by name: providers share no base class.
_PASSING = frozenset(
    "RateLimitError ModelRateLimitError InternalServerError ModelAPIError APIConnectionError "
    "ModelConnectionError ConflictError ConnectError ServiceUnavailableError "
    "OverloadedError".split()
)
_LASTING = frozenset("APITimeoutError ModelTimeoutError TimeoutException".split())


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
