"""`passerelle supersede`: replaces a source by another; the old one is kept as history."""

from __future__ import annotations

from typing import Annotated

import typer

from app.commands.completion import source_ids
from app.commands.options import JsonOption, StoreOption, parts_of, reader_of
from domain.errors import UsageError


def supersede(
    id: Annotated[
        str, typer.Argument(help="Id of the source to replace.", autocompletion=source_ids)
    ],
    by: Annotated[
        str | None,
        typer.Option("--by", help="Id of the source that replaces it.", autocompletion=source_ids),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Use the source in answers again.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Replace a source, and its twin, with another in answers; nothing is lost."""
    from app.views.report import print_generation, progress_bar
    from ingest.supersede import supersede as mark

    if (by is None) is not undo:
        raise UsageError("supersede", "give either --by ID or --undo")
    parts = parts_of(store)
    with progress_bar(as_json, reader_of(parts)) as progress:
        generation = mark(parts.store, id, by, progress)
    print_generation({"generation": generation}, reader_of(parts), as_json)
