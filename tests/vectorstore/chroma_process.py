"""A real Chroma server of a test's own, and what can go wrong between it and a store."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx

_RUN = "import sys; from chromadb.cli.cli import app; sys.argv[0] = 'chroma'; app()"


class ChromaProcess:
    """`chroma run` over a folder; it can be killed and started again, on the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as found:
            self.port: int = found.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Run it until it answers."""
        options = ("run", "--path", str(self.folder), "--port", str(self.port))
        self._process = subprocess.Popen(
            (sys.executable, "-c", _RUN, *options, "--host", "127.0.0.1"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        pause = threading.Event()
        for _ in range(3000):
            if self._process.poll() is not None:
                raise RuntimeError(f"chroma run ended with {self._process.returncode}")
            try:
                httpx.get(f"{self.url}/api/v2/heartbeat", timeout=60)
            except httpx.TransportError:
                pause.wait(0.1)
            else:
                return
        raise RuntimeError("chroma run does not answer")

    def kill(self) -> None:
        """As a power failure would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def collections(self) -> set[str]:
        """The names of what it holds."""
        path = "/api/v2/tenants/default_tenant/databases/default_database/collections"
        return {each["name"] for each in httpx.get(self.url + path, timeout=60).json()}


Rule = Callable[[str, str, Mapping[str, str]], tuple[int, bytes] | None]
"""(method, path, headers) to an answer of the proxy's own, or None: the server's."""


class ChromaProxy:
    """Hands requests on to a server, but for those that its rule answers, delays or forbids."""

    def __init__(self, target: str) -> None:
        self.rule: Rule = lambda *_: None
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                answer = proxy.rule(self.command, self.path, dict(self.headers))
                if answer is None:
                    answer = proxy.forward(self.command, self.path, body)
                status, content = answer
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PUT = do_DELETE = _any  # noqa: N815

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        self._http = httpx.Client(base_url=target, timeout=120)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def forward(self, method: str, path: str, body: bytes) -> tuple[int, bytes]:
        """What the server says."""
        headers = {"Content-Type": "application/json"}
        response = self._http.request(method, path, content=body, headers=headers)
        return response.status_code, response.content

    def close(self) -> None:
        """End it."""
        self._server.shutdown()
        self._server.server_close()
        self._http.close()


@contextmanager
def proxied(target: str) -> Iterator[ChromaProxy]:
    """A proxy before a server, until the block ends."""
    proxy = ChromaProxy(target)
    try:
        yield proxy
    finally:
        proxy.close()


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[bool]:
    """A folder on a disk of its own that is soon full; False where mounting is not allowed."""
    folder.mkdir()
    if os.geteuid() != 0:
        yield False
        return
    size = ("-o", f"size={megabytes}m")
    done = subprocess.run(
        ("mount", "-t", "tmpfs", *size, "tmpfs", str(folder)), capture_output=True, check=False
    )
    try:
        yield done.returncode == 0
    finally:
        if done.returncode == 0:
            subprocess.run(("umount", "-l", str(folder)), check=True)
