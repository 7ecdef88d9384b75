"""Job queue of the library: one job runs at a time, the others wait.

Priority: confirmed proposals, then short jobs, then long ones; the number of times a job is
overtaken is limited. A long job yields to a short one that arrives while it runs. Proposals wait
for a decision with nothing locked: others may start jobs of their own meanwhile.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

from app.ingest_job import Clock, Job, Work

MOST = 64  # jobs kept at once, ended or not
OWN = 3  # jobs of one owner that have not ended
LARGEST = 512 * 1024 * 1024  # bytes: memory limit of jobs that wait, for their turn or a decision
LONG = 60.0  # seconds from which a job counts as long
PATIENCE = 3  # times that a job may be overtaken


class Board:
    """The job queue of a process, and the last outcome of each owner."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.RLock()
        self._jobs: tuple[Job, ...] = ()

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The jobs that have not ended and those that were not dismissed, as they came.

        Excludes expired ones.
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
        """Whether a job is under way or waits its turn, whoever began it."""
        return any(not job.ended for job in self._jobs)

    def undecided(self, owner: str) -> bool:
        """Whether a proposal of that owner waits for a decision."""
        return any(job.owner == owner and job.proposal is not None for job in self._jobs)

    def taken(self, owner: str = "") -> bool:
        """Whether that owner can begin no other job: theirs is undecided, or they have as many as
        one may have.
        """
        own = sum(job.owner == owner and not job.ended for job in self._jobs)
        return self.undecided(owner) or own >= OWN

    def full(self, owner: str = "", size: int = 0) -> bool:
        """Whether what waits leaves no room for so many bytes of that owner."""
        kept = [
            job for job in self._jobs
            if not job.ended or (job.owner != owner and job.proposal is not None)
        ]  # fmt: skip
        return len(kept) >= MOST or sum(job.size for job in kept) + size > LARGEST

    def start(
        self, work: Work, owner: str = "", size: int = 0, seconds: float | None = None
    ) -> Job | None:
        """Put a job into the queue, in place of the owner's reports, with so many bytes given to it
        and expected to take so many seconds; None where the board is taken, or full.
        """
        with self._lock:
            self._forget()
            if self.taken(owner) or self.full(owner, size):
                return None
            return self._add(Job(work, self._clock, owner=owner, size=size, seconds=seconds))

    def publish(self, job: Job) -> Job | None:
        """Put what a job proposes at the head of the queue; None where it no longer waits."""
        with self._lock:
            self._forget()
            proposal = job.proposal
            if job not in self._jobs or not job.ended or proposal is None:
                return None
            self._jobs = tuple(other for other in self._jobs if other is not job)
            return self._add(Job(proposal.publish, self._clock, proposal, job.owner))

    def stop(self, job: Job) -> None:
        """Have a job end: at its next step, or at once where its turn has not come."""
        with self._lock:
            job.stop()

    def dismiss(self, job: Job) -> None:
        """Forget a job that has ended, and what it proposes."""
        with self._lock:
            if job.ended:
                self._jobs = tuple(other for other in self._jobs if other is not job)

    def before(self, job: Job) -> tuple[int, float]:
        """How many jobs come before one that waits, and the seconds that they take."""
        with self._lock:
            line = [*self._running(), *self._line()]
            ahead = line[: line.index(job)] if job in line else []
            return len(ahead), sum(other.left for other in ahead)

    def wait_for(self, seconds: float | None) -> float:
        """The seconds until a job would begin that is expected to take so many."""
        with self._lock:
            ahead = [*self._running(), *self._line()]
            short = (seconds or 0.0) < LONG
            return sum(other.left for other in ahead if not (short and _gives_way(other)))

    def _add(self, job: Job) -> Job:
        """Drops old reports where there are many, never proposals."""
        finished = [other for other in self._jobs if other.ended and other.proposal is None]
        kept = [o for o in self._jobs if o.owner != job.owner or o not in finished]
        reports = [other for other in kept if other in finished]
        gone = reports[: max(len(kept) - MOST + 1, 0)]
        job.on_end = self._advance
        self._jobs = (*(other for other in kept if other not in gone), job)
        for other in self._running():
            if not _long(job) and _gives_way(other):
                other.give_way()
        self._advance()
        return job

    def _advance(self) -> None:
        """Begin the next job where none runs."""
        with self._lock:
            line = self._line()
            ending = not threading.main_thread().is_alive()
            if ending or not line or any(self._running()):
                return
            for other in line[1:]:
                other.passed_over += other.number < line[0].number
            line[0].begin()

    def _running(self) -> Iterator[Job]:
        return (job for job in self._jobs if job.running)

    def _line(self) -> list[Job]:
        """The queued jobs, in order."""
        return sorted((j for j in self._jobs if not j.running and not j.ended), key=_turn)

    def _forget(self) -> None:
        now = self._clock()
        self._jobs = tuple(job for job in self._jobs if job.until > now)


def _long(job: Job) -> bool:
    return job.proposal is None and (job.seconds or 0.0) >= LONG


def _gives_way(job: Job) -> bool:
    """Whether a short job may overtake it."""
    return _long(job) and job.passed_over < PATIENCE


def _turn(job: Job) -> tuple[bool, bool, int]:
    patient = job.passed_over < PATIENCE
    return (job.proposal is None and patient, _long(job) and patient, job.number)
