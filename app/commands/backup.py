"""`passerelle backup` and `passerelle restore`: a store as one file, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from app.commands.options import JsonOption, StoreOption, parts_of, reader_of
from app.spacing import decimal
from app.tokens import FILE as TOKENS
from app.visit.signed import FOLDER as PAGES
from domain.errors import UsageError
from domain.types import Language

_MADE = {
    Language.FR: "{file} : génération {generation}, {sources} source(s), {passages} passage(s), "
    "{megabytes} Mo",
    Language.EN: "{file}: generation {generation}, {sources} source(s), {passages} passage(s), "
    "{megabytes} MB",
}
_PRIVATE = {
    Language.FR: "avec les conversations des lecteurs et la clé des pages : gardez-le secret",
    Language.EN: "with the readers' conversations and the pages' key: keep it secret",
}
_PUBLIC = {
    Language.FR: "sans les conversations des lecteurs ni la clé des pages (--private les ajoute)",
    Language.EN: "without the readers' conversations and the pages' key (--private adds them)",
}
_BACK = {
    Language.FR: "{store} : la génération {generation} répond, {sources} source(s), "
    "{passages} passage(s)",
    Language.EN: "{store}: generation {generation} answers, {sources} source(s), "
    "{passages} passage(s)",
}
_BESIDE = {Language.FR: "avec {names}", Language.EN: "with {names}"}
_PASSING = ("-journal", "-wal", "-shm")


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The .tar.gz to write.")],
    private: Annotated[
        bool, typer.Option("--private", help="Include the conversations and the pages' key.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the library to one file, even while others ask and ingest: the generation that answers,
    the journal and the tokens' digests.
    """
    from vectorstore.backup import back_up

    parts = parts_of(store)
    reader = reader_of(parts)
    target = file.expanduser().absolute()
    if target.exists() and not (force and target.is_file()):
        raise UsageError("backup", f"{file} exists: give another name, or add --force")
    pages = _private_files(parts.folder) if private else ()
    made = back_up(parts.folder, target, version("passerelle"), (TOKENS, *pages))
    if as_json:
        typer.echo(json.dumps({"file": str(target), "private": private} | asdict(made)))
        return
    size = decimal(made.size / 1e6, reader)
    shown = _MADE[reader].format(file=file, megabytes=size, **asdict(made))
    typer.echo(f"{shown}\n{(_PRIVATE if private else _PUBLIC)[reader]}")


def _private_files(folder: Path) -> Iterator[str]:
    for path in sorted((folder / PAGES).rglob("*")):
        if path.is_file() and not path.name.endswith(_PASSING):
            yield path.relative_to(folder).as_posix()


def restore(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file that `passerelle backup` wrote.")
    ],
    force: Annotated[
        bool, typer.Option("--force", help="Restore into a store that already has sources.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Restore a backup into an empty store or, with --force, let its library replace the one in a
    store that has sources; `passerelle rollback` undoes that. Restore only your own backups.
    """
    from vectorstore.restore import restore as put_back

    parts = parts_of(store)
    reader = reader_of(parts)
    found = put_back(parts.folder, file.expanduser(), _may_come, force)
    if as_json:
        typer.echo(json.dumps({"store": str(parts.folder)} | asdict(found)))
        return
    typer.echo(_BACK[reader].format(store=parts.folder, **asdict(found)))
    if found.beside:
        typer.echo(_BESIDE[reader].format(names=", ".join(found.beside)))


def _may_come(name: str) -> bool:
    """Which files beside the generations a backup may contain."""
    return name == TOKENS or name.startswith(f"{PAGES}/")
