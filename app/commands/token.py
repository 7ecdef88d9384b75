"""`passerelle token`: API tokens to read or change a store over HTTP."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from typing import Annotated

import typer

from app.audit.actor import actor_now
from app.audit.kept import Deed
from app.commands.options import JsonOption, StoreOption, parts_of, reader_of
from app.commands.speaking import Command, Group
from app.tokens import Scope, Tokens
from app.wiring import Parts
from domain.errors import PasserelleError
from domain.types import Language

token = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    help="Create, list and revoke tokens for programs that use HTTP.",
    rich_markup_mode=None,
)

_MADE = {
    Language.FR: "jeton {name} créé ; il n'est affiché que cette fois, conservez-le :",
    Language.EN: "token {name} created; it is shown only this once, so save it:",
}
_NO_STORE = {
    Language.FR: "{folder} ne contient pas de sources ; si c'est une faute de frappe, révoquez-y "
    "ce jeton",
    Language.EN: "{folder} contains no sources; if you mistyped the folder, revoke the token there",
}
_REVOKED = {
    Language.FR: "jeton {name} révoqué : il est refusé désormais",
    Language.EN: "token {name} revoked: it is refused from now on",
}
_NONE = {Language.FR: "aucun jeton", Language.EN: "no tokens"}
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Name of the token.")]


@token.command(cls=Command, epilog="passerelle token create newsroom --scope edit")
def create(
    name: NameArgument,
    scope: Annotated[
        Scope, typer.Option("--scope", help="What it allows: reading, or editing the sources too.")
    ] = Scope.READ,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Create a token and print it; only its digest is kept."""
    parts = parts_of(store)
    secret = Tokens(parts.folder).create(name, scope)
    parts.audit.note(Deed.TOKEN_MADE, actor_now(parts.door), name)
    _warn_of_no_store(parts)
    if as_json:
        typer.echo(json.dumps({"name": name, "scope": scope, "token": secret}))
        return
    typer.echo(f"passerelle: {_MADE[reader_of(parts)].format(name=name)}", err=True)
    typer.echo(secret)


def _warn_of_no_store(parts: Parts) -> None:
    with suppress(PasserelleError):  # a store that cannot be read is one
        if not parts.generation():
            said = _NO_STORE[reader_of(parts)].format(folder=parts.folder)
            typer.echo(f"passerelle: {said}", err=True)


@token.command("list", cls=Command, epilog="passerelle token list --json")
def list_(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """List the tokens by name, scope and date of creation; never the tokens themselves."""
    parts = parts_of(store)
    found = Tokens(parts.folder).all()
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False))
        return
    for each in found:
        typer.echo(f"{each.name}  {each.scope}  {each.created}")
    if not found:
        typer.echo(_NONE[reader_of(parts)])


@token.command(cls=Command, epilog="passerelle token revoke newsroom")
def revoke(name: NameArgument, store: StoreOption = None) -> None:
    """Revoke a token: a running server refuses it from the next request on."""
    parts = parts_of(store)
    Tokens(parts.folder).revoke(name)
    parts.audit.note(Deed.TOKEN_REVOKED, actor_now(parts.door), name)
    typer.echo(_REVOKED[reader_of(parts)].format(name=name))
