"""Gzip compression of Streamlit's static files, uncompressed 2.9 MB at the first visit.

Each is compressed once, on the first request, and kept: the files are part of the package, a
browser requests each once, and together they take a few megabytes. Of its 4,000 icons, only those
that the pages use are sent (training/icons.py). Everything else passes through.
"""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

PLACE = "/static/"
KINDS = (".js", ".css", ".json", ".svg", ".wasm", ".ttf")
"""Files that grow smaller; the others (pictures, woff2) are compressed already."""
ICONS, ICON_FONT = "MaterialSymbols-Rounded.", Path(__file__).with_name("icons") / "icons.woff2"
"""How Streamlit's font of icons is called, and the one that is sent in its place."""
_YEAR = "public, immutable, max-age=31536000"  # as Streamlit declares them: their names are digests
_FONT = "font/woff2"


class Compressed:
    """Answers requests for the files in Streamlit's folder whose browser takes gzip."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self._app = app
        self._files = _files(folder)
        self._icons = {p for p in _paths(folder) if p.rpartition("/")[2].startswith(ICONS)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a file, or pass on."""
        if scope["type"] == "http" and scope["path"] in self._icons:
            font = FileResponse(ICON_FONT, headers={"Cache-Control": _YEAR}, media_type=_FONT)
            await font(scope, receive, send)
            return
        file = self._files.get(scope["path"]) if _may_be(scope) else None
        if file is None:
            await self._app(scope, receive, send)
            return
        body = await run_sync(_compressed, file)
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        headers = {
            "Content-Encoding": "gzip",
            "Cache-Control": _YEAR,
            "Vary": "Accept-Encoding",
            "Content-Length": str(len(body)),
        }
        only_head = scope["method"] == "HEAD"
        await Response(b"" if only_head else body, 200, headers, kind)(scope, receive, send)


def _files(folder: Path) -> Mapping[str, Path]:
    """The files by request path: no other can be reached."""
    return {path: file for path, file in _paths(folder).items() if file.suffix in KINDS}


def _paths(folder: Path) -> Mapping[str, Path]:
    return {PLACE + file.relative_to(folder).as_posix(): file for file in folder.rglob("*")}


def _may_be(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return False
    if not scope["path"].startswith(PLACE):
        return False
    headers = Headers(scope=scope)
    return "range" not in headers and _takes_gzip(headers.get("accept-encoding", ""))


def _takes_gzip(accepted: str) -> bool:
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


@cache
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), compresslevel=9, mtime=0)
