"""MCP transports: stdio, or a route of the HTTP API.

The SDK is imported on the first call: it takes half a second and some memory.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import anyio
from anyio.abc import TaskGroup, TaskStatus
from anyio.to_thread import run_sync as in_thread
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.limits import MB
from app.api.service import Service
from app.opened import OpenStore

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer


def over_stdio(store: OpenStore) -> None:
    """Serve the program that started this process until it closes the pipe."""
    _made(Service(store)).run("stdio")


@asynccontextmanager
async def over_http(service: Service) -> AsyncIterator[Sequence[BaseRoute]]:
    """The route of /mcp, which answers as long as this is open.

    Stateless, so that requests can be spread over several servers; there is no stream of
    events to GET. Access control is that of the HTTP API.
    """
    async with anyio.create_task_group() as group:
        yield [Route("/mcp", _OnFirstCall(service, group), methods=["POST"])]
        group.cancel_scope.cancel()


class _OnFirstCall:
    """The SDK's application, made when it is first called, in the task group of the server."""

    def __init__(self, service: Service, group: TaskGroup) -> None:
        self._service, self._group = service, group
        self._making = anyio.Lock()
        self._app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on."""
        async with self._making:
            if self._app is None:
                self._app = await self._group.start(self._run)
        await self._app(scope, receive, send)

    async def _run(self, *, task_status: TaskStatus[ASGIApp]) -> None:
        from mcp.server.transport_security import TransportSecuritySettings

        server = await in_thread(_made, self._service)
        server.streamable_http_app(
            stateless_http=True,
            json_response=True,
            max_request_body_size=MB,
            transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )
        async with server.session_manager.run():
            task_status.started(server.session_manager.handle_request)
            await anyio.sleep_forever()


def _made(service: Service) -> MCPServer[Any]:
    from app.mcp_server.server import mcp_server

    return mcp_server(service)
