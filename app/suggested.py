"""First questions that this library answers: each is asked before it is shown.

They are asked in a thread, once for each state of the library, and never of a language model.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock, Thread

from app.unexpected import known
from app.wiring import Parts
from domain.errors import PasserelleError
from domain.types import Finished, Language, Status

Key = tuple[int, Language]
Work = Callable[[], tuple[str, ...]]
AGAIN = 60.0  # seconds after which what failed is tried again


class Suggested:
    """What was found out for which state of the library, in which language."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[Key, tuple[str, ...] | None] = {}
        self._failed: dict[Key, float] = {}
        self._lock = Lock()

    def found(self, key: Key, work: Work) -> tuple[str, ...] | None:
        """The questions; None while they are being asked, which begins here."""
        with self._lock:
            failed = self._failed.get(key)
            if key not in self._known or (failed is not None and self._clock() - failed >= AGAIN):
                self._failed = {}
                self._known = {k: v for k, v in self._known.items() if k[0] == key[0]}
                self._known[key] = None
                Thread(target=self._ask, args=(key, work), name="suggestions").start()
            return self._known[key]

    def _ask(self, key: Key, work: Work) -> None:
        found: tuple[str, ...] = ()
        failed = False
        try:
            with known():
                found = work()
        except PasserelleError:  # then there are none for a while
            failed = True
        with self._lock:
            self._known[key] = found
            if failed:
                self._failed[key] = self._clock()


def answered(parts: Parts, questions: Sequence[str], language: Language) -> tuple[str, ...]:
    """Those that the sources answer; raises what the assistant raises."""
    quoting = replace(parts.assistant, generator=None)
    return tuple(
        question
        for question in questions
        for event in quoting.ask(question, (), language)
        if isinstance(event, Finished) and event.answer.status is Status.ANSWERED
    )
