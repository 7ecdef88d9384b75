"""HTTP cache validators (ETag, Last-Modified) of web sources, for conditional requests.

Kept in the store's journal file, since they belong to the store, not to a generation: each row is
bound to the hash of the page's content, so that after a rollback no validator of another version
applies. The table is created on the first write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from domain.types import Language
from vectorstore.files import translated
from vectorstore.layout import Layout

KEPT = 10  # versions of a source
_CREATE = (
    "CREATE TABLE IF NOT EXISTS web_pages (source_id TEXT NOT NULL, content_hash TEXT NOT NULL, "
    "made_by TEXT NOT NULL, url TEXT, etag TEXT, last_modified TEXT, language TEXT, "
    "PRIMARY KEY (source_id, content_hash))"
)


@dataclass(frozen=True, slots=True)
class Validators:
    """The ETag and the Last-Modified date that came with the page at ``url``."""

    url: str
    etag: str | None
    last_modified: str | None

    @classmethod
    def of(cls, url: str, etag: str | None, last_modified: str | None) -> Validators | None:
        """The validators of a page; None where the server gave none that can be sent back."""
        etag, last_modified = _sendable(etag), _sendable(last_modified)
        return cls(url, etag, last_modified) if etag or last_modified else None

    @property
    def headers(self) -> dict[str, str]:
        """The headers of a conditional request."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class WebVersion:
    """The origin of a source's version: ``made_by`` names the splitter's version.

    ``language`` is the one declared by whoever took it in, None where it was detected.
    """

    source_id: str
    content_hash: str
    made_by: str
    validators: Validators | None = None
    language: Language | None = None


class WebVersions:
    """The table of one store; reading creates nothing."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._path = Layout(root).journal

    def record(self, versions: Sequence[WebVersion]) -> None:
        """Store versions, and keep only the latest of each source; raises StoreNotWritable."""
        rows = [_row(version) for version in versions]
        if not rows:
            return
        gone = [(v.source_id, v.source_id, KEPT) for v in versions]
        with translated(self._root), closing(sqlite3.connect(self._path)) as database, database:
            database.execute(_CREATE)
            database.executemany(
                "INSERT OR REPLACE INTO web_pages VALUES (?, ?, ?, ?, ?, ?, ?)", rows
            )
            database.executemany(
                "DELETE FROM web_pages WHERE source_id = ? AND rowid NOT IN (SELECT rowid FROM "
                "web_pages WHERE source_id = ? ORDER BY rowid DESC LIMIT ?)",
                gone,
            )

    def find(self, source_id: str, content_hash: str) -> WebVersion | None:
        """The stored record of this version of a source; None where there is none."""
        if not self._path.exists():
            return None
        address = f"{self._path.resolve().as_uri()}?mode=rw"
        query = "SELECT * FROM web_pages WHERE source_id = ? AND content_hash = ?"
        with translated(self._root), closing(sqlite3.connect(address, uri=True)) as connection:
            if not connection.execute(
                "SELECT 1 FROM sqlite_master WHERE name = 'web_pages'"
            ).fetchone():
                return None
            row = connection.execute(query, (source_id, content_hash)).fetchone()
        return _version(row) if row else None


def _sendable(value: str | None) -> str | None:
    return value if value and value.isascii() and value.isprintable() else None


def _row(version: WebVersion) -> tuple[str | None, ...]:
    own = version.validators
    found = (own.url, own.etag, own.last_modified) if own else (None, None, None)
    return (
        version.source_id, version.content_hash, version.made_by, *found, version.language
    )  # fmt: skip


def _version(row: Sequence[str | None]) -> WebVersion:
    source_id, content_hash, made_by, url, etag, last_modified, language = row
    validators = Validators.of(url, etag, last_modified) if url else None
    spoken = Language(language) if language else None
    return WebVersion(str(source_id), str(content_hash), str(made_by), validators, spoken)
