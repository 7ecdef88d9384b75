"""`passerelle refresh`: web sources are requested again, and changes ingested."""

from __future__ import annotations

from typing import Annotated

import typer

from app.commands.options import JsonOption, StoreOption, parts_of, reader_of


def refresh(
    ids: Annotated[
        list[str] | None,
        typer.Argument(help="Ids of the sources; by default, all that came from the web."),
    ] = None,
    store: StoreOption = None,
    every: Annotated[
        str | None,
        typer.Option(
            "--every",
            metavar="TIME",
            help="Repeat until Ctrl-C, every 30m, 6h or 1d (give or take a tenth).",
        ),
    ] = None,
    review: Annotated[
        bool,
        typer.Option(
            "--review",
            help="Publish nothing: changes wait for an editor on the library page.",
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Fetch sources from the web again, and update those that have changed."""
    from app.commands.rounds import Rounds, interval, one_round
    from app.views.report import progress_bar

    seconds = interval(every) if every is not None else None
    parts = parts_of(store)
    reader = reader_of(parts)
    if seconds is not None:
        Rounds(parts, ids or (), review, reader, as_json).run(seconds)
        return
    with progress_bar(as_json, reader) as progress:
        done = one_round(parts, ids or (), review, reader, progress)
    done.show(reader, as_json)
    raise typer.Exit(1 if done.report.failed else 0)
