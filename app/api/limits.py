"""Rate and size limits: requests a minute of each caller, bytes of each body."""

from __future__ import annotations

import time
from collections.abc import Callable

from starlette.types import Message, Receive, Scope

from app.api.errors import TooLarge, TooMany
from app.rate import Buckets

MB = 1_000_000


class Rate:
    """So many requests a minute of each caller, with as many at once; 0 is no limit."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._buckets = Buckets(per_minute, clock)

    def check(self, caller: str) -> None:
        """Raises TooMany where a caller has no request left; counts none."""
        if self._buckets.wait(caller):
            raise TooMany(str(self._buckets.per_minute))

    def count(self, caller: str) -> None:
        """One more request of a caller; raises TooMany where none is left."""
        if self._buckets.take(caller):
            raise TooMany(str(self._buckets.per_minute))


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
