"""Background job that changes the library.

A job runs in the process: a click, a reload or a closed tab never ends it. It belongs to its owner,
as does its outcome, which stays until it is dismissed. A long job yields to shorter ones and
restarts after them; the store keeps what it has computed. See app/job_board.py for the queue.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from app.audit.actor import acting, doing
from domain.errors import PasserelleError
from domain.reports import IngestReport, Progress

OnProgress = Callable[[Progress], None]
Work = Callable[[OnProgress], "Outcome"]
Clock = Callable[[], float]
_NUMBERS = count(1)
DAY = 24 * 3600.0  # seconds after which an outcome is forgotten, decided or not
SOON = 1.0  # seconds of a stage before its pace is meaningful


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed change, reported before anything is written; ``publish`` is the work that does it.

    ``report`` counts the passages of the sources given, not of the whole library; ``anew`` where
    it replaces one that the library has overtaken. ``size`` is its memory use, in bytes.
    """

    report: IngestReport
    publish: Work
    anew: bool = False
    size: int = 0


@dataclass(frozen=True, slots=True)
class Marked:
    """A source that was marked as superseded by another, or (None) no longer so."""

    generation: int
    id: str
    by: str | None


Outcome = IngestReport | Proposal | Marked


class _Stopped(Exception):
    """Raised during the work, which then publishes nothing."""


class _Yielded(Exception):
    """Raised during the work, which then restarts later."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Pace of a stage: steps a second and seconds left; None before it is known."""

    rate: float | None = None
    left: float | None = None


def _nothing() -> None:
    """Callback at the end of a job that is in no queue."""


class Job:
    """Some work; once ``ended``, one of ``outcome``, ``error`` and ``stopped`` is set.

    None of them is set after an unexpected failure, which is in the server's log.
    ``proposal`` is what waits for a decision: the outcome, or the one whose publishing failed.
    ``until`` is when it is forgotten; ``size`` is its memory use in bytes. ``seconds`` is how long
    it is expected to take, None for what takes little; ``passed_over`` counts the jobs that came
    later and ran before it.
    """

    def __init__(
        self,
        work: Work,
        clock: Clock = time.monotonic,
        proposal: Proposal | None = None,
        owner: str = "",
        size: int = 0,
        seconds: float | None = None,
    ) -> None:
        self.owner, self.number = owner, next(_NUMBERS)
        self.seconds, self.passed_over, self.on_end = seconds, 0, _nothing
        self.until, self._size = math.inf, size
        self.step = Progress("reading", 0, 0)
        self.outcome: Outcome | None = None
        self.proposal = proposal
        self.error: PasserelleError | None = None
        self.stopped = False
        self._work: Work | None = work
        self._clock = clock
        self._stopping, self._yielding = threading.Event(), threading.Event()
        self._ended = threading.Event()
        self._by = doing()
        self._thread: threading.Thread | None = None
        self._began: float | None = None
        self._since, self._from, self._now = clock(), 0, clock()

    def begin(self) -> None:
        """Start the work in a thread of its own, which ends before the process does."""
        self._yielding.clear()
        self._began = self._clock()
        self._thread = threading.Thread(target=self._run, name="library", daemon=False)
        self._thread.start()

    def stop(self) -> None:
        """Have the work end at its next step, with nothing changed; too late once it published.

        For a queued job, only the board may call this.
        """
        self._stopping.set()
        if not self.running:
            self._end(stopped=True)

    def give_way(self) -> None:
        """Have the work end at its next step, to begin again later; too late once it is indexed."""
        self._yielding.set()

    def wait(self) -> None:
        """Return when the work has ended and its thread is gone."""
        self._ended.wait()
        if self._thread is not None:
            self._thread.join()

    @property
    def report(self) -> IngestReport | None:
        """What was done, where the work was an ingest that came to its end."""
        return self.outcome if isinstance(self.outcome, IngestReport) else None

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._stopping.is_set()

    @property
    def ended(self) -> bool:
        """Whether the work is over."""
        return self._ended.is_set()

    @property
    def running(self) -> bool:
        """Whether the work is under way; before that it is queued."""
        return self._began is not None and not self.ended

    @property
    def left(self) -> float:
        """The seconds that it will still take, as far as known."""
        if self._began is None:
            return self.seconds or SOON
        expected = (self.seconds or SOON) - (self._clock() - self._began)
        return max(expected, self.pace.left or 0.0, 0.0)

    @property
    def size(self) -> int:
        """Its memory use in bytes: what was given to it, then what it proposes, else none."""
        proposed = self.proposal.size if self.proposal else 0
        return proposed if self.ended else max(proposed, self._size)

    @property
    def pace(self) -> Pace:
        """The pace of the stage under way, as of its last step."""
        step, seconds, done = self.step, self._now - self._since, self.step.done - self._from
        if seconds < SOON or done <= 0:
            return Pace()
        return Pace(done / seconds, max(step.total - step.done, 0) * seconds / done)

    def _run(self) -> None:
        stopped = yielded = False
        try:
            work, self._work = self._work, None  # it references the inputs, released with it
            with acting(self._by):
                self.outcome = work(self._note) if work else None
            self.proposal = self.outcome if isinstance(self.outcome, Proposal) else None
        except _Stopped:
            stopped = True
        except _Yielded:
            self._work, yielded = work, True
        except PasserelleError as error:
            self.error = error
        finally:
            if yielded:
                self.step, self._began = Progress("reading", 0, 0), None
            else:
                self._end(stopped)
            self.on_end()

    def _end(self, stopped: bool) -> None:
        self.stopped, self.until = stopped, self._clock() + DAY
        self._work = None
        self._ended.set()

    def _note(self, step: Progress) -> None:
        if (step.stage, step.total) != (self.step.stage, self.step.total):
            self._since, self._from = self._clock(), step.done
        self._now, self.step = self._clock(), step
        published = step.stage == "publishing" and step.done > 0
        ending = not threading.main_thread().is_alive()
        if (self.stopping or ending) and not published:
            raise _Stopped
        if self._yielding.is_set() and step.stage in ("reading", "embedding"):
            raise _Yielded
