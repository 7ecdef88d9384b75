"""Background jobs that verify drafts: one at a time, each for its owner.

A draft and its results are in memory only, for an hour after the last sentence, and are shown to
nobody else.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from domain.errors import PasserelleError

if TYPE_CHECKING:
    from answer.verification.draft import CheckedSentence
    from app.draft_check import Draft

Clock = Callable[[], float]
Reading = Callable[[], "Draft"]
Checking = Callable[["Draft"], "Iterator[CheckedSentence]"]
HOUR = 3600.0  # seconds after which a check that has ended is forgotten
MOST = 16  # checks that are kept at once
SOON = 3  # sentences after which the pace is meaningful


class Check:
    """A draft under way; once ``ended``, ``error``, ``stopped`` or neither is set.

    Neither is set, and ``whole`` is false, after an unexpected failure.
    """

    def __init__(self, name: str, read: Reading, check: Checking, clock: Clock) -> None:
        self.name = name
        self.draft: Draft | None = None
        self.error: PasserelleError | None = None
        self.stopped = self.whole = False
        self.until: float | None = None
        self._read, self._check, self._clock = read, check, clock
        self._checked: list[CheckedSentence] = []
        self._began: float | None = None
        self._stopping = threading.Event()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def checked(self) -> tuple[CheckedSentence, ...]:
        """The sentences that are checked so far, in order."""
        return tuple(self._checked)

    @property
    def total(self) -> int:
        """How many sentences there are; 0 before the draft is read."""
        return len(self.draft.spans) if self.draft else 0

    @property
    def begun(self) -> bool:
        """Whether its turn has come."""
        return self._began is not None

    @property
    def ended(self) -> bool:
        """Whether it is over."""
        return self._ended.is_set()

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._stopping.is_set()

    @property
    def left(self) -> float | None:
        """The seconds that are left, by the pace so far; None before it is known."""
        done = len(self._checked)
        if self._began is None or done < SOON or not self.total:
            return None
        return (self._clock() - self._began) / done * (self.total - done)

    def stop(self) -> None:
        """Have it end after the sentence under way; what was found stays."""
        self._stopping.set()

    def wait(self) -> None:
        """Return when it has ended."""
        self._ended.wait()
        if self._thread is not None:
            self._thread.join()

    def begin(self, turn: threading.Lock) -> None:
        """Start in a thread of its own, which waits for its turn and ends before the process."""
        self._thread = threading.Thread(target=self._run, args=(turn,), name="check", daemon=False)
        self._thread.start()

    def _run(self, turn: threading.Lock) -> None:
        try:
            while not turn.acquire(timeout=0.2):
                if self._over():
                    self.stopped = True
                    return
            try:
                self._work()
            finally:
                turn.release()
        except PasserelleError as error:
            self.error = error
        finally:
            self.until = self._clock() + HOUR
            self._ended.set()

    def _work(self) -> None:
        self._began = self._clock()
        self.draft = self._read()
        for sentence in self._check(self.draft):
            self._checked.append(sentence)
            if self._over() and len(self._checked) < self.total:
                self.stopped = True
                return
        self.whole = True

    def _over(self) -> bool:
        """Whether it is to end, because somebody asked or the process does."""
        return self.stopping or not threading.main_thread().is_alive()


class Checks:
    """Those of a server, by owner."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._lock, self._turn = threading.Lock(), threading.Lock()
        self._kept: dict[str, Check] = {}

    def of(self, owner: str) -> Check | None:
        """The owner's check, under way or ended."""
        with self._lock:
            self._forget()
            return self._kept.get(owner)

    def start(self, owner: str, name: str, read: Reading, check: Checking) -> Check | None:
        """Begin one in place of the owner's last; None while that is under way, or where too many
        are.
        """
        with self._lock:
            self._forget()
            own = self._kept.get(owner)
            if own is not None and not own.ended:
                return None
            if own is None and len(self._kept) >= MOST and not self._give_way():
                return None
            begun = self._kept[owner] = Check(name, read, check, self._clock)
            begun.begin(self._turn)
            return begun

    def dismiss(self, owner: str) -> None:
        """Forget the owner's check and its draft, once it has ended."""
        with self._lock:
            if owner in self._kept and self._kept[owner].ended:
                del self._kept[owner]

    def waiting(self) -> int:
        """How many are not at their end."""
        with self._lock:
            return sum(not check.ended for check in self._kept.values())

    def _give_way(self) -> bool:
        """Forget the one that ended first, if any has."""
        ended = [(check.until or 0.0, owner) for owner, check in self._kept.items() if check.ended]
        if not ended:
            return False
        del self._kept[min(ended)[1]]
        return True

    def _forget(self) -> None:
        now = self._clock()
        self._kept = {
            owner: check
            for owner, check in self._kept.items()
            if check.until is None or check.until > now
        }
