"""GET /evidence: the source of a quotation, which the frame's script shows beside the chat.

It is as public as the library's page, which shows the same. A click on a mark would otherwise have
to rerun the page, and so end the answer that is being written.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from app import markup
from app.evidence.extract import Wanted, extract
from app.interface import say
from app.unexpected import known
from app.wiring import Parts
from domain.errors import PasserelleError, SourceNotFound
from domain.types import Language

PATH = "/evidence"


def routes(parts: Callable[[], Parts]) -> list[Route]:
    """The one route, over the parts of the server."""

    def evidence(request: Request) -> Response:  # no coroutine: the store is read in a thread
        wanted = _wanted(request)
        try:
            with known():
                return _answer(extract(wanted, parts()), 200)
        except SourceNotFound:
            return _answer(_note("evidence_gone", wanted.reader), 404)
        except PasserelleError:
            return _answer(_note("evidence_unread", wanted.reader), 503)

    return [Route(PATH, evidence, methods=["GET"])]


def _wanted(request: Request) -> Wanted:
    given = request.query_params
    reader = _language(given.get("reader"), Language.EN)
    return Wanted(
        given.get("source", ""),
        given.get("passage", ""),
        given.get("sentence", ""),
        reader,
        _language(given.get("asked"), reader),
    )


def _language(value: str | None, default: Language) -> Language:
    return Language(value) if value in list(Language) else default


def _note(name: str, reader: Language) -> str:
    return markup.block(markup.paragraphs(say(name, reader)), "note", reader, "note")


def _answer(inner: str, status: int) -> Response:
    return HTMLResponse(inner, status, headers={"Cache-Control": "private, no-store"})
