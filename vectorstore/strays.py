"""Stray files in a store's folders: the remains of a crash, and files that are not the store's.

Read-only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from vectorstore.catalog_mirror import REPLICA
from vectorstore.findings import Finding, Problem
from vectorstore.journal import Journal
from vectorstore.layout import Layout
from vectorstore.sweeping import LEFT_OVERS
from vectorstore.vector_backend import IDENTITY

SET_ASIDE = "set-aside"
"""Where a repair puts files that are not the store's."""
PAGES = "pages"
"""Where the pages keep what is theirs; see app/visit/signed.py."""
_OWN = frozenset(
    (
        *("CURRENT", "generations", "journal.sqlite", "ingest.lock", SET_ASIDE, PAGES, IDENTITY),
        REPLICA,
        *("tokens.sqlite", "tokens.sqlite-journal"),  # the app's: API tokens
    )
)
_COMPUTED = tuple(f"computed.sqlite{end}" for end in ("", "-journal", "-wal", "-shm"))
_BESIDE_JOURNAL = ("journal.sqlite-journal", "journal.sqlite-wal", "journal.sqlite-shm")


def locks(layout: Layout, numbers: tuple[int, ...], who: str | None) -> Iterator[Finding]:
    """Locks that are taken, missing, or left behind; ``who`` has the writer's lock."""
    if who is not None:
        yield Finding(Problem.WRITING, subject=layout.writer_lock.name, detail=who)
    for number in numbers:
        if not layout.lock(number).exists():
            yield Finding(Problem.LOCK_MISSING, number, layout.lock(number).name)
    if who is None:
        for path in sorted(layout.generations.glob("*.lock")):
            if path.stem.isdigit() and int(path.stem) not in numbers:
                yield Finding(Problem.LOCK_LEFT, int(path.stem), path.name)


def files(layout: Layout, current: int | None, busy: bool) -> Iterator[Finding]:
    """Files and folders that are not the store's; ``busy``: a write is under way."""
    for path in sorted(layout.root.iterdir()):
        if path.name in _COMPUTED:
            if path.name == _COMPUTED[0]:
                yield Finding(Problem.INTERRUPTED, subject=path.name)
        elif path.match("CURRENT.*.new"):
            yield Finding(Problem.LEFT_OVER, subject=path.name)
        elif path.name not in _OWN and path.name not in _BESIDE_JOURNAL:
            yield Finding(Problem.STRAY, subject=path.name)
    for path in sorted(layout.generations.iterdir()) if layout.generations.is_dir() else ():
        subject = f"{layout.generations.name}/{path.name}"
        if any(path.match(pattern) for pattern in LEFT_OVERS):
            if not busy:
                yield Finding(Problem.LEFT_OVER, subject=subject)
        elif path.name.isdigit() and path.is_dir():
            if _unpublished(layout, int(path.name), current) and not busy:
                yield Finding(Problem.LEFT_OVER, int(path.name), subject)
        elif not (path.suffix == ".lock" and path.stem.isdigit()):
            yield Finding(Problem.STRAY, subject=subject)


def _unpublished(layout: Layout, number: int, current: int | None) -> bool:
    """Whether a crash left this generation between its renaming and its publishing."""
    if current is not None and number <= current:
        return False
    try:
        published = Journal(layout.journal).published()
    except sqlite3.Error:
        return False
    return bool(published or current is None) and number not in published
