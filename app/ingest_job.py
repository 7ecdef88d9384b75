"""What is being taken into the library or out of it, in the background: one job at a time.

A job runs in the process: a click, a reload or a closed tab never ends it. It belongs to whoever
began it, and so does its outcome, which stays until it is dismissed. What it proposes waits for a
decision, with nothing locked: others may begin work of their own meanwhile.
Knows nothing of pages: it is started, followed, stopped and read.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from domain.errors import PasserelleError
from domain.reports import IngestReport, Progress

OnProgress = Callable[[Progress], None]
Work = Callable[[OnProgress], "Outcome"]
Clock = Callable[[], float]
_NUMBERS = count(1)
MOST = 64  # outcomes that are kept at once
LARGEST = 512 * 1024 * 1024  # bytes that what waits for a decision may hold
DAY = 24 * 3600.0  # seconds after which an outcome is forgotten, decided or not
SOON = 1.0  # seconds of a stage before its pace tells anything


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would change, told before anything is written; ``publish`` is the work that does it.

    ``report`` counts the passages of the sources given, not of the whole library; ``anew`` where
    it replaces one that the library has overtaken. ``size`` is what it holds, in bytes.
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
    """Raised in the midst of the work, which then publishes nothing."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How a stage goes: steps a second and seconds left; None before it can be told."""

    rate: float | None = None
    left: float | None = None


class Job:
    """Some work under way; once ``ended``, one of ``outcome``, ``error`` and ``stopped`` says how.

    None of them is set where the work failed in a way that nobody foresaw; the server's log has it.
    ``proposal`` is what waits for a decision: the outcome, or the one whose publishing failed.
    ``until`` is when it is forgotten; ``size`` are the bytes that it holds.
    """

    def __init__(
        self,
        work: Work,
        clock: Clock = time.monotonic,
        proposal: Proposal | None = None,
        owner: str = "",
        size: int = 0,
    ) -> None:
        self.owner, self.number = owner, next(_NUMBERS)
        self.until, self._size = math.inf, size
        self.step = Progress("reading", 0, 0)
        self.outcome: Outcome | None = None
        self.proposal = proposal
        self.error: PasserelleError | None = None
        self.stopped = False
        self._work: Work | None = work
        self._clock = clock
        self._stopping = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="library", daemon=False)
        self._since, self._from, self._now = clock(), 0, clock()

    def begin(self) -> None:
        """Start the work in a thread of its own, which ends before the process does."""
        self._thread.start()

    def stop(self) -> None:
        """Have the work end at its next step, with nothing changed; too late once it published."""
        self._stopping.set()

    def wait(self) -> None:
        """Return when the work has ended and its thread is gone."""
        self._thread.join()

    @property
    def report(self) -> IngestReport | None:
        """What was done, where the work was an ingest that came to its end."""
        return self.outcome if isinstance(self.outcome, IngestReport) else None

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop."""
        return self._stopping.is_set()

    @property
    def ended(self) -> bool:
        """Whether the work is over."""
        return self._ended.is_set()

    @property
    def size(self) -> int:
        """The bytes that it holds: what was given to it, then what it proposes, else none."""
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
        try:
            work, self._work = self._work, None  # it holds what was given, which ends with it
            self.outcome = work(self._note) if work else None
            self.proposal = self.outcome if isinstance(self.outcome, Proposal) else None
        except _Stopped:
            self.stopped = True
        except PasserelleError as error:
            self.error = error
        finally:
            self.until = self._clock() + DAY
            self._ended.set()

    def _note(self, step: Progress) -> None:
        if (step.stage, step.total) != (self.step.stage, self.step.total):
            self._since, self._from = self._clock(), step.done
        self._now, self.step = self._clock(), step
        published = step.stage == "publishing" and step.done > 0
        ending = not threading.main_thread().is_alive()
        if (self.stopping or ending) and not published:
            raise _Stopped


class Board:
    """Where the work of a process stands: one job at a time, and the last outcome of each owner."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._jobs: tuple[Job, ...] = ()

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The job under way and those that were not dismissed, in the order they were begun.

        Those whose day is over are gone.
        """
        with self._lock:
            self._forget()
            return self._jobs

    @property
    def job(self) -> Job | None:
        """The latest of them."""
        jobs = self.jobs
        return jobs[-1] if jobs else None

    @property
    def busy(self) -> bool:
        """Whether a job is under way, whoever began it."""
        return any(not job.ended for job in self._jobs)

    def undecided(self, owner: str) -> bool:
        """Whether a proposal of that owner waits for a decision."""
        return any(job.owner == owner and job.proposal is not None for job in self._jobs)

    def taken(self, owner: str = "") -> bool:
        """Whether that owner can begin no other job: one is under way, or theirs is undecided."""
        return self.busy or self.undecided(owner)

    def full(self, owner: str = "", size: int = 0) -> bool:
        """Whether what waits for the decisions of others leaves no room for so many bytes."""
        others = [job for job in self._jobs if job.owner != owner and job.proposal is not None]
        return len(others) >= MOST or sum(job.size for job in others) + size > LARGEST

    def start(self, work: Work, owner: str = "", size: int = 0) -> Job | None:
        """Begin a job in place of the owner's last one, with so many bytes given to it; None where
        the board is taken, or full.
        """
        with self._lock:
            self._forget()
            if self.taken(owner) or self.full(owner, size):
                return None
            return self._begin(Job(work, self._clock, owner=owner, size=size))

    def publish(self, job: Job) -> Job | None:
        """Do what a job proposes; None where it no longer waits, or another is under way."""
        with self._lock:
            self._forget()
            proposal = job.proposal
            if job not in self._jobs or self.busy or proposal is None:
                return None
            return self._begin(Job(proposal.publish, self._clock, proposal, job.owner))

    def _begin(self, job: Job) -> Job:
        """Reports of what was done give way where there are many; what is proposed never does."""
        others = [other for other in self._jobs if other.owner != job.owner]
        reports = [other for other in others if other.proposal is None]
        gone = reports[: max(len(others) - MOST + 1, 0)]
        self._jobs = (*(other for other in others if other not in gone), job)
        job.begin()
        return job

    def _forget(self) -> None:
        now = self._clock()
        self._jobs = tuple(job for job in self._jobs if job.until > now)

    def dismiss(self, job: Job) -> None:
        """Forget a job that has ended, and what it proposes."""
        with self._lock:
            if job.ended:
                self._jobs = tuple(other for other in self._jobs if other is not job)
