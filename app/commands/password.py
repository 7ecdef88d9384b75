"""`passerelle password`: the setting that guards changes to the library with a password."""

from __future__ import annotations

import typer

from app.password import hashed

SETTING = "PASSERELLE_ADMIN_PASSWORD_HASH"


def password() -> None:
    """Ask for a password, and print the setting that guards changes on the library page with it."""
    given = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    typer.echo(f"{SETTING}={hashed(given)}")
