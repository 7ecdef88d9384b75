"""ASGI application of `passerelle serve`: pages and HTTP API on one port, with security headers.

Even if text of a source or a model were rendered as markup by mistake, it could load no picture,
run no script and send no data.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import markup
from app.api.server import Beside, http_interface
from app.api.service import Service
from app.audit.kept import Audit
from app.compressed import Compressed
from app.conversations.kept import FILE, forget_at_start
from app.evidence import routes as evidence
from app.feedback.kept import FILE as FEEDBACK
from app.feedback.kept import tidy_at_start
from app.frame import assets
from app.library.markup import SCRIPTS
from app.markup import language_script, page_script
from app.mcp_server.serving import over_http
from app.opened import OpenStore
from app.session import parts, recorder
from app.settings import interface_language, load_settings
from app.visit.routes import Visits
from app.visit.signed import FOLDER
from app.visitor import cookies_of
from domain.types import Language

FRAME = Path(st.__file__).with_name("static") / "index.html"


def policy() -> str:
    """The Content-Security-Policy: this server only; inline scripts by hash, ours and Streamlit's.

    Streamlit styles its page inline and compiles WebAssembly, which needs a script directive.
    """
    scripts = " ".join(f"'sha256-{_digest(code)}'" for code in _inline_scripts())
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' 'wasm-unsafe-eval' {scripts}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _inline_scripts() -> list[str]:
    frame = FRAME.read_text(encoding="utf-8").split("<script>")[1:]
    streamlits = [part.split("</script>")[0] for part in frame]
    ours = [code(language) for code in (page_script, language_script) for language in Language]
    return [*streamlits, *ours, *markup.SCRIPTS, *SCRIPTS]


def _digest(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


class Headers:
    """Adds the headers to every answer of the server."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = {
            "Content-Security-Policy": policy(),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",  # so that forms send their origin
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, with_headers)


_interface: list[ASGIApp] = []


@asynccontextmanager
async def _lifespan(_: st.App) -> AsyncIterator[None]:
    """Make the HTTP interface over the parts of the pages, once Streamlit's caches work."""
    made = parts()
    opened = OpenStore(made, interface_language(made.settings))
    service = Service(opened, recorder=recorder())
    async with over_http(service) as mcp:
        _interface.append(http_interface(service, mcp))
        yield
        _interface.clear()


def visits() -> Visits:
    """The routes of signing in, configured by the settings."""
    settings = load_settings()
    store = settings.store.expanduser().absolute()
    forget_at_start(store / FOLDER / FILE, settings.keep_conversations)
    tidy_at_start(store / FOLDER / FEEDBACK, settings.keep_conversations)
    frame = FRAME.read_text(encoding="utf-8")
    return Visits(cookies_of(settings, store), frame, settings.language, audit=Audit(store))


app = st.App(
    Path(__file__).with_name("main.py"),
    lifespan=_lifespan,
    routes=[*assets.routes(), *evidence.routes(parts), *visits().routes()],
    middleware=[
        Middleware(Headers),
        Middleware(Compressed, FRAME.parent / "static"),
        Middleware(Beside, lambda: _interface[0]),
    ],
)
