"""A full disk: a small tmpfs with less and less room, in which an ingest has to fail cleanly."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.stress_processes import assert_sound
from domain.errors import StoreNotWritable
from ingest.passages import SPLITTER_VERSION
from tests.vectorstore.versions import ask, ingest, open_store
from vectorstore.doctor import examine_store
from vectorstore.findings import Problem, State

SIZE = 24_000_000
_MOUNT, _UMOUNT = shutil.which("mount") or "", shutil.which("umount") or ""


@dataclass(frozen=True, slots=True)
class Room:
    """How many ingests were tried in too little room, and how many failed."""

    tried: int
    failed: int


@contextmanager
def small_disk(size: int = SIZE) -> Iterator[Path | None]:
    """A tmpfs of so many bytes; None where none can be mounted."""
    with tempfile.TemporaryDirectory() as folder:
        command = [_MOUNT, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder]
        try:
            mounted = subprocess.run(command, capture_output=True).returncode == 0
        except OSError:
            mounted = False
        try:
            yield Path(folder) if mounted else None
        finally:
            if mounted:
                subprocess.run([_UMOUNT, "-l", folder], check=True)


def full_disk(disk: Path, steps: int, report: Callable[[str], object] = print) -> Room:
    """Leave room for ever more of an ingest; while it fails, the old version must answer."""
    folder, ballast = disk / "store", disk / "ballast"
    store = open_store(folder)
    ingest(store, 0)
    failed, version, current = 0, 0, 0
    needed = _size(folder) * 2
    for step in range(steps):
        version += 1
        _fill(disk, ballast, needed * step // steps)
        try:
            ingest(store, version)
            current = version
        except StoreNotWritable as error:
            failed += 1
            if "\n" in str(error):
                raise AssertionError("more than one line") from error
        ballast.unlink()
        assert ask(store) == current
        store.close()
        assert not _wrong(folder)
    report(f"{steps} ingests in too little room: {failed} failed, each left the old version whole")
    ingest(store, version + 1)
    assert ask(store) == version + 1
    store.close()
    assert_sound(folder)
    return Room(steps, failed)


def read_only(disk: Path) -> None:
    """Nothing may be written any more: one clear line, and the doctor says so too."""
    folder = disk / "store"
    store = open_store(folder)
    ingest(store, 0)
    store.close()
    remount = [_MOUNT, "-o", "remount,ro", str(disk)]
    subprocess.run(remount, check=True)
    try:
        ingest(open_store(folder), 1)
    except StoreNotWritable as error:
        line = str(error)
    else:
        raise AssertionError("it was written")
    assert "\n" not in line, line
    health = examine_store(open_store(folder), SPLITTER_VERSION)
    assert Problem.NOT_WRITABLE in {finding.problem for finding in health.findings}


def _wrong(folder: Path) -> list[Problem]:
    health = examine_store(open_store(folder), SPLITTER_VERSION)
    return [
        finding.problem
        for finding in health.findings
        if finding.state is State.WRONG and finding.problem is not Problem.NO_ROOM
    ]


def _fill(disk: Path, ballast: Path, left: int) -> None:
    """Take all room but so many bytes."""
    import shutil

    free = shutil.disk_usage(disk).free
    with ballast.open("wb") as file:
        for _ in range(max(0, free - left) // 65_536):
            file.write(bytes(65_536))


def _size(folder: Path) -> int:
    generation = max(p for p in (folder / "generations").iterdir() if p.is_dir())
    return sum(path.stat().st_size for path in generation.rglob("*") if path.is_file())
