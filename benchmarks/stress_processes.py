"""Processes on one store: killed ones, two writers, a writer beside readers, a reader that stays.

The children are those of the tests; every run ends with an examination of the store.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.passages import SPLITTER_VERSION
from tests.vectorstore.versions import ROOT, ask, ingest, open_store
from vectorstore.doctor import examine_store

Child = subprocess.Popen[str]


@contextmanager
def child(name: str, store: Path, *more: str) -> Iterator[Child]:
    """A child of the tests on a store, ended with the block."""
    command = [sys.executable, "-m", f"tests.vectorstore.{name}", str(store), *more]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        if process.stdin and not process.stdin.closed:
            process.stdin.close()


def send_line(process: Child, line: str) -> None:
    """Write a line to a child."""
    assert process.stdin
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def hear(process: Child) -> list[str]:
    """The words of a child's next line."""
    assert process.stdout
    return process.stdout.readline().split()


def assert_sound(folder: Path) -> None:
    """The doctor finds nothing wrong."""
    health = examine_store(open_store(folder), SPLITTER_VERSION)
    assert health.sound, list(health.findings)


@dataclass(frozen=True, slots=True)
class Kills:
    """How many killed ingests left the old version, and how many the new; those that ended before
    they were killed count apart.
    """

    old: int
    new: int
    too_late: int


def kills(folder: Path, count: int, report: Callable[[str], object] = print) -> Kills:
    """Kill an ingest at random moments; after each the store must be whole and be written again."""
    rng, store = random.Random(3), open_store(folder)
    ingest(store, 0)
    version = old = new = late = 0
    with child("crashing_child", folder) as process:
        length = _unharmed(process, 1)
        while old + new < count:
            version += 2
            send_line(process, f"{version} 0")
            pid = int(hear(process)[1])
            time.sleep(rng.uniform(0, 1.1 * length))
            _kill(pid)
            ended = hear(process)[1] == "0"
            found = ask(store)
            assert found == version or (found == version - 1 and not ended), (found, version)
            late, old = late + ended, old + (found != version)
            new += found == version and not ended
            store.close()
            assert_sound(folder)
            length = (length + _unharmed(process, version + 1)) / 2
            assert ask(store) == version + 1
            if not (old + new) % 20:
                report(
                    f"{old + new} kills: {old} left the old, {new} the new, {late} came too late"
                )
    store.close()
    assert_sound(folder)
    return Kills(old, new, late)


def _unharmed(process: Child, version: int) -> float:
    """Seconds of an ingest that nobody kills."""
    send_line(process, f"{version} 0")
    hear(process)
    started = time.perf_counter()
    assert hear(process) == ["ended", "0"]
    return time.perf_counter() - started


def _kill(pid: int) -> None:
    """Kill a process; one that has just ended is none."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def two_writers(folder: Path, seconds: float) -> tuple[int, int]:
    """Two processes write as often as they can: (writes, refusals that named the other)."""
    store = open_store(folder)
    ingest(store, 0)
    store.close()
    with child("writing_child", folder, "1") as a, child("writing_child", folder, "2") as b:
        assert hear(a) == hear(b) == ["ready"]
        time.sleep(seconds)
        for process in (a, b):
            send_line(process, "end")
        ended = [
            dict(zip(words[::2], map(int, words[1::2]), strict=True))
            for words in (hear(a), hear(b))
        ]
    assert all(one["named"] for one in ended)
    written = sum(one["written"] for one in ended)
    assert ask(open_store(folder)) in {one["last"] for one in ended}
    assert_sound(folder)
    published = [e for e in open_store(folder).journal() if e.event == "publish"]
    assert len(published) == len({e.generation for e in published}) == written + 1
    return written, sum(one["busy"] for one in ended)


def readers(folder: Path, seconds: float, count: int = 4) -> tuple[int, int]:
    """A writer beside reading processes: (writes, questions); each reader sees the newest at once.

    All along, one reader here holds the first generation open, and it must answer as it did.
    """
    store, holding = open_store(folder), open_store(folder)
    ingest(store, 0)
    version = 0
    with holding.reader() as first, child_many("asking_child", folder, count) as children:
        texts = {id: first.catalog.text(id) for id in ("ferry.md", "tram.md")}
        assert [hear(process) for process in children] == [["ready"]] * count
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            version += 1
            ingest(store, version)
            for process in children if not version % 5 else ():
                send_line(process, "now")
                assert hear(process)[:2] == ["version", str(version)]
        asked = 0
        for process in children:
            send_line(process, "now")
            _, answered, _, questions, _, seen = hear(process)
            assert int(answered) == version
            assert int(questions) >= int(seen) > 1
            asked += int(questions)
        assert {id: first.catalog.text(id) for id in texts} == texts
        vector = first.embedder.embed_query("The ferry has part 1")
        assert len(first.vectors.search(vector, 5)) == 5
        assert first.folder.is_dir()
    holding.close()
    ingest(store, version + 1)
    assert not first.folder.exists(), "what nobody reads any more is pruned at the next write"
    store.close()
    assert_sound(folder)
    return version, asked


@contextmanager
def child_many(name: str, folder: Path, count: int) -> Iterator[list[Child]]:
    """Several children of one kind."""
    if not count:
        yield []
        return
    with child(name, folder) as one, child_many(name, folder, count - 1) as others:
        yield [one, *others]
