"""One job at a time, which nobody's page owns: followed, stopped, kept until it is dismissed."""

from __future__ import annotations

from threading import Event

import pytest

from app.ingest_job import Board, Job, OnProgress, Work
from domain.errors import StoreBusy
from domain.reports import IngestReport, Progress
from tests.fakes import FakeClock

DONE = IngestReport(generation=3)


class Held:
    """Some work that waits where it is told to, then goes on."""

    def __init__(self, *steps: Progress) -> None:
        self.steps = steps
        self.waits, self.goes_on = Event(), Event()

    def __call__(self, on_progress: OnProgress) -> IngestReport:
        on_progress(Progress("reading", 0, 2, "a.md"))
        self.waits.set()
        self.goes_on.wait()
        for step in self.steps:
            on_progress(step)
        return DONE


def ended(work: Work, board: Board | None = None) -> Job:
    job = (board or Board()).start(work)
    assert job is not None
    job.wait()
    return job


def test_a_job_is_followed_and_its_report_stays_until_it_is_dismissed() -> None:
    board, work = Board(), Held(Progress("reading", 1, 2, "b.md"))
    job = board.start(work)
    assert job is not None
    work.waits.wait()
    assert (board.busy, job.step.detail, job.ended) == (True, "a.md", False)
    board.dismiss(job)
    assert board.job is job
    work.goes_on.set()
    job.wait()
    assert (board.busy, board.job, job.report, job.step.done) == (False, job, DONE, 1)
    board.dismiss(job)
    assert board.job is None


def test_a_second_job_waits_for_the_first_to_end() -> None:
    board, work = Board(), Held()
    first = board.start(work)
    assert first is not None
    assert board.start(Held()) is None
    assert board.job is first
    work.goes_on.set()
    first.wait()
    second = ended(lambda _: DONE, board)
    assert board.job is second
    board.dismiss(first)
    assert board.job is second


def test_a_job_that_is_stopped_ends_at_its_next_step() -> None:
    board, work = Board(), Held(Progress("reading", 1, 2))
    job = board.start(work)
    assert job is not None
    work.waits.wait()
    job.stop()
    assert job.stopping
    work.goes_on.set()
    job.wait()
    assert (job.stopped, job.report, job.error) == (True, None, None)


def test_what_is_published_is_reported_even_where_it_was_stopped_too_late() -> None:
    board, work = Board(), Held(Progress("publishing", 1, 1))
    job = board.start(work)
    assert job is not None
    work.waits.wait()
    job.stop()
    work.goes_on.set()
    job.wait()
    assert (job.stopped, job.report) == (False, DONE)


def test_a_known_problem_is_kept_as_what_came_of_it() -> None:
    def busy(_: OnProgress) -> IngestReport:
        raise StoreBusy("store", "process 7")

    job = ended(busy)
    assert (job.report, job.stopped) == (None, False)
    assert "process 7" in str(job.error)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_problem_that_nobody_foresaw_ends_the_job_all_the_same() -> None:
    def broken(_: OnProgress) -> IngestReport:
        raise ZeroDivisionError

    board = Board()
    job = ended(broken, board)
    assert (job.report, job.error, job.stopped, board.busy) == (None, None, False, False)


def test_the_pace_is_that_of_the_stage_under_way() -> None:
    clock, seen = FakeClock(), []

    def work(on_progress: OnProgress) -> IngestReport:
        for seconds, step in (
            (0, Progress("reading", 0, 1)),
            (9, Progress("reading", 1, 1)),
            (1, Progress("embedding", 100, 700)),
            (0.5, Progress("embedding", 150, 700)),
            (1.5, Progress("embedding", 300, 700)),
        ):
            clock.advance(seconds)
            on_progress(step)
            pace = board.job.pace if board.job else None
            seen.append((pace.rate, pace.left) if pace else None)
        return DONE

    board = Board(clock)
    go = Event()

    def begun(on_progress: OnProgress) -> IngestReport:
        go.wait()
        return work(on_progress)

    job = board.start(begun)
    assert job is not None
    go.set()
    job.wait()
    assert seen == [(None, None), (1 / 9, 0), (None, None), (None, None), (100, 4)]
