"""`passerelle diff`: diff of two generations, source by source."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from app.commands.options import JsonOption, StoreOption, parts_of, reader_of
from domain.types import Language

_HEAD = {
    Language.FR: "génération {a} → {b}",
    Language.EN: "generation {a} → {b}",
}
_COUNTS = {
    Language.FR: (
        "passages : {added} nouveaux, {changed} modifiés, {moved} déplacés, {removed} retirés, "
        "{unchanged} inchangés"
    ),
    Language.EN: (
        "passages: {added} added, {changed} changed, {moved} moved, {removed} removed, "
        "{unchanged} unchanged"
    ),
}


def diff(
    a: Annotated[int, typer.Argument(metavar="A", help="Number of a generation.")],
    b: Annotated[
        int | None,
        typer.Argument(metavar="B", help="Another generation; by default, the one that answers."),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what changed from generation A to B, old and new sentences side by side."""
    from ingest.generations import compare_generations

    parts = parts_of(store)
    other = b if b is not None else parts.store.current()
    with parts.store.catalog(a) as old, parts.store.catalog(other) as new:
        found = compare_generations(old, new)
    if as_json:
        typer.echo(json.dumps({"from": a, "to": other} | asdict(found), ensure_ascii=False))
        return
    from app.views.answer import console
    from app.views.changes import print_changes

    out, reader = console(), reader_of(parts)
    out.print(_HEAD[reader].format(a=a, b=other))
    print_changes(found.changes, reader, out)
    out.print(_COUNTS[reader].format(**asdict(found.passages)))
