"""`passerelle rollback` and `passerelle rebuild`: return to a generation, or rebuild it."""

from __future__ import annotations

from typing import Annotated

import typer

from app.commands.options import JsonOption, StoreOption, parts_of, reader_of


def rollback(
    generation: Annotated[
        int | None, typer.Argument(help="Generation to go back to; by default, the one before.")
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer again from an earlier generation of the store; nothing is lost."""
    from app.views.report import print_generation

    parts = parts_of(store)
    print_generation({"generation": parts.store.rollback(generation)}, reader_of(parts), as_json)


def rebuild(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Rebuild the store from its own texts, with the embedding model in the settings."""
    from dataclasses import asdict

    from app.views.report import print_generation, progress_bar
    from ingest.rebuild import rebuild as make_anew

    parts = parts_of(store)
    with progress_bar(as_json, reader_of(parts)) as progress:
        written = make_anew(parts.store, progress)
    print_generation(asdict(written), reader_of(parts), as_json)
