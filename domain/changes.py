"""What became of the texts of sources between two versions, as a reader can follow it.

Old and new stand side by side. Lists are bounded where they are made: ``more`` says how many
passages are left out. Knows nothing of how versions are compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Became(StrEnum):
    """What became of a passage or of a source; a source is never moved."""

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
    """A passage that is not as it was.

    ``section`` is where it stands now (where it stood, if removed); ``from_section`` is where one
    that moved came from. ``sentences`` are those that differ; of a passage that moved, its text as
    it is.
    """

    became: Became
    section: str
    sentences: tuple[SentenceChange, ...]
    from_section: str | None = None


@dataclass(frozen=True, slots=True)
class DetailChange:
    """What a source says of itself ("title", "date", ...), before and after."""

    name: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A source that is not as it was; of one that is wholly new or gone, no passages are told.

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
