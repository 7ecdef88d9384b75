"""Ingestion and refresh of web sources.

Pages are fetched before anything is parsed or locked. The servers' cache validators are
kept, so that `refresh` transfers changed pages only.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.errors import SourceNotFound, SourceNotReachable, StoreError, UsageError
from domain.reports import IngestReport, Progress
from domain.types import Source
from ingest.passages import SPLITTER_VERSION
from ingest.sync import Options, sync
from ingest.web.address import source_address
from ingest.web.url_input import ORIGIN, Fetching, PageInput, UrlInput, fetch_all
from vectorstore.store import Store
from vectorstore.validators import WebVersion, WebVersions

if TYPE_CHECKING:
    from ingest.inputs import Input

OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a refresh would change, and the pages that would change it; nothing is published."""

    report: IngestReport
    pages: tuple[PageInput, ...]


def take_in(
    store: Store,
    fetcher: Fetching,
    inputs: Sequence[Input],
    options: Options | None = None,
    on_progress: OnProgress = lambda _: None,
) -> IngestReport:
    """Fetch the addresses among the inputs, then sync; raises as sync does."""
    options = options or Options()
    started = time.perf_counter()
    ready = fetch_all(inputs, fetcher, on_progress)
    report = sync(store, ready, options, on_progress)
    pages = [item for item in ready if isinstance(item, PageInput) and not options.preview]
    with suppress(StoreError):  # the next refresh asks for the whole page, nothing worse
        _remember(store, pages, options, report)
    return replace(report, seconds=round(time.perf_counter() - started, 3))


def refresh(
    store: Store,
    fetcher: Fetching,
    ids: Sequence[str] = (),
    options: Options | None = None,
    on_progress: OnProgress = lambda _: None,
) -> IngestReport:
    """Ask again for what came from the web: the sources of some ids, or all.

    Raises StoreEmpty, SourceNotFound, UsageError for a source that did not come from the web;
    and as sync does.
    """
    started = time.perf_counter()
    ready, still = _asked(store, fetcher, ids, on_progress)
    report = take_in(store, fetcher, ready, options, on_progress)
    seconds = round(time.perf_counter() - started, 3)
    return replace(report, unchanged=(*still, *report.unchanged), seconds=seconds)


def look_again(
    store: Store,
    fetcher: Fetching,
    ids: Sequence[str] = (),
    options: Options | None = None,
    on_progress: OnProgress = lambda _: None,
) -> Looked:
    """Ask again as ``refresh`` does; write only the cache validators of unchanged pages."""
    started = time.perf_counter()
    options = replace(options or Options(), preview=True)
    ready, still = _asked(store, fetcher, ids, on_progress)
    report = sync(store, ready, options, on_progress)
    pages = {item.id: item for item in ready if isinstance(item, PageInput)}
    same = [page for id, page in pages.items() if id in report.unchanged]
    with suppress(StoreError):  # the next round asks for the whole page, nothing worse
        _remember(store, same, options, report)
    seconds = round(time.perf_counter() - started, 3)
    report = replace(report, unchanged=(*still, *report.unchanged), seconds=seconds)
    return Looked(report, tuple(pages[id] for id in report.updated if id in pages))


def _asked(
    store: Store, fetcher: Fetching, ids: Sequence[str], on_progress: OnProgress
) -> tuple[tuple[Input, ...], tuple[str, ...]]:
    """The results of requesting the sources again, and the ids of the unchanged ones."""
    with store.reader() as generation:
        wanted = _wanted(ids, generation.catalog.sources())
    versions = WebVersions(store.root)
    asked = [_renewal(source, versions) for source in wanted]
    ready = fetch_all(asked, fetcher, on_progress)
    changed = {item.id for item in ready}
    return ready, tuple(source.id for source in wanted if source.id not in changed)


def _wanted(ids: Sequence[str], sources: Sequence[Source]) -> tuple[Source, ...]:
    stored = {source.id: source for source in sources}
    if not ids:
        return tuple(s for s in sources if s.origin.startswith(ORIGIN))
    found = {}
    for given in ids:
        id = given if given in stored else _as_address(given)
        if id not in stored:
            raise SourceNotFound(given)
        if not stored[id].origin.startswith(ORIGIN):
            raise UsageError(given, "it did not come from the web")
        found[id] = stored[id]
    return tuple(found.values())


def _as_address(given: str) -> str | None:
    try:
        return source_address(given)
    except SourceNotReachable:
        return None


def _renewal(source: Source, versions: WebVersions) -> UrlInput:
    """The request for a source; unconditional where its version was split by other code."""
    version = versions.find(source.id, source.content_hash)
    language = version.language if version else None
    current = version is not None and version.made_by == SPLITTER_VERSION
    known = version.validators if version and current else None
    return UrlInput(source.origin.removeprefix(ORIGIN), source.id, language, known)


def _remember(
    store: Store, pages: Sequence[PageInput], options: Options, report: IngestReport
) -> None:
    """Keep the validators of the pages that are in the generation of the report."""
    if not pages or not report.generation:
        return
    taken = {*report.added, *report.updated, *report.unchanged}
    with store.reader() as generation:
        if generation.number != report.generation:
            return
        stored = {source.id: source for source in generation.catalog.sources()}
    versions = []
    for item in pages:
        id = options.id or item.id
        if id in taken and id in stored:
            spoken = options.language or item.language
            versions.append(
                WebVersion(
                    id, stored[id].content_hash, SPLITTER_VERSION, item.page.validators, spoken
                )
            )
    WebVersions(store.root).record(versions)
