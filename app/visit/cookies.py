"""Session cookies of the pages: three, all HttpOnly and signed.

``passerelle_visitor`` is a random id of the browser: drafts and conversations are its own.
``passerelle_editor`` proves that a password was given, for some hours; which one (the role)
is in what it is signed for. ``passerelle_device`` proves that one once was, so that strangers'
wrong tries are not counted against this browser. A new password ends the last two. Each name goes
on with a part that identifies the server's key: cookies ignore ports, and would otherwise let two
servers of a host overwrite each other's.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from app.visit.ended import Ended, ended_in
from app.visit.roles import SIGNED_IN, Role
from app.visit.signed import Signer

VISITOR, EDITOR, DEVICE = "passerelle_visitor", "passerelle_editor", "passerelle_device"
LONG = 400 * 24 * 3600
"""Seconds that a browser is known, which is the most that browsers allow."""


@dataclass(frozen=True)
class Cookies:
    """Reads and makes the cookies of a server; ``digest`` is the digest of the administrators'
    password, ``editor_digest`` of the editors'.

    ``ended`` are the signings in that were ended; those kept beside the key, unless others are
    given. ``lasting``: whether a browser is known for longer than it is open; not where nothing is
    kept for it.
    """

    signer: Signer
    digest: str | None
    ended: Ended | None = None
    editor_digest: str | None = None
    lasting: bool = True

    @property
    def digests(self) -> dict[Role, str]:
        """The digest of each password, by the role that it gives, the higher one first."""
        kept = {Role.ADMIN: self.digest, Role.EDITOR: self.editor_digest}
        return {role: digest for role, digest in kept.items() if digest is not None}

    def called(self, kind: str) -> str:
        """The name under which a browser keeps VISITOR, EDITOR or DEVICE for this server."""
        return f"{kind}_{self.signer.name}"

    def seconds(self, kind: str) -> int | None:
        """How long a browser keeps it; None for until it is closed: where the key does not last, or
        nothing is kept that an id would lead back to.
        """
        if kind == EDITOR:
            return SIGNED_IN
        if kind == VISITOR and not self.lasting:
            return None
        return LONG if self.signer.folder else None

    def visitor(self, found: Mapping[str, str], now: float) -> str | None:
        """The id of the browser."""
        return self._read(VISITOR, found, now)

    def editor(self, found: Mapping[str, str], now: float) -> str | None:
        """The id of the valid sign-in; None where there is none."""
        signed_in = self._signed_in(found, now)
        return signed_in[1] if signed_in else None

    def role(self, found: Mapping[str, str], now: float) -> Role:
        """The role that the given password grants this browser."""
        signed_in = self._signed_in(found, now)
        return signed_in[0] if signed_in else Role.READER

    def device(self, found: Mapping[str, str], now: float) -> str | None:
        """The id of a browser that once signed in."""
        ids = (self._read(DEVICE, found, now, digest) for digest in self.digests.values())
        return next((id for id in ids if id is not None), None)

    def new(self, kind: str, now: float, value: str | None = None, role: Role = Role.ADMIN) -> str:
        """A cookie's value, for a new id where none is given; ``role`` is the password's."""
        until = now + (SIGNED_IN if kind == EDITOR else LONG)
        purpose = _purpose(kind, self.digests.get(role, ""))
        return self.signer.signed(purpose, value or secrets.token_urlsafe(16), until)

    def end(self, id: str, now: float) -> None:
        """End a signing in, wherever its cookie may be."""
        self._ended.add(id, now + SIGNED_IN, now)

    @property
    def _ended(self) -> Ended:
        return self.ended or ended_in(self.signer.folder)

    def _signed_in(self, found: Mapping[str, str], now: float) -> tuple[Role, str] | None:
        for role, digest in self.digests.items():
            id = self._read(EDITOR, found, now, digest)
            if id is not None and id not in self._ended:
                return role, id
        return None

    def _read(
        self, kind: str, found: Mapping[str, str], now: float, digest: str = ""
    ) -> str | None:
        text = found.get(self.called(kind), "")
        return self.signer.read(_purpose(kind, digest), text, now) if text else None


def _purpose(kind: str, digest: str) -> str:
    """Purpose of a signature; includes the password, so that a new one invalidates it."""
    return kind if kind == VISITOR else f"{kind} {hashlib.sha256(digest.encode()).hexdigest()}"
