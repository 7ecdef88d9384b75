"""Backup restore: inspected, unpacked beside, verified, then published atomically.

Into an empty folder it restores everything: the generation under its number, its journal, the
files beside. Into a store with a generation it restores the library only, as its next generation:
`passerelle rollback` returns to the previous one, and the store's own history and tokens stay.
A crash at any time leaves what was there; the next write sweeps the remains.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from domain.errors import StoreDamaged, StoreError
from vectorstore.archive import BackupUnusable, Contents, contents, unpack
from vectorstore.backup import BESIDE, GENERATION, JOURNAL
from vectorstore.catalog import Catalog
from vectorstore.check import check
from vectorstore.files import replace_text, sync_path, sync_tree, translated
from vectorstore.generation import CATALOG, LEXICAL
from vectorstore.journal import PUBLISH, Journal, Version
from vectorstore.layout import PLACE, VECTORS, Layout
from vectorstore.lexical import LexicalIndex
from vectorstore.locks import writer_lock
from vectorstore.manifest import MANIFEST, deviation
from vectorstore.sweeping import sweep
from vectorstore.vectors import Vectors
from vectorstore.versions import between

MOST_GENERATIONS = 10**9
_HARMLESS = {"legacy", "unknown"}
_TOP = (CATALOG, "disagreements.json", "sentences.sqlite", PLACE, MANIFEST)
"""Of a generation, the files that are in none of its folders."""


class StoreNotEmpty(StoreError):
    """A store that has sources already."""

    en: ClassVar[str] = (
        "the store {subject} is not empty: give --store another folder, or add --force "
        "(`passerelle rollback` then brings back what answers now)."
    )
    fr: ClassVar[str] = (
        "la base {subject} n'est pas vide : donnez un autre dossier à --store, ou ajoutez --force "
        "(`passerelle rollback` reviendra à ce qui répond aujourd'hui)."
    )


@dataclass(frozen=True, slots=True)
class Restored:
    """The generation that is current now; ``beside`` are the files that came with it."""

    generation: int
    sources: int
    passages: int
    beside: tuple[str, ...]


def restore(root: Path, source: Path, beside: Callable[[str], bool], force: bool) -> Restored:
    """Restore a backup into the store's folder; ``beside`` decides which further files are allowed.

    Nothing is pruned before the next write. Raises BackupUnusable, StoreNotEmpty, StoreBusy,
    StoreNotWritable.
    """
    accepts = _accepting(beside)
    number = _number(source, contents(source, accepts))  # before anything is made
    layout = Layout(root)
    with translated(root):
        layout.generations.mkdir(parents=True, exist_ok=True)
    with writer_lock(layout.writer_lock), translated(root):
        journal = Journal(layout.journal)
        used = layout.pointer.exists() or bool(layout.numbers())
        if used and not force:
            raise StoreNotEmpty(str(root))
        if used:
            sweep(layout, journal)
            number = max({*layout.numbers(), *journal.published()}, default=0) + 1
        return _put_back(layout, journal, number, source, accepts, bare=not used)


def _put_back(
    layout: Layout,
    journal: Journal,
    number: int,
    source: Path,
    accepts: Callable[[str], bool],
    *,
    bare: bool,
) -> Restored:
    """Unpack, verify, publish under a number; further files only into an empty folder."""
    staged = layout.building(number)
    shutil.rmtree(staged, ignore_errors=True)
    try:
        unpack(source, staged, accepts, shutil.disk_usage(layout.root).free)
        counts = _verify(source, staged / GENERATION)
        came = _put_beside(layout, staged / BESIDE) if bare else ()
        _publish(layout, journal, number, staged / GENERATION, source.name, counts)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return Restored(number, *counts, came)


def _accepting(beside: Callable[[str], bool]) -> Callable[[str], bool]:
    """The predicate for permitted names of a backup."""

    def accepts(name: str) -> bool:
        if name.startswith(GENERATION):
            rest = name.removeprefix(GENERATION)
            return rest in _TOP or rest.startswith(("vectors/", "lexical/"))
        rest = name.removeprefix(BESIDE)
        return name.startswith(BESIDE) and (rest == JOURNAL or beside(rest))

    return accepts


def _number(source: Path, found: Contents) -> int:
    number = found.about.get("generation")
    if not isinstance(number, int) or not 0 < number < MOST_GENERATIONS:
        raise BackupUnusable(source.name, "its list cannot be read")
    return number


def _verify(source: Path, folder: Path) -> tuple[int, int]:
    """Open the parts of the generation and compare them; its numbers of sources and of passages.

    What is in a Chroma server is not looked at. Raises BackupUnusable.
    """
    found = deviation(folder)
    if found is not None and (found.missing or found.changed or found.extra):
        raise BackupUnusable(source.name, "its files are not as they were published")
    here = not (folder / PLACE).exists()
    if here:
        _no_foreign_code(source, folder)
    try:
        with ExitStack() as stack:
            catalog = stack.enter_context(closing(Catalog.open(folder / CATALOG)))
            lexical = stack.enter_context(closing(LexicalIndex.open(folder / LEXICAL)))
            if here:
                vectors = stack.enter_context(closing(Vectors.open(folder / VECTORS)))
                check(folder, catalog, vectors, lexical, {})
            elif set(catalog.vector_keys()) != lexical.ids():
                raise StoreDamaged(str(folder), "self-check: catalog, vectors and words differ")
            return len(catalog.sources()), catalog.passage_count()
    except (StoreDamaged, sqlite3.Error) as error:
        raise BackupUnusable(source.name, "its contents cannot be opened") from error


def _no_foreign_code(source: Path, folder: Path) -> None:
    """Refuse, before opening it, a collection that names code for Chroma to load."""
    address = f"{(folder / VECTORS / 'chroma.sqlite3').resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            rows = connection.execute("SELECT * FROM collections").fetchall()
            functions = {kind for row in rows for cell in row for kind in _functions(cell)}
    except sqlite3.Error as error:
        raise BackupUnusable(source.name, "its contents cannot be opened") from error
    if functions - _HARMLESS:
        raise BackupUnusable(source.name, "it contains something that no backup contains")


def _functions(cell: object) -> set[str]:
    """Kinds of embedding function that a cell of Chroma's table names."""
    try:
        pending = [json.loads(cell)] if isinstance(cell, str) else []
    except ValueError:
        return set()
    kinds = set()
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            if function := value.get("embedding_function"):
                kinds.add(str(function.get("type")) if isinstance(function, dict) else "other")
            pending += value.values()
        elif isinstance(value, list):
            pending += value
    return kinds


def _put_beside(layout: Layout, staged: Path) -> tuple[str, ...]:
    """Move the files beside the generations into place, as private files."""
    came = []
    for path in sorted(staged.rglob("*")) if staged.is_dir() else ():
        if path.is_file():
            name = path.relative_to(staged)
            target = layout.root / name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync_path(path)
            path.replace(target)
            sync_path(target.parent)
            came.append(name.as_posix())
    return tuple(came)


def _publish(
    layout: Layout,
    journal: Journal,
    number: int,
    folder: Path,
    name: str,
    counts: tuple[int, int],
) -> None:
    """Publish as a write does: rename, then the pointer, then the journal."""
    sync_tree(folder)
    versions = _versions(layout, folder)
    layout.lock(number).touch()
    mode = layout.lock(number).stat().st_mode & 0o777  # the user's umask
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(mode)
    folder.rename(layout.folder(number))
    sync_path(layout.generations)
    replace_text(layout.pointer, f"{number}\n")
    journal.add(PUBLISH, number, f"restored from {name}", *counts, versions)


def _versions(layout: Layout, folder: Path) -> tuple[Version, ...]:
    """What the backup changes in the current sources; () where there is no current generation."""
    if not layout.pointer.exists():
        return ()
    try:
        with ExitStack() as stack:
            old, new = (
                stack.enter_context(closing(Catalog.open(each / CATALOG)))
                for each in (layout.folder(layout.current()), folder)
            )
            return between(old, new)
    except StoreDamaged:
        return ()
