"""Interactive prompts of the terminal, in the language of the interface; in English Typer's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer

from domain.types import Language

_YES, _NO = ("o", "oui", "y", "yes"), ("n", "non", "no", "")


def agreed(question: str, reader: Language) -> bool:
    """Whether the user says yes; no by default. Raises typer.Exit where the input ends."""
    if reader is Language.EN:
        return typer.confirm(question, err=True)
    with _ended():
        while True:
            said = _asked(f"{question} [o/N]", default="", show_default=False)
            if said.strip().casefold() in (*_YES, *_NO):
                return said.strip().casefold() in _YES
            typer.echo("Répondez par oui ou par non.", err=True)


def new_password(reader: Language) -> str:
    """A password, typed twice alike and not shown. Raises typer.Exit where the input ends."""
    if reader is Language.EN:
        typed: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return typed
    with _ended():
        while True:
            first = _asked("Mot de passe", hide_input=True)
            if first == _asked("Le même mot de passe, pour confirmation", hide_input=True):
                return first
            typer.echo("Les deux saisies diffèrent : recommencez.", err=True)


def _asked(what: str, **options: Any) -> str:
    said: str = typer.prompt(what, prompt_suffix=" : ", err=True, **options)
    return said


@contextmanager
def _ended() -> Iterator[None]:
    """What Typer says in English where the input ends or Ctrl-C is pressed."""
    try:
        yield
    except typer.Abort:
        typer.echo("Abandonné.", err=True)
        raise typer.Exit(1) from None
