"""Rate limit of questions on the pages, per browser and address.

A browser has its own bucket, which nobody else can empty. As a new cookie costs nothing, browsers
that are new share one bucket of their address as well; a browser that has asked here for a while
does not, so that a flood delays only new browsers of its own address.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import ClassVar

from app.rate import CALLERS, Buckets
from app.visit.tries import places
from domain.errors import PasserelleError

NEW = 60.0
"""Seconds after its first question during which a browser is new."""


class TooManyQuestions(PasserelleError):
    """More questions than the settings allow."""

    en: ClassVar[str] = (
        "You are asking faster than this server can answer: try again in {subject} s."
    )
    fr: ClassVar[str] = (
        "Vous posez vos questions plus vite que ce serveur n'y répond : réessayez dans {subject} s."
    )


class Pace:
    """The buckets of one server."""

    def __init__(
        self, each: int, address: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._each, self._new = Buckets(each, clock), Buckets(address, clock)
        self._clock, self._lock = clock, Lock()
        self._first: OrderedDict[str, float] = OrderedDict()

    def admit(self, visitor: str, address: str) -> None:
        """Count a question of a browser; raises TooManyQuestions."""
        wait = self._each.wait(visitor)
        if not wait and not self._known(visitor):
            wait = self._new.take_all(places(address))
        wait = wait or self._each.take(visitor)
        if wait:
            raise TooManyQuestions(str(int(wait) + 1))
        with self._lock:
            self._first.setdefault(visitor, self._clock())
            self._first.move_to_end(visitor)
            while len(self._first) > CALLERS:
                self._first.popitem(last=False)

    def _known(self, visitor: str) -> bool:
        with self._lock:
            first = self._first.get(visitor)
        return first is not None and self._clock() - first >= NEW
