"""Roles, and their assignment after sign-in by OpenID Connect.

An entry of PASSERELLE_EDITORS or PASSERELLE_ADMINS is an e-mail address (anna@example.org), all
addresses of a domain (@example.org), or a claim with its value (groups=press). An address counts
only where the provider does not report it as unverified.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any

SIGNED_IN = 12 * 3600
"""Seconds for which a signing in lets somebody change the library, however they signed in."""
Claims = Mapping[str, Any]
"""OpenID Connect claims about a user, from the signed token."""
_AHEAD = 60.0  # seconds by which the provider's clock may be ahead of ours


class Role(IntEnum):
    """Permission levels; each includes those before it."""

    READER = 0
    EDITOR = 1
    ADMIN = 2

    @property
    def word(self) -> str:
        """Its name in the audit log and in the catalogue."""
        return self.name.lower()


def entries(setting: str) -> tuple[str, ...]:
    """The entries of a setting."""
    return tuple(part.strip() for part in setting.split(",") if part.strip())


def role_of(claims: Claims, editors: Sequence[str], admins: Sequence[str], now: float) -> Role:
    """The role for the claims; READER again some hours after sign-in."""
    issued = claims.get("iat")
    if not isinstance(issued, int | float) or not now - SIGNED_IN < issued <= now + _AHEAD:
        return Role.READER
    if any(_meets(claims, entry) for entry in admins):
        return Role.ADMIN
    return Role.EDITOR if any(_meets(claims, entry) for entry in editors) else Role.READER


def called(claims: Claims) -> str:
    """The name in the audit log: the address, else the provider's name."""
    return _address(claims) or str(claims.get("sub", ""))[:200]


def identity(claims: Claims) -> str:
    """A unique, stable id: the provider and its subject."""
    return f"{claims.get('iss', '')} {claims.get('sub', '')}"


def _meets(claims: Claims, entry: str) -> bool:
    claim, equals, wanted = entry.partition("=")
    if equals:
        found = claims.get(claim.strip())
        several = found if isinstance(found, list | tuple) else () if found is None else (found,)
        return bool(wanted.strip()) and wanted.strip() in map(str, several)
    address = _address(claims)
    if entry.startswith("@"):
        return address.endswith(entry.casefold())
    return bool(address) and address == entry.casefold()


def _address(claims: Claims) -> str:
    email = claims.get("email")
    verified = claims.get("email_verified", True) in (True, "true")
    return email.strip().casefold()[:200] if isinstance(email, str) and verified else ""
