"""`passerelle serve`: web server of the pages and the HTTP API (/api/docs)."""

from __future__ import annotations

from typing import Annotated

import typer

from app.commands.options import StoreOption, parts_of


def serve(
    store: StoreOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501,
) -> None:
    """Open the chat in the browser, and serve the HTTP interface; Ctrl-C stops both."""
    from app.api.access import read_origins
    from app.server import run

    parts = parts_of(store)
    read_origins(parts.settings.api_origins)
    run(parts.folder, host, port)
