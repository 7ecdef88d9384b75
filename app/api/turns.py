"""Fair queueing of requests: limits on those at work and waiting, per caller and in total.

One caller, however many requests it sends, leaves room for the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync as in_thread
from starlette.types import Receive

from app.api.errors import Overloaded

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks; ``receive`` reports a disconnect, None where there is no way to know."""

    name: str
    receive: Receive | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Requests at once and waiting: in all, and of each caller."""

    at_once: int
    waiting: int
    each_at_once: int
    each_waiting: int


class Turns:
    """The threads for one kind of work."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._threads = CapacityLimiter(bounds.at_once)
        self._own: dict[str, CapacityLimiter] = {}
        self._here: Counter[str] = Counter()

    @property
    def at_work(self) -> int:
        """Threads that work now."""
        return self._threads.borrowed_tokens

    @property
    def here(self) -> int:
        """Requests that wait or are worked on."""
        return self._here.total()

    def check(self, caller: str) -> None:
        """Raises Overloaded where one more request of the caller is too many."""
        most = self._bounds
        in_all = self.here >= most.at_once + most.waiting
        if in_all or self._here[caller] >= most.each_at_once + most.each_waiting:
            raise Overloaded

    async def run(self, caller: str, work: Callable[[], T]) -> T:
        """Do the work in a thread when it is its turn; a cancelled one loses its turn."""
        own = self._own.setdefault(caller, CapacityLimiter(self._bounds.each_at_once))
        self._here[caller] += 1
        try:
            async with own:
                return await in_thread(work, limiter=self._threads)
        finally:
            self._here[caller] -= 1
            if not self._here[caller]:
                del self._here[caller], self._own[caller]
