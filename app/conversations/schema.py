"""The tables of the conversations, and how an older file becomes one of today.

``PRAGMA user_version`` counts the steps that were taken; each is taken whole or not at all.
"""

from __future__ import annotations

import sqlite3

STEPS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE conversation (
             id TEXT PRIMARY KEY,
             owner TEXT NOT NULL,
             title TEXT NOT NULL,
             shared INTEGER NOT NULL DEFAULT 0,
             changed_at REAL NOT NULL
           )""",
        "CREATE INDEX conversation_of ON conversation (owner, changed_at)",
        """CREATE TABLE exchange (
             conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
             place INTEGER NOT NULL,
             question TEXT NOT NULL,
             told TEXT NOT NULL DEFAULT '',
             body TEXT,
             PRIMARY KEY (conversation, place)
           )""",
    ),
    (
        "ALTER TABLE exchange ADD COLUMN token TEXT",
        "CREATE UNIQUE INDEX exchange_once ON exchange (conversation, token)",
    ),
    (
        "ALTER TABLE conversation ADD COLUMN version_of TEXT "
        "REFERENCES conversation (id) ON DELETE CASCADE",
        "CREATE INDEX conversation_version ON conversation (version_of)",
    ),
)


def bring_up(connection: sqlite3.Connection) -> None:
    """Take the steps that are left; raises sqlite3.DatabaseError for a file of a later program."""
    if _version(connection) == len(STEPS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = _version(connection)
        if done > len(STEPS):
            raise sqlite3.DatabaseError(f"made by a later version ({done})")
        for step in STEPS[done:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
