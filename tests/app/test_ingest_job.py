"""Jobs that nobody's page owns: in line, followed, stopped, kept until they are dismissed."""

from __future__ import annotations

import gc
import weakref
from threading import Event

import pytest

from app.ingest_job import DAY, Job, OnProgress, Outcome, Proposal, Work
from app.job_board import LARGEST, LONG, MOST, OWN, PATIENCE, Board
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


def begun(board: Board, work: Work, owner: str = "", seconds: float | None = None) -> Job:
    job = board.start(work, owner, seconds=seconds)
    assert job is not None
    return job


def test_a_second_job_waits_for_the_first_to_end_and_can_leave_the_line() -> None:
    board, work = Board(), Held()
    first, second, third = begun(board, work), begun(board, Held()), begun(board, lambda _: DONE)
    assert (first.running, second.running, third.running) == (True, False, False)
    assert [board.before(job)[0] for job in (second, third)] == [1, 2]
    assert board.taken()
    assert board.start(Held()) is None
    assert board.start(Held(), "another") is not None
    board.stop(second)
    assert (second.ended, second.stopped, board.before(third)[0]) == (True, True, 1)
    board.stop(board.jobs[-1])
    work.goes_on.set()
    third.wait()
    assert (first.report, third.report, board.busy) == (DONE, DONE, False)


def test_what_is_short_goes_before_what_is_long_but_not_for_ever() -> None:
    board, work, order = Board(), Held(), []

    def noting(name: str) -> Work:
        def noted(_: OnProgress) -> Outcome:
            order.append(name)
            return DONE

        return noted

    begun(board, work)
    long = begun(board, noting("long"), "one", LONG)
    short = [begun(board, noting(str(n)), f"of {n}", 1.0) for n in range(PATIENCE + 1)]
    assert board.before(long)[0] == PATIENCE + 2
    work.goes_on.set()
    short[-1].wait()
    long.wait()
    assert order == [*map(str, range(PATIENCE)), "long", str(PATIENCE)]


def test_a_long_job_gives_way_to_a_short_one_and_begins_again() -> None:
    board = Board()
    long, tries = Held(Progress("embedding", 1, 9)), []

    def twice(on_progress: OnProgress) -> Outcome:
        tries.append(len(tries))
        return long(on_progress)

    job = begun(board, twice, "one", LONG)
    long.waits.wait()
    short = begun(board, lambda _: DONE, "two", 1.0)
    assert not short.running
    long.goes_on.set()
    short.wait()
    job.wait()
    assert (short.report, job.report, job.stopped, tries) == (DONE, DONE, False, [0, 1])
    assert job.passed_over == 1


def test_of_what_others_propose_nothing_is_lost_when_one_is_published() -> None:
    board, work = Board(), Held()
    begun(board, work, "another")
    drafts = [begun(board, proposing(), "one") for _ in range(OWN)]
    work.goes_on.set()
    for draft in drafts:
        draft.wait()
    assert board.undecided("one")
    published = board.publish(drafts[0])
    assert published is not None
    published.wait()
    assert [job for job in board.jobs if job.owner == "one"] == [*drafts[1:], published]


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


def proposing(size: int = 0) -> Work:
    return lambda _: Proposal(IngestReport(3), lambda _: DONE, size=size)


def drafted(board: Board, owner: str, size: int = 0) -> Job | None:
    job = board.start(proposing(size), owner, size)
    if job is not None:
        job.wait()
    return job


def test_a_draft_of_another_never_gives_way_and_a_new_one_is_refused() -> None:
    board = Board()
    first = drafted(board, "0")
    for n in range(1, MOST):
        assert drafted(board, str(n))
    assert board.full("one more")
    assert drafted(board, "one more") is None
    assert len(board.jobs) == MOST
    assert board.jobs[0] is first is not None
    board.dismiss(first)
    assert drafted(board, "one more")


def test_reports_of_what_was_done_give_way() -> None:
    board = Board()
    draft = drafted(board, "draft")
    for n in range(MOST + 5):
        last = board.start(lambda _: DONE, str(n))
        assert last is not None
        last.wait()
    assert len(board.jobs) == MOST
    assert board.jobs[0] is draft
    assert board.jobs[-1] is last


def test_drafts_hold_so_many_bytes_and_no_more() -> None:
    board = Board()
    large = drafted(board, "one", LARGEST - 10)
    assert large is not None
    assert drafted(board, "two", 11) is None
    assert board.full("two", 11)
    assert drafted(board, "two", 10)
    board.dismiss(large)
    assert drafted(board, "three", LARGEST - 10)


def test_an_outcome_is_forgotten_after_a_day_a_job_under_way_never() -> None:
    clock, work = FakeClock(), Held()
    board = Board(clock)
    draft = drafted(board, "one")
    assert draft is not None
    clock.advance(DAY - 1)
    assert board.jobs == (draft,)
    running = board.start(work, "two")
    assert running is not None
    work.waits.wait()
    clock.advance(DAY)
    assert board.jobs == (running,)
    assert board.publish(draft) is None
    work.goes_on.set()
    running.wait()
    assert board.job is running


def test_what_was_given_is_let_go_once_the_work_has_ended() -> None:
    class Given:
        def __call__(self, _: OnProgress) -> Outcome:
            return DONE

    board, given = Board(), Given()
    gone = weakref.ref(given)
    ended(given, board)
    del given
    gc.collect()
    assert gone() is None
