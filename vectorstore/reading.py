"""Read access to the current generation, open while it has readers.

CURRENT is checked on every question. When it has changed, the new generation is opened under its
shared lock, and the old one is closed when its last reader ends.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass

from domain.errors import StoreDamaged, StoreEmpty, StoreNotWritable
from vectorstore.embedder import Embedder
from vectorstore.files import translated
from vectorstore.generation import Generation
from vectorstore.journal import Journal
from vectorstore.layout import Layout
from vectorstore.locks import hold_shared
from vectorstore.vector_backend import VectorBackend

Stamp = tuple[int, int, int]


@dataclass
class Opened:
    """A generation that this process has open; closed when it is retired and its last user ends."""

    generation: Generation
    stamp: Stamp
    descriptor: int
    users: int = 0
    retired: bool = False

    def close(self) -> None:
        """Close the parts, then release the lock."""
        self.generation.close()
        os.close(self.descriptor)


class Reading:
    """What one Store object has open; safe to share between threads."""

    def __init__(
        self,
        layout: Layout,
        journal: Journal,
        find_embedder: Callable[[str, str], Embedder | None],
        backend: VectorBackend,
    ) -> None:
        self._layout = layout
        self._journal = journal
        self._find_embedder = find_embedder
        self._backend = backend
        self._lock = threading.Lock()
        self._opened: Opened | None = None

    def acquire(self) -> Opened:
        """The current generation; every acquire needs its release.

        Raises StoreEmpty, StoreDamaged, StoreNotWritable.
        """
        with self._lock:
            stamp = self._stamp()
            if self._opened is None or self._opened.stamp != stamp:
                fresh = self._open(stamp)
                self._retire()
                self._opened = fresh
            self._opened.users += 1
            return self._opened

    def release(self, opened: Opened) -> None:
        """End one acquire."""
        with self._lock:
            opened.users -= 1
            if opened.retired and not opened.users:
                opened.close()

    def close(self) -> None:
        """Close what is open, at once or when its last reader ends."""
        with self._lock:
            self._retire()

    def _retire(self) -> None:
        old, self._opened = self._opened, None
        if old is not None:
            old.retired = True
            if not old.users:
                old.close()

    def _stamp(self) -> Stamp:
        root = str(self._layout.root)
        try:
            found = self._layout.pointer.stat()
        except FileNotFoundError as error:
            raise self._without_pointer() from error
        except OSError as error:
            raise StoreNotWritable(root, error.strerror or "no permission") from error
        return (found.st_mtime_ns, found.st_ino, found.st_size)

    def _without_pointer(self) -> StoreEmpty | StoreDamaged:
        """Nothing was published yet, or CURRENT was lost: then no new store may be created."""
        root = self._layout.root
        with translated(root):
            lost = self._journal.kept(self._layout.numbers())
        return StoreDamaged(str(root), "CURRENT is missing") if lost else StoreEmpty(str(root))

    def _open(self, stamp: Stamp) -> Opened:
        """Lock, then read CURRENT again: a generation that is being swept is not opened."""
        while True:
            number = self._layout.current()
            descriptor = self._hold(number)
            if descriptor is None:
                continue
            try:
                folder = self._layout.folder(number)
                generation = Generation.open(number, folder, self._find_embedder, self._backend)
                return Opened(generation, stamp, descriptor)
            except BaseException:
                os.close(descriptor)
                raise

    def _hold(self, number: int) -> int | None:
        """The shared lock of a generation if it is still current; None otherwise."""
        try:
            descriptor = hold_shared(self._layout.lock(number))
        except OSError as error:
            if self._layout.current() != number:
                return None
            detail = f"generation {number} is missing"
            raise StoreDamaged(str(self._layout.root), detail) from error
        if self._layout.current() != number:
            os.close(descriptor)
            return None
        return descriptor
