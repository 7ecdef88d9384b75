"""Revocation list of sign-ins ended before their expiry, kept beside the key across restarts.

A line each, its id and the second of its expiry, after which it is dropped. An id
alone gives no access, since a cookie is also signed.
"""

from __future__ import annotations

import logging
import os
import re
from functools import cache
from pathlib import Path
from threading import Lock

from app.visit.signed import write_private

FILE = "ended"
_LINE = re.compile(r"(?P<id>[A-Za-z0-9_-]{1,100}) (?P<until>\d{1,12})")
logger = logging.getLogger("passerelle")


class Ended:
    """Those of a folder, read when it is first asked; without one, those of this process."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = folder / FILE if folder else None
        self._lock = Lock()
        self._until = self._read()

    def __contains__(self, id: str) -> bool:
        return id in self._until

    def add(self, id: str, until: float, now: float) -> None:
        """End one that would be over at ``until``, in seconds since 1970.

        Where it cannot be kept, it has ended for this process only, which is logged.
        """
        with self._lock:
            known = {**self._read(), **self._until, id: int(until)}
            self._until = {id: end for id, end in known.items() if end > now}
            try:
                self._write()
            except OSError as error:
                logger.warning(
                    "a sign-out could not be saved; a restart of the server undoes it: %s",
                    error,
                )

    def _read(self) -> dict[str, int]:
        if self._path is None:
            return {}
        try:
            lines = self._path.read_text(encoding="ascii", errors="replace").splitlines()
        except FileNotFoundError:
            return {}
        except OSError as error:
            logger.warning("the list of ended sign-ins cannot be read: %s", error)
            return {}
        found = (_LINE.fullmatch(line) for line in lines)
        return {line["id"]: int(line["until"]) for line in found if line}

    def _write(self) -> None:
        """Whole or not at all; raises OSError."""
        if self._path is None:
            return
        lines = "".join(f"{id} {until}\n" for id, until in self._until.items())
        new = self._path.with_name(f"{FILE}.{os.getpid()}.new")
        try:
            write_private(new, lines.encode())
            new.replace(self._path)
        finally:
            new.unlink(missing_ok=True)


@cache
def ended_in(folder: Path | None) -> Ended:
    """Those of a folder, shared by all of this process: its pages and its routes."""
    return Ended(folder)
