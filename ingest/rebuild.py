"""Rebuild of a store from its own texts, with the current splitter and embedding model.

Embeddings of an interrupted earlier try are reused. Nothing is fetched or parsed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from domain.errors import StoreEmpty
from domain.reports import Progress
from domain.types import ParsedSource
from ingest.passages import SPLITTER_VERSION, split
from ingest.twins import relink
from vectorstore.store import Change, Store, Written

OnProgress = Callable[[Progress], None]


def rebuild(store: Store, on_progress: OnProgress = lambda _: None) -> Written:
    """Publish a generation of the same sources, built afresh.

    Raises StoreEmpty, StoreBusy, StoreNotWritable, StoreDamaged, EmbeddingModelError.
    """
    with store.writer() as writer:
        if writer.parent is None:
            raise StoreEmpty(str(store.root))
        catalog = writer.parent.catalog
        sources = tuple(catalog.parsed(source.id) for source in catalog.sources())
        if catalog.meta.splitter != SPLITTER_VERSION:
            sources = relink([resplit(item) for item in sources])
        change = Change(sources, splitter=SPLITTER_VERSION, afresh=True)
        return writer.write(change, "rebuild", on_progress)


def resplit(item: ParsedSource) -> ParsedSource:
    """The same source with its sections cut into passages by this splitter.

    A passage's page is that of the old passage that contains its beginning.
    """
    pages = [
        (min(p.start for p in run), page)
        for page, run in groupby(item.passages, key=lambda passage: passage.page)
        if page is not None
    ]
    cut = split(item.sections, item.source.id, item.source.language, pages)
    return replace(item, passages=cut)
