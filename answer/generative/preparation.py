"""Background import of a client library, outside the time limit of an answer.

It takes about a second, once a process.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock

from answer.generative.async_bridge import in_background, waited

LIMIT = 30.0  # seconds that a reader waits for it, at most


class Preparation:
    """What ``prepare`` loads; ``clock`` is the one that answers are timed by."""

    def __init__(
        self, prepare: Callable[[], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._prepare, self._clock = prepare, clock
        self._lock = Lock()
        self._ready: Future[float] | None = None

    def begin(self) -> None:
        """Load it in the background, if that was not begun; what failed is tried again."""
        self._begun()

    def wait(self, on_wait: Callable[[], None] = lambda: None) -> float:
        """When it was loaded, by the clock; waits for it, for LIMIT at most.

        Raises TimeoutError, what loading raises and what ``on_wait`` raises.
        """
        end = time.monotonic() + LIMIT
        return waited(self._begun(), lambda: end - time.monotonic(), on_wait)

    def _begun(self) -> Future[float]:
        with self._lock:
            if self._ready is None or _failed(self._ready):
                self._ready = in_background(self._load)
            return self._ready

    def _load(self) -> float:
        self._prepare()
        return self._clock()


def _failed(ready: Future[float]) -> bool:
    return ready.done() and ready.exception() is not None
