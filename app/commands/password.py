"""`passerelle password`: password hash for the setting that protects the library."""

from __future__ import annotations

from typing import Annotated

import typer

from app.password import hashed
from app.settings import error_language
from domain.types import Language

SETTING, EDITORS = "PASSERELLE_ADMIN_PASSWORD_HASH", "PASSERELLE_EDITOR_PASSWORD_HASH"
_PROMPTS = {
    Language.FR: ("Mot de passe", "Le même mot de passe, pour confirmation", " : "),
    Language.EN: ("Password", "Repeat for confirmation", ": "),
}


def password(
    editor: Annotated[
        bool, typer.Option("--editor", help="For those who edit but do not administer.")
    ] = False,
) -> None:
    """Ask for a password, and print the setting that guards changes on the library page with it."""
    asked, again, colon = _PROMPTS[error_language()]
    given: str = typer.prompt(
        asked, hide_input=True, confirmation_prompt=again, prompt_suffix=colon, err=True
    )
    typer.echo(f"{EDITORS if editor else SETTING}={hashed(given)}")
