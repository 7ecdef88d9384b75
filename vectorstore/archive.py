"""Backup archive format: a .tar.gz with a manifest of its contents in front.

Archives may come from anybody: extraction yields only the regular files of the manifest, under
permitted names, with the sizes and digests that it gives, within the available room. The manifest
is no signature: whoever can write the file can write the manifest.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import re
import tarfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, Self, cast

from domain.errors import PasserelleError, StoreNotWritable

LIST = "passerelle-backup.json"
FORMAT = 1
MOST_FILES = 20_000
MOST_LIST = 8 << 20  # bytes
_CHUNK = 1 << 20
_OVERHEAD = 2048  # bytes of a member beside its content, at most: its headerand padding
_END = 1 << 16  # bytes: the end of a tar
_FAST = 3  # of gzip's levels: vectors hardly shrink
_PART = re.compile(r"[A-Za-z0-9._-]{1,100}")


class BackupUnusable(PasserelleError):
    """A file that is no backup, is incomplete, or contains entries that no backup contains."""

    en: ClassVar[str] = (
        "{subject} cannot be restored ({detail}): try another backup. Nothing has changed."
    )
    fr: ClassVar[str] = (
        "{subject} ne peut pas être restauré ({detail}) : essayez une autre sauvegarde. "
        "Rien n'a changé."
    )


@dataclass(frozen=True, slots=True)
class Contents:
    """The manifest of an archive, and its files: name -> (bytes, digest)."""

    about: Mapping[str, Any]
    files: Mapping[str, tuple[int, str]]

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(size for size, _ in self.files.values())


def pack(target: Path, about: Mapping[str, object], files: Mapping[str, Path]) -> int:
    """Write an archive atomically, readable by its owner alone; returns its size in bytes.

    Raises OSError.
    """
    known = {name: (path.stat().st_size, digest(path)) for name, path in files.items()}
    manifest = json.dumps({"format": FORMAT, **about, "files": known}, ensure_ascii=False).encode()
    fresh = target.with_name(f"{target.name}.{os.getpid()}.partial")
    try:
        with open(fresh, "xb", opener=_private) as raw:
            with (
                gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=_FAST) as packed,
                tarfile.open(fileobj=packed, mode="w|", format=tarfile.GNU_FORMAT) as tar,
            ):
                _add(tar, LIST, len(manifest), io.BytesIO(manifest))
                for name, path in files.items():
                    with path.open("rb") as file:
                        _add(tar, name, known[name][0], file)
            raw.flush()
            os.fsync(raw.fileno())
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return target.stat().st_size


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _add(tar: tarfile.TarFile, name: str, size: int, file: BinaryIO | io.BytesIO) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    tar.addfile(member, file)


def digest(path: Path) -> str:
    """Digest of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()[:32]


def contents(path: Path, accepts: Callable[[str], bool]) -> Contents:
    """The manifest of an archive; ``accepts`` decides which names are permitted.

    Raises BackupUnusable.
    """
    with _opened(path) as (tar, _):
        return _contents(path, tar, accepts)


def unpack(path: Path, into: Path, accepts: Callable[[str], bool], room: int) -> Contents:
    """Extract the files below a new folder; ``room``: the bytes that they may take.

    Raises BackupUnusable, with a part of them written, and OSError where they cannot be.
    """
    with _opened(path) as (tar, bound):
        found = _contents(path, tar, accepts)
        if found.size > room:
            detail = f"{room // 1_000_000} MB free, {found.size // 1_000_000} MB needed"
            raise StoreNotWritable(str(into.parents[1]), detail)
        bound.left = found.size + _OVERHEAD * len(found.files) + _END
        missing = set(found.files)
        while (member := tar.next()) is not None:
            if member.name not in missing:
                raise BackupUnusable(path.name, "it contains files that its list does not name")
            missing.remove(member.name)
            size, known = found.files[member.name]
            if member.size != size:
                raise BackupUnusable(path.name, "a file in it does not match its list")
            _write(path, tar, member, into / member.name, known)
        if missing:
            raise BackupUnusable(path.name, "it is incomplete")
        while bound.read(_CHUNK):  # to the end, where gzip's own sum is compared
            continue
    return found


def _write(
    path: Path, tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path, known: str
) -> None:
    source = tar.extractfile(member)
    found = hashlib.blake2b()
    with _for_writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        file = open(target, "xb", opener=_private)  # noqa: SIM115
    with file:
        while source is not None and (chunk := source.read(_CHUNK)):
            found.update(chunk)
            with _for_writing(target):
                file.write(chunk)
    if found.hexdigest()[:32] != known:
        raise BackupUnusable(path.name, "a file in it does not match its list")


class _Foreign(Exception):
    """A member that is not a plain file."""


class _PlainFile(tarfile.TarInfo):
    """A header of a plain file: links, devices, holes and further headers are not even read."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """Raises _Foreign."""
        found = super().frombuf(buf, encoding, errors)
        if found.type not in (tarfile.REGTYPE, tarfile.AREGTYPE):
            raise _Foreign
        return found


@contextmanager
def _for_writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreNotWritable(str(target.parent), error.strerror or str(error)) from error


def _contents(path: Path, tar: tarfile.TarFile, accepts: Callable[[str], bool]) -> Contents:
    """Read the list, which comes first."""
    member = tar.next()
    if member is None or member.name != LIST or member.size > MOST_LIST:
        raise BackupUnusable(path.name, "it is not a backup of Passerelle")
    manifest = json.loads(cast(BinaryIO, tar.extractfile(member)).read())
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BackupUnusable(path.name, "a later version of Passerelle made it")
    files = manifest.pop("files")
    if len(files) > MOST_FILES or not all(safe(name) and accepts(name) for name in files):
        raise BackupUnusable(path.name, "it contains something that no backup contains")
    known = {name: (_size(size), str(found)) for name, (size, found) in files.items()}
    return Contents(manifest, known)


def _size(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("a size is a number")
    return value


def safe(name: str) -> bool:
    """Whether a name stays below the folder that it is extracted into, on any system."""
    parts = name.split("/")
    return len(parts) <= 8 and all(
        _PART.fullmatch(part) and set(part) != {"."} and not part.endswith(".") for part in parts
    )


class _Bounded(io.RawIOBase):
    """Reads a stream up to a number of bytes, against decompression bombs."""

    def __init__(self, stream: gzip.GzipFile, left: int) -> None:
        super().__init__()
        self._stream = stream
        self.left = left

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes; raises ValueError beyond the bound."""
        found = self._stream.read(max(size, 0))
        self.left -= len(found)
        if self.left < 0:
            raise ValueError("it is larger than it says")
        return found


@contextmanager
def _opened(path: Path) -> Iterator[tuple[tarfile.TarFile, _Bounded]]:
    """Translates whatever is wrong with a file to BackupUnusable."""
    try:
        with path.open("rb") as raw, gzip.GzipFile(fileobj=raw) as stream:
            bound = _Bounded(stream, MOST_LIST + _OVERHEAD + _END)
            with tarfile.open(fileobj=bound, mode="r|", tarinfo=_PlainFile) as tar:
                yield tar, bound
    except FileNotFoundError as error:
        raise BackupUnusable(str(path), "there is no such file") from error
    except OSError as error:
        raise BackupUnusable(path.name, error.strerror or "it is incomplete") from error
    except _Foreign as error:
        raise BackupUnusable(path.name, "it contains something that no backup contains") from error
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise BackupUnusable(path.name, "it is incomplete") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BackupUnusable(path.name, "its list cannot be read") from error
