"""`passerelle password`: password hash for the setting that protects the library."""

from __future__ import annotations

from typing import Annotated

import typer

from app.commands.prompting import new_password
from app.password import hashed
from app.settings import error_language

SETTING, EDITORS = "PASSERELLE_ADMIN_PASSWORD_HASH", "PASSERELLE_EDITOR_PASSWORD_HASH"


def password(
    editor: Annotated[
        bool, typer.Option("--editor", help="For people who may edit but not administer.")
    ] = False,
) -> None:
    """Ask for a password, and print the setting that requires it for changes to the library."""
    given = new_password(error_language())
    typer.echo(f"{EDITORS if editor else SETTING}={hashed(given)}")
