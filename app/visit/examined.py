"""Serialised password checks, as each takes a core and 16 MB for a moment.

So guesses from many addresses are no faster together, and do not slow down those who ask
questions. Browsers that once signed in have a queue of their own, which strangers cannot fill.
"""

from __future__ import annotations

from anyio import CapacityLimiter, to_thread

from app.password import matches

MOST = 8  # passwords that wait in a queue; more are rejected


class Line:
    """One password at a time."""

    def __init__(self) -> None:
        self._one = CapacityLimiter(1)
        self._within = 0

    @property
    def full(self) -> bool:
        """Whether the queue is full."""
        return self._within > MOST

    async def right(self, password: str, digest: str) -> bool:
        """Whether it is the password; raises ValueError for an invalid digest."""
        self._within += 1
        try:
            return await to_thread.run_sync(matches, password, digest, limiter=self._one)
        finally:
            self._within -= 1
