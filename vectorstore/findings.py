"""Findings of a store examination: problem kinds, areas and severity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Area(StrEnum):
    """The parts of a store that are examined, in this order."""

    ACCESS = "access"
    ROOM = "room"
    POINTER = "pointer"
    JOURNAL = "journal"
    LOCKS = "locks"
    FILES = "files"
    CATALOG = "catalog"
    VECTORS = "vectors"
    WORDS = "words"
    MODEL = "model"
    SERVER = "server"


class State(StrEnum):
    """Severity; a note needs no action now."""

    OK = "ok"
    NOTE = "note"
    WRONG = "wrong"


class Problem(StrEnum):
    """Kinds of problem; see GRAVITY for their severity."""

    EMPTY = "empty"
    NOT_READABLE = "not_readable"
    NOT_WRITABLE = "not_writable"
    NO_ROOM = "no_room"
    POINTER_LOST = "pointer_lost"
    POINTER_NOWHERE = "pointer_nowhere"
    JOURNAL_LOST = "journal_lost"
    JOURNAL_DAMAGED = "journal_damaged"
    JOURNAL_SILENT = "journal_silent"
    GENERATION_GONE = "generation_gone"
    WRITING = "writing"
    LOCK_MISSING = "lock_missing"
    LOCK_LEFT = "lock_left"
    LEFT_OVER = "left_over"
    INTERRUPTED = "interrupted"
    STRAY = "stray"
    FILE_DAMAGED = "file_damaged"
    CATALOG_DAMAGED = "catalog_damaged"
    VECTORS_DAMAGED = "vectors_damaged"
    VECTORS_DIFFER = "vectors_differ"
    VECTORS_WRONG = "vectors_wrong"
    NEIGHBOURS_MISSED = "neighbours_missed"
    WORDS_DAMAGED = "words_damaged"
    WORDS_DIFFER = "words_differ"
    MODEL_OTHER = "model_other"
    MODEL_MISSING = "model_missing"
    SPLITTER_OTHER = "splitter_other"
    READ_ONLY = "read_only"
    SERVER_FAILS = "server_fails"
    SERVER_NOT_SET = "server_not_set"
    COLLECTION_LEFT = "collection_left"


_W, _N = State.WRONG, State.NOTE
GRAVITY: dict[Problem, tuple[Area, State]] = {
    Problem.EMPTY: (Area.ACCESS, _N),
    Problem.NOT_READABLE: (Area.ACCESS, _W),
    Problem.NOT_WRITABLE: (Area.ACCESS, _W),
    Problem.NO_ROOM: (Area.ROOM, _W),
    Problem.POINTER_LOST: (Area.POINTER, _W),
    Problem.POINTER_NOWHERE: (Area.POINTER, _W),
    Problem.JOURNAL_LOST: (Area.JOURNAL, _W),
    Problem.JOURNAL_DAMAGED: (Area.JOURNAL, _W),
    Problem.JOURNAL_SILENT: (Area.JOURNAL, _N),
    Problem.GENERATION_GONE: (Area.JOURNAL, _N),
    Problem.WRITING: (Area.LOCKS, _N),
    Problem.LOCK_MISSING: (Area.LOCKS, _W),
    Problem.LOCK_LEFT: (Area.LOCKS, _N),
    Problem.LEFT_OVER: (Area.FILES, _N),
    Problem.INTERRUPTED: (Area.FILES, _N),
    Problem.STRAY: (Area.FILES, _W),
    Problem.FILE_DAMAGED: (Area.FILES, _W),
    Problem.CATALOG_DAMAGED: (Area.CATALOG, _W),
    Problem.VECTORS_DAMAGED: (Area.VECTORS, _W),
    Problem.VECTORS_DIFFER: (Area.VECTORS, _W),
    Problem.VECTORS_WRONG: (Area.VECTORS, _W),
    Problem.NEIGHBOURS_MISSED: (Area.VECTORS, _W),
    Problem.WORDS_DAMAGED: (Area.WORDS, _W),
    Problem.WORDS_DIFFER: (Area.WORDS, _W),
    Problem.MODEL_OTHER: (Area.MODEL, _N),
    Problem.MODEL_MISSING: (Area.MODEL, _W),
    Problem.SPLITTER_OTHER: (Area.MODEL, _N),
    Problem.READ_ONLY: (Area.ACCESS, _N),
    Problem.SERVER_FAILS: (Area.SERVER, _W),
    Problem.SERVER_NOT_SET: (Area.SERVER, _W),
    Problem.COLLECTION_LEFT: (Area.SERVER, _N),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, where it is (a generation, a path) and further detail."""

    problem: Problem
    generation: int | None = None
    subject: str = ""
    detail: str = ""

    @property
    def area(self) -> Area:
        """The part of the store it concerns."""
        return GRAVITY[self.problem][0]

    @property
    def state(self) -> State:
        """Its severity."""
        return GRAVITY[self.problem][1]
