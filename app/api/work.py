"""Questions and changes done in threads, so that the server goes on serving meanwhile.

Only some questions are answered at once, the others wait their turn; too many are refused. A
caller who goes away ends the answer under way.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial
from threading import Event
from typing import TypeVar

import anyio
from anyio import BrokenResourceError, CapacityLimiter, ClosedResourceError
from anyio.from_thread import run_sync as in_loop
from anyio.streams.memory import MemoryObjectSendStream
from anyio.to_thread import run_sync as in_thread
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.api.errors import Overloaded
from app.unexpected import known

T = TypeVar("T")
AT_ONCE = 8
"""Questions answered at once; each takes one core for a tenth of a second, or waits for a model."""
WAITING = 200
"""Questions that may wait for their turn."""
PING = 15.0  # seconds of silence, after which a comment keeps the connection open


class Gone(BaseException):
    """Nobody waits for this answer any more; no error, so that nothing takes it for one."""


class Work:
    """The threads of one server."""

    def __init__(self) -> None:
        self._asking = CapacityLimiter(AT_ONCE)
        self._looking = CapacityLimiter(4)
        self._changing = CapacityLimiter(1)

    async def ask(self, work: Callable[[], T]) -> T:
        """What answers or searches; raises its errors, Overloaded, and Unexpected for a fault."""
        return await _run(work, self._free())

    async def look(self, work: Callable[[], T]) -> T:
        """What is quick, and must not wait behind questions."""
        return await _run(work, self._looking)

    async def change(self, work: Callable[[], T]) -> T:
        """What changes the store, one after the other."""
        return await _run(work, self._changing)

    def stream(self, pieces: Pieces) -> EventStream:
        """An answer sent as it comes about; raises Overloaded."""
        return EventStream(pieces, self._free())

    def _free(self) -> CapacityLimiter:
        if self._asking.statistics().tasks_waiting >= WAITING:
            raise Overloaded
        return self._asking


async def _run(work: Callable[[], T], limiter: CapacityLimiter) -> T:
    def done() -> T:
        with known():
            return work()

    return await in_thread(done, limiter=limiter)


Pieces = Callable[[Callable[[], None]], Iterator[bytes]]
"""Makes the pieces of a stream, in a thread; what it is given it calls while it waits."""


class EventStream(Response):
    """Server-sent events, each sent when it is there; the thread never waits for a slow reader."""

    media_type = "text/event-stream"

    def __init__(self, pieces: Pieces, limiter: CapacityLimiter) -> None:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        super().__init__(headers=headers, media_type=self.media_type)
        del self.headers["content-length"]
        self._pieces, self._limiter = pieces, limiter
        self._gone = Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the pieces; end early where the caller goes away."""
        del scope
        await send(
            {"type": "http.response.start", "status": 200, "headers": self.raw_headers},
        )
        inlet, outlet = anyio.create_memory_object_stream[bytes](math.inf)
        async with anyio.create_task_group() as group:
            group.start_soon(self._watch, receive, group.cancel_scope)
            group.start_soon(self._produce, inlet)
            try:
                with outlet:
                    await self._forward(outlet.receive, send)
            finally:
                self._gone.set()
            group.cancel_scope.cancel()

    async def _forward(self, next_: Callable[[], object], send: Send) -> None:
        while True:
            piece: object = b": still at work\n\n"
            with anyio.move_on_after(PING):
                try:
                    piece = await next_()  # type: ignore[misc]
                except anyio.EndOfStream:
                    await send({"type": "http.response.body", "body": b"", "more_body": False})
                    return
            await send({"type": "http.response.body", "body": piece, "more_body": True})

    async def _watch(self, receive: Receive, scope: anyio.CancelScope) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._gone.set()
        scope.cancel()

    async def _produce(self, inlet: MemoryObjectSendStream[bytes]) -> None:
        with inlet:
            await in_thread(partial(self._work, inlet), limiter=self._limiter)

    def _work(self, inlet: MemoryObjectSendStream[bytes]) -> None:
        try:
            for piece in self._pieces(self._check):
                self._check()
                in_loop(inlet.send_nowait, piece)
        except (Gone, BrokenResourceError, ClosedResourceError):
            return

    def _check(self) -> None:
        if self._gone.is_set():
            raise Gone
