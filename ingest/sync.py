"""Ingest synchronisation: compares the inputs with the store, writes the difference, reports.

A faulty input never affects the others: its one line goes into the report. Nothing is written if
nothing changed or it was stopped.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from domain.changes import Became
from domain.errors import SourceIdTaken, SourceNotFound, StoreEmpty, UsageError
from domain.reports import Failure, IngestReport, PassageCounts, Progress
from domain.types import Language, ParsedSource, Source
from ingest.changes import Account, edited, whole
from ingest.difference import compare
from ingest.inputs import Input, RefusedInput
from ingest.parsing.gathered import parse_all
from ingest.passages import SPLITTER_VERSION
from ingest.pdf.recognition import recognising
from ingest.twins import link, release
from vectorstore.generation import Generation
from vectorstore.store import Change, Store

OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Options:
    """Ingest options: ``id`` and ``language`` as declared; ``folders`` names the origins that
    were given whole, and those of ``prune`` lose their sources that are gone; ``fallback`` is the
    language of an unclear text; ``reader`` the language of the report's messages. ``preview``
    reports what would change, and writes nothing; ``ocr`` runs OCR on scanned PDFs.
    """

    id: str | None = None
    language: Language | None = None
    prune: frozenset[str] = frozenset()
    fallback: Language = Language.EN
    reader: Language = Language.EN
    folders: frozenset[str] = frozenset()
    preview: bool = False
    ocr: bool = False


def sync(
    store: Store,
    inputs: Sequence[Input],
    options: Options | None = None,
    on_progress: OnProgress = lambda _: None,
) -> IngestReport:
    """Take the inputs in and publish at most one generation.

    What ``on_progress`` raises before the publishing is done stops it all, and the store is as it
    was; it is called several times a second. Raises StoreBusy, StoreNotWritable, StoreDamaged,
    EmbeddingModelError; UsageError when an id is given for several inputs. What is wrong with one
    source is in the report's ``failed``.
    """
    options = options or Options()
    if options.id and len(inputs) != 1:
        raise UsageError("--id", "it applies to one source, so give exactly one")
    started = time.perf_counter()
    read = parse_all(
        inputs,
        lambda item, parsers: item.parse(
            options.id,
            options.language,
            options.fallback,
            recognising(parsers.parse, options.ocr),
        ),
        options.reader,
        on_progress,
    )
    with store.writer() as writer:
        parent = writer.parent
        parsed, refused = _accept(read.sources, parent, options)
        gone = _gone(inputs, parent, options.prune)
        catalog = parent.catalog if parent else None
        linked, mismatched = link(parsed, catalog, gone, options.reader)
        change, report = _plan(linked, gone, parent)
        labels = read.labels
        late = (replace(f, source=labels.get(f.source, f.source)) for f in (*refused, *mismatched))
        kept = _gone(inputs, parent, options.folders - options.prune)
        report = replace(report, failed=(*read.failed, *late), warnings=read.warnings, kept=kept)
        if (change.upserted or change.removed) and not options.preview:
            written = writer.write(change, _cause(report), on_progress)
            report = replace(report, generation=written.generation, embedded=written.embedded)
    return replace(report, seconds=round(time.perf_counter() - started, 3))


def remove(
    store: Store, ids: Sequence[str], on_progress: OnProgress = lambda _: None
) -> IngestReport:
    """Remove sources by id; raises SourceNotFound before anything is changed."""
    started = time.perf_counter()
    with store.writer() as writer:
        parent = writer.parent
        if parent is None:
            raise StoreEmpty(str(store.root))
        known = {source.id for source in parent.catalog.sources()}
        for missing in (id for id in ids if id not in known):
            raise SourceNotFound(missing)
        change, report = _plan((), tuple(dict.fromkeys(ids)), parent)
        written = writer.write(change, _cause(report), on_progress)
    return replace(
        report, generation=written.generation, seconds=round(time.perf_counter() - started, 3)
    )


def _accept(
    parsed: tuple[ParsedSource, ...], parent: Generation | None, options: Options
) -> tuple[tuple[ParsedSource, ...], tuple[Failure, ...]]:
    """Refuse an id that belongs to another origin, unless it was given on purpose with --id.

    A failure names its source by id.
    """
    stored = {s.id: s.origin for s in parent.catalog.sources()} if parent else {}
    accepted: list[ParsedSource] = []
    refused: list[Failure] = []
    for item in parsed:
        origin = stored.get(item.source.id, item.source.origin)
        if options.id or origin == item.source.origin:
            accepted.append(item)
        else:
            error = SourceIdTaken(item.source.id, origin)
            refused.append(Failure(item.source.id, error.message(options.reader)))
    return tuple(accepted), tuple(refused)


def _gone(
    inputs: Sequence[Input], parent: Generation | None, origins: frozenset[str]
) -> tuple[str, ...]:
    """Ids that came from one of these origins and whose input is no longer there.

    A file that is there but failed is not gone: its stored version stays in use. Nor is
    anything gone from a folder of which a part is unreadable.
    """
    if parent is None:
        return ()
    present = {item.id for item in inputs}
    origins = origins - {item.hides for item in inputs if isinstance(item, RefusedInput)}
    return tuple(
        source.id
        for source in parent.catalog.sources()
        if source.origin in origins and source.id not in present
    )


def _cause(report: IngestReport) -> str:
    parts = [
        f"{name} {len(ids)}"
        for name, ids in (
            ("added", report.added),
            ("updated", report.updated),
            ("removed", report.removed),
        )
        if ids
    ]
    return "ingest: " + (", ".join(parts) or "twins linked anew")


def _plan(
    linked: Sequence[ParsedSource], gone: tuple[str, ...], parent: Generation | None
) -> tuple[Change, IngestReport]:
    """What has to be written, and how to report it.

    A source with unchanged text but new links to its translation is written, and reported as
    unchanged.
    """
    stored = {s.id: s for s in parent.catalog.sources()} if parent else {}
    given = {item.source.id for item in linked}
    fresh = parent is None or parent.catalog.meta.splitter != SPLITTER_VERSION
    states: dict[str, list[str]] = {"added": [], "updated": [], "unchanged": []}
    upserted: list[ParsedSource] = []
    counts, account = PassageCounts(), Account()
    for item in linked:
        known = stored.get(item.source.id)
        old = parent.catalog.passages_of(known.id) if parent and known else ()
        if known:
            item = _with_past(item, known)
        same_text = known is not None and known.content_hash == item.source.content_hash
        states["added" if not known else "unchanged" if same_text else "updated"].append(
            item.source.id
        )
        difference = compare(old, item.passages)
        counts += difference.counts
        change = edited(known, item.source, difference) if known else None
        account = account.plus(change if known else whole(item.source, Became.ADDED))
        if fresh or item.source != known or item.passages != old:
            upserted.append(item)
    upserted += release(gone, upserted, parent)
    for id, total in (parent.catalog.passage_counts() if parent else {}).items():
        if id in gone:
            counts += PassageCounts(removed=total)
            account = account.plus(whole(stored[id], Became.REMOVED))
        elif id not in given:
            counts += PassageCounts(unchanged=total)
    report = IngestReport(
        generation=parent.number if parent else 0,
        added=tuple(states["added"]),
        updated=tuple(states["updated"]),
        unchanged=tuple(states["unchanged"]),
        removed=gone,
        passages=counts,
        changes=account.changes,
    )
    return Change(tuple(upserted), gone, _splitter(parent, {*given, *gone})), report


def _with_past(item: ParsedSource, known: Source) -> ParsedSource:
    """An update of a superseded source is superseded too."""
    return replace(item, source=replace(item.source, superseded_by=known.superseded_by))


def _splitter(parent: Generation | None, touched: set[str]) -> str:
    """This version of the splitter, unless passages that an older one made stay."""
    if parent is None or all(source.id in touched for source in parent.catalog.sources()):
        return SPLITTER_VERSION
    return parent.catalog.meta.splitter
