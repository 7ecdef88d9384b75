"""Connection settings of a Chroma server: address, database, credentials.

Parses the setting only; requests are in chroma_api.py.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, unquote, urlsplit

from domain.errors import SettingsError

SETTING = "PASSERELLE_CHROMA_URL"
DEFAULT = "default_tenant", "default_database"
TIMEOUT = 10.0
_FORM = "it is not an address such as http://127.0.0.1:8000 or https://host/tenant/database"
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class ChromaServer:
    """One database of a Chroma server; ``timeout`` is in seconds, for each request of a question.

    ``name`` is for display: the address without credentials.
    """

    name: str
    tenant: str = DEFAULT[0]
    database: str = DEFAULT[1]
    timeout: float = TIMEOUT
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, url: str, token: str | None = None, timeout: float = TIMEOUT) -> ChromaServer:
        """Parse a setting: http(s)://[user:password@]host[:port][/tenant/database].

        Raises SettingsError; no message repeats the address, since it may contain a password.
        """
        parts = _split(url)
        tenant, database = _database(parts.path)
        port = f":{parts.port}" if parts.port else ""
        host = f"[{parts.hostname}]" if ":" in str(parts.hostname) else parts.hostname
        return cls(
            f"{parts.scheme}://{host}{port}", tenant, database, timeout, _headers(parts, token)
        )

    @property
    def home(self) -> str:
        """The path of its database."""
        return f"/tenants/{quote(self.tenant, safe='')}/databases/{quote(self.database, safe='')}"


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError as error:
        raise SettingsError(SETTING, _FORM) from error
    if not usable or parts.query or parts.fragment or _BLANK.search(url.strip()):
        raise SettingsError(SETTING, _FORM)
    return parts


def _database(path: str) -> tuple[str, str]:
    names = [unquote(name) for name in path.strip("/").split("/") if name]
    if len(names) not in (0, 2):
        raise SettingsError(SETTING, _FORM)
    return (names[0], names[1]) if names else DEFAULT


def _headers(parts: SplitResult, token: str | None) -> dict[str, str]:
    """A user and password as Basic; a token as Chroma Cloud's header, and as Bearer for a proxy."""
    headers = {}
    if token:
        if not token.isascii() or not token.isprintable():
            raise SettingsError("PASSERELLE_CHROMA_TOKEN", "it is not a token: a token is one line")
        headers = {"X-Chroma-Token": token, "Authorization": f"Bearer {token}"}
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    return headers
