"""Store repair, without loss of sound data.

Damaged indexes are rebuilt from their catalog. Where the catalog is damaged, an earlier generation
becomes current. Files that are not the store's are set aside, not deleted.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import PasserelleError, StoreDamaged, StoreError
from domain.reports import Progress
from vectorstore.catalog import Catalog
from vectorstore.doctor import examine_store
from vectorstore.files import replace_text, translated
from vectorstore.findings import Area, Finding, Problem, State
from vectorstore.generation import CATALOG
from vectorstore.journal import PUBLISH, ROLLBACK, Journal
from vectorstore.layout import Layout
from vectorstore.locks import exclusive_if_free, writer_lock
from vectorstore.planning import Change
from vectorstore.store import Store
from vectorstore.strays import SET_ASIDE
from vectorstore.sweeping import discard, sweep
from vectorstore.writer import Writer

_PARTS = (Area.CATALOG, Area.VECTORS, Area.WORDS)
OnProgress = Callable[[Progress], None]


class Deed(StrEnum):
    """Repair actions."""

    JOURNAL = "journal"
    LOCK = "lock"
    ASIDE = "aside"
    SWEPT = "swept"
    POINTER = "pointer"
    BUILT = "built"
    FELL_BACK = "fell_back"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Mended:
    """A repair action on a generation or a path."""

    deed: Deed
    generation: int | None = None
    subject: str = ""


def repair(
    store: Store, splitter: str, on_progress: OnProgress = lambda _: None
) -> tuple[Mended, ...]:
    """Repair what is possible; raises StoreBusy, StoreNotWritable."""
    layout = Layout(store.root)
    if not layout.root.is_dir():
        return ()
    store.close()
    with writer_lock(layout.writer_lock), translated(layout.root):
        return tuple(_Repair(store, layout, splitter, on_progress).all())


class _Repair:
    """One repair, under the writer's lock."""

    def __init__(
        self, store: Store, layout: Layout, splitter: str, on_progress: OnProgress
    ) -> None:
        self._store = store
        self._layout = layout
        self._splitter = splitter
        self._on_progress = on_progress
        self._journal = Journal(layout.journal, store.heard)

    def all(self) -> Iterator[Mended]:
        health = examine_store(self._store, self._splitter, alone=True)
        problems = {finding.problem for finding in health.findings}
        if problems & {Problem.JOURNAL_LOST, Problem.JOURNAL_DAMAGED}:
            self._renew_journal()
            yield Mended(Deed.JOURNAL, subject=self._layout.journal.name)
        for number in self._layout.numbers():
            if not self._layout.lock(number).exists():
                self._layout.lock(number).touch()
                yield Mended(Deed.LOCK, number)
        for finding in health.findings:
            if finding.problem is Problem.STRAY:
                yield self._set_aside(finding.generation, finding.subject)
        yield from self._answer_again(health.findings)
        if self._layout.pointer.exists():
            left = {f.subject for f in health.findings if f.problem is Problem.LEFT_OVER}
            sweep(self._layout, self._journal)
            with suppress(StoreError):
                folders = [self._layout.folder(n) for n in self._layout.numbers()]
                left.update(self._store.backend.sweep(folders))
            yield from (Mended(Deed.SWEPT, subject=name) for name in sorted(left))

    def _renew_journal(self) -> None:
        """Replace the journal, keeping what is readable; kept generations count as published."""
        path, events, rows = self._layout.journal, [], {}
        with suppress(sqlite3.Error):
            events = list(reversed(self._journal.events()))
        for table in ("versions", "web_pages"):
            with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as old:
                [(made,)] = old.execute(
                    "SELECT sql FROM sqlite_master WHERE name = ?", (table,)
                ).fetchall() or [("",)]
                rows[table] = (made, old.execute(f"SELECT * FROM {table}").fetchall())
        for suffix in ("", "-journal", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        self._journal.restore(events, rows)
        for number in set(self._layout.numbers()) - self._journal.published():
            self._journal.add(PUBLISH, number, "found by a repair")

    def _set_aside(self, generation: int | None, subject: str) -> Mended:
        folder = self._layout.folder(generation) if generation else self._layout.root
        target = self._layout.root / SET_ASIDE / subject
        target.parent.mkdir(parents=True, exist_ok=True)
        while target.exists():
            target = target.with_name(f"{target.name}~")
        shutil.move(folder / subject, target)
        return Mended(Deed.ASIDE, generation, subject)

    def _answer_again(self, findings: Sequence[Finding]) -> Iterator[Mended]:
        """Make a sound generation current, then remove the damaged ones."""
        numbers = self._layout.numbers()
        if not numbers:
            return
        spoilt = {f.generation for f in findings if _spoils(f)}
        lost = {f.generation for f in findings if f.problem is Problem.CATALOG_DAMAGED}
        damaged = {number: number in spoilt for number in numbers}
        order = self._by_preference(numbers)
        answering = next((number for number in order if number not in lost), None)
        if answering is None:
            return
        elsewhere = {f.generation for f in findings if f.problem is Problem.SERVER_NOT_SET}
        if damaged[answering] or answering in elsewhere:
            yield from self._built_or_fallen_back(answering, order, damaged)
        elif self._pointed() != answering:
            yield self._point(answering, Deed.POINTER if answering == order[0] else Deed.FELL_BACK)
        now = self._pointed()
        if now is None or damaged.get(now):
            return
        for number in numbers:
            if damaged[number] and number != now:
                yield from self._remove(number)

    def _by_preference(self, numbers: Sequence[int]) -> list[int]:
        """The current one, or the last that was; the earlier ones, the latest first; the others."""
        first = self._pointed()
        if first is None or first not in numbers:
            recorded = [
                e.generation for e in self._journal.events() if e.event in (PUBLISH, ROLLBACK)
            ]
            first = next((n for n in recorded if n in numbers), max(numbers))
        earlier = sorted((n for n in numbers if n < first), reverse=True)
        return [first, *earlier, *(n for n in numbers if n > first)]

    def _built_or_fallen_back(
        self, number: int, order: Sequence[int], damaged: dict[int, bool]
    ) -> Iterator[Mended]:
        """Rebuild the indexes from the catalog; else fall back to an earlier generation."""
        try:
            yield Mended(Deed.BUILT, self._build_from(number))
        except PasserelleError:
            sound = next((n for n in order if not damaged[n]), None)
            if sound is None:
                raise
            yield self._point(sound, Deed.FELL_BACK)

    def _pointed(self) -> int | None:
        try:
            return self._layout.current()
        except StoreDamaged:
            return None

    def _point(self, number: int, deed: Deed) -> Mended:
        before = self._pointed()
        replace_text(self._layout.pointer, f"{number}\n")
        lost = before is None or before not in self._layout.numbers()
        cause = "CURRENT was damaged" if lost else f"generation {before} is damaged"
        self._journal.add(ROLLBACK, number, f"repair: {cause}")
        return Mended(deed, number)

    def _build_from(self, number: int) -> int:
        with closing(Catalog.open(self._layout.folder(number) / CATALOG)) as catalog:
            everything = tuple(catalog.parsed(source.id) for source in catalog.sources())
            change = Change(everything, splitter=catalog.meta.splitter)
            writer = Writer(
                self._layout,
                self._journal,
                self._store.embedder,
                None,
                catalog,
                self._store.backend,
            )
            cause = "repair: its indexes were damaged"
            return writer.write(change, cause, self._on_progress).generation

    def _remove(self, number: int) -> Iterator[Mended]:
        with exclusive_if_free(self._layout.lock(number)) as free:
            if free:
                cause = "repair: damaged"
                discard(self._layout, self._journal, number, cause, self._store.backend)
                yield Mended(Deed.REMOVED, number)


def _spoils(finding: Finding) -> bool:
    """Whether a generation is unusable as published."""
    if finding.problem is Problem.FILE_DAMAGED:
        return True
    return finding.state is State.WRONG and finding.area in _PARTS
