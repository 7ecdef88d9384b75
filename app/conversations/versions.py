"""Version history of a conversation: its state before a question in it was edited.

A version is a conversation of its own that is not listed, read by its address and deleted with the
current one; it is kept as long as others, from the day on which it was replaced.
"""

from __future__ import annotations

import sqlite3

MOST = 20  # of a conversation that are listed, the latest first


def set_aside(
    connection: sqlite3.Connection, conversation: str, first: int, version: str, at: float
) -> None:
    """Keep a conversation as it is under the id ``version``, and take out of it the exchanges from
    ``first`` on, counted from 0; where it has none, nothing is done.
    """
    found = connection.execute(
        "SELECT place FROM exchange WHERE conversation = ? ORDER BY place LIMIT 1 OFFSET ?",
        (conversation, first),
    ).fetchone()
    if found is None:
        return
    connection.execute(
        "INSERT INTO conversation (id, owner, title, changed_at, version_of) "
        "SELECT ?, owner, title, ?, id FROM conversation WHERE id = ?",
        (version, at, conversation),
    )
    connection.execute(
        "INSERT INTO exchange (conversation, place, question, told, body, token) "
        "SELECT ?, place, question, told, body, token FROM exchange WHERE conversation = ?",
        (version, conversation),
    )
    connection.execute(
        "DELETE FROM exchange WHERE conversation = ? AND place >= ?", (conversation, found[0])
    )


def versions_of(connection: sqlite3.Connection, owner: str, id: str) -> list[tuple[object, ...]]:
    """The versions of one, as rows of id, title, changed_at and shared."""
    return connection.execute(
        "SELECT id, title, changed_at, shared FROM conversation "
        "WHERE version_of = ? AND owner = ? ORDER BY changed_at DESC, id LIMIT ?",
        (id, owner, MOST),
    ).fetchall()
