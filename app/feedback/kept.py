"""Feedback storage (SQLite): verdicts on answers and refused questions; private.

With ``days`` 0 no text is kept: of a verdict only that it was given, of a refused question nothing.
Raises sqlite3.Error where the file cannot be used.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from app.private_file import PrivateFile
from app.views.as_json import answer_json
from domain.types import Answer, Language, Turn
from text.folding import fold_text

FILE = "feedback.sqlite"
LONGEST_REASON = 1_000  # characters
MOST = 1_000  # rows that are listed, the latest first
_DAY = 86_400.0
_STEPS = (
    (
        """CREATE TABLE verdict (
             id TEXT PRIMARY KEY,
             conversation TEXT NOT NULL,
             at REAL NOT NULL,
             useful INTEGER NOT NULL,
             language TEXT NOT NULL,
             status TEXT NOT NULL,
             versions TEXT NOT NULL,
             reason TEXT NOT NULL DEFAULT '',
             body TEXT,
             handled_at REAL,
             handled_by TEXT NOT NULL DEFAULT ''
           )""",
        "CREATE INDEX verdict_at ON verdict (at)",
        "CREATE INDEX verdict_of ON verdict (conversation)",
        """CREATE TABLE refused (
             id TEXT PRIMARY KEY,
             question TEXT NOT NULL,
             language TEXT NOT NULL,
             times INTEGER NOT NULL,
             first_at REAL NOT NULL,
             last_at REAL NOT NULL,
             handled_at REAL,
             handled_by TEXT NOT NULL DEFAULT ''
           )""",
        "CREATE INDEX refused_at ON refused (last_at)",
    ),
)
logger = logging.getLogger("passerelle")


@dataclass(frozen=True, slots=True)
class Versions:
    """Provenance of an answer: the generation (None where it has changed since) and the models."""

    generation: int | None
    embedder: str
    reader: str
    answerer: str


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer on the page that is given feedback.

    ``id`` is the same for the same answer and reader; ``conversation`` groups those of one.
    """

    id: str
    conversation: str
    question: str
    answer: Answer
    versions: Versions
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Feedback of a user; ``at`` and ``handled_at`` are seconds since 1970.

    ``question`` and ``answer`` (the JSON of the contracts) are None where no text was kept.
    """

    id: str
    at: float
    useful: bool
    language: Language
    status: str
    versions: Versions
    reason: str = ""
    question: str | None = None
    history: tuple[Turn, ...] = ()
    answer: dict[str, Any] = field(default_factory=dict)
    handled_at: float | None = None
    handled_by: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A question that the library did not answer, however often it was asked in the same words."""

    id: str
    question: str
    language: Language
    times: int
    first_at: float
    last_at: float
    handled_at: float | None = None


class Feedback:
    """Those of a store, kept for ``days``."""

    def __init__(self, path: Path, days: int, clock: Callable[[], float] = time.time) -> None:
        self._file, self.days, self._clock = PrivateFile(path, _STEPS), days, clock

    def give(self, judged: Judged, useful: bool, reason: str = "") -> None:
        """Keep a verdict in place of the same reader's last one on the same answer."""
        answer, texts = judged.answer, self.days > 0
        row = (
            *(judged.id, judged.conversation, self._clock(), int(useful)),
            *(str(answer.language), str(answer.status), json.dumps(asdict(judged.versions))),
            reason.strip()[:LONGEST_REASON] if texts else "",
            _body(judged) if texts else None,
        )
        with self._file.writing() as rows:
            self._forget(rows)
            rows.execute(
                "INSERT OR REPLACE INTO verdict "
                "(id, conversation, at, useful, language, status, versions, reason, body) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )

    def take_back(self, id: str) -> None:
        """Forget a verdict."""
        with self._file.writing() as rows:
            rows.execute("DELETE FROM verdict WHERE id = ?", (id,))

    def forget(self, conversations: Iterable[str]) -> None:
        """Delete the texts of the verdicts on these conversations; that they were given stays."""
        if self._file.path.exists():
            with self._file.writing() as rows:
                rows.executemany(
                    "UPDATE verdict SET body = NULL, reason = '' WHERE conversation = ?",
                    [(conversation,) for conversation in conversations],
                )

    def given(self, conversation: str) -> dict[str, tuple[bool, str]]:
        """The verdicts of a conversation by id: whether useful, and the reason."""
        with self._file.reading() as rows:
            found = rows.execute(
                "SELECT id, useful, reason FROM verdict WHERE conversation = ?", (conversation,)
            )
            return {id: (bool(useful), reason) for id, useful, reason in found}

    def verdicts(
        self, useful: bool | None = None, handled: bool | None = None, most: int = MOST
    ) -> tuple[Verdict, ...]:
        """The latest first; optionally of one kind, or handled or not."""
        with self._file.reading() as rows:
            found = rows.execute(
                "SELECT id, at, useful, language, status, versions, reason, body, handled_at, "
                "handled_by FROM verdict WHERE (? IS NULL OR useful = ?) "
                "AND (? IS NULL OR (handled_at IS NOT NULL) = ?) AND (at >= ? OR ?) "
                "ORDER BY at DESC, id LIMIT ?",
                (useful, useful, handled, handled, self._oldest(), self.days == 0, most),
            ).fetchall()
        return tuple(_verdict(*row) for row in found)

    def counts(self, since: float = 0.0) -> dict[bool, int]:
        """How many verdicts found an answer useful (True) and not useful (False)."""
        with self._file.reading() as rows:
            found = rows.execute(
                "SELECT useful, count(*) FROM verdict WHERE at >= ? GROUP BY useful", (since,)
            )
            return {True: 0, False: 0} | {bool(useful): n for useful, n in found}

    def refused(self, question: str, language: Language) -> None:
        """Count a question that was refused; one that was handled and is refused again is open."""
        if not self.days:
            return
        line = " ".join(question.split())
        id = hashlib.sha256(f"{language} {fold_text(line)}".encode()).hexdigest()[:16]
        with self._file.writing() as rows:
            self._forget(rows)
            now = self._clock()
            rows.execute(
                "INSERT INTO refused (id, question, language, times, first_at, last_at) "
                "VALUES (?, ?, ?, 1, ?, ?) ON CONFLICT DO UPDATE "
                "SET times = times + 1, last_at = excluded.last_at, handled_at = NULL",
                (id, line, str(language), now, now),
            )

    def missing(self, handled: bool | None = None, most: int = MOST) -> tuple[Refused, ...]:
        """The refused questions, those asked most often first."""
        with self._file.reading() as rows:
            found = rows.execute(
                "SELECT id, question, language, times, first_at, last_at, handled_at FROM refused "
                "WHERE (? IS NULL OR (handled_at IS NOT NULL) = ?) AND last_at >= ? "
                "ORDER BY times DESC, last_at DESC, id LIMIT ?",
                (handled, handled, self._oldest(), most),
            ).fetchall()
        return tuple(Refused(row[0], row[1], Language(row[2]), *row[3:]) for row in found)

    def handle(self, ids: Sequence[str], who: str, done: bool = True) -> None:
        """Mark verdicts or refused questions as handled by somebody, or as open again."""
        at = self._clock() if done else None
        with self._file.writing() as rows:
            for table in ("verdict", "refused"):
                rows.executemany(
                    f"UPDATE {table} SET handled_at = ?, handled_by = ? WHERE id = ?",
                    [(at, who if done else "", id) for id in ids],
                )

    def tidy(self) -> None:
        """Delete what is too old; all texts where none may be kept."""
        if self._file.path.exists():
            with self._file.writing() as rows:
                self._forget(rows)

    def _forget(self, rows: sqlite3.Connection) -> None:
        if not self.days:
            rows.execute("DELETE FROM refused")
            rows.execute("UPDATE verdict SET body = NULL, reason = '' WHERE body IS NOT NULL")
            return
        rows.execute("DELETE FROM refused WHERE last_at < ?", (self._oldest(),))
        rows.execute("DELETE FROM verdict WHERE at < ?", (self._oldest(),))

    def _oldest(self) -> float:
        return self._clock() - self.days * _DAY


def group_of(owner: str, conversation: str) -> str:
    """A pseudonymous key for a user's verdicts on a conversation."""
    return hashlib.sha256(f"{owner} {conversation}".encode()).hexdigest()[:32]


def tidy_at_start(path: Path, days: int) -> None:
    """Delete what a server that starts need not keep."""
    try:
        Feedback(path, days).tidy()
    except sqlite3.Error:
        logger.warning("feedback that should have been deleted is still there", exc_info=True)


def _body(judged: Judged) -> str:
    """The question, the turns before it and the answer with its evidence; of the passages that
    were found and not cited only the ids.
    """
    answer = answer_json(judged.answer)
    answer["retrieved"] = [found["passage_id"] for found in answer["retrieved"]]
    history = [asdict(turn) for turn in judged.history]
    return json.dumps(
        {"question": judged.question, "history": history, "answer": answer}, ensure_ascii=False
    )


def _verdict(
    id: str,
    at: float,
    useful: int,
    language: str,
    status: str,
    versions: str,
    reason: str,
    body: str | None,
    handled_at: float | None,
    handled_by: str,
) -> Verdict:
    record = json.loads(body) if body else {}
    return Verdict(
        id,
        at,
        bool(useful),
        Language(language),
        status,
        Versions(**json.loads(versions)),
        reason,
        record.get("question"),
        tuple(Turn(**turn) for turn in record.get("history", ())),
        record.get("answer", {}),
        handled_at,
        handled_by,
    )
