"""Whose turn it is, who has gone away, and what is too much to wait for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import anyio
import pytest
from starlette.types import Message

from app.api.errors import CallerGone, Overloaded
from app.api.turns import Bounds, Caller, Turns
from app.api.work import CHANGES_WAITING, LOOKS, QUESTIONS, EventStream, StillThere, Work
from tests.running import run

EACH = QUESTIONS.each_at_once + QUESTIONS.each_waiting


async def until(is_so: Callable[[], bool]) -> None:
    """Let the others go on until something is so."""
    with anyio.fail_after(60):
        while not is_so():
            await anyio.sleep(0.001)


async def gone() -> Message:
    return {"type": "http.disconnect"}


async def still_there() -> Message:
    await anyio.sleep_forever()
    raise AssertionError


@contextmanager
def let_go(over: threading.Event) -> Iterator[None]:
    """What waits for the event goes on afterwards, whatever happens."""
    try:
        yield
    finally:
        over.set()


def test_one_caller_leaves_room_for_the_others() -> None:
    work, over, begun = Work(), threading.Event(), list[str]()

    def answer(name: str) -> Callable[[StillThere], None]:
        def wait(_: StillThere) -> None:
            begun.append(name)
            over.wait()

        return wait

    async def main() -> None:
        async with anyio.create_task_group() as group:
            with let_go(over):
                for _ in range(EACH):
                    group.start_soon(work.ask, answer("greedy"), Caller("greedy"))
                await until(lambda: len(begun) == QUESTIONS.each_at_once)
                with pytest.raises(Overloaded):
                    await work.ask(answer("greedy"), Caller("greedy"))
                with pytest.raises(Overloaded):
                    work.stream(lambda _: iter(()), Caller("greedy"))
                group.start_soon(work.ask, answer("other"), Caller("other"))
                await until(lambda: "other" in begun)
                assert await work.search(lambda: "found", Caller("greedy")) == "found"
                assert begun.count("greedy") == QUESTIONS.each_at_once

    run(main())
    assert begun.count("greedy") == EACH


def test_who_waits_and_goes_away_is_never_worked_for() -> None:
    turns_taken, over, work = list[str](), threading.Event(), Work()

    def wait(_: StillThere) -> None:
        turns_taken.append("busy")
        over.wait()

    async def main() -> None:
        async with anyio.create_task_group() as group:
            with let_go(over):
                for _ in range(QUESTIONS.each_at_once):
                    group.start_soon(work.ask, wait, Caller("one", still_there))
                await until(lambda: len(turns_taken) == QUESTIONS.each_at_once)
                with pytest.raises(CallerGone), anyio.fail_after(60):
                    await work.ask(lambda _: turns_taken.append("left"), Caller("one", gone))

    run(main())
    assert "left" not in turns_taken


def test_a_reader_that_reads_nothing_takes_no_thread() -> None:
    turns, made = Turns(Bounds(1, 0, 1, 0)), threading.Event()

    def pieces(_: StillThere) -> Iterator[bytes]:
        yield from [b"x" * 1_000_000] * 20
        made.set()

    async def stuck(message: Message) -> None:
        if message["type"] == "http.response.body":
            await anyio.sleep_forever()

    async def main() -> None:
        async with anyio.create_task_group() as group:
            stream = EventStream(pieces, turns, "slow")
            group.start_soon(stream, {"type": "http"}, still_there, stuck)
            await until(made.is_set)
            await until(lambda: turns.at_work == 0)
            assert await turns.run("other", lambda: 1) == 1
            group.cancel_scope.cancel()

    run(main())


def test_only_so_many_changes_and_looks_wait() -> None:
    work, over = Work(), threading.Event()

    async def hold(entered: list[int]) -> None:
        async with work.changing():
            entered.append(1)
            await anyio.sleep_forever()

    async def main() -> None:
        entered: list[int] = []
        async with anyio.create_task_group() as group:
            for _ in range(CHANGES_WAITING + 1):
                group.start_soon(hold, entered)
            await until(lambda: len(entered) == CHANGES_WAITING + 1)
            with pytest.raises(Overloaded):
                async with work.changing():
                    pass
            group.cancel_scope.cancel()
        async with work.changing():
            pass
        async with anyio.create_task_group() as group:
            with let_go(over):
                for _ in range(LOOKS.at_once + LOOKS.waiting):
                    group.start_soon(work.look, over.wait)
                await anyio.wait_all_tasks_blocked()
                with pytest.raises(Overloaded):
                    await work.look(lambda: 1)

    run(main())
