"""Who may do what: reading is free where the page's reading is, changing needs an editor's token.

A page of another site may not call this server, nor may a name that was bent to this machine (DNS
rebinding) be read through, unless PASSERELLE_API_ORIGINS lists it.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.requests import Request

from app.api.errors import ForeignOrigin, ScopeTooSmall, TokenMissing, TokenUnknown
from app.api.limits import Rate
from app.tokens import PREFIX, Token, Tokens
from app.tokens import Scope as Allowed
from domain.errors import SettingsError

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def read_origins(setting: str) -> tuple[str, ...]:
    """The origins of PASSERELLE_API_ORIGINS; raises SettingsError for one that is none."""
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

    def admit(self, request: Request) -> Token | None:
        """The token of a caller who may read, None for one without.

        Raises ForeignOrigin, TooMany, TokenUnknown.
        """
        address = request.client.host if request.client else "unknown"
        self._check_origin(request)
        secret = _bearer(request)
        if not secret.startswith(PREFIX):  # a placeholder: clients of OpenAI always send a key
            self._rate.count(f"address {address}")
            self._check_host(request)
            return None
        token = self._tokens.find(secret)
        self._rate.count(f"token {token.name}" if token else f"address {address}")
        if token is None:
            raise TokenUnknown
        return token

    def _check_origin(self, request: Request) -> None:
        origin = request.headers.get("origin")
        if origin is None or origin in self._origins:
            return
        place = _place(origin)
        if place is None or place != _place(f"//{request.headers.get('host', '')}"):
            raise ForeignOrigin(origin[:200])

    def _check_host(self, request: Request) -> None:
        """Through this machine's own address, only by this machine's own names."""
        server = request.scope.get("server")
        if server is None or not _is_loopback(server[0]):
            return
        host = request.headers.get("host", "")
        place = _place(f"//{host}")
        if place is None or (place not in self._places and not _is_loopback(place[0])):
            raise ForeignOrigin(host[:200])


def need(token: Token | None, scope: Allowed) -> None:
    """Raises TokenMissing, ScopeTooSmall."""
    if token is None:
        raise TokenMissing(scope)
    if not token.scope.allows(scope):
        raise ScopeTooSmall(token.name, scope)


def _bearer(request: Request) -> str:
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() if kind.lower() == "bearer" else ""


def _place(address: str) -> tuple[str, int | None] | None:
    """The host and the port, None for the scheme's own; None for what is no origin."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if not parts.hostname or parts.path or parts.query or parts.scheme not in ("", "http", "https"):
        return None
    return parts.hostname, None if port in (80, 443) else port


def _is_loopback(host: str) -> bool:
    try:
        return host in LOOPBACK or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
