"""Superseding of sources: a superseded source stays in the store, and no answer uses it.

Its translation is superseded with it: both are one document.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from domain.errors import StoreEmpty, UsageError
from domain.reports import Progress
from domain.types import Source
from vectorstore.store import Change, Store


def supersede(
    store: Store,
    id: str,
    by: str | None,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> int:
    """Mark a source and its translation as superseded by another, or (None) no longer so.

    Returns the current generation. Raises SourceNotFound, StoreEmpty, StoreBusy;
    UsageError for a source that would supersede itself, its translation, or one that supersedes it.
    """
    with store.writer() as writer:
        parent = writer.parent
        if parent is None:
            raise StoreEmpty(str(store.root))
        old = parent.catalog.source(id)
        document = [old, *(s for s in parent.catalog.sources() if s.id == old.twin)]
        if by is not None:
            _check(document, parent.catalog.source(by))
        if all(source.superseded_by == by for source in document):
            return parent.number
        changed = [
            replace(parsed, source=replace(parsed.source, superseded_by=by))
            for parsed in (parent.catalog.parsed(source.id) for source in document)
        ]
        cause = f"supersede: {id} by {by}" if by else f"supersede: {id} holds again"
        return writer.write(Change(tuple(changed)), cause, on_progress).generation


def _check(document: list[Source], by: Source) -> None:
    ids = {source.id for source in document}
    if by.id in ids:
        raise UsageError(by.id, "a source cannot supersede itself or its twin")
    if by.superseded_by in ids:
        raise UsageError(by.id, "it is itself superseded by that source: undo that first")
