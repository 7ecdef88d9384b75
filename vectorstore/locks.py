"""Advisory file locks (flock), with the identity of the holder."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from domain.errors import StoreBusy, StoreNotWritable

_PAUSES = (0.02, 0.05, 0.0)  # seconds: a process that only tests the lock releases it


@contextmanager
def writer_lock(path: Path) -> Iterator[None]:
    """Acquire the exclusive writer lock; raises StoreBusy after a moment, naming the holder."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreNotWritable(str(path.parent), error.strerror or "no permission") from error
    try:
        for pause in _PAUSES:
            if _taken(descriptor):
                break
            time.sleep(pause)
        else:
            raise StoreBusy(str(path.parent), _holder(path))
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, _myself().encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def holder(path: Path) -> str | None:
    """Who has the writer lock; None where it is free."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _holder(path)
    else:
        return None
    finally:
        os.close(descriptor)


def hold_shared(path: Path) -> int:
    """A descriptor with a shared lock until it is closed; waits for an exclusive one."""
    descriptor = os.open(path, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


@contextmanager
def locked_shared(path: Path) -> Iterator[None]:
    """Take a shared lock until the block ends; raises FileNotFoundError."""
    descriptor = hold_shared(path)
    try:
        yield
    finally:
        os.close(descriptor)


@contextmanager
def locked_exclusive(path: Path) -> Iterator[None]:
    """Take an exclusive lock on a file or folder until the block ends; waits for others.

    Raises FileNotFoundError.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def exclusive_if_free(path: Path) -> Iterator[bool]:
    """Take an exclusive lock if it is free; yields whether it was acquired."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


def _myself() -> str:
    return json.dumps(
        {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
            "command": " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])[:200],
        }
    )


def _holder(path: Path) -> str:
    try:
        lock = json.loads(path.read_text(encoding="utf-8"))
        return f"process {lock['pid']} on {lock['host']} since {lock['since']} ({lock['command']})"
    except (OSError, ValueError, KeyError):
        return "another process"
