"""Ingest reports: progress steps while it runs, and a summary of what it did."""

from __future__ import annotations

from dataclasses import dataclass

from domain.changes import SourceChange


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be ingested, and the one-line reason."""

    source: str
    error: str


@dataclass(frozen=True, slots=True)
class Warned:
    """A source that was ingested with a warning of one line for its readers."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class PassageCounts:
    """How the passages of a store changed with an ingest."""

    added: int = 0
    changed: int = 0
    moved: int = 0
    unchanged: int = 0
    removed: int = 0

    def __add__(self, other: PassageCounts) -> PassageCounts:
        """The counts of both."""
        return PassageCounts(
            added=self.added + other.added,
            changed=self.changed + other.changed,
            moved=self.moved + other.moved,
            unchanged=self.unchanged + other.unchanged,
            removed=self.removed + other.removed,
        )


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did; ``generation`` is the one that answers afterwards (0: still none).

    ``changes`` lists what differs in the sources that were added, updated or removed; ``kept``
    are sources that are gone from the folder given and that stay, because nobody asked to prune.
    """

    generation: int
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    warnings: tuple[Warned, ...] = ()
    passages: PassageCounts = PassageCounts()
    embedded: int = 0
    seconds: float = 0.0
    changes: tuple[SourceChange, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of long work.

    ``stage`` is "reading", "embedding", "indexing", "checking" or "publishing".
    """

    stage: str
    done: int
    total: int
    detail: str = ""
