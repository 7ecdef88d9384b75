"""Database schema of the conversations, and its migrations."""

from __future__ import annotations

from app.private_file import Steps

STEPS: Steps = (
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
