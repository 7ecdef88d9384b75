"""Asynchronous streams read synchronously, with timeouts and cancellation.

Streams run on one event loop in a thread of their own. Nothing is read ahead (back pressure).
Closing cancels the request, which closes its connection, even while the server is silent, and
closes every asynchronous generator that was begun for the stream: client libraries leave their own
to the garbage collector, which would run it in any thread. The threads are daemons: a slow name
look-up, or a client library that is still loading, does not keep a command from ending once its
answer is shown.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from contextvars import ContextVar
from functools import cache
from threading import Thread
from typing import Any, Generic, ParamSpec, TypeVar
from weakref import ReferenceType, ref

T = TypeVar("T")
P = ParamSpec("P")
_ENDED = object()
_under_way: set[Future[Any]] = set()
TICK = 0.25  # seconds between two looks at whether waiting is still wanted
_GRACE = 0.1  # seconds that closing waits for the connection to be gone
_begun: ContextVar[list[ReferenceType[AsyncGenerator[Any, Any]]] | None] = ContextVar(
    "begun", default=None
)
"""The generators begun for the stream that is advanced, in order."""


class Pulled(Generic[T]):
    """A stream that ``make`` opens; close it, or use it in contextlib.closing."""

    def __init__(self, make: Callable[[], AsyncIterator[T]]) -> None:
        self._make = make
        self._stream: AsyncIterator[T] | None = None
        self._waiting: Future[T | object] | None = None
        self._generators: list[ReferenceType[AsyncGenerator[Any, Any]]] = []

    def next(
        self, left: Callable[[], float], on_wait: Callable[[], None] = lambda: None
    ) -> T | None:
        """The next piece; None at the end. ``left``: the seconds until it has to be there, which
        may change meanwhile; ``on_wait`` is called every TICK.

        Raises TimeoutError, what the stream raises, and what ``on_wait`` raises.
        """
        self._waiting = _submit(self._advance())
        item = waited(self._waiting, left, on_wait)
        self._waiting = None
        return None if item is _ENDED else item  # type: ignore[return-value]

    def close(self) -> None:
        """End the stream; what is under way is cancelled."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.cancel()
        with suppress(TimeoutError):
            _submit(self._end()).result(_GRACE)

    async def _advance(self) -> T | object:
        _begun.set(self._generators)
        if self._stream is None:
            self._stream = self._make()
        try:
            return await anext(self._stream)
        except StopAsyncIteration:
            return _ENDED

    async def _end(self) -> None:
        aclose = getattr(self._stream, "aclose", None)
        if aclose is not None:
            with suppress(RuntimeError):  # still being cancelled: that closes it as well
                await aclose()
        for generator in [alive for reference in self._generators if (alive := reference())]:
            with suppress(Exception):  # what a client library says of its own, nobody waits for
                await generator.aclose()


def waited(future: Future[T], left: Callable[[], float], on_wait: Callable[[], None]) -> T:
    """A future's result, while there are seconds ``left``; ``on_wait`` is called every TICK.

    Raises TimeoutError (what runs is cancelled, where it can be), and what either raises.
    """
    while True:
        try:
            return future.result(max(0.0, min(TICK, left())))
        except TimeoutError:
            if future.done():  # since, or its own TimeoutError
                return future.result()
            if left() <= 0:
                future.cancel()
                raise
            on_wait()


def _submit(work: Coroutine[object, object, T]) -> Future[T]:
    """Run it on the loop, which itself keeps no task from being collected."""
    future = asyncio.run_coroutine_threadsafe(work, _loop())
    _under_way.add(future)
    future.add_done_callback(_under_way.discard)
    return future


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    loop.set_default_executor(Background())
    loop.call_soon(_note_generators)
    Thread(target=loop.run_forever, name="chat-model", daemon=True).start()
    return loop


def _note_generators() -> None:
    """Have each generator that is begun in this thread noted for the stream it is begun for."""
    first = sys.get_asyncgen_hooks().firstiter

    def begun(generator: AsyncGenerator[Any, Any]) -> None:
        if first is not None:
            first(generator)
        noted = _begun.get()
        if noted is not None:
            noted.append(ref(generator))

    sys.set_asyncgen_hooks(firstiter=begun)


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
