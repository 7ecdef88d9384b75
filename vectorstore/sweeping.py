"""Garbage collection of a store: remains of a crash, and generations beyond those to keep.

Called under the writer's lock only.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from domain.errors import StoreDamaged
from vectorstore.catalog import Catalog
from vectorstore.generation import CATALOG
from vectorstore.journal import PRUNE, PUBLISH, ROLLBACK, Journal, Version
from vectorstore.layout import Layout
from vectorstore.locks import exclusive_if_free
from vectorstore.vector_backend import VectorBackend, collection_of
from vectorstore.versions import between

BUILDING, GONE = "*.building-*", "*.gone-*"
LEFT_OVERS = (BUILDING, GONE)


def sweep(layout: Layout, journal: Journal) -> None:
    """Remove what a crash left: half-built folders, and generations never published.

    Without a journal it is unknown which were published: all are kept.
    """
    for pattern in LEFT_OVERS:
        for path in layout.generations.glob(pattern):
            _journal_end(path, journal)
            shutil.rmtree(path)
    for path in layout.root.glob("CURRENT.*.new"):
        path.unlink()
    current = layout.current() if layout.pointer.exists() else 0
    published = journal.published() if current else journal.kept(layout.numbers())
    if current and current not in published:
        found = (current,) if published else layout.numbers()  # a journal that was lost
        for number in found:
            journal.add(
                PUBLISH,
                number,
                "found published after a crash",
                *_counts_and_changes(layout, number),
            )
        published |= set(found)
    for number in layout.numbers():
        if number > current and number not in published:
            shutil.rmtree(layout.folder(number))
            layout.lock(number).unlink(missing_ok=True)
    kept = set(layout.numbers())
    for path in layout.generations.glob("*.lock"):
        if path.stem.isdigit() and int(path.stem) not in kept:
            path.unlink()


def _counts_and_changes(
    layout: Layout, number: int
) -> tuple[int | None, int | None, tuple[Version, ...]]:
    """The counts of a generation and its changes to the sources of the one before it."""
    try:
        with ExitStack() as stack:
            earlier = [n for n in layout.numbers() if n < number]
            new, *old = (
                stack.enter_context(closing(Catalog.open(layout.folder(n) / CATALOG)))
                for n in (number, *earlier[-1:])
            )
            versions = between(old[0] if old else None, new)
            return len(new.sources()), new.passage_count(), versions
    except StoreDamaged:
        return None, None, ()


def prune(layout: Layout, journal: Journal, keep: int, backend: VectorBackend) -> None:
    """Remove all but the last generations, unless somebody still reads them.

    Readers of a server's generation may be on another machine, whose lock is not visible here: such
    a generation is kept for a while after it was last current.
    """
    current = layout.current()
    others = [number for number in layout.numbers() if number != current]
    for number in others[: max(0, len(others) - (keep - 1))]:
        if collection_of(layout.folder(number)) and not _stopped(journal, number, backend.grace):
            continue
        with exclusive_if_free(layout.lock(number)) as free:
            if free:
                discard(layout, journal, number, f"the last {keep} are kept", backend)


def _stopped(journal: Journal, number: int, seconds: float) -> bool:
    """Whether a generation has not been current for so long."""
    last = None
    for event in journal.events():  # the latest first
        if event.event in (PUBLISH, ROLLBACK):
            if event.generation == number:
                break
            last = event.at
    return last is None or datetime.now(UTC) - datetime.fromisoformat(last) >= timedelta(
        seconds=seconds
    )


def discard(
    layout: Layout, journal: Journal, number: int, cause: str, backend: VectorBackend
) -> None:
    """Remove a generation whose lock is taken; renamed first, so that removal appears atomic."""
    gone = layout.gone(number)
    layout.folder(number).rename(gone)
    journal.add(PRUNE, number, cause)
    backend.discard(gone)
    shutil.rmtree(gone)
    layout.lock(number).unlink(missing_ok=True)


def _journal_end(path: Path, journal: Journal) -> None:
    """Record the removal of a generation that was being removed when its writer was killed."""
    number = int(path.name.partition(".")[0])
    pruned = {event.generation for event in journal.events() if event.event == PRUNE}
    if path.match(GONE) and number not in pruned:
        journal.add(PRUNE, number, "found half removed after a crash")
