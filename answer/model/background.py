"""Daemon threads for background work, which do not delay the end of the process.

A slow name look-up, or a client library that is still loading, must not keep a command from ending
once its answer is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Thread
from typing import ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")


def in_background(work: Callable[[], T]) -> Future[T]:
    """A future of what the work returns or raises; it cannot be cancelled."""
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
