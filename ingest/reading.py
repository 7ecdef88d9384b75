"""Safe reading of untrusted files: no folder, pipe or device, and no more than a size limit."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from domain.errors import SourceNotReadable, SourceTooLarge
from text.wellformed import wellformed


def read_bytes(path: Path, largest: int) -> bytes:
    """All bytes of a regular file; raises SourceNotReadable, SourceTooLarge. Never waits."""
    name = wellformed(str(path))
    try:
        _check(path.stat(), name, largest)
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            _check(os.fstat(handle), name, largest)  # it may be another one by now
            data = file.read(largest + 1)
    except OSError as error:
        raise SourceNotReadable(name, error.strerror or "it cannot be opened") from error
    except ValueError as error:  # a NUL in the path
        raise SourceNotReadable(name, "it cannot be opened") from error
    if len(data) > largest:
        raise SourceTooLarge(name, too_large(len(data), largest))
    return data


def _check(found: os.stat_result, name: str, largest: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise SourceNotReadable(name, "it is a folder")
    if not stat.S_ISREG(found.st_mode):
        raise SourceNotReadable(name, "it is not a regular file")
    if found.st_size > largest:
        raise SourceTooLarge(name, too_large(found.st_size, largest))


def too_large(size: int, largest: int) -> str:
    """The detail of SourceTooLarge, from two numbers of bytes."""
    return f"{size / 2**20:.0f} MB, at most {largest // 2**20} MB"
