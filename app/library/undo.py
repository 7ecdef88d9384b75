"""Whether what a generation brought can be undone, by what the journal says happened since.

Knows nothing of pages or of the store's files.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

CHANGES = ("publish", "rollback")


class Happened(Protocol):
    """A row of the journal; see vectorstore.journal.Event."""

    @property
    def event(self) -> str:
        """What happened."""
        ...

    @property
    def generation(self) -> int:
        """The generation that it is about."""
        ...


def before(generation: int, events: Iterable[Happened], kept: Iterable[int]) -> int | None:
    """The generation that answered before this one came, where that can be gone back to.

    None where something else was published or gone back to since. ``events``: the latest first.
    """
    changes = (event for event in events if event.event in CHANGES)
    latest, earlier = next(changes, None), next(changes, None)
    if latest is None or earlier is None:
        return None
    mine = latest.event == "publish" and latest.generation == generation
    return earlier.generation if mine and earlier.generation in set(kept) else None
