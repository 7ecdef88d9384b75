"""Store diagnosis: access, room, CURRENT, journal, locks, files, and each generation.

Read-only; repair.py makes repairs. What a crash leaves is no damage; the next write sweeps it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from domain.errors import ChromaServerError, ModelError, StoreDamaged, StoreError
from vectorstore.examination import examine
from vectorstore.findings import Finding, Problem, State
from vectorstore.generation import CATALOG
from vectorstore.journal import PRUNE, PUBLISH, Journal
from vectorstore.layout import Layout
from vectorstore.locks import holder, locked_shared
from vectorstore.store import Store
from vectorstore.strays import files, locks
from vectorstore.vector_backend import collection_of


@dataclass(frozen=True, slots=True)
class Health:
    """What was found; ``generation`` is the current one, None where none is usable."""

    generation: int | None
    generations: tuple[int, ...]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong; notes do not count."""
        return all(finding.state is not State.WRONG for finding in self.findings)


def examine_store(store: Store, splitter: str, alone: bool = False) -> Health:
    """Examine everything; ``splitter`` is the current version of the passage splitter.

    ``alone`` states that the caller has the writer's lock. Problems are returned, not raised.
    """
    layout = Layout(store.root)
    if not store.root.exists():
        return Health(None, (), (Finding(Problem.EMPTY, subject=str(store.root)),))
    found = list(_access(layout))
    if any(finding.problem is Problem.NOT_READABLE for finding in found):
        return Health(None, (), tuple(found))
    numbers, current = layout.numbers(), _current(layout)
    found += _pointer(layout, numbers, current)
    found += _room(layout, current)
    found += _journal(layout, numbers, current)
    writer = None if alone else holder(layout.writer_lock)
    found += locks(layout, numbers, writer)
    found += files(layout, current, writer is not None)
    for number in numbers:
        found += _generation(layout, number, store)
    found += _server(layout, numbers, writer, store)
    found += _model(store, current, splitter, found)
    return Health(current if current in numbers else None, numbers, tuple(found))


def _access(layout: Layout) -> Iterator[Finding]:
    if _is_replica(layout):
        yield Finding(Problem.READ_ONLY, subject=str(layout.root))
        return
    for path in (layout.root, layout.generations):
        if not path.exists():
            continue
        if not path.is_dir() or not os.access(path, os.R_OK | os.X_OK):
            yield Finding(Problem.NOT_READABLE, subject=str(path))
        elif not os.access(path, os.W_OK):
            yield Finding(Problem.NOT_WRITABLE, subject=str(path))
    for path in (layout.pointer, layout.journal, layout.writer_lock):
        if path.exists() and not os.access(path, os.R_OK | os.W_OK):
            yield Finding(Problem.NOT_WRITABLE, subject=str(path))


def _is_replica(layout: Layout) -> bool:
    """Whether this is a folder that is read-only and needs nothing more."""
    if os.access(layout.root, os.W_OK) or not os.access(layout.generations, os.R_OK | os.X_OK):
        return False
    try:
        return collection_of(layout.folder(layout.current())) is not None
    except StoreDamaged:
        return False


def _current(layout: Layout) -> int | None:
    try:
        return layout.current()
    except StoreDamaged:
        return None


def _pointer(layout: Layout, numbers: tuple[int, ...], current: int | None) -> Iterator[Finding]:
    if current is None and not layout.pointer.exists() and not _published(layout, numbers):
        yield Finding(Problem.EMPTY, subject=str(layout.root))
    elif current is None:
        yield Finding(Problem.POINTER_LOST, subject=layout.pointer.name)
    elif current not in numbers:
        yield Finding(Problem.POINTER_NOWHERE, current, layout.pointer.name)


def _published(layout: Layout, numbers: tuple[int, ...]) -> set[int]:
    """The kept generations that were published; all of them where the journal does not show it."""
    try:
        return Journal(layout.journal).kept(numbers)
    except sqlite3.Error:
        return set(numbers)


def _room(layout: Layout, current: int | None) -> Iterator[Finding]:
    """Checks the disk space for the next write, which copies the current generation."""
    folder = layout.folder(current) if current is not None else layout.root
    needed = sum(_size(path) for path in folder.rglob("*")) if folder.is_dir() else 0
    free = shutil.disk_usage(layout.root).free
    if free < needed:
        detail = f"{free // 1_000_000} MB free, {needed // 1_000_000} MB needed"
        yield Finding(Problem.NO_ROOM, subject=str(layout.root), detail=detail)


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except FileNotFoundError:  # a reader's journal
        return 0


def _journal(layout: Layout, numbers: tuple[int, ...], current: int | None) -> Iterator[Finding]:
    name = layout.journal.name
    if not layout.journal.exists():
        if numbers and current is not None:
            yield Finding(Problem.JOURNAL_LOST, subject=name)
        return
    try:
        address = f"{layout.journal.resolve().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            [(result,)] = connection.execute("PRAGMA integrity_check(1)").fetchall()
        events = Journal(layout.journal).events()
    except (sqlite3.Error, ValueError) as error:
        yield Finding(Problem.JOURNAL_DAMAGED, subject=name, detail=str(error))
        return
    if result != "ok":
        yield Finding(Problem.JOURNAL_DAMAGED, subject=name, detail=str(result))
        return
    published = {e.generation for e in events if e.event == PUBLISH}
    pruned = {e.generation for e in events if e.event == PRUNE}
    if current in numbers and current not in published:
        yield Finding(Problem.JOURNAL_SILENT, current, name)
    for number in sorted(published - pruned - set(numbers)):
        yield Finding(Problem.GENERATION_GONE, number, name)


def _generation(layout: Layout, number: int, store: Store) -> tuple[Finding, ...]:
    folder = layout.folder(number)
    if not folder.is_dir():
        return ()
    try:
        with locked_shared(layout.lock(number)):
            return examine(number, folder, store.find_embedder, store.backend)
    except FileNotFoundError:  # its lock: reported already
        return examine(number, folder, store.find_embedder, store.backend)


def _server(
    layout: Layout, numbers: tuple[int, ...], writer: str | None, store: Store
) -> Iterator[Finding]:
    """Checks the Chroma server of the settings, and what a crash left there."""
    try:
        left = store.backend.strays([layout.folder(number) for number in numbers])
    except ChromaServerError as error:
        yield Finding(Problem.SERVER_FAILS, subject=error.subject, detail=error.detail)
        return
    except StoreError:  # a generation that is damaged: reported already
        return
    if writer is None:
        yield from (Finding(Problem.COLLECTION_LEFT, subject=name) for name in left)


def _model(
    store: Store, current: int | None, splitter: str, found: list[Finding]
) -> Iterator[Finding]:
    lost = {f.generation for f in found if f.problem is Problem.CATALOG_DAMAGED}
    if current is None or current in lost:
        return
    try:
        with store.catalog(current) as catalog:
            meta = catalog.meta
        other = meta.fingerprint != store.embedder.fingerprint
        at_hand = not other or store.find_embedder(meta.embedder, meta.fingerprint) is not None
    except ModelError as error:
        yield Finding(Problem.MODEL_MISSING, current, error.subject, error.detail)
        return
    except StoreError:
        return
    if other:
        problem = Problem.MODEL_OTHER if at_hand else Problem.MODEL_MISSING
        yield Finding(problem, current, meta.embedder, meta.fingerprint)
    if meta.splitter != splitter:
        yield Finding(Problem.SPLITTER_OTHER, current, CATALOG, meta.splitter)
