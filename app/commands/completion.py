"""`passerelle completion`: shell completion of commands, options and source ids."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from domain.errors import PasserelleError

PROGRAM = "passerelle"


class Shell(StrEnum):
    """The shells that there is a script for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def completion(
    shell: Annotated[Shell, typer.Argument(help="The shell to write the script for.")],
) -> None:
    """Print a completion script: once sourced, Tab completes commands, options and ids."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    variable = f"_{PROGRAM.upper()}_COMPLETE"
    typer.echo(get_completion_script(prog_name=PROGRAM, complete_var=variable, shell=shell))


def source_ids(context: typer.Context, incomplete: str) -> list[str]:
    """The ids that begin like this; none where the store cannot be read."""
    from app.commands.options import parts_of

    store = context.params.get("store")
    try:
        sources = parts_of(Path(store) if store else None).sources()
    except PasserelleError:
        return []
    given = context.params.get("ids") or ()
    return [s.id for s, _ in sources if s.id.startswith(incomplete) and s.id not in given]
