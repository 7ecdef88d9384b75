"""Pool of parser processes, started on demand and reused.

Small inputs of simple formats are parsed in this process, where a process would cost more than it
saves.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from threading import Lock

from domain.errors import SourceGivenUp
from domain.types import ParsedSource
from ingest.parse import parse_raw
from ingest.parsing.raw import Raw
from ingest.parsing.sandbox import Limits, Sandbox

# Of 64 KB, the worst Markdown found (brackets without end) took 9 s, quadratically; the worst plain
# text 0.4 s. Of 16 KB: 0.6 s, where a process takes 0.3 s to start.
SMALL = 16 * 2**10  # bytes
FEW = 50  # sources; more of them are sooner parsed side by side
_SIMPLE = (".txt", ".text", ".md", ".markdown")


class Parsers:
    """As many processes as there are threads that call ``parse`` at the same time."""

    def __init__(self, sources: int, limits: Limits | None = None) -> None:
        """``sources`` is how many there will be."""
        self._limits = limits or Limits()
        self._few = sources <= FEW
        self._lock = Lock()
        self._idle: list[Sandbox] = []
        self._all: set[Sandbox] = set()
        self._closed = False

    def parse(self, raw: Raw) -> ParsedSource:
        """Raises SourceError; safe from several threads."""
        if self._few and is_simple(raw):
            return parse_raw(raw)
        with self._sandbox(raw) as sandbox:
            return sandbox.parse(raw)

    def close(self) -> None:
        """End the processes; parses under way fail."""
        with self._lock:
            self._closed = True
            going = tuple(self._all)
        for sandbox in going:
            sandbox.close()

    @contextmanager
    def _sandbox(self, raw: Raw) -> Iterator[Sandbox]:
        with self._lock:
            if self._closed:
                raise SourceGivenUp(raw.name, "it was no longer needed")
            sandbox = self._idle.pop() if self._idle else Sandbox(self._limits)
            self._all.add(sandbox)
        try:
            yield sandbox
        finally:
            with self._lock:
                if sandbox.alive:
                    self._idle.append(sandbox)
                else:
                    self._all.discard(sandbox)


def is_simple(raw: Raw) -> bool:
    """Whether a source is safe to parse in this process; possible HTML is not."""
    plain = PurePath(raw.name).suffix.lower() in _SIMPLE
    return plain and len(raw.data) <= SMALL and b"<" not in raw.data
