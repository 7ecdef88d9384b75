"""File operations on a generation: copying, syncing to disk, removing."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from domain.errors import StoreDamaged, StoreNotWritable
from vectorstore.layout import VECTORS
from vectorstore.locks import locked_exclusive
from vectorstore.manifest import MANIFEST

_LEFT_BEHIND = ("-journal", "-wal", "-shm", MANIFEST)
_SQLITE = (".sqlite", ".sqlite3")
SENTENCE_VECTORS = "sentences.sqlite"
"""What generations once kept beside; nothing reads it any more."""


def copy_generation(source: Path, target: Path, without: Collection[str] = ()) -> None:
    """Copy a folder that readers may have open: SQLite files by backup, journals not at all.

    Top-level entries named in ``without`` are not copied.

    A plain copy crashed when a reader's journal vanished under it, and took a vector index that
    another process was loading for empty.
    """
    with vectors_at_rest(source):
        _copy(source, target, without)


@contextmanager
def vectors_at_rest(folder: Path) -> Iterator[None]:
    """While it lasts, no process loads a generation's vector index, which rewrites its files."""
    vectors = folder / VECTORS
    with locked_exclusive(vectors) if vectors.is_dir() else nullcontext():
        yield


def _copy(source: Path, target: Path, without: Collection[str]) -> None:
    for folder, below, names in os.walk(source):
        if Path(folder) == source:
            below[:] = [name for name in below if name not in without]
            names = [name for name in names if name not in without]
        into = target / Path(folder).relative_to(source)
        into.mkdir(parents=True, exist_ok=True)
        for name in names:
            if name.endswith(_LEFT_BEHIND) or name == SENTENCE_VECTORS:
                continue
            copy_file(Path(folder) / name, into / name)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file of a store; one of SQLite's by backup."""
    if source.name.endswith(_SQLITE):
        copy_sqlite(source, target)
    else:
        shutil.copyfile(source, target)


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a SQLite file that other processes may be reading or writing."""
    address = f"{source.resolve().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(address, uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)


def sync_tree(folder: Path) -> None:
    """Sync every file and folder below to disk (fsync)."""
    for parent, _, names in os.walk(folder):
        for name in names:
            sync_path(Path(parent) / name)
        sync_path(Path(parent))


def sync_path(path: Path) -> None:
    """Sync a file or folder to disk (fsync)."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_text(path: Path, text: str) -> None:
    """Replace a small file atomically, also across a crash."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    fresh.write_text(text, encoding="utf-8")
    sync_path(fresh)
    fresh.replace(path)
    sync_path(path.parent)


@contextmanager
def translated(root: Path) -> Iterator[None]:
    """Translates OSError and sqlite3.Error on the store's own files to StoreError."""
    try:
        yield
    except OSError as error:
        raise StoreNotWritable(str(root), error.strerror or str(error)) from error
    except sqlite3.OperationalError as error:
        kinds = ("readonly", "unable to open", "disk", "full", "locked")
        kind = StoreNotWritable if any(k in str(error) for k in kinds) else StoreDamaged
        raise kind(str(root), str(error)) from error
    except sqlite3.Error as error:
        raise StoreDamaged(str(root), str(error)) from error
