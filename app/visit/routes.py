"""The few addresses of the pages that Streamlit does not serve: the document, signing in and out.

Streamlit's script cannot set a cookie; these answers do. The document is Streamlit's own with our
title, description and language. Knows nothing of sessions.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from app.interface import say
from app.markup import text
from app.password import matches, well_formed
from app.visit.cookies import DEVICE, EDITOR, LONG, SIGNED_IN, VISITOR, Cookies
from app.visit.tries import Tries, network
from domain.types import Language

PAGES = ("/", "/chat", "/library")
SIGN_IN, SIGN_OUT = "/sign-in", "/sign-out"
TOLD = "sign-in"
"""The part of the address that tells the page what came of it: "wrong", or seconds to wait."""
LANGUAGE = "passerelle_language"
"""The cookie of the language chosen; not signed, for it says nothing else."""
ICON = Path(__file__).parents[1] / "icon.png"
_LARGEST = 8_192  # bytes of a form
_SAME_SITE: tuple[str, ...] = ("same-origin", "none", "")


@dataclass(frozen=True)
class Visits:
    """The routes over the cookies of a server; ``frame`` is Streamlit's document."""

    cookies: Cookies
    frame: str
    language: Language | None = None
    tries: Tries = field(default_factory=Tries)
    clock: Callable[[], float] = time.time

    def routes(self) -> list[Route]:
        """All of them."""
        return [
            *(Route(path, self.document, methods=["GET"]) for path in PAGES),
            Route("/favicon.png", lambda _: FileResponse(ICON), methods=["GET"]),
            Route(SIGN_IN, self.sign_in, methods=["POST"]),
            Route(SIGN_OUT, self.sign_out, methods=["POST"]),
        ]

    async def document(self, request: Request) -> Response:
        """The page's document; whoever comes without an id is given one, others keep theirs."""
        now = self.clock()
        response = HTMLResponse(framed(self.frame, self._spoken(request)))
        response.headers["Cache-Control"] = "no-cache"
        known = self.cookies.visitor(request.cookies, now)
        self._set(response, request, VISITOR, self.cookies.new(VISITOR, now, known))
        return response

    async def sign_in(self, request: Request) -> Response:
        """The password as a form sends it; back to the library, with what came of it."""
        form = await _form(request)
        digest = self.cookies.digest
        if form is None or digest is None or not well_formed(digest):
            return Response(status_code=400)
        keys = self._counted(request)
        if wait := self.tries.begin(keys):
            return _back(form.get("back", ""), str(math.ceil(wait)))
        if not await run_in_threadpool(matches, form.get("password", ""), digest):
            return _back(form.get("back", ""), "wrong")
        self.tries.right([key for key in keys if not key.startswith("address ")])
        response, now = _back(form.get("back", "")), self.clock()
        self._set(response, request, EDITOR, self.cookies.new(EDITOR, now), SIGNED_IN, "strict")
        device = self.cookies.device(request.cookies, now)
        self._set(response, request, DEVICE, self.cookies.new(DEVICE, now, device))
        return response

    async def sign_out(self, request: Request) -> Response:
        """End the signing in, in every tab and wherever its cookie may be."""
        form, now = await _form(request), self.clock()
        if form is None:
            return Response(status_code=400)
        if id := self.cookies.editor(request.cookies, now):
            self.cookies.ended.add(id, now)
        response = _back(form.get("back", ""))
        response.delete_cookie(EDITOR, path="/")
        return response

    def _counted(self, request: Request) -> list[str]:
        """Under which names a try is counted."""
        now = self.clock()
        if device := self.cookies.device(request.cookies, now):
            return [f"device {device}"]
        address = network(request.client.host) if request.client else ""
        visitor = self.cookies.visitor(request.cookies, now)
        return [f"address {address}", *([f"visitor {visitor}"] if visitor else [])]

    def _spoken(self, request: Request) -> Language:
        chosen = request.cookies.get(LANGUAGE)
        if chosen in list(Language):
            return Language(chosen)
        accepted = request.headers.get("accept-language", "").lower()
        return self.language or (Language.FR if accepted.startswith("fr") else Language.EN)

    @staticmethod
    def _set(
        response: Response,
        request: Request,
        name: str,
        value: str,
        seconds: int = LONG,
        same_site: Literal["lax", "strict"] = "lax",
    ) -> None:
        response.set_cookie(
            name,
            value,
            max_age=seconds,
            path="/",
            secure=request.url.scheme == "https",
            httponly=True,
            samesite=same_site,
        )


def framed(frame: str, language: Language) -> str:
    """Streamlit's document with our title, description and language."""
    head = (
        f"<title>{text(say('title', language))}</title>"
        f'<meta name="description" content="{text(say("description", language))}" />'
    )
    without = f"<noscript><p>{text(say('no_script', language))}</p></noscript>"
    start, _, rest = frame.partition("<noscript>")
    frame = start + without + rest.partition("</noscript>")[2]
    return frame.replace("<title>Streamlit</title>", head, 1).replace(
        '<html lang="en">', f'<html lang="{language}">', 1
    )


async def _form(request: Request) -> dict[str, str] | None:
    """What a form of our own page sent; None for what comes from elsewhere, or is too much."""
    origin = request.headers.get("origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if foreign or request.headers.get("sec-fetch-site", "") not in _SAME_SITE:
        return None
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            return None
    found = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0] for name, values in found.items()}


def _back(query: str, told: str = "") -> Response:
    """To the library as it was addressed, never elsewhere."""
    kept = {name: values[0] for name, values in parse_qs(query).items() if name != TOLD}
    query = urlencode({**kept, **({TOLD: told} if told else {})})
    return RedirectResponse(f"library?{query}" if query else "library", 303)
