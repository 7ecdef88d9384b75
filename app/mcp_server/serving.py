"""An MCP server over stdio, or as routes of the HTTP interface."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from mcp.server.transport_security import TransportSecuritySettings
from starlette.routing import BaseRoute

from app.api.limits import MB
from app.api.work import Work
from app.mcp_server.server import mcp_server
from app.opened import OpenStore


def over_stdio(open: Callable[[], OpenStore]) -> None:
    """Serve the program that started this process until it closes the pipe."""
    mcp_server(open, Work()).run("stdio")


@asynccontextmanager
async def over_http(open: Callable[[], OpenStore]) -> AsyncIterator[Sequence[BaseRoute]]:
    """The routes of /mcp, which answer as long as this is open.

    Each request stands alone, so that several servers may share the callers. Who may call is
    decided before, for all of the HTTP interface.
    """
    server = mcp_server(open, Work())
    app = server.streamable_http_app(
        stateless_http=True,
        json_response=True,
        max_request_body_size=MB,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    async with server.session_manager.run():
        yield app.routes
