"""Worker threads for questions and changes, so that the server stays responsive.

Only some questions are answered at once, the others wait their turn; too many are refused. A
caller who goes away gives up their turn, or ends the answer under way.
"""

from __future__ import annotations

import math
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
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

from app.api.errors import CallerGone, Overloaded, TooLarge
from app.api.turns import Bounds, Caller, Turns
from app.unexpected import known
from domain.errors import PasserelleError

T = TypeVar("T")
QUESTIONS = Bounds(at_once=8, waiting=200, each_at_once=4, each_waiting=20)
"""Each takes one core for a tenth of a second, or waits for a model."""
SEARCHES = Bounds(at_once=4, waiting=200, each_at_once=2, each_waiting=20)
LOOKS = Bounds(at_once=4, waiting=200, each_at_once=4, each_waiting=200)
CHANGES_WAITING = 4
"""Changes, with all that they bring, that may wait for the one under way."""
PING = 15.0  # seconds of silence, after which a comment keeps the connection open

StillThere = Callable[[], None]
"""Called while something is waited for; raises Gone where nobody waits for the answer."""


class Gone(BaseException):
    """The client has disconnected; a BaseException, so that no error handler catches it."""


class Presence:
    """Whether the caller is still there."""

    def __init__(self) -> None:
        self._gone = Event()

    def leave(self) -> None:
        """They are not."""
        self._gone.set()

    def check(self) -> None:
        """Raises Gone; may be called in any thread."""
        if self._gone.is_set():
            raise Gone

    async def watch(self, receive: Receive, scope: anyio.CancelScope) -> None:
        """Cancel the scope on disconnect, or on endless unrequested data."""
        with suppress(TooLarge):
            while (await receive())["type"] != "http.disconnect":
                pass
        self.leave()
        scope.cancel()


class Work:
    """The threads of one server."""

    def __init__(self) -> None:
        self._asking, self._searching = Turns(QUESTIONS), Turns(SEARCHES)
        self._looking = Turns(LOOKS)
        self._changes = 0
        self._changing = CapacityLimiter(1)

    async def ask(self, work: Callable[[StillThere], T], caller: Caller) -> T:
        """Run a question; raises its errors, Overloaded, CallerGone, Unexpected for a fault."""
        return await _while_there(work, caller, self._asking)

    async def search(self, work: Callable[[], T], caller: Caller) -> T:
        """Run a search; raises as ``ask`` does."""
        return await _while_there(lambda _: work(), caller, self._searching)

    async def look(self, work: Callable[[], T]) -> T:
        """Run a quick read that must not wait behind questions; raises Overloaded too."""
        self._looking.check("")
        return await self._looking.run("", partial(_known, work))

    @asynccontextmanager
    async def changing(self) -> AsyncIterator[None]:
        """A slot for a change, to be acquired before its body is read; raises Overloaded."""
        if self._changes > CHANGES_WAITING:
            raise Overloaded
        self._changes += 1
        try:
            yield
        finally:
            self._changes -= 1

    async def change(self, work: Callable[[], T]) -> T:
        """Run changes of the store, one after the other."""
        return await in_thread(partial(_known, work), limiter=self._changing)

    def stream(self, pieces: Pieces, caller: Caller) -> EventStream:
        """An answer as a stream; raises Overloaded."""
        self._asking.check(caller.name)
        return EventStream(pieces, self._asking, caller.name)


async def _while_there(work: Callable[[StillThere], T], caller: Caller, turns: Turns) -> T:
    """The result of the work in its turn, as long as the caller waits."""
    turns.check(caller.name)
    presence, given = Presence(), list[T]()
    failed: PasserelleError = CallerGone()
    async with anyio.create_task_group() as group:
        if caller.receive is not None:
            group.start_soon(presence.watch, caller.receive, group.cancel_scope)
        try:
            doing = partial(_known, partial(work, presence.check))
            given.append(await turns.run(caller.name, doing))
        except PasserelleError as error:
            failed = error
        except Gone:
            pass
        group.cancel_scope.cancel()
    if not given:
        raise failed
    return given[0]


def _known(work: Callable[[], T]) -> T:
    with known():
        return work()


Pieces = Callable[[StillThere], Iterator[bytes]]
"""Makes the pieces of a stream, in a thread; what it is given it calls while it waits."""


class EventStream(Response):
    """Server-sent events, each sent when it is there; the thread never waits for a slow reader."""

    media_type = "text/event-stream"

    def __init__(self, pieces: Pieces, turns: Turns, caller: str) -> None:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        super().__init__(headers=headers, media_type=self.media_type)
        del self.headers["content-length"]
        self._pieces, self._turns, self._caller = pieces, turns, caller
        self._presence = Presence()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the pieces; end early where the caller goes away."""
        del scope
        await send(
            {"type": "http.response.start", "status": 200, "headers": self.raw_headers},
        )
        inlet, outlet = anyio.create_memory_object_stream[bytes](math.inf)
        async with anyio.create_task_group() as group:
            group.start_soon(self._presence.watch, receive, group.cancel_scope)
            group.start_soon(self._produce, inlet)
            try:
                with outlet:
                    await self._forward(outlet.receive, send)
            finally:
                self._presence.leave()
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

    async def _produce(self, inlet: MemoryObjectSendStream[bytes]) -> None:
        with inlet:
            await self._turns.run(self._caller, partial(self._work, inlet))

    def _work(self, inlet: MemoryObjectSendStream[bytes]) -> None:
        try:
            for piece in self._pieces(self._presence.check):
                self._presence.check()
                in_loop(inlet.send_nowait, piece)
        except (Gone, BrokenResourceError, ClosedResourceError):
            return
