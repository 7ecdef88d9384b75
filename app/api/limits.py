"""How much may come: requests a minute of each caller, bytes of each body."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from starlette.types import Message, Receive, Scope

from app.api.errors import TooLarge, TooMany

MB = 1_000_000
CALLERS = 10_000
"""Callers that are remembered; the one not seen for the longest time is forgotten first."""


class Rate:
    """So many requests a minute of each caller, with as many at once; 0 is no limit."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._clock = per_minute, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def check(self, caller: str) -> None:
        """Raises TooMany where a caller has no request left; counts none."""
        if not self._limit:
            return
        with self._lock:
            left = self._left_of(caller, self._clock())
        if left < 1:
            raise TooMany(str(self._limit))

    def count(self, caller: str) -> None:
        """One more request of a caller; raises TooMany where none is left."""
        if not self._limit:
            return
        with self._lock:
            now = self._clock()
            left = self._left_of(caller, now)
            self._left[caller] = (max(left - 1, 0.0) if left >= 1 else left, now)
            self._left.move_to_end(caller)
            if len(self._left) > CALLERS:
                self._left.popitem(last=False)
        if left < 1:
            raise TooMany(str(self._limit))

    def _left_of(self, caller: str, now: float) -> float:
        left, since = self._left.get(caller, (float(self._limit), now))
        return min(float(self._limit), left + (now - since) * self._limit / 60)


def bounded(scope: Scope, receive: Receive, most: int) -> Receive:
    """The body of a request, of which no more than ``most`` bytes are read.

    Raises TooLarge at once where the request declares more.
    """
    declared = dict(scope["headers"]).get(b"content-length", b"")
    if declared.isdigit() and int(declared[:20]) > most:
        raise TooLarge(str(most // MB))
    read = 0

    async def receive_bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise TooLarge(str(most // MB))
        return message

    return receive_bounded
