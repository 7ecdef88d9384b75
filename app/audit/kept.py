"""Audit log storage: the journal's events with their actors, and sign-ins; private to the store.

The journal is copied with the library, so names are kept here. Events of the journal that are
missing here (a kill between the two, an older program) are listed without a name.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from app.audit.actor import Actor, actor_now
from app.private_file import PrivateFile
from vectorstore.journal import PRUNE, Event

FOLDER, FILE = "pages", "audit.sqlite"
DAYS = 1_000  # days that a row is kept
_STEPS = (
    (
        """CREATE TABLE deed (
             at TEXT NOT NULL,
             deed TEXT NOT NULL,
             who TEXT NOT NULL,
             door TEXT NOT NULL,
             role TEXT NOT NULL,
             generation INTEGER,
             cause TEXT NOT NULL DEFAULT '',
             once TEXT UNIQUE
           )""",
        "CREATE INDEX deed_at ON deed (at)",
    ),
)
logger = logging.getLogger("passerelle")


class Deed(StrEnum):
    """Actions recorded beside the journal's own events (publish, rollback)."""

    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    HANDLED = "handled"
    TOKEN_MADE = "token_made"  # noqa: S105
    TOKEN_REVOKED = "token_revoked"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the log; ``at`` is UTC, ISO 8601; no actor where only the journal has it."""

    at: str
    deed: str
    who: str = ""
    door: str = ""
    role: str = ""
    generation: int | None = None
    cause: str = ""


class Audit:
    """The log of a store; on write errors it falls back to the server's log."""

    def __init__(self, store: Path, clock: Callable[[], float] = time.time) -> None:
        self._file, self._clock = PrivateFile(store / FOLDER / FILE, _STEPS), clock

    def note(self, deed: str, actor: Actor, cause: str = "", once: str | None = None) -> None:
        """Record an action; with ``once``, only once under that name."""
        at = datetime.fromtimestamp(self._clock(), UTC).isoformat(timespec="seconds")
        self._add(Row(at, deed, actor.who, actor.door, actor.role, None, cause), once)

    def listener(self, door: str) -> Callable[[Event], None]:
        """A callback for the journal's events; ``door`` is the default interface."""

        def heard(event: Event) -> None:
            if event.event == PRUNE:  # follows from a publish
                return
            actor = actor_now(door)
            who = (actor.who, actor.door, actor.role)
            self._add(Row(event.at, event.event, *who, event.generation, event.cause), None)

        return heard

    def rows(self, journal: Iterable[Event], most: int = 500) -> tuple[Row, ...]:
        """The latest first; ``journal`` are the store's events, each of which is in it."""
        with self._file.reading() as rows:
            found = rows.execute(
                "SELECT at, deed, who, door, role, generation, cause FROM deed "
                "ORDER BY at DESC, rowid DESC LIMIT ?",
                (most,),
            ).fetchall()
        known = [Row(*row) for row in found]
        named = {(row.at, row.deed, row.generation) for row in known}
        others = [
            Row(event.at, event.event, generation=event.generation, cause=event.cause)
            for event in journal
            if event.event != PRUNE and (event.at, event.event, event.generation) not in named
        ]
        if len(known) == most:  # older ones of the journal may be named among those not read
            others = [row for row in others if row.at >= known[-1].at]
        return tuple(sorted((*known, *others), key=lambda row: row.at, reverse=True)[:most])

    def _add(self, row: Row, once: str | None) -> None:
        oldest = datetime.fromtimestamp(self._clock() - DAYS * 86_400, UTC).isoformat()
        values = (row.at, row.deed, row.who, row.door, row.role, row.generation, row.cause, once)
        try:
            with self._file.writing() as rows:
                rows.execute("DELETE FROM deed WHERE at < ?", (oldest,))
                rows.execute(
                    "INSERT INTO deed VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    values,
                )
        except sqlite3.Error as error:
            logger.warning("could not be written to the audit log (%s): %s", error, values)
