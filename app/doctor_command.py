"""`passerelle doctor`: the health of the store, and its repair."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from app.options import JsonOption, StoreOption, parts_of, reader_of

if TYPE_CHECKING:
    from vectorstore.repair import Mended


def doctor(
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend what can be mended; nothing good is lost.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Examine the whole store; exit 1 when something is wrong."""
    from app.answer_view import console
    from app.doctor_view import health_json, print_health, print_mended
    from app.report_view import progress_bar
    from ingest.passages import SPLITTER_VERSION
    from vectorstore.doctor import examine_store
    from vectorstore.repair import repair as mend

    parts = parts_of(store)
    reader = reader_of(parts)
    mended: tuple[Mended, ...] = ()
    if repair:
        with progress_bar(as_json, reader) as progress:
            mended = mend(parts.store, SPLITTER_VERSION, progress)
    health = examine_store(parts.store, SPLITTER_VERSION)
    if as_json:
        typer.echo(json.dumps(health_json(health, mended, reader), ensure_ascii=False))
    else:
        print_mended(mended, reader, console())
        print_health(health, reader, console())
    raise typer.Exit(0 if health.sound else 1)
