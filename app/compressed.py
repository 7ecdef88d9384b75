"""Streamlit's own files, sent compressed: it sends them as they are, 2.9 MB at the first visit.

Each is compressed once, when it is first asked for, and kept: the files are part of the package, a
browser asks for each once, and together they take a few megabytes. Everything else passes through.
"""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

PLACE = "/static/"
KINDS = (".js", ".css", ".json", ".svg", ".wasm", ".ttf")
"""Files that grow smaller; the others (pictures, woff2) are compressed already."""
_YEAR = "public, immutable, max-age=31536000"  # as Streamlit says of them: their names are digests


class Compressed:
    """Answers requests for the files in Streamlit's folder whose browser takes gzip."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self._app = app
        self._files = _files(folder)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a file, or pass on."""
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
    """The files by the path that they are asked for: no other can be reached."""
    found = (file for file in sorted(folder.rglob("*")) if file.suffix in KINDS)
    return {PLACE + file.relative_to(folder).as_posix(): file for file in found}


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
