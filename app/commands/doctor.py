"""`passerelle doctor`: diagnosis of the store, and its repair."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.options import JsonOption, StoreOption, parts_of, reader_of

if TYPE_CHECKING:
    from vectorstore.repair import Mended


def doctor(
    repair: Annotated[
        bool, typer.Option("--repair", help="Repair what can be repaired; nothing intact is lost.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check the whole store and try the language model; exit 1 if something is wrong."""
    from app.commands.doctor_model import model_json, print_model, tried
    from app.views.answer import console
    from app.views.doctor import health_json, print_health, print_mended
    from app.views.report import progress_bar
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
    model = tried(parts.generator)
    if as_json:
        payload = health_json(health, mended, reader) | model_json(model, reader)
        typer.echo(json.dumps(payload, ensure_ascii=False))
    else:
        print_mended(mended, reader, console())
        print_health(health, reader, console())
        print_model(model, reader, console())
    raise typer.Exit(0 if health.sound and (model is None or model.error is None) else 1)
