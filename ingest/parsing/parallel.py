"""Parallel map in threads, with a periodic callback to the caller."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")
TICK = 0.1  # seconds at most between two calls of ``on_tick``


def side_by_side(
    work: Callable[[Thing], Result],
    things: Sequence[Thing],
    workers: int,
    on_tick: Callable[[], None],
    on_leave: Callable[[], None],
) -> Generator[tuple[int, Result], None, None]:
    """The index and the result of each item, as completed; what ``work`` raises is raised.

    ``on_tick`` may raise to stop it all: what has not begun never will, and ``on_leave`` is called
    before what has begun is waited for, at every end.
    """
    done: SimpleQueue[Future[Result]] = SimpleQueue()
    with ThreadPoolExecutor(max(1, min(workers, len(things))), "parse") as pool:
        places: dict[Future[Result], int] = {}
        try:
            for place, thing in enumerate(things):
                future = pool.submit(work, thing)
                places[future] = place
                future.add_done_callback(done.put)
            for _ in things:
                future = _next(done, on_tick)
                yield places[future], future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            on_leave()


def _next(done: SimpleQueue[Future[Result]], on_tick: Callable[[], None]) -> Future[Result]:
    while True:
        on_tick()
        try:
            return done.get(timeout=TICK)
        except Empty:
            continue
