"""Password hashing: salted scrypt (RFC 7914), encoded as one line for a setting."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
from functools import lru_cache

COST, BLOCK, PARALLEL = 2**14, 8, 5  # from OWASP's password storage cheat sheet; 16 MB
_MEMORY = 2**26  # bytes that a digest may take
_KEPT = re.compile(
    r"scrypt:(?P<cost>\d{2,6}):(?P<block>\d{1,2}):(?P<parallel>\d{1,2}):"
    r"(?P<salt>[A-Za-z0-9+/=]{16,64}):(?P<key>[A-Za-z0-9+/=]{40,100})"
)


def hashed(password: str) -> str:
    """The encoded digest of a password: "scrypt:COST:BLOCK:PARALLEL:SALT:KEY"."""
    salt = os.urandom(16)
    key = _digest(password, salt, COST, BLOCK, PARALLEL)
    encoded = (base64.b64encode(part).decode() for part in (salt, key))
    return ":".join(("scrypt", str(COST), str(BLOCK), str(PARALLEL), *encoded))


@lru_cache(maxsize=8)
def well_formed(kept: str) -> bool:
    """Whether it is a line that ``hashed`` might have made, at an acceptable cost."""
    try:
        matches("", kept)
    except ValueError:
        return False
    return True


def matches(password: str, kept: str) -> bool:
    """Whether this is the password with digest ``kept``; raises ValueError for a bad digest."""
    found = _KEPT.fullmatch(kept)
    if found is None:
        raise ValueError("no digest of a password")
    salt, key = (base64.b64decode(found[name], validate=True) for name in ("salt", "key"))
    numbers = (int(found[name]) for name in ("cost", "block", "parallel"))
    return hmac.compare_digest(_digest(password, salt, *numbers), key)


def _digest(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    return hashlib.scrypt(
        password.encode("utf-8", "surrogatepass"),
        salt=salt,
        n=cost,
        r=block,
        p=parallel,
        maxmem=_MEMORY,
        dklen=32,
    )
