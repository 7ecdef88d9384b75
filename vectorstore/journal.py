"""Event journal of a store: publish, rollback, prune, with time, cause and counts.

Each publish lists the sources that it added, changed or removed, so that the versions of a source
are known even when their generations are gone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PUBLISH, ROLLBACK, PRUNE = "publish", "rollback", "prune"
_CREATE = """
CREATE TABLE IF NOT EXISTS events (at TEXT NOT NULL, event TEXT NOT NULL,
    generation INTEGER NOT NULL, cause TEXT NOT NULL, sources INTEGER, passages INTEGER);
CREATE TABLE IF NOT EXISTS versions (generation INTEGER NOT NULL, source_id TEXT NOT NULL,
    became TEXT NOT NULL, content_hash TEXT NOT NULL, passages INTEGER NOT NULL,
    PRIMARY KEY (generation, source_id));
"""


@dataclass(frozen=True, slots=True)
class Event:
    """One row; ``at`` is UTC in ISO 8601, the counts are those of the generation."""

    at: str
    event: str
    generation: int
    cause: str
    sources: int | None = None
    passages: int | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """What a generation did to a source: "added", "changed" or "removed"."""

    source_id: str
    became: str
    content_hash: str
    passages: int


@dataclass(frozen=True, slots=True)
class Published:
    """A version of a source with the publish that brought it."""

    at: str
    generation: int
    cause: str
    version: Version


def now() -> str:
    """This moment, in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Journal:
    """A SQLite file beside the generations, guarded by the writer's lock.

    ``heard`` is the callback for each recorded event.
    """

    def __init__(self, path: Path, heard: Callable[[Event], None] = lambda _: None) -> None:
        self._path, self.heard = path, heard

    def add(
        self,
        event: str,
        generation: int,
        cause: str,
        sources: int | None = None,
        passages: int | None = None,
        versions: Sequence[Version] = (),
    ) -> None:
        """Record an event that has just happened."""
        row = (now(), event, generation, cause, sources, passages)
        with closing(sqlite3.connect(self._path)) as connection:
            connection.executescript(_CREATE)
            with connection:
                connection.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)", row)
                connection.executemany(
                    "INSERT OR REPLACE INTO versions VALUES (?, ?, ?, ?, ?)",
                    [(generation, *astuple(version)) for version in versions],
                )
        self.heard(Event(*row))

    def restore(
        self, events: Sequence[Event], tables: Mapping[str, tuple[str, Sequence[Any]]]
    ) -> None:
        """Create a new file with what was read of another: events, then whole tables.

        Each table is its CREATE statement with its rows.
        """
        with closing(sqlite3.connect(self._path)) as connection, connection:
            for made, rows in tables.values():
                if made and rows:
                    connection.execute(made)
                    marks = ", ".join("?" * len(rows[0]))
                    name = made.split("(")[0].split()[-1]
                    connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
            for statement in filter(str.strip, _CREATE.split(";")):
                connection.execute(statement)
            connection.executemany(
                "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)", map(astuple, events)
            )

    def events(self) -> tuple[Event, ...]:
        """All events, the latest first."""
        return tuple(Event(*row) for row in self._rows("SELECT * FROM events ORDER BY rowid DESC"))

    def versions(self, source_id: str) -> tuple[Published, ...]:
        """What was published of a source, the latest first."""
        if not self._rows("SELECT 1 FROM sqlite_master WHERE name = 'versions'"):
            return ()
        rows = self._rows(
            "SELECT at, generation, cause, source_id, became, content_hash, versions.passages "
            "FROM versions JOIN events USING (generation) WHERE event = ? AND source_id = ? "
            "ORDER BY events.rowid DESC",
            (PUBLISH, source_id),
        )
        return tuple(
            Published(at, number, cause, Version(*version)) for at, number, cause, *version in rows
        )

    def published(self) -> set[int]:
        """The numbers of the generations that were ever published."""
        return {event.generation for event in self.events() if event.event == PUBLISH}

    def kept(self, numbers: Collection[int]) -> set[int]:
        """Which of the existing generations were published.

        Without a journal this is unknown; a single one is then the rest of a crashed first ingest.
        """
        if not self._path.exists():
            return set(numbers) if len(numbers) > 1 else set()
        return set(numbers) & self.published()

    def _rows(self, query: str, values: Sequence[str] = ()) -> list[Any]:
        if not self._path.exists():
            return []
        address = f"{self._path.resolve().as_uri()}?mode=rw"  # a crash's half-done write is undone
        with closing(sqlite3.connect(address, uri=True)) as connection:
            return connection.execute(query, values).fetchall()
