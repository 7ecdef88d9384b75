"""`passerelle remove`: sources are removed, after confirmation in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.completion import source_ids
from app.commands.options import JsonOption, StoreOption, parts_of, reader_of
from app.commands.prompting import agreed
from domain.errors import SourceNotFound, StoreEmpty
from domain.types import Language, Source

if TYPE_CHECKING:
    from app.wiring import Parts

_NAMED = {
    Language.FR: "{id} : « {title} », {n} passage(s)",
    Language.EN: "{id}: “{title}”, {n} passage(s)",
}
_QUESTION = {
    Language.FR: "Retirer ces sources des réponses ? (`passerelle rollback` les rétablit)",
    Language.EN: "Stop using these in answers? (`passerelle rollback` brings them back)",
}
_NOT_ASKED = {
    Language.FR: "rien n'a été retiré : impossible de demander confirmation ici, ajoutez --yes",
    Language.EN: "nothing was removed: there is no terminal to confirm in, so add --yes",
}
_KEPT = {Language.FR: "rien n'a été retiré", Language.EN: "nothing was removed"}


def remove(
    ids: Annotated[
        list[str],
        typer.Argument(help="Ids of the sources to remove.", autocompletion=source_ids),
    ],
    store: StoreOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for confirmation.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Remove sources, once confirmed or with --yes; `passerelle rollback` undoes it."""
    from app.views.report import print_report, progress_bar

    parts = parts_of(store)
    reader = reader_of(parts)
    named = _named(parts, ids)
    asked = sys.stdin.isatty()
    if not yes and not (asked and _agrees(named, reader)):
        typer.echo(f"passerelle: {(_KEPT if asked else _NOT_ASKED)[reader]}", err=True)
        raise typer.Exit(1)
    with progress_bar(as_json, reader) as progress:
        report = parts.remove(ids, progress)
    print_report(report, reader, as_json)


def _named(parts: Parts, ids: Sequence[str]) -> list[tuple[Source, int]]:
    """The sources of these ids, each once; raises StoreEmpty, SourceNotFound."""
    stored = {source.id: (source, count) for source, count in parts.sources()}
    if not stored:
        raise StoreEmpty(str(parts.folder))
    for missing in (id for id in ids if id not in stored):
        raise SourceNotFound(missing)
    return [stored[id] for id in dict.fromkeys(ids)]


def _agrees(named: Sequence[tuple[Source, int]], reader: Language) -> bool:
    from app.views.answer import plain

    for source, count in named:
        line = _NAMED[reader].format(id=source.id, title=source.title, n=count)
        typer.echo(plain(line), err=True)
    return agreed(_QUESTION[reader], reader)
