"""`passerelle mcp`: MCP server of the store, over stdin and stdout."""

from __future__ import annotations

from app.commands.options import StoreOption, parts_of, reader_of


def mcp(store: StoreOption = None) -> None:
    """Serve an assistant that starts this command (MCP over stdio): ask, search, list, read."""
    from app.mcp_server.serving import over_stdio
    from app.opened import OpenStore

    parts = parts_of(store)
    over_stdio(OpenStore(parts, reader_of(parts)))
