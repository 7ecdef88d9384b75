"""Rate limiting by token buckets, per caller, in memory."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock

CALLERS = 10_000
"""Callers that are remembered; the one not seen for the longest time is forgotten first."""


class Buckets:
    """A bucket for each caller: as many requests at once as a minute gives, then at that pace."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute, self._clock = per_minute, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, caller: str) -> float:
        """Seconds until a caller has a request left, 0.0 where one is; counts none."""
        if not self.per_minute:
            return 0.0
        with self._lock:
            return self._wait(caller, self._clock())

    def take(self, caller: str) -> float:
        """Count one more request; the seconds to wait, and nothing counted, where none is left."""
        return self.take_all((caller,))

    def take_all(self, callers: Sequence[str]) -> float:
        """One more request of each of them, or of none where one of them has to wait."""
        if not self.per_minute:
            return 0.0
        with self._lock:
            now = self._clock()
            wait = max((self._wait(caller, now) for caller in callers), default=0.0)
            for caller in callers:
                self._left[caller] = (self._left_of(caller, now) - (not wait), now)
                self._left.move_to_end(caller)
            while len(self._left) > CALLERS:
                self._left.popitem(last=False)
        return wait

    def _wait(self, caller: str, now: float) -> float:
        missing = 1.0 - self._left_of(caller, now)
        return max(missing, 0.0) * 60 / self.per_minute

    def _left_of(self, caller: str, now: float) -> float:
        most = float(self.per_minute)
        left, since = self._left.get(caller, (most, now))
        return min(most, left + (now - since) * self.per_minute / 60)
