"""Ingest from the page: changes to existing sources are proposed first.

New sources are published at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.ingest_job import OnProgress, Outcome, Proposal, Work
from app.wiring import Parts
from domain.reports import IngestReport, PassageCounts, Progress
from domain.types import Language, Source
from ingest.inputs import Input, UploadInput
from ingest.sync import Options
from ingest.web.url_input import ORIGIN as URL_ORIGIN
from ingest.web.url_input import PageInput, UrlInput
from vectorstore.validators import WebVersions


class _Overtaken(Exception):
    """The library has changed since the difference was shown; nothing was written."""


def taking_in(library: Parts, inputs: Sequence[Input], options: Options) -> Work:
    """The work that ingests inputs, or proposes to; pages are fetched once."""

    def work(progress: OnProgress) -> Outcome:
        return _propose(library, library.fetched(inputs, progress), options, progress)

    return work


def fetching_again(library: Parts, source: Source, reader: Language) -> Work:
    """The work that fetches a source again, and proposes its changes."""
    version = WebVersions(library.folder).find(source.id, source.content_hash)
    spoken = version.language if version else None
    page = UrlInput(source.origin.removeprefix(URL_ORIGIN), source.id, spoken)
    return taking_in(library, [page], Options(fallback=source.language, reader=reader))


def weight(inputs: Sequence[Input]) -> int:
    """Memory use of inputs in bytes: uploads, and pages that were fetched."""
    return sum(
        len(item.page.data if isinstance(item, PageInput) else item.data)
        for item in inputs
        if isinstance(item, UploadInput | PageInput)
    )


def _propose(
    library: Parts,
    inputs: Sequence[Input],
    options: Options,
    progress: OnProgress,
    anew: bool = False,
) -> Outcome:
    seen = library.generation()
    counts = {source.id: count for source, count in library.sources()}
    if any(item.id in counts for item in inputs):
        preview = library.ingest(inputs, replace(options, preview=True), progress)
        if preview.updated or preview.removed:
            publish = publishing(library, inputs, options, seen)
            return Proposal(_of_the_given(preview, counts), publish, anew, weight(inputs))
    return library.ingest(inputs, options, progress)


def publishing(library: Parts, inputs: Sequence[Input], options: Options, seen: int) -> Work:
    """The work that publishes what was shown for one generation; for another, it proposes again."""

    def work(progress: OnProgress) -> Outcome:
        def follow(step: Progress) -> None:
            progress(step)
            writing = step.stage not in ("reading", "publishing")
            if writing and library.generation() != seen:
                raise _Overtaken

        try:
            return library.ingest(inputs, options, follow)
        except _Overtaken:
            return _propose(library, inputs, options, progress, anew=True)

    return work


def _of_the_given(report: IngestReport, counts: dict[str, int]) -> IngestReport:
    """With the passages of the sources given only; all others are unchanged."""
    given = {*report.added, *report.updated, *report.unchanged, *report.removed}
    others = sum(count for id, count in counts.items() if id not in given)
    return replace(report, passages=report.passages + PassageCounts(unchanged=-others))
