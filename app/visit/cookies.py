"""The three cookies of the pages, all HttpOnly and signed; what they say, and how they are set.

``passerelle_visitor`` is a random id of the browser: drafts and conversations are its own.
``passerelle_editor`` says that the password was given, for some hours. ``passerelle_device`` says
that it once was, so that strangers' wrong tries are not counted against this browser. A new
password ends the last two. Knows nothing of Streamlit.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from app.visit.signed import Signer

VISITOR, EDITOR, DEVICE = "passerelle_visitor", "passerelle_editor", "passerelle_device"
LONG, SIGNED_IN = 400 * 24 * 3600, 12 * 3600
"""Seconds that a browser is known, which is the most that browsers allow, and stays signed in."""


class Ended:
    """The signings in that were ended before their time; as many as have not run out by then."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}
        self._lock = Lock()

    def __contains__(self, id: str) -> bool:
        return id in self._until

    def add(self, id: str, now: float) -> None:
        """End one; those that would be over by now anyway are forgotten."""
        with self._lock:
            self._until = {i: t for i, t in self._until.items() if t > now}
            self._until[id] = now + SIGNED_IN


ENDED = Ended()
"""Of this process: its pages and its routes share it."""


@dataclass(frozen=True)
class Cookies:
    """Reads and makes the cookies of a server; ``digest`` is what is kept of the password."""

    signer: Signer
    digest: str | None
    ended: Ended = ENDED

    def visitor(self, found: Mapping[str, str], now: float) -> str | None:
        """The id of the browser."""
        return self.signer.read(VISITOR, found.get(VISITOR, ""), now)

    def editor(self, found: Mapping[str, str], now: float) -> str | None:
        """The id of the signing in that still holds; None where there is none."""
        id = self._read(EDITOR, found, now)
        return None if id is None or id in self.ended else id

    def device(self, found: Mapping[str, str], now: float) -> str | None:
        """The id of a browser that once signed in."""
        return self._read(DEVICE, found, now)

    def new(self, name: str, now: float, value: str | None = None) -> str:
        """A cookie's value, for a new id where none is given."""
        until = now + (SIGNED_IN if name == EDITOR else LONG)
        return self.signer.signed(self._purpose(name), value or secrets.token_urlsafe(16), until)

    def _read(self, name: str, found: Mapping[str, str], now: float) -> str | None:
        if self.digest is None:
            return None
        return self.signer.read(self._purpose(name), found.get(name, ""), now)

    def _purpose(self, name: str) -> str:
        """What a signature is for; with the password, so that another one ends it."""
        if name == VISITOR:
            return name
        return f"{name} {hashlib.sha256((self.digest or '').encode()).hexdigest()}"
