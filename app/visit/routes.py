"""HTTP routes of the pages beside Streamlit's: the document, sign-in and sign-out.

Streamlit's script cannot set a cookie; these answers do. The document is Streamlit's own with our
title, description and language.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from anyio.to_thread import run_sync as in_thread
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from app.audit.actor import PAGE, Actor, browser_mark
from app.audit.kept import Audit, Deed
from app.frame import assets
from app.interface import say
from app.markup import text
from app.visit.cookies import DEVICE, EDITOR, VISITOR, Cookies
from app.visit.examined import Line
from app.visit.roles import Role
from app.visit.tries import Tries, counted
from domain.types import Language

PAGES = ("/", "/chat", "/library", "/check", "/admin")
SIGN_IN, SIGN_OUT = "/sign-in", "/sign-out"
SIGN_IN_OUTCOME = "sign-in"
"""The query parameter with the outcome: "wrong", or seconds to wait."""
BACK_TO, SIGNED_ON = "page", ("library", "admin")
"""The part of what a form sends back that names its page, and the pages that have one."""
LANGUAGE = "passerelle_language"
"""The cookie of the language chosen; not signed, as it has nothing else."""
ICON = Path(__file__).parents[1] / "icon.png"
_LARGEST = 8_192  # bytes of a form
_BUSY = 5  # seconds to wait where too many passwords are being examined


@dataclass(frozen=True)
class Visits:
    """The routes over the cookies of a server; ``frame`` is Streamlit's document."""

    cookies: Cookies
    frame: str
    language: Language | None = None
    tries: Tries = field(default_factory=Tries)
    clock: Callable[[], float] = time.time
    strangers: Line = field(default_factory=Line)
    devices: Line = field(default_factory=Line)
    audit: Audit | None = None

    def routes(self) -> list[Route]:
        """All of them."""
        return [
            *(Route(path, self.document, methods=["GET"]) for path in PAGES),
            Route("/favicon.png", lambda _: FileResponse(ICON), methods=["GET"]),
            Route(SIGN_IN, self.sign_in, methods=["POST"]),
            Route(SIGN_OUT, self.sign_out, methods=["POST"]),
        ]

    async def document(self, request: Request) -> Response:
        """The page's document; a browser without an id gets one."""
        now = self.clock()
        response = HTMLResponse(framed(self.frame, self._spoken(request)))
        response.headers["Cache-Control"] = "private, no-store"  # because it sets a cookie
        known = self.cookies.visitor(request.cookies, now)
        self._set(response, request, VISITOR, known)
        return response

    async def sign_in(self, request: Request) -> Response:
        """Handle the password form; redirects to the page, with the outcome."""
        form = await _form(request)
        if form is None or not self.cookies.digests:
            return _refused()
        device, back = self.cookies.device(request.cookies, self.clock()), form.get("back", "")
        line = self.devices if device else self.strangers
        if line.full:
            return _back(back, str(_BUSY))
        visitor = self.cookies.visitor(request.cookies, self.clock())
        keys = counted(request.client.host if request.client else "", visitor, device)
        if wait := self.tries.begin(keys):
            return _back(back, str(math.ceil(wait)))
        try:
            role = await self._role(line, form.get("password", ""))
        except ValueError:
            return _refused()
        if role is Role.READER:
            return _back(back, "wrong")
        self.tries.right(keys)
        response = _back(back)
        self._set(response, request, EDITOR, role=role)
        self._set(response, request, DEVICE, device, role)
        await self._note(Deed.SIGN_IN, visitor, role)
        return response

    async def _role(self, line: Line, password: str) -> Role:
        """The role of a password: READER for a wrong one; raises ValueError for a bad digest."""
        for role, digest in self.cookies.digests.items():
            if await line.right(password, digest):
                return role
        return Role.READER

    async def _note(self, deed: Deed, visitor: str | None, role: Role) -> None:
        if self.audit is not None:
            actor = Actor(browser_mark(visitor) if visitor else "", PAGE, role.word)
            await in_thread(self.audit.note, deed, actor)

    async def sign_out(self, request: Request) -> Response:
        """End the signing in, in every tab and wherever its cookie may be."""
        form, now = await _form(request), self.clock()
        if form is None:
            return _refused()
        if id := self.cookies.editor(request.cookies, now):
            role = self.cookies.role(request.cookies, now)
            self.cookies.end(id, now)
            await self._note(Deed.SIGN_OUT, self.cookies.visitor(request.cookies, now), role)
        response = _back(form.get("back", ""))
        response.delete_cookie(self.cookies.called(EDITOR), path="/")
        return response

    def _spoken(self, request: Request) -> Language:
        chosen = request.cookies.get(LANGUAGE)
        if chosen in list(Language):
            return Language(chosen)
        accepted = request.headers.get("accept-language", "").lower()
        return self.language or (Language.FR if accepted.startswith("fr") else Language.EN)

    def _set(
        self,
        response: Response,
        request: Request,
        kind: str,
        value: str | None = None,
        role: Role = Role.ADMIN,
    ) -> None:
        """Set a cookie with a value, or with a new id."""
        response.set_cookie(
            self.cookies.called(kind),
            self.cookies.new(kind, self.clock(), value, role),
            max_age=self.cookies.seconds(kind),
            path="/",
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict" if kind == EDITOR else "lax",
        )


def framed(frame: str, language: Language) -> str:
    """Streamlit's document with our title, description and language."""
    head = (
        f"<title>{text(say('title', language))}</title>{assets.head(language)}"
        f'<meta name="description" content="{text(say("description", language))}" />'
    )
    without = f"<noscript><p>{text(say('no_script', language))}</p></noscript>"
    start, _, rest = frame.partition("<noscript>")
    frame = start + without + rest.partition("</noscript>")[2]
    return frame.replace("<title>Streamlit</title>", head, 1).replace(
        '<html lang="en">', f'<html lang="{language}">', 1
    )


async def _form(request: Request) -> dict[str, str] | None:
    """The fields of a form of our own page; None for one from elsewhere, or too large."""
    if not _of_ours(request):
        return None
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            return None
    found = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0] for name, values in found.items()}


def _of_ours(request: Request) -> bool:
    """Whether a form comes from our own page: a browser states so itself under https and on its own
    machine; elsewhere by the Origin header, which is compared with Host.
    """
    if site := request.headers.get("sec-fetch-site"):
        return site == "same-origin"
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def _refused() -> Response:
    """The response to a rejected form, with possible reasons, in both languages."""
    body = "".join(
        f'<p lang="{language}">{text(say("form_refused", language))} '
        f'<a href="library">{text(say("library", language))}</a></p>'
        for language in Language
    )
    title = f"<title>{text(say('title', Language.EN))}</title>"
    head = f'<meta charset="utf-8" /><meta name="viewport" content="width=device-width" />{title}'
    page = f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'
    return HTMLResponse(page, 400)


def _back(query: str, outcome: str = "") -> Response:
    """Redirect to the page of the form, never elsewhere."""
    kept = {name: values[0] for name, values in parse_qs(query).items() if name != SIGN_IN_OUTCOME}
    asked = kept.pop(BACK_TO, "")
    page = asked if asked in SIGNED_ON else SIGNED_ON[0]
    query = urlencode({**kept, **({SIGN_IN_OUTCOME: outcome} if outcome else {})})
    return RedirectResponse(f"{page}?{query}" if query else page, 303)
