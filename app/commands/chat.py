"""`passerelle chat`: `make chat` for the wheel: ingests the briefing, then serves the pages."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from app.commands.ingest import ingest
from app.commands.options import StoreOption
from app.commands.serve import serve


def chat(
    store: StoreOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501,
) -> None:
    """Bring the store up to date with the bundled briefing, then open the chat."""
    try:
        ingest([str(_briefing())], store=store, prune=True)
    except typer.Exit as end:
        if end.exit_code:
            raise
    serve(store, host, port)


def _briefing() -> Path:
    """The folder of the briefing.

    Of a wheel it is copied to a place that the next version shares: a source is updated only from
    where it came from, and each run of uvx may unpack the wheel elsewhere.
    """
    from domain.settings import HOME, PROJECT

    shipped = PROJECT / "corpus"
    if HOME == PROJECT:
        return shipped
    kept = HOME / "briefing"
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    for path in shipped.glob("*.md"):
        shutil.copyfile(path, kept / path.name)
    return kept
