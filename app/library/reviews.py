"""Review queue storage: changes that a refresh found on the web, waiting for an editor.

Kept in a file of its own beside the store, because the refresh is a separate process. One
change waits for each source, the latest that was found; it contains the fetched page and
the difference at that time. A discarded change is not proposed again until the page changes.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from app.private_file import PrivateFile
from domain.changes import SourceChange
from domain.types import Language
from ingest.web.fetch import Page
from ingest.web.url_input import PageInput
from vectorstore.files import translated
from vectorstore.validators import Validators

FOLDER, FILE = "pages", "reviews.sqlite"
"""Below the store's folder, in what the pages keep for themselves."""
KEPT = 20  # discarded changes that are kept of a source
_WAIT = 5.0  # seconds for another writer
_STEPS = (
    (
        """CREATE TABLE waiting (
             source_id TEXT PRIMARY KEY, title TEXT NOT NULL, base TEXT NOT NULL,
             difference TEXT NOT NULL, found_at TEXT NOT NULL, change TEXT, page TEXT NOT NULL,
             data BLOB NOT NULL
           )""",
        """CREATE TABLE discarded (
             source_id TEXT NOT NULL, base TEXT NOT NULL, difference TEXT NOT NULL,
             PRIMARY KEY (source_id, base, difference)
           )""",
    ),
)


@dataclass(frozen=True, slots=True)
class Review:
    """A waiting change; ``change`` is None where nothing visible would differ.

    ``base`` is the content hash of the version that it was compared with, ``found_at`` is in UTC
    (ISO 8601), ``difference`` identifies it among changes of the same source.
    """

    id: str
    title: str
    base: str
    difference: str
    found_at: str
    change: SourceChange | None


class Reviews:
    """The queue of one store, a transaction a call; raises StoreNotWritable, StoreDamaged."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._file = PrivateFile(store / FOLDER / FILE, _STEPS, _WAIT)

    def propose(
        self, pages: Sequence[PageInput], changes: Sequence[SourceChange], hashes: Mapping[str, str]
    ) -> tuple[str, ...]:
        """Queue changed pages; returns the ids of all that wait now, old and new.

        ``hashes`` maps each source to its current content hash.
        """
        changes_by_source = {change.source: change for change in changes}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        queued = []
        with self._writing() as connection:
            for page in pages:
                base, change = hashes.get(page.id), changes_by_source.get(page.id)
                if base is None:
                    continue
                row = (page.id, base, _difference(change, page))
                if not _discarded(connection, row):
                    _put(connection, row, now, change, page)
                    queued.append(page.id)
        return tuple(queued)

    def waiting(self, hashes: Mapping[str, str]) -> tuple[Review, ...]:
        """The waiting changes, the latest first; those against a version no longer current are
        dropped: the next refresh compares again.
        """
        query = (
            "SELECT source_id, title, base, difference, found_at, change FROM waiting "
            "ORDER BY found_at DESC, source_id"
        )
        with translated(self._store), self._file.reading() as connection:
            rows = connection.execute(query).fetchall()
        gone = {(row[0], row[2]) for row in rows if hashes.get(row[0]) != row[2]}
        if gone:  # by its base too: a newer one may have been queued meanwhile
            with self._writing() as connection:
                connection.executemany(
                    "DELETE FROM waiting WHERE source_id = ? AND base = ?", sorted(gone)
                )
        return tuple(_review(row) for row in rows if (row[0], row[2]) not in gone)

    def page(self, review: Review) -> PageInput | None:
        """The page of a change; None where it is no longer queued, or was replaced."""
        with translated(self._store), self._file.reading() as connection:
            row = connection.execute(
                "SELECT page, data FROM waiting "
                "WHERE source_id = ? AND base = ? AND difference = ?",
                (review.id, review.base, review.difference),
            ).fetchone()
        return None if row is None else _unpacked(*row)

    def discard(self, review: Review) -> None:
        """Remove a change, and do not propose it again."""
        row = (review.id, review.base, review.difference)
        with self._writing() as connection:
            _remove(connection, review.id)
            connection.execute("INSERT OR IGNORE INTO discarded VALUES (?, ?, ?)", row)
            connection.execute(
                "DELETE FROM discarded WHERE source_id = ? AND rowid NOT IN (SELECT rowid FROM "
                "discarded WHERE source_id = ? ORDER BY rowid DESC LIMIT ?)",
                (review.id, review.id, KEPT),
            )

    def done(self, review: Review) -> None:
        """Forget a change that is published."""
        with self._writing() as connection:
            _remove(connection, review.id)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with translated(self._store), self._file.writing() as connection:
            yield connection


@cache
def _changes() -> TypeAdapter[SourceChange]:
    return TypeAdapter(SourceChange)


def _difference(change: SourceChange | None, page: PageInput) -> str:
    """The fingerprint of a change: of the visible difference, else of the page's bytes."""
    content = _changes().dump_json(change) if change else page.page.data
    return hashlib.sha256(content).hexdigest()


def _discarded(connection: sqlite3.Connection, row: tuple[str, str, str]) -> bool:
    query = "SELECT 1 FROM discarded WHERE source_id = ? AND base = ? AND difference = ?"
    return connection.execute(query, row).fetchone() is not None


def _put(
    connection: sqlite3.Connection,
    row: tuple[str, str, str],
    now: str,
    change: SourceChange | None,
    page: PageInput,
) -> None:
    """Put a change in place of the source's other one; an already queued one is left unchanged."""
    id, base, difference = row
    there = connection.execute(
        "SELECT 1 FROM waiting WHERE source_id = ? AND base = ? AND difference = ?", row
    )
    if there.fetchone():
        return
    change_json = _changes().dump_json(change).decode() if change else None
    title = change.title if change else page.label
    head, data = _packed(page)
    connection.execute(
        "INSERT OR REPLACE INTO waiting VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (id, title, base, difference, now, change_json, head, data),
    )


def _remove(connection: sqlite3.Connection, id: str) -> None:
    connection.execute("DELETE FROM waiting WHERE source_id = ?", (id,))


def _review(row: Sequence[str]) -> Review:
    id, title, base, difference, found_at, change = row
    source_change = _changes().validate_json(change) if change else None
    return Review(id, title, base, difference, found_at, source_change)


def _packed(page: PageInput) -> tuple[str, bytes]:
    """A page as JSON without its bytes, and these, compressed."""
    known = page.page.validators
    metadata = {
        "label": page.label,
        "id": page.id,
        "address": page.address,
        "language": page.language,
        "url": page.page.url,
        "content_type": page.page.content_type,
        "charset": page.page.charset,
        "validators": [known.url, known.etag, known.last_modified] if known else None,
    }
    return json.dumps(metadata, ensure_ascii=False), zlib.compress(page.page.data)


def _unpacked(head: str, data: bytes) -> PageInput:
    metadata = json.loads(head)
    known = metadata["validators"]
    page = Page(
        metadata["url"],
        zlib.decompress(data),
        metadata["content_type"],
        metadata["charset"],
        Validators(*known) if known else None,
    )
    spoken = Language(metadata["language"]) if metadata["language"] else None
    return PageInput(metadata["label"], metadata["id"], metadata["address"], page, spoken)
