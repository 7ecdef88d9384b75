"""Signed values (HMAC-SHA256) with an expiry, for cookies.

The key is stored beside the store, so that a cookie outlives the server.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FOLDER, KEY = "pages", "key"
"""Below the store's folder: what the pages keep, and the key among it."""
_BYTES = 32
_SIGNED = re.compile(r"(?P<value>[A-Za-z0-9_-]{1,100})\.(?P<until>\d{1,12})\.(?P<mac>[0-9a-f]{64})")
logger = logging.getLogger("passerelle")


@dataclass(frozen=True)
class Signer:
    """Signs and verifies values; ``folder`` is where its key is stored, None for a key that
    ends with this process.
    """

    key: bytes = field(repr=False)
    folder: Path | None = None

    @property
    def name(self) -> str:
        """Eight letters and digits that identify this key, without revealing it."""
        return hmac.new(self.key, b"name", hashlib.sha256).hexdigest()[:8]

    def signed(self, purpose: str, value: str, until: float) -> str:
        """A value (letters, digits, _ and -) with its end, in seconds since 1970, and a signature.

        A signature is valid for its purpose only.
        """
        return f"{value}.{int(until)}.{self._mac(purpose, value, int(until))}"

    def read(self, purpose: str, text: str, now: float) -> str | None:
        """The value; None where the signature is wrong, or expired."""
        found = _SIGNED.fullmatch(text)
        if found is None or int(found["until"]) <= now:
            return None
        right = self._mac(purpose, found["value"], int(found["until"]))
        return found["value"] if hmac.compare_digest(right, found["mac"]) else None

    def _mac(self, purpose: str, value: str, until: int) -> str:
        message = "\0".join((purpose, value, str(until))).encode()
        return hmac.new(self.key, message, hashlib.sha256).hexdigest()


@cache
def signer_of(store: Path) -> Signer:
    """The signer of a store, its key created where there is none; one for this process alone where
    the folder cannot be written.
    """
    try:
        return Signer(_kept_key(store / FOLDER / KEY), store / FOLDER)
    except OSError as error:
        logger.warning(
            "the pages' key cannot be saved, so cookies end when the server stops: %s", error
        )
        return Signer(os.urandom(_BYTES))


def _kept_key(path: Path) -> bytes:
    """Read or create the key; raises OSError where neither is possible."""
    if not path.exists():
        _make(path)
    key = path.read_bytes()
    if len(key) != _BYTES:
        raise OSError(f"{path.name} is not a key: remove it")
    return key


def _make(path: Path) -> None:
    """Create the key atomically; of two processes the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        write_private(made, os.urandom(_BYTES))
        with suppress(FileExistsError):
            os.link(made, path)
    finally:
        made.unlink(missing_ok=True)


def write_private(path: Path, data: bytes) -> None:
    """Write a file readable by its owner alone, synced to disk; raises OSError."""
    with open(path, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
