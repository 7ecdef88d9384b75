"""Store backup: the current generation, the journal, and files that the caller names.

Made while others read and ingest: a lock keeps the generation, which never changes; SQLite files
are copied by SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from domain.errors import StoreDamaged, StoreEmpty
from vectorstore.archive import pack
from vectorstore.catalog import Catalog
from vectorstore.files import copy_file, translated, vectors_at_rest
from vectorstore.generation import CATALOG
from vectorstore.journal import PRUNE, PUBLISH, ROLLBACK, now
from vectorstore.layout import VECTORS, Layout
from vectorstore.locks import locked_shared
from vectorstore.manifest import deviation

GENERATION, BESIDE = "generation/", "store/"
"""What the names in an archive begin with: the generation's files, and those beside it."""
JOURNAL = "journal.sqlite"
_PASSING = ("-journal", "-wal", "-shm")
"""What SQLite's files are called while they are written."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What went into an archive; ``size`` is that of the file, in bytes."""

    generation: int
    sources: int
    passages: int
    size: int


def back_up(root: Path, target: Path, version: str, beside: Iterable[str] = ()) -> BackedUp:
    """Write a backup of the store in ``root``; ``beside`` names files of its folder, if they exist.

    Raises StoreEmpty, StoreDamaged (of a damaged generation no backup is made), StoreNotWritable
    for the folder of ``target``.
    """
    layout = Layout(root)
    if not layout.pointer.exists():
        raise StoreEmpty(str(root))
    with locked_current(layout) as number:
        folder = layout.folder(number)
        strays = _strays(folder)
        with closing(Catalog.open(folder / CATALOG)) as catalog:
            sources, passages = len(catalog.sources()), catalog.passage_count()
        about = {
            "passerelle": version,
            "made": now(),
            "generation": number,
            "sources": sources,
            "passages": passages,
        }
        with translated(target.parent), TemporaryDirectory(dir=target.parent) as staged:
            with vectors_at_rest(folder):
                files = dict(_generation(folder, strays, Path(staged)))
            files |= _beside(layout, number, beside, Path(staged))
            return BackedUp(number, sources, passages, pack(target, about, files))


@contextmanager
def locked_current(layout: Layout) -> Iterator[int]:
    """The number of the current generation, kept from being swept until the block ends."""
    while True:
        number = layout.current()
        try:
            with locked_shared(layout.lock(number)):
                if layout.current() == number:
                    yield number
                    return
        except FileNotFoundError as error:
            if layout.current() == number:
                detail = f"generation {number} is missing"
                raise StoreDamaged(str(layout.root), detail) from error


def _strays(folder: Path) -> Collection[str]:
    """Files in a generation's folder that are not its own; raises StoreDamaged."""
    found = deviation(folder)
    if found and (found.missing or found.changed):
        raise StoreDamaged(str(folder), "its files are not as they were published")
    return found.extra if found else ()


def _generation(folder: Path, strays: Collection[str], staged: Path) -> Iterator[tuple[str, Path]]:
    """The files of a generation; those that Chroma writes to on opening are copied."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or name in strays or name.endswith(_PASSING):
            continue
        if name.startswith(f"{VECTORS}/"):
            copy = staged / GENERATION / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy_file(path, copy)
            path = copy
        yield f"{GENERATION}{name}", path


def _beside(layout: Layout, number: int, beside: Iterable[str], staged: Path) -> Mapping[str, Path]:
    """Copies of the journal, cut to this generation, and of the files that the caller names."""
    found: dict[str, Path] = {}
    for name in (JOURNAL, *beside):
        path, copy = layout.root / name, staged / BESIDE / name
        if not path.is_file():
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy_file(path, copy)
        found[f"{BESIDE}{name}"] = copy
    if f"{BESIDE}{JOURNAL}" in found:
        _cut(found[f"{BESIDE}{JOURNAL}"], number)
    return found


def _cut(journal: Path, number: int) -> None:
    """Delete events after the generation was published; later generations are not in the backup."""
    with closing(sqlite3.connect(journal)) as connection, connection:
        last = "SELECT max(rowid) FROM events WHERE generation = ? AND event IN (?, ?)"
        connection.execute(
            f"DELETE FROM events WHERE rowid > ({last})", (number, PUBLISH, ROLLBACK)
        )
        gone = "SELECT generation FROM events WHERE event = ? AND generation != ?"
        connection.execute(
            "INSERT INTO events SELECT DISTINCT ?, ?, generation, ?, NULL, NULL FROM events "
            f"WHERE generation IN ({gone}) AND generation NOT IN ({gone})",
            (now(), PRUNE, "not in the backup", PUBLISH, number, PRUNE, number),
        )
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'versions'").fetchone():
            connection.execute(
                "DELETE FROM versions WHERE generation NOT IN "
                "(SELECT generation FROM events WHERE event = ?)",
                (PUBLISH,),
            )
