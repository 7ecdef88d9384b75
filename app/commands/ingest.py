"""`passerelle ingest`: ingests or updates files, folders and web addresses."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.commands.options import JsonOption, LanguageOption, StoreOption, parts_of, reader_of
from domain.errors import UsageError


def ingest(
    sources: Annotated[list[str], typer.Argument(help="Files, folders or web addresses to add.")],
    store: StoreOption = None,
    id: Annotated[
        str | None, typer.Option("--id", help="Id of the source (one SOURCE only).")
    ] = None,
    language: LanguageOption = None,
    prune: Annotated[
        bool,
        typer.Option(
            "--prune", help="Remove sources that came from these folders and are no longer there."
        ),
    ] = False,
    yes: Annotated[
        bool,
        typer.Option(
            "--yes", help="With --prune: do not ask for confirmation if a folder is empty."
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change; write nothing.")
    ] = False,
    ocr: Annotated[bool, typer.Option("--ocr", help="Read scanned PDFs with ocrmypdf.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Add sources, or bring them up to date. One bad file never stops the others."""
    from app.commands.pruning import confirmed
    from app.views.report import print_report, progress_bar
    from ingest.inputs import folder_origin, gather, is_folder
    from ingest.pdf.recognition import available
    from ingest.sync import Options

    if ocr and not available():
        raise UsageError("--ocr", "install ocrmypdf on this machine first")
    parts = parts_of(store)
    folders = frozenset(folder_origin(Path(s)) for s in sources if is_folder(s))
    if prune and not folders:
        raise UsageError("--prune", "it needs at least one folder among the sources")
    reader = reader_of(parts)
    pruned = folders if prune else frozenset()
    options = Options(id, language, pruned, reader, reader, folders, preview=dry_run, ocr=ocr)
    inputs = gather(sources)
    if prune:
        inputs = confirmed(parts, sources, inputs, reader, yes)
    with progress_bar(as_json, reader) as progress:
        report = parts.ingest(inputs, options, progress)
    print_report(report, reader, as_json, preview=dry_run)
    raise typer.Exit(1 if report.failed else 0)
