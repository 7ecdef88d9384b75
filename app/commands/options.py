"""Shared options of all commands, their parts and language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from domain.types import Language, Scope

if TYPE_CHECKING:
    from app.wiring import Parts

StoreOption = Annotated[
    Path | None,
    typer.Option("--store", metavar="DIR", help="Folder of the store [PASSERELLE_STORE]."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
LanguageOption = Annotated[
    Language | None, typer.Option("--language", help="Treat it as written in this language.")
]


SourceOption = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="ID", help="Only look in this source; may be repeated."),
]
InOption = Annotated[
    Language | None, typer.Option("--in", help="Only look in sources of this language.")
]
FromOption = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="DATE",
        help="Only look in sources dated DATE (2024-05) or later.",
    ),
]
ToOption = Annotated[
    str | None,
    typer.Option("--to", metavar="DATE", help="Only look in sources dated DATE or earlier."),
]


def scope_given(
    sources: list[str] | None, language: Language | None, since: str | None, until: str | None
) -> Scope | None:
    """The scope given by the options; raises UsageError."""
    from app.conversation import scope_from

    given = {"sources": sources, "language": language, "from": since, "to": until}
    return scope_from(given, "--in")


def parts_of(store: Path | None) -> Parts:
    """The parts of the settings, over the store that --store names, if any."""
    from app.settings import load_settings
    from app.wiring import build

    return build(load_settings(), store)


def reader_of(parts: Parts) -> Language:
    """The language that the command speaks."""
    from app.settings import interface_language

    return interface_language(parts.settings)
