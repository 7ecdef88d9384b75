"""API tokens to read or to change a store, kept as digests only.

A token is 32 random bytes, which cannot be guessed, so that a plain SHA-256 is sufficient; it is
shown once, on creation.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from domain.errors import PasserelleError, StoreDamaged, StoreNotWritable, UsageError

FILE = "tokens.sqlite"
PREFIX = "pss_"
_NAME = re.compile(r"[\w.@-]{1,64}")
_TABLE = (
    "CREATE TABLE IF NOT EXISTS tokens "
    "(name TEXT PRIMARY KEY, scope TEXT NOT NULL, digest TEXT NOT NULL, created TEXT NOT NULL)"
)


class Scope(StrEnum):
    """Permission of a token; edit includes read."""

    READ = "read"
    EDIT = "edit"

    def allows(self, other: Scope) -> bool:
        """Whether this scope includes the other."""
        return self is other or self is Scope.EDIT


@dataclass(frozen=True, slots=True)
class Token:
    """Metadata of a token; ``created`` is UTC, ISO 8601."""

    name: str
    scope: Scope
    created: str


class TokenNotFound(PasserelleError):
    """No token of that name."""

    en: ClassVar[str] = "no token is called {subject}: `passerelle token list` lists them."
    fr: ClassVar[str] = (
        "aucun jeton ne s'appelle {subject} : `passerelle token list` en donne la liste."
    )


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of the store in a folder; a revoked one is refused from the next request on."""

    folder: Path

    def create(self, name: str, scope: Scope) -> str:
        """A new token, shown only now; raises UsageError for a taken or invalid name."""
        if not _NAME.fullmatch(name):
            raise UsageError("NAME", "use at most 64 letters, digits and . _ @ -")
        secret = PREFIX + secrets.token_urlsafe(32)
        row = (name, scope, _digest(secret), datetime.now(UTC).isoformat(timespec="seconds"))
        with self._writing() as table:
            try:
                table.execute("INSERT INTO tokens VALUES (?, ?, ?, ?)", row)
            except sqlite3.IntegrityError as error:
                detail = (
                    f"a token named {name} already exists: revoke it first, or give another name"
                )
                raise UsageError("NAME", detail) from error
        return secret

    def revoke(self, name: str) -> None:
        """Forget a token; raises TokenNotFound."""
        with self._writing() as table:
            if not table.execute("DELETE FROM tokens WHERE name = ?", (name,)).rowcount:
                raise TokenNotFound(name)

    def all(self) -> tuple[Token, ...]:
        """The tokens by name."""
        rows = self._read("SELECT name, scope, created FROM tokens ORDER BY name")
        return tuple(Token(name, Scope(scope), created) for name, scope, created in rows)

    def find(self, secret: str) -> Token | None:
        """The token with this secret; None for an unknown or revoked one."""
        query = "SELECT name, scope, created FROM tokens WHERE digest = ?"
        found = self._read(query, _digest(secret))
        return Token(found[0][0], Scope(found[0][1]), found[0][2]) if found else None

    def _read(self, query: str, *values: str) -> list[tuple[str, str, str]]:
        path = self.folder / FILE
        if not path.exists():
            return []
        try:
            with closing(sqlite3.connect(path)) as table:
                table.execute(_TABLE)
                return table.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise StoreDamaged(str(path), str(error)) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        path = self.folder / FILE
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            path.chmod(0o600)  # also where it was there before
        except OSError as error:
            raise StoreNotWritable(str(self.folder), error.strerror or "no permission") from error
        try:
            with closing(sqlite3.connect(path)) as table, table:
                table.execute(_TABLE)
                yield table
        except sqlite3.Error as error:
            raise StoreDamaged(str(path), str(error)) from error


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
