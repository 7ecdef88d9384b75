"""What happened to a store: publish, rollback, prune, with time, cause and counts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

PUBLISH, ROLLBACK, PRUNE = "publish", "rollback", "prune"
_CREATE = (
    "CREATE TABLE IF NOT EXISTS events (at TEXT NOT NULL, event TEXT NOT NULL, "
    "generation INTEGER NOT NULL, cause TEXT NOT NULL, sources INTEGER, passages INTEGER)"
)


@dataclass(frozen=True, slots=True)
class Event:
    """One row; ``at`` is UTC in ISO 8601, the counts are those of the generation."""

    at: str
    event: str
    generation: int
    cause: str
    sources: int | None = None
    passages: int | None = None


class Journal:
    """A SQLite file beside the generations; the writer's lock guards it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(
        self,
        event: str,
        generation: int,
        cause: str,
        sources: int | None = None,
        passages: int | None = None,
    ) -> None:
        """Record an event that has just happened."""
        row = (datetime.now(UTC).isoformat(timespec="seconds"), event, generation, cause)
        with closing(sqlite3.connect(self._path)) as connection, connection:
            connection.execute(_CREATE)
            connection.execute(
                "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)", (*row, sources, passages)
            )

    def events(self) -> tuple[Event, ...]:
        """All events, the latest first."""
        if not self._path.exists():
            return ()
        address = f"{self._path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            rows = connection.execute("SELECT * FROM events ORDER BY rowid DESC").fetchall()
        return tuple(Event(*row) for row in rows)

    def published(self) -> set[int]:
        """The numbers of the generations that were ever published."""
        return {event.generation for event in self.events() if event.event == PUBLISH}
