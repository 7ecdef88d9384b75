"""The three cookies of the pages, all HttpOnly and signed; what they say, and how they are set.

``passerelle_visitor`` is a random id of the browser: drafts and conversations are its own.
``passerelle_editor`` says that the password was given, for some hours. ``passerelle_device`` says
that it once was, so that strangers' wrong tries are not counted against this browser. A new
password ends the last two. Each name goes on with a part that tells the server's key from others:
browsers know no ports, and would else let two servers of a host overwrite each other's.
Knows nothing of Streamlit.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from app.visit.ended import Ended, ended_in
from app.visit.signed import Signer

VISITOR, EDITOR, DEVICE = "passerelle_visitor", "passerelle_editor", "passerelle_device"
LONG, SIGNED_IN = 400 * 24 * 3600, 12 * 3600
"""Seconds that a browser is known, which is the most that browsers allow, and stays signed in."""


@dataclass(frozen=True)
class Cookies:
    """Reads and makes the cookies of a server; ``digest`` is what is kept of the password.

    ``ended`` are the signings in that were ended; those kept beside the key, unless others are
    given.
    """

    signer: Signer
    digest: str | None
    ended: Ended | None = None

    def called(self, kind: str) -> str:
        """The name under which a browser keeps VISITOR, EDITOR or DEVICE for this server."""
        return f"{kind}_{self.signer.name}"

    def seconds(self, kind: str) -> int | None:
        """How long a browser keeps it; None for until it is closed, where the key does not last."""
        if kind == EDITOR:
            return SIGNED_IN
        return LONG if self.signer.folder else None

    def visitor(self, found: Mapping[str, str], now: float) -> str | None:
        """The id of the browser."""
        return self._read(VISITOR, found, now)

    def editor(self, found: Mapping[str, str], now: float) -> str | None:
        """The id of the signing in that still holds; None where there is none."""
        id = self._of_password(EDITOR, found, now)
        return None if id is None or id in self._ended else id

    def device(self, found: Mapping[str, str], now: float) -> str | None:
        """The id of a browser that once signed in."""
        return self._of_password(DEVICE, found, now)

    def new(self, kind: str, now: float, value: str | None = None) -> str:
        """A cookie's value, for a new id where none is given."""
        until = now + (SIGNED_IN if kind == EDITOR else LONG)
        return self.signer.signed(self._purpose(kind), value or secrets.token_urlsafe(16), until)

    def end(self, id: str, now: float) -> None:
        """End a signing in, wherever its cookie may be."""
        self._ended.add(id, now + SIGNED_IN, now)

    @property
    def _ended(self) -> Ended:
        return self.ended or ended_in(self.signer.folder)

    def _of_password(self, kind: str, found: Mapping[str, str], now: float) -> str | None:
        return None if self.digest is None else self._read(kind, found, now)

    def _read(self, kind: str, found: Mapping[str, str], now: float) -> str | None:
        text = found.get(self.called(kind), "")
        return self.signer.read(self._purpose(kind), text, now) if text else None

    def _purpose(self, kind: str) -> str:
        """What a signature is for; with the password, so that another one ends it."""
        if kind == VISITOR:
            return kind
        return f"{kind} {hashlib.sha256((self.digest or '').encode()).hexdigest()}"
