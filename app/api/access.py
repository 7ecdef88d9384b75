"""Access control of the HTTP API: reading is free where the pages are, changing needs a token.

Cross-origin pages may not call this server. Requests without a token must name this machine (Host
header, against DNS rebinding), whatever address the server listens on, unless
PASSERELLE_API_ORIGINS lists the origin.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.requests import Request

from app.api.errors import ForeignOrigin, HostMissing, ScopeTooSmall, TokenMissing, TokenUnknown
from app.api.limits import Rate
from app.tokens import PREFIX, Token, Tokens
from app.tokens import Scope as Allowed
from domain.errors import SettingsError

UNCOUNTED = ("/api/health", "/metrics")
"""Asked by machines at a fixed pace, and often from the address that a proxy's readers share."""


def read_origins(setting: str) -> tuple[str, ...]:
    """The origins of PASSERELLE_API_ORIGINS; raises SettingsError for an invalid one."""
    origins = tuple(part.strip().rstrip("/") for part in setting.split(",") if part.strip())
    for origin in origins:
        if _place(origin) is None:
            detail = f"{origin} is not an origin such as https://tools.example.org"
            raise SettingsError("PASSERELLE_API_ORIGINS", detail)
    return origins


class Access:
    """The rules for one server."""

    def __init__(self, tokens: Tokens, rate: Rate, origins: Sequence[str] = ()) -> None:
        self._tokens, self._rate = tokens, rate
        self._origins = frozenset(origins)
        self._places = frozenset(_place(origin) for origin in origins)
        own = socket.gethostname().lower()
        self._names = frozenset(("localhost", own, f"{own}.local"))

    def admit(self, request: Request) -> Token | None:
        """The token of a caller who may read, None for one without.

        Raises ForeignOrigin, HostMissing, TooMany, TokenUnknown.
        """
        self._check_origin(request)
        secret = _bearer(request)
        if secret.startswith(PREFIX):
            return self._token(secret, address_of(request))
        # Anything else is a placeholder: clients of OpenAI always send a key.
        if request.scope.get("path") not in UNCOUNTED:
            self._rate.count(f"address {address_of(request)}")
        self._check_host(request)
        return None

    def _token(self, secret: str, address: str) -> Token:
        """The token; rate-limits failed attempts before reading the tokens."""
        guesses = f"guesses {address}"
        self._rate.check(guesses)
        token = self._tokens.find(secret)
        if token is None:
            self._rate.count(guesses)
            raise TokenUnknown
        self._rate.count(f"token {token.name}")
        return token

    def _check_origin(self, request: Request) -> None:
        origin = request.headers.get("origin")
        if origin is None or origin in self._origins:
            return
        place = _place(origin)
        if place is None or place != _place(f"//{request.headers.get('host', '')}"):
            raise ForeignOrigin(origin[:200])

    def _check_host(self, request: Request) -> None:
        """The host must be an address, a name of this machine, or listed; raises as ``admit``."""
        host = request.headers.get("host", "")
        if not host:
            raise HostMissing
        place = _place(f"//{host}")
        known = place is not None and (
            place in self._places or place[0] in self._names or _is_address(place[0])
        )
        if not known:
            raise ForeignOrigin(host[:200])


def need(token: Token | None, scope: Allowed) -> None:
    """Raises TokenMissing, ScopeTooSmall."""
    if token is None:
        raise TokenMissing(scope)
    if not token.scope.allows(scope):
        raise ScopeTooSmall(token.name, scope)


def address_of(request: Request) -> str:
    """The client address of a request, as reported by the server or its proxy."""
    return request.client.host if request.client else "unknown"


def _bearer(request: Request) -> str:
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() if kind.lower() == "bearer" else ""


def _place(address: str) -> tuple[str, int | None] | None:
    """The host and the port, None for the scheme's own; None for an invalid origin."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if not parts.hostname or parts.path or parts.query or parts.scheme not in ("", "http", "https"):
        return None
    return parts.hostname, None if port in (80, 443) else port


def _is_address(host: str) -> bool:
    """Whether it is an IP address, which DNS rebinding cannot affect."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
