"""Current actor of an operation: a context variable, set by each interface around its work.

A new thread has to set the actor itself; see app/ingest_job.py.
"""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

COMMAND_LINE, SERVER, PAGE, HTTP = "cli", "server", "page", "http"
"""The interfaces ("doors"): a command, the server itself, the pages, a program."""


@dataclass(frozen=True, slots=True)
class Actor:
    """``who`` is a name: a user of this machine, an e-mail address, a token, or a browser's alias;
    ``role`` is the role that admitted them ("" where none was needed).
    """

    who: str
    door: str
    role: str = ""


_NOW: ContextVar[Actor | None] = ContextVar("actor", default=None)


@contextmanager
def acting(actor: Actor | None) -> Iterator[None]:
    """Attribute operations within the block to that actor; to nobody for None."""
    token = _NOW.set(actor)
    try:
        yield
    finally:
        _NOW.reset(token)


def doing() -> Actor | None:
    """The current actor; None where no interface set one."""
    return _NOW.get()


def actor_now(door: str) -> Actor:
    """The same; by default, the user of this machine who started the process."""
    return doing() or Actor(machine_user(), door)


def machine_user() -> str:
    """The name of the user who owns this process."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return "?"


def browser_mark(visitor: str) -> str:
    """A stable pseudonym of an anonymous browser, which gives no access."""
    return f"#{hashlib.sha256(visitor.encode()).hexdigest()[:8]}"
