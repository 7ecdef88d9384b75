"""Catalog schema and migrations: how an older catalog is read or upgraded.

Each column that was added later has a row in the table below: where it is missing it reads as NULL;
opening the catalog for writing adds it.
"""

from __future__ import annotations

from dataclasses import dataclass

SCHEMA_VERSION = 5
CREATE = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE sources (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, uri TEXT NOT NULL, origin TEXT NOT NULL,
    language TEXT NOT NULL, kind TEXT NOT NULL, content_hash TEXT NOT NULL, date TEXT,
    author TEXT, publisher TEXT, twin TEXT, text TEXT NOT NULL, ingested_at TEXT,
    superseded_by TEXT, based_on TEXT);
CREATE TABLE sections (
    source_id TEXT NOT NULL, ordinal INTEGER NOT NULL, path TEXT NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, PRIMARY KEY (source_id, ordinal));
CREATE TABLE passages (
    id TEXT PRIMARY KEY, source_id TEXT NOT NULL, ordinal INTEGER NOT NULL,
    paragraph INTEGER NOT NULL, section_path TEXT NOT NULL, text TEXT NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, language TEXT NOT NULL, twin_id TEXT,
    vector_key TEXT NOT NULL, page INTEGER);
CREATE INDEX passages_of ON passages (source_id, ordinal);
"""
SOURCE = (
    "id, title, uri, origin, language, kind, content_hash, date, author, publisher, twin, "
    "ingested_at, superseded_by, based_on"
)
PASSAGE = (
    "id, source_id, section_path, text, start, stop, language, ordinal, paragraph, twin_id, page"
)


@dataclass(frozen=True, slots=True)
class _Later:
    """A column added in schema ``since``."""

    since: int
    table: str
    column: str
    kind: str


_LATER = (
    _Later(2, "passages", "page", "INTEGER"),
    _Later(3, "sources", "ingested_at", "TEXT"),
    _Later(4, "sources", "superseded_by", "TEXT"),
    _Later(5, "sources", "based_on", "TEXT"),
)


def readable(schema: int) -> bool:
    """Whether a catalog of this schema can be read."""
    return 1 <= schema <= SCHEMA_VERSION


def as_read(columns: str, table: str, schema: int) -> str:
    """The columns of a table to select from a catalog of this schema."""
    missing = {x.column for x in _LATER if x.table == table and schema < x.since}
    return ", ".join("NULL" if name in missing else name for name in columns.split(", "))


def upgrades(schema: int) -> tuple[str, ...]:
    """The statements that upgrade a catalog of this schema."""
    return tuple(
        f"ALTER TABLE {x.table} ADD COLUMN {x.column} {x.kind}" for x in _LATER if schema < x.since
    )
