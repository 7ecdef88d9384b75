"""Validation of a server address from the settings: its form, and that it contains no secret."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

NO_ADDRESS = "it is not an address such as http://127.0.0.1:11434/v1"
HOLDS_A_KEY = "it contains a user name or a key: put a key in PASSERELLE_CHAT_API_KEY"
HOLDS_A_QUERY = "it has a query (?...): leave that out, and put a key in PASSERELLE_CHAT_API_KEY"


def fault(address: str) -> str | None:
    """What is wrong with an address, in English (domain.details has the French); None if nothing.

    The address itself is not repeated: it may contain a key.
    """
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return HOLDS_A_KEY if "@" in address else NO_ADDRESS
    if "@" in parts.netloc:
        return HOLDS_A_KEY
    if parts.scheme not in ("http", "https") or not host or _BLANK.search(address):
        return NO_ADDRESS
    return HOLDS_A_QUERY if parts.query or parts.fragment else None


_BLANK = re.compile(r"[\s\x00-\x1f\x7f]")
