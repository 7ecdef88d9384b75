"""Change records (diff results): how the texts of sources differ between two versions.

Each change has the old and the new text. Lists are truncated when built: ``more`` counts the
passages left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Became(StrEnum):
    """Kind of change of a passage or of a source; a source is never moved."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence before and after; None where there is none."""

    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class PassageChange:
    """A passage that changed.

    ``section`` is where it is now (where it was, if removed); ``from_section`` is where a moved
    passage came from. ``sentences`` are those that differ; for a moved passage, its unchanged text.
    """

    became: Became
    section: str
    sentences: tuple[SentenceChange, ...]
    from_section: str | None = None


@dataclass(frozen=True, slots=True)
class DetailChange:
    """A source's metadata field ("title", "date", ...), before and after."""

    name: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A source that changed; for one that is wholly new or gone, no passages are listed.

    ``more`` counts the passages that changed and are not listed; ``typography`` those in which only
    typography or numbering did, which are never listed.
    """

    source: str
    title: str
    became: Became
    details: tuple[DetailChange, ...] = ()
    passages: tuple[PassageChange, ...] = ()
    more: int = 0
    typography: int = 0
