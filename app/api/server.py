"""ASGI application of the HTTP API, and its dispatcher beside the pages.

Every response is JSON with a code, never a stack trace; unexpected exceptions are written to the
log.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus

from anyio.to_thread import run_sync as in_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api import docs
from app.api.access import Access, read_origins
from app.api.answers import Answers
from app.api.chat import Chat
from app.api.errors import FormNotRead, MethodNotAllowed, NoSuchPath
from app.api.limits import MB, Rate, bounded
from app.api.service import Service
from app.api.sources import MOST_FILES, Sources, is_form
from app.api.state import State
from app.tokens import Tokens
from app.unexpected import Unexpected
from domain.errors import PasserelleError
from text.wellformed import wellformed

logger = logging.getLogger("passerelle")

Endpoint = Callable[[Request], Awaitable[Response]]
PLACES = ("/api", "/v1", "/mcp", "/metrics")
"""Paths, with all below them, that are the interface's; the others are the pages'."""
LARGEST, LARGEST_FORM = 1 * MB, 51 * MB
"""Bytes of a body, and of a form with files: as much as the library page takes."""


def http_interface(service: Service, more: Sequence[BaseRoute] = ()) -> ASGIApp:
    """The interface over a store, with more routes beside its own; raises SettingsError."""
    parts = service.opened.parts
    settings = parts.settings
    origins = read_origins(settings.api_origins)
    access = Access(Tokens(parts.folder), Rate(settings.api_rate), origins)
    gate: ASGIApp = Gate(_application(service, more), service, access)
    if not origins:
        return gate
    return CORSMiddleware(
        gate,
        allow_origins=origins,
        allow_methods=("GET", "POST", "DELETE"),
        allow_headers=("*",),
        expose_headers=("Retry-After",),
    )


def _application(service: Service, more: Sequence[BaseRoute]) -> Starlette:
    async def refused(request: Request, error: Exception) -> Response:
        return service.refused(request, _as_ours(request, error))

    handled = (PasserelleError, HTTPException, Exception)
    handlers = dict.fromkeys(handled, refused)
    return Starlette(routes=[*routes_of(service), *more], exception_handlers=handlers)


def _as_ours(request: Request, error: Exception) -> PasserelleError:
    """Converts any exception of a request to a PasserelleError."""
    if isinstance(error, PasserelleError):
        return error
    if not isinstance(error, HTTPException):
        return Unexpected()
    if error.status_code == HTTPStatus.NOT_FOUND:
        return NoSuchPath(f"{request.method} {wellformed(request.url.path)[:200]}")
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        taken = (error.headers or {}).get("Allow", "").split(", ")
        return MethodNotAllowed(request.method, ", ".join(sorted(taken)))
    return FormNotRead(str(MOST_FILES))


def routes_of(service: Service) -> list[BaseRoute]:
    """The routes of the interface, but for those of MCP."""
    answers, sources, state = Answers(service), Sources(service), State(service)
    chat = Chat(service)
    return [
        _route("/api/ask", POST=answers.ask),
        _route("/api/search", GET=answers.search),
        _route("/api/sources", GET=sources.all, POST=sources.add, DELETE=sources.remove),
        _route("/api/sources/{id:path}", GET=sources.one, DELETE=sources.remove),
        _route("/api/health", GET=state.health),
        _route("/api/openapi.json", GET=docs.document),
        _route("/api/docs", GET=docs.page),
        _route("/v1/models", GET=chat.models),
        _route("/v1/models/{id:path}", GET=chat.model),
        _route("/v1/chat/completions", POST=chat.complete),
        _route("/metrics", GET=state.metrics),
    ]


def _route(path: str, **methods: Endpoint) -> Route:
    """One route for all the methods of a path, so that a refusal names them all."""

    async def endpoint(request: Request) -> Response:
        method = "GET" if request.method == "HEAD" else request.method
        return await methods[method](request)

    return Route(path, endpoint, methods=list(methods))


class Gate:
    """Middleware: access control, body limits, counting, and error responses."""

    def __init__(self, app: ASGIApp, service: Service, access: Access) -> None:
        self._app, self._service, self._access = app, service, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or respond with an error."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def counted(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._service.metrics.request(_door(scope["path"]), message["status"])
            await send(message)

        request = Request(scope)
        try:
            read = bounded(scope, receive, _largest(request))
            token = await in_thread(self._access.admit, request)
            scope.setdefault("state", {})["token"] = token
            await self._app(scope, read, counted)
        except Exception as error:
            if not isinstance(error, PasserelleError):
                logger.exception("an unexpected error")
            if not started:
                answer = self._service.refused(request, _as_ours(request, error))
                await answer(scope, receive, counted)


class Beside:
    """Sends the interface's paths to it, and everything else to the pages."""

    def __init__(self, pages: ASGIApp, interface: Callable[[], ASGIApp]) -> None:
        self._pages, self._interface = pages, interface

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on."""
        path = scope.get("path", "")
        ours = any(path == place or path.startswith(f"{place}/") for place in PLACES)
        app = self._interface() if ours and scope["type"] == "http" else self._pages
        await app(scope, receive, send)


def _largest(request: Request) -> int:
    uploaded = request.scope["path"] == "/api/sources" and is_form(request)
    return LARGEST_FORM if uploaded else LARGEST


def _door(path: str) -> str:
    return path.split("/", 2)[1]
