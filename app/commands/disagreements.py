"""`passerelle disagreements`: contradictions between sources in a figure or a date."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from app.commands.completion import source_ids
from app.commands.options import JsonOption, StoreOption, parts_of, reader_of
from domain.types import Disagreement, Language, Statement

_NONE = {
    Language.FR: "aucun désaccord trouvé entre les sources",
    Language.EN: "no disagreements found between the sources",
}


def disagreements(
    id: Annotated[
        str | None,
        typer.Argument(help="Only those of this source.", autocompletion=source_ids),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List where sources differ in a figure or a date, the newer one first."""
    from vectorstore.disputed import disputed

    parts = parts_of(store)
    with parts.store.reader() as generation:
        if id is not None:
            generation.catalog.source(id)
        found = [d for d in disputed(generation) if id in (None, *_ids(d))]
    if as_json:
        typer.echo(json.dumps([_json(d) for d in found], ensure_ascii=False))
    else:
        _print(found, reader_of(parts))


def _ids(found: Disagreement) -> tuple[str, str]:
    return found.newer.source.id, found.older.source.id


def _json(found: Disagreement) -> dict[str, Any]:
    return {"newer": _statement(found.newer), "older": _statement(found.older)}


def _statement(said: Statement) -> dict[str, Any]:
    start = said.passage.start
    return {
        "source_id": said.source.id,
        "date": said.source.date,
        "ingested_at": said.source.ingested_at,
        "passage_id": said.passage.id,
        "section": said.passage.section,
        "quote": said.text,
        "start": start + said.start,
        "end": start + said.end,
    }


def _print(found: list[Disagreement], reader: Language) -> None:
    from rich.text import Text

    from app.views.answer import console, plain
    from text.dating import written

    out = console()
    if not found:
        out.print(Text(_NONE[reader]))
    for place, pair in enumerate(found):
        if place:
            out.print()
        for said in (pair.newer, pair.older):
            when = written(said.source.date or said.source.ingested_at or "", reader)
            out.print(Text(f"{plain(said.source.id)} ({when})", style="dim"))
            out.print(Text(f"  {plain(said.text)}"))
