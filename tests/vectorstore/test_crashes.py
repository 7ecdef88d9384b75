"""Real processes, killed and side by side; the long runs are in `make stress`."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from tests.vectorstore.versions import ROOT, ask, ingest, open_store

Start = Callable[[str], "subprocess.Popen[str]"]
STEPS = 6  # of an ingest after reading; the last comes after the publishing


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start a child of this folder on the store; it is ended with the test."""
    children = []

    def started(name: str) -> "subprocess.Popen[str]":
        child = subprocess.Popen(
            [sys.executable, "-m", f"tests.vectorstore.{name}", str(tmp_path / "store")],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        children.append(child)
        return child

    yield started
    for child in children:
        child.communicate()


def send(child: "subprocess.Popen[str]", line: str) -> None:
    assert child.stdin
    child.stdin.write(f"{line}\n")
    child.stdin.flush()


def hear(child: "subprocess.Popen[str]") -> list[str]:
    assert child.stdout
    return child.stdout.readline().split()


def left_over(root: Path) -> list[str]:
    kept = {f"{n:04}" for n in open_store(root).generations()}
    names = {p.name.removesuffix(".lock") for p in (root / "generations").iterdir()}
    return sorted(names - kept)


def kill_at(child: "subprocess.Popen[str]", version: int, step: int) -> int:
    """Have an ingest killed at a step, by itself or (negative) from outside; its exit code."""
    send(child, f"{version} {step}")
    heard = hear(child)
    if heard[0] == "pid":
        os.kill(int(heard[1]), signal.SIGKILL)
        heard = hear(child)
    return int(heard[1])


def test_a_killed_ingest_leaves_all_old_or_all_new(tmp_path: Path, start: Start) -> None:
    store = open_store(tmp_path / "store")
    ingest(store, 0)
    child = start("crashing_child")
    inside = list(range(1, STEPS + 1))
    outside = [-step for step in random.Random(7).sample(range(1, STEPS), 3)]
    outcomes = []
    for version, step in enumerate(inside + outside, start=1):
        code = kill_at(child, 2 * version, step)
        found = ask(store)
        assert code == -signal.SIGKILL or (step < 0 and found == 2 * version), (step, code)
        assert found in (2 * version - 1 if version > 1 else 0, 2 * version)
        outcomes.append(found == 2 * version)
        ingest(store, 2 * version + 1)
        assert ask(store) == 2 * version + 1
        assert left_over(tmp_path / "store") == []
    assert outcomes[: STEPS - 1] == [False] * (STEPS - 1)
    assert outcomes[STEPS - 1]


def test_readers_beside_a_writer_see_one_generation_and_then_the_next(
    tmp_path: Path, start: Start
) -> None:
    store = open_store(tmp_path / "store")
    ingest(store, 0)
    readers = [start("asking_child") for _ in range(2)]
    assert [hear(reader) for reader in readers] == [["ready"]] * 2
    for version in range(1, 5):
        ingest(store, version)
        for reader in readers if version == 2 else ():
            send(reader, "now")
            assert hear(reader)[:2] == ["version", str(version)]
    for reader in readers:
        send(reader, "now")
        _, answered, _, asked, _, seen = hear(reader)
        assert answered == "4"
        assert int(asked) >= int(seen) > 1
    assert all(reader.poll() is None for reader in readers)


def test_threads_beside_a_writer_see_one_generation(tmp_path: Path) -> None:
    store, writer = open_store(tmp_path / "store"), open_store(tmp_path / "store")
    ingest(writer, 0)
    ended = Event()

    def ask_on() -> set[int]:
        seen = {ask(store)}
        while not ended.is_set():
            seen.add(ask(store))
        return seen

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask_on) for _ in range(4)]
        try:
            for version in range(1, 5):
                ingest(writer, version)
        finally:
            ended.set()
    assert all(answers.result() <= set(range(5)) for answers in asking)
    assert ask(store) == 4
