"""`passerelle refresh`: what came from the web is asked for again, and the difference taken in."""

from __future__ import annotations

from typing import Annotated

import typer

from app.commands.options import JsonOption, StoreOption, parts_of, reader_of


def refresh(
    ids: Annotated[
        list[str] | None,
        typer.Argument(help="Ids of the sources; without any, all that came from the web."),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Fetch again what came from the web, and take in what has changed."""
    from app.views.report import print_report, progress_bar
    from ingest.sync import Options

    parts = parts_of(store)
    reader = reader_of(parts)
    with progress_bar(as_json, reader) as progress:
        report = parts.refresh(ids or (), Options(fallback=reader, reader=reader), progress)
    print_report(report, reader, as_json)
    raise typer.Exit(1 if report.failed else 0)
