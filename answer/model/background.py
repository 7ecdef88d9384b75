"""Work in threads that no process waits for at its end.

A name that is looked up for half a minute, or a kit that is still loading, must not keep a command
from ending whose answer is told. Knows nothing of what the work is.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Thread
from typing import ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")


def in_background(work: Callable[[], T]) -> Future[T]:
    """What the work brings, or raises; it cannot be cancelled."""
    done: Future[T] = Future()
    done.set_running_or_notify_cancel()

    def run() -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - raised where the result is asked for
            done.set_exception(error)
        else:
            done.set_result(result)

    Thread(target=run, name="background", daemon=True).start()
    return done


class Background(ThreadPoolExecutor):
    """An executor as an event loop wants one, for its lookups of names."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A thread for each call."""
        return in_background(lambda: fn(*args, **kwargs))
