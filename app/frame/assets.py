"""Static assets of the pages: stylesheet, script and icons, with cache busting.

They are part of the document and so there before the first thing is drawn. The addresses carry a
digest of the content, so that a new version is fetched and an old one never again.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.interface import say
from domain.types import Language

STATIC = Path(__file__).with_name("static")
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
FILES = tuple(sorted(f.name for f in STATIC.iterdir() if f.suffix in KINDS))
MANIFEST = "manifest.webmanifest"
PAPER, NIGHT = "#fbfaf7", "#15181d"
"""The grounds of the two themes, which .streamlit/config.toml has too."""
_YEAR = "public, max-age=31536000, immutable"


def routes() -> list[Route]:
    """One for each file, and the manifest."""
    files = [Route(f"/{name}", _file, methods=["GET"]) for name in FILES]
    return [*files, Route(f"/{MANIFEST}", _manifest, methods=["GET"])]


def head(language: Language) -> str:
    """The HTML head elements for them."""
    return (
        f'<link rel="icon" type="image/svg+xml" href="./{address("icon.svg")}" />'
        f'<link rel="apple-touch-icon" href="./{address("icon-192.png")}" />'
        f'<link rel="manifest" href="./{MANIFEST}?language={language}" />'
        f'<meta name="theme-color" content="{PAPER}" media="(prefers-color-scheme: light)" />'
        f'<meta name="theme-color" content="{NIGHT}" media="(prefers-color-scheme: dark)" />'
        '<meta name="color-scheme" content="light dark" />'
        '<link rel="preload" href="./serif.woff2" as="font" type="font/woff2" crossorigin />'
        f'<link rel="stylesheet" href="./{address("passerelle.css")}" />'
        f'<script src="./{address("passerelle.js")}" defer></script>'
    )


def address(name: str) -> str:
    """A file with the digest of its content."""
    return f"{name}?{_digest(name)}"


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


async def _file(request: Request) -> Response:
    """A file; kept for good where it is asked for by its digest."""
    name = request.url.path.rpartition("/")[2]
    response = Response((STATIC / name).read_bytes(), media_type=KINDS[Path(name).suffix])
    known = request.url.query == _digest(name)
    response.headers["Cache-Control"] = _YEAR if known else "no-cache"
    return response


async def _manifest(request: Request) -> Response:
    """The web app manifest, for installed pages."""
    asked = request.query_params.get("language")
    language = Language(asked) if asked in list(Language) else Language.EN
    manifest = {
        "name": say("title", language),
        "short_name": say("title", language),
        "description": say("description", language),
        "lang": language,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": "./icon.svg", "sizes": "any", "type": "image/svg+xml"},
            {"src": "./icon-192.png", "sizes": "192x192", "type": "image/png"},
            {"src": "./icon-512.png", "sizes": "512x512", "type": "image/png"},
        ],
    }
    return Response(
        json.dumps(manifest, ensure_ascii=False),
        media_type="application/manifest+json; charset=utf-8",
    )
