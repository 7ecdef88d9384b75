"""Undo: whether a generation can be rolled back, by the journal's later events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

CHANGES = ("publish", "rollback")


class Happened(Protocol):
    """A row of the journal; see vectorstore.journal.Event."""

    @property
    def event(self) -> str:
        """The kind of event."""
        ...

    @property
    def generation(self) -> int:
        """The generation that it is about."""
        ...


def before(generation: int, events: Iterable[Happened], kept: Iterable[int]) -> int | None:
    """The generation that was current before this one, where a rollback is possible.

    None where something else was published or rolled back since. ``events``: the latest first.
    """
    changes = (event for event in events if event.event in CHANGES)
    latest, earlier = next(changes, None), next(changes, None)
    if latest is None or earlier is None:
        return None
    mine = latest.event == "publish" and latest.generation == generation
    return earlier.generation if mine and earlier.generation in set(kept) else None
