"""Streams that are ended for real: what a kit leaves open is closed there and then."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import closing

from answer.generative.async_bridge import Pulled

CHILD = """
import asyncio
from threading import Event
from answer.generative.preparation import Preparation
from answer.generative.async_bridge import Pulled

async def stream():
    await asyncio.to_thread(Event().wait)
    yield "never"

Preparation(Event().wait).begin()
pulled = Pulled(stream)
try:
    pulled.next(lambda: 0.0)
except TimeoutError:
    pulled.close()
    print("left")
"""


class Kit:
    """A provider's stream: its generator holds on to it, so that only a collector would free it."""

    def __init__(self, closed: list[str]) -> None:
        self.closed = closed
        self.pieces = self._pieces()

    async def _pieces(self) -> AsyncIterator[str]:
        try:
            async for line in self._lines():
                yield line
        finally:
            self.closed.append(threading.current_thread().name)

    async def _lines(self) -> AsyncIterator[str]:
        try:
            yield "one"
            yield "two"
        finally:
            self.closed.append(threading.current_thread().name)

    def __aiter__(self) -> AsyncIterator[str]:
        return self

    async def __anext__(self) -> str:
        return await anext(self.pieces)


def test_what_a_kit_leaves_open_is_closed_on_the_loop_before_close_returns() -> None:
    closed: list[str] = []
    with closing(Pulled(lambda: Kit(closed))) as stream:
        assert stream.next(lambda: 5.0) == "one"
        assert not closed
    assert closed == ["chat-model", "chat-model"]


def test_a_process_ends_though_a_name_is_still_looked_up_and_a_kit_loading() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", CHILD], timeout=60, capture_output=True, text=True, check=True
    )
    assert (ended.stdout, ended.stderr) == ("left\n", "")
