"""Who is doing what is done now: set by each door around its work, read where it is recorded.

A thread of its own for the work has to take the actor along; see app/ingest_job.py.
"""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

COMMAND_LINE, SERVER, PAGE, HTTP = "cli", "server", "page", "http"
"""The doors: a command, the server by itself, somebody on the pages, a program."""


@dataclass(frozen=True, slots=True)
class Actor:
    """``who`` is a name: a user of this machine, an e-mail address, a token, or a browser's mark;
    ``role`` is what let them in ("" where nothing had to).
    """

    who: str
    door: str
    role: str = ""


_NOW: ContextVar[Actor | None] = ContextVar("actor", default=None)


@contextmanager
def acting(actor: Actor | None) -> Iterator[None]:
    """Within it, what is done is done by that actor; by nobody in particular for None."""
    token = _NOW.set(actor)
    try:
        yield
    finally:
        _NOW.reset(token)


def doing() -> Actor | None:
    """Who is doing what is done now; None where no door said so."""
    return _NOW.get()


def actor_now(door: str) -> Actor:
    """The same; where no door said so, the user of this machine who started the process."""
    return doing() or Actor(machine_user(), door)


def machine_user() -> str:
    """The name of the user whom this process belongs to."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return "?"


def browser_mark(visitor: str) -> str:
    """What a browser without a name is called: it opens nothing, and is the same each time."""
    return f"#{hashlib.sha256(visitor.encode()).hexdigest()[:8]}"
