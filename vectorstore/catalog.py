"""Catalog (SQLite): sources, sections, passages; the source of truth of a generation."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from domain.errors import SourceNotFound, StoreDamaged
from domain.types import ParsedSource, Passage, Section, Source
from vectorstore.catalog_rows import decoded, marks, passage, passage_row, section, source
from vectorstore.catalog_schema import (
    CREATE,
    PASSAGE,
    SCHEMA_VERSION,
    SOURCE,
    as_read,
    readable,
    upgrades,
)
from vectorstore.files import translated

T = TypeVar("T")
_UNSYNCED = "PRAGMA synchronous = OFF;"  # a build is synced as a whole before it is published
_MANY = 500  # values in one IN (...): below SQLite's limit on variables


@dataclass(frozen=True, slots=True)
class CatalogMeta:
    """How a generation was built.

    ``tombstones`` counts the vectors deleted since the index was last rebuilt; ``background`` is,
    per language, mean and standard deviation of the best cosine of off-topic questions over
    this generation.
    """

    embedder: str
    fingerprint: str
    splitter: str
    tombstones: int = 0
    schema: int = SCHEMA_VERSION
    background: Mapping[str, tuple[float, float]] = field(default_factory=dict)


class Catalog:
    """One SQLite file; a published one is opened read-only and may be used from many threads.

    Every read raises StoreDamaged if the file is damaged.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._lock = Lock()
        self._passage, self._source = PASSAGE, SOURCE

    @classmethod
    def create(cls, path: Path) -> Catalog:
        """A new, empty catalog."""
        catalog = cls(path, sqlite3.connect(path, check_same_thread=False))
        catalog._connection.executescript(_UNSYNCED + CREATE)
        return catalog

    @classmethod
    def open(cls, path: Path, writable: bool = False) -> Catalog:
        """An existing catalog; raises StoreDamaged for a missing file or another schema."""
        mode = "rw" if writable else "ro&immutable=1"
        address = f"{path.resolve().as_uri()}?mode={mode}"
        try:
            catalog = cls(path, sqlite3.connect(address, uri=True, check_same_thread=False))
            schema = catalog.meta.schema
        except (sqlite3.Error, KeyError, TypeError, ValueError) as error:
            raise StoreDamaged(str(path), str(error)) from error
        if not readable(schema):
            raise StoreDamaged(str(path), f"schema {schema}, not {SCHEMA_VERSION}")
        if writable:
            catalog._connection.execute(_UNSYNCED)
        if schema != SCHEMA_VERSION:
            catalog._bring_up(schema, writable)
        return catalog

    def _bring_up(self, schema: int, writable: bool) -> None:
        """Read columns that an older catalog lacks as NULL, or add them if writable."""
        if not writable:
            self._passage = as_read(PASSAGE, "passages", schema)
            self._source = as_read(SOURCE, "sources", schema)
            return
        with self._lock, self._connection:
            for statement in upgrades(schema):
                self._connection.execute(statement)
            self._connection.execute(
                "UPDATE meta SET value = ? WHERE key = 'schema'", (str(SCHEMA_VERSION),)
            )

    @property
    def meta(self) -> CatalogMeta:
        """How the generation was built."""
        rows = self._rows("SELECT * FROM meta")
        with decoded(self._path):
            values = {key: json.loads(value) for key, value in rows}
            background = {k: (m, d) for k, (m, d) in values.pop("background", {}).items()}
            return CatalogMeta(**values, background=background)

    def set_meta(self, meta: CatalogMeta) -> None:
        """Record how the generation was built."""
        rows = [(key, json.dumps(value)) for key, value in asdict(meta).items()]
        self._write("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)

    def sources(self) -> tuple[Source, ...]:
        """All sources, by id."""
        return self._made(source, f"SELECT {self._source} FROM sources ORDER BY id")

    def source(self, id: str) -> Source:
        """One source; raises SourceNotFound."""
        query = f"SELECT {self._source} FROM sources WHERE id = ?"
        found = self._made(source, query, (id,))
        if not found:
            raise SourceNotFound(id)
        return found[0]

    def text(self, source_id: str) -> str:
        """The cleaned text that offsets point into; raises SourceNotFound."""
        rows = self._rows("SELECT text FROM sources WHERE id = ?", (source_id,))
        if not rows:
            raise SourceNotFound(source_id)
        return str(rows[0][0])

    def sections(self, source_id: str) -> tuple[Section, ...]:
        """The sections of a source, in order."""
        text = self.text(source_id)
        query = "SELECT path, start, stop FROM sections WHERE source_id = ? ORDER BY ordinal"
        return self._made(partial(section, text), query, (source_id,))

    def parsed(self, source_id: str) -> ParsedSource:
        """A complete source, as ingest produced it; raises SourceNotFound."""
        return ParsedSource(
            self.source(source_id),
            self.text(source_id),
            self.sections(source_id),
            self.passages_of(source_id),
        )

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages of these ids that there are."""
        found: dict[str, Passage] = {}
        for place in range(0, len(ids), _MANY):
            some = tuple(ids[place : place + _MANY])
            query = f"SELECT {self._passage} FROM passages WHERE id IN ({marks(len(some))})"
            found |= {known.id: known for known in self._made(passage, query, some)}
        return found

    def passages_of(self, source_id: str) -> tuple[Passage, ...]:
        """The passages of a source, in order."""
        query = f"SELECT {self._passage} FROM passages WHERE source_id = ? ORDER BY ordinal"
        return self._made(passage, query, (source_id,))

    def passage_ids(self, source_ids: Sequence[str]) -> tuple[str, ...]:
        """The ids of the passages of some sources."""
        return tuple(id for id, _ in self._paired("source_id", source_ids))

    def sources_of(self, passage_ids: Sequence[str]) -> dict[str, str]:
        """The sources of these passages, by passage id."""
        return dict(self._paired("id", passage_ids))

    def _paired(self, column: str, values: Sequence[str]) -> list[tuple[str, str]]:
        """Passage and source ids, where a column has one of these values."""
        found: list[tuple[str, str]] = []
        for place in range(0, len(values), _MANY):
            some = tuple(values[place : place + _MANY])
            query = f"SELECT id, source_id FROM passages WHERE {column} IN ({marks(len(some))})"
            found += self._rows(query, some)
        return found

    def passage_count(self) -> int:
        """How many passages there are."""
        return int(self._rows("SELECT COUNT(*) FROM passages")[0][0])

    def passage_counts(self) -> dict[str, int]:
        """How many passages each source has."""
        rows = self._rows("SELECT source_id, COUNT(*) FROM passages GROUP BY source_id")
        return dict(rows)

    def damage(self) -> str | None:
        """What SQLite reports wrong with the file; None for a sound one."""
        [(first, *_), *_] = self._rows("PRAGMA integrity_check(1)")
        return None if first == "ok" else str(first)

    def vector_keys(self) -> dict[str, str]:
        """The vector key of every passage, by passage id."""
        return dict(self._rows("SELECT id, vector_key FROM passages ORDER BY id"))

    def titles(self, source_ids: Iterable[str]) -> dict[str, str]:
        """The titles of some sources, by id."""
        wanted = set(source_ids)
        return {id: t for id, t in self._rows("SELECT id, title FROM sources") if id in wanted}

    def remove(self, source_ids: Sequence[str]) -> None:
        """Delete sources with their sections and passages."""
        rows = [(id,) for id in source_ids]
        self._write("DELETE FROM sources WHERE id = ?", rows)
        self._write("DELETE FROM sections WHERE source_id = ?", rows)
        self._write("DELETE FROM passages WHERE source_id = ?", rows)

    def add(self, parsed: ParsedSource, keys: Mapping[str, str]) -> None:
        """Add a new source, with the vector key of each passage."""
        s, own = parsed.source, parsed.source.id
        values = (s.id, s.title, s.uri, s.origin, str(s.language), s.kind, s.content_hash)
        known = (s.date, s.author, s.publisher, s.twin, s.ingested_at, s.superseded_by, s.based_on)
        self._write(
            f"INSERT INTO sources ({SOURCE}, text) VALUES ({marks(15)})",
            [(*values, *known, parsed.text)],
        )
        self._write(
            f"INSERT INTO sections VALUES ({marks(5)})",
            [
                (own, n, json.dumps(x.path, ensure_ascii=False), x.start, x.end)
                for n, x in enumerate(parsed.sections)
            ],
        )
        self._write(
            f"INSERT INTO passages ({PASSAGE}, vector_key) VALUES ({marks(12)})",
            [(*passage_row(p), keys[p.id]) for p in parsed.passages],
        )

    def close(self) -> None:
        """Commit and close the file."""
        with self._lock:
            self._connection.commit()
            self._connection.close()

    def _made(
        self, make: Callable[[Sequence[Any]], T], query: str, values: Sequence[Any] = ()
    ) -> tuple[T, ...]:
        rows = self._rows(query, values)
        with decoded(self._path):
            return tuple(map(make, rows))

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        with translated(self._path), self._lock:
            return self._connection.execute(query, values).fetchall()

    def _write(self, query: str, rows: Iterable[Sequence[Any]]) -> None:
        with self._lock, self._connection:
            self._connection.executemany(query, rows)
