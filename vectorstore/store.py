"""Generations: build beside, publish in one step, reopen, roll back, sweep.

    <store>/CURRENT              the number of the generation that answers
    <store>/generations/0007/    catalog.sqlite, vectors/, lexical/
    <store>/generations/0007.lock  readers hold a shared lock on it
    <store>/journal.sqlite       what happened
    <store>/ingest.lock          one writer at a time

Published content never changes. A crash at any instant leaves the old generation answering;
what it left over is swept at the next write.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from domain.errors import GenerationNotFound, StoreDamaged, StoreEmpty, StoreNotWritable
from domain.types import Progress
from vectorstore.build import Change, OnProgress, build
from vectorstore.embedder import Embedder
from vectorstore.files import replace_text, sync_path, sync_tree, translated
from vectorstore.generation import Generation
from vectorstore.journal import PRUNE, PUBLISH, ROLLBACK, Event, Journal
from vectorstore.locks import exclusive_if_free, hold_shared, writer_lock

__all__ = ["Change", "Store", "Writer", "Written"]
Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Written:
    """The generation that a write published, and how many texts it embedded."""

    generation: int
    embedded: int


@dataclass
class _Opened:
    """A generation that this process has open; closed when it is retired and its last user ends."""

    generation: Generation
    stamp: Stamp
    descriptor: int
    users: int = 0
    retired: bool = False

    def close(self) -> None:
        self.generation.close()
        os.close(self.descriptor)


class Store:
    """A folder of generations; making one touches nothing. Safe to share between threads."""

    def __init__(
        self,
        root: Path,
        embedder: Embedder,
        keep: int = 3,
        embedders: Callable[[str], Embedder] | None = None,
    ) -> None:
        self.root = root
        self.embedder = embedder
        self.keep = keep
        self._embedders = embedders
        self._others: dict[str, Embedder] = {}
        self._lock = threading.Lock()
        self._opened: _Opened | None = None
        self._journal = Journal(root / "journal.sqlite")

    @contextmanager
    def reader(self) -> Iterator[Generation]:
        """The generation that answers now, open until the block ends.

        Raises StoreEmpty before the first publish, StoreDamaged, StoreNotWritable.
        """
        opened = self._acquire()
        try:
            yield opened.generation
        finally:
            self._release(opened)

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """Be the one writer; raises StoreBusy, StoreNotWritable."""
        with translated(self.root):
            (self.root / "generations").mkdir(parents=True, exist_ok=True)
        with writer_lock(self.root / "ingest.lock"):
            with translated(self.root):
                self._sweep()
            with ExitStack() as stack:
                parent = None
                if (self.root / "CURRENT").exists():
                    parent = stack.enter_context(self.reader())
                writer = Writer(self, parent)
                yield writer
            if writer.published:
                self.close()
                with translated(self.root):
                    self._prune()

    def write(
        self, change: Change, cause: str, on_progress: OnProgress = lambda _: None
    ) -> Written:
        """Publish one change; the short form of writer()."""
        with self.writer() as writer:
            return writer.write(change, cause, on_progress)

    def rebuild(self, on_progress: OnProgress = lambda _: None) -> Written:
        """Make a new generation from the stored texts, with this store's embedder."""
        with self.writer() as writer:
            if writer.parent is None:
                raise StoreEmpty(str(self.root))
            catalog = writer.parent.catalog
            everything = tuple(catalog.parsed(source.id) for source in catalog.sources())
            change = Change(everything, splitter=catalog.meta.splitter)
            return writer.write(change, "rebuild", on_progress)

    def rollback(self, number: int | None = None) -> int:
        """Answer from an earlier generation again; raises GenerationNotFound, StoreEmpty."""
        if not (self.root / "CURRENT").exists():
            raise StoreEmpty(str(self.root))
        with writer_lock(self.root / "ingest.lock"), translated(self.root):
            current, kept = self._current(), self.generations()
            earlier = [n for n in kept if n < current]
            target = number if number is not None else max(earlier, default=None)
            if target is None or target not in kept:
                detail = "kept: " + (", ".join(map(str, kept)) or "none")
                raise GenerationNotFound(str(number or current - 1), detail)
            replace_text(self.root / "CURRENT", f"{target}\n")
            self._journal.add(ROLLBACK, target, f"from generation {current}")
            return target

    def generations(self) -> tuple[int, ...]:
        """The numbers of the generations that are kept, in order."""
        folder = self.root / "generations"
        if not folder.is_dir():
            return ()
        return tuple(sorted(int(p.name) for p in folder.iterdir() if p.name.isdigit()))

    def journal(self) -> tuple[Event, ...]:
        """What happened, the latest first."""
        with translated(self.root):
            return self._journal.events()

    def close(self) -> None:
        """Let go of what is open; reading opens it again."""
        with self._lock:
            self._retire()

    # Reading

    def _acquire(self) -> _Opened:
        with self._lock:
            stamp = self._stamp()
            if self._opened is None or self._opened.stamp != stamp:
                fresh = self._open(stamp)
                self._retire()
                self._opened = fresh
            self._opened.users += 1
            return self._opened

    def _release(self, opened: _Opened) -> None:
        with self._lock:
            opened.users -= 1
            if opened.retired and not opened.users:
                opened.close()

    def _retire(self) -> None:
        """Close the open generation, at once or when its last user ends."""
        old, self._opened = self._opened, None
        if old is not None:
            old.retired = True
            if not old.users:
                old.close()

    def _stamp(self) -> Stamp:
        try:
            found = (self.root / "CURRENT").stat()
        except FileNotFoundError as error:
            raise StoreEmpty(str(self.root)) from error
        except OSError as error:
            raise StoreNotWritable(str(self.root), error.strerror or "no permission") from error
        return (found.st_mtime_ns, found.st_ino, found.st_size)

    def _open(self, stamp: Stamp) -> _Opened:
        """Lock, then read CURRENT again: a generation that is being swept is not opened."""
        while True:
            number = self._current()
            try:
                descriptor = hold_shared(self._lock_of(number))
            except OSError as error:
                if self._current() != number:
                    continue
                detail = f"generation {number} is missing"
                raise StoreDamaged(str(self.root), detail) from error
            if self._current() != number:
                os.close(descriptor)
                continue
            try:
                generation = Generation.open(number, self._folder(number), self._find_embedder)
            except BaseException:
                os.close(descriptor)
                raise
            return _Opened(generation, stamp, descriptor)

    def _current(self) -> int:
        try:
            return int((self.root / "CURRENT").read_text(encoding="ascii"))
        except (OSError, ValueError) as error:
            raise StoreDamaged(str(self.root), "CURRENT is not readable") from error

    def _find_embedder(self, name: str, fingerprint: str) -> Embedder | None:
        if fingerprint == self.embedder.fingerprint:
            return self.embedder
        if self._embedders is None:
            return None
        other = self._others.setdefault(name, self._embedders(name))
        return other if other.fingerprint == fingerprint else None

    def _folder(self, number: int) -> Path:
        return self.root / "generations" / f"{number:04}"

    def _lock_of(self, number: int) -> Path:
        return self.root / "generations" / f"{number:04}.lock"

    # Writing, under the writer's lock

    def _next(self) -> int:
        numbers = {*self.generations(), *self._journal.published()}
        return max(numbers, default=0) + 1

    def _publish(self, building: Path, number: int, cause: str, built: tuple[int, int]) -> None:
        sync_tree(building)
        self._lock_of(number).touch()
        building.rename(self._folder(number))
        sync_path(building.parent)
        replace_text(self.root / "CURRENT", f"{number}\n")
        self._journal.add(PUBLISH, number, cause, *built)

    def _sweep(self) -> None:
        """Remove what a crash left: half-built folders, and generations never published."""
        folder = self.root / "generations"
        for path in folder.glob("*.building-*"):
            shutil.rmtree(path)
        for path in self.root.glob("CURRENT.*.new"):
            path.unlink()
        current = self._current() if (self.root / "CURRENT").exists() else 0
        published = self._journal.published()
        if current and current not in published:
            self._journal.add(PUBLISH, current, "found published after a crash")
        for number in self.generations():
            if number > current and number not in published:
                shutil.rmtree(self._folder(number))
                self._lock_of(number).unlink(missing_ok=True)

    def _prune(self) -> None:
        """Remove all but the last generations, unless somebody still reads them."""
        current = self._current()
        others = [n for n in self.generations() if n != current]
        for number in others[: max(0, len(others) - (self.keep - 1))]:
            with exclusive_if_free(self._lock_of(number)) as held:
                if held:
                    shutil.rmtree(self._folder(number))
                    self._lock_of(number).unlink()
                    self._journal.add(PRUNE, number, f"the last {self.keep} are kept")


class Writer:
    """The one writer of a store; ``parent`` is what answers now, None before the first."""

    def __init__(self, store: Store, parent: Generation | None) -> None:
        self._store = store
        self.parent = parent
        self.published = False

    def write(
        self, change: Change, cause: str, on_progress: OnProgress = lambda _: None
    ) -> Written:
        """Build, check and publish; on any failure, Ctrl-C included, nothing has changed.

        Raises StoreNotWritable, StoreDamaged (the self-check), EmbeddingModelError.
        """
        store = self._store
        if not change.splitter and self.parent:
            change = replace(change, splitter=self.parent.catalog.meta.splitter)
        with translated(store.root):
            number = store._next()
            building = store._folder(number).with_name(f"{number:04}.building-{os.getpid()}")
            try:
                built = build(building, self.parent, change, store.embedder, on_progress)
                on_progress(Progress("publishing", 0, 1))
                store._publish(building, number, cause, (built.sources, built.passages))
            finally:
                shutil.rmtree(building, ignore_errors=True)
            self.published = True
            on_progress(Progress("publishing", 1, 1))
        return Written(number, built.embedded)
