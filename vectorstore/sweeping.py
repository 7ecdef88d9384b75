"""What goes away: the left-overs of a crash, and generations beyond those that are kept.

Called under the writer's lock only.
"""

from __future__ import annotations

import shutil

from vectorstore.journal import PRUNE, PUBLISH, Journal
from vectorstore.layout import Layout
from vectorstore.locks import exclusive_if_free


def sweep(layout: Layout, journal: Journal) -> None:
    """Remove what a crash left: half-built folders, and generations never published."""
    for path in layout.generations.glob("*.building-*"):
        shutil.rmtree(path)
    for path in layout.root.glob("CURRENT.*.new"):
        path.unlink()
    current = layout.current() if layout.pointer.exists() else 0
    published = journal.published()
    if current and current not in published:
        journal.add(PUBLISH, current, "found published after a crash")
    for number in layout.numbers():
        if number > current and number not in published:
            shutil.rmtree(layout.folder(number))
            layout.lock(number).unlink(missing_ok=True)


def prune(layout: Layout, journal: Journal, keep: int) -> None:
    """Remove all but the last generations, unless somebody still reads them."""
    current = layout.current()
    others = [number for number in layout.numbers() if number != current]
    for number in others[: max(0, len(others) - (keep - 1))]:
        with exclusive_if_free(layout.lock(number)) as held:
            if held:
                shutil.rmtree(layout.folder(number))
                layout.lock(number).unlink()
                journal.add(PRUNE, number, f"the last {keep} are kept")
