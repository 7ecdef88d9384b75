"""`passerelle sources` and `passerelle show`: sources of the store, listed and read."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from app.commands.completion import source_ids
from app.commands.options import JsonOption, StoreOption, parts_of, reader_of
from domain.errors import StoreEmpty


def sources(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """List the sources with their languages, dates and numbers of passages."""
    from app.views.as_json import source_json
    from app.views.report import print_sources

    parts = parts_of(store)
    found = parts.sources()
    if as_json:
        typer.echo(json.dumps([source_json(s, count) for s, count in found], ensure_ascii=False))
    elif found:
        print_sources(found, reader_of(parts))
    if not found:
        raise StoreEmpty(str(parts.folder))


def show(
    id: Annotated[
        str,
        typer.Argument(
            help="Id of the source, as `passerelle sources` lists it.", autocompletion=source_ids
        ),
    ],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read a source by section; with --json, the cleaned text that offsets refer to."""
    from app.views.as_json import shown_json
    from app.views.show import print_source

    parts = parts_of(store)
    parsed = parts.show(id)
    if as_json:
        typer.echo(json.dumps(shown_json(parsed), ensure_ascii=False))
    else:
        print_source(parsed, reader_of(parts))
