"""A real server on a store of the briefing, and a real Chromium; skipped aloud without one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.web_server import WebServer, serving

ROOT = Path(__file__).resolve().parents[2]
PASSERELLE = Path(sys.executable).with_name("passerelle")
PICTURES = ROOT / "test-pictures"
DEADLINE = 90  # seconds for a server to be up, or a page to be drawn, on a busy machine
expect.set_options(timeout=DEADLINE * 1000)  # the first question loads the embedding model


def chromium() -> str | None:
    """Where a Chromium of this machine is."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((found for name in names if (found := shutil.which(name))), None)


def serve(store: Path, port: int, **variables: str) -> subprocess.Popen[bytes]:
    """`passerelle serve`, answering."""
    env = {**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": "", **variables}
    command = [str(PASSERELLE), "serve", "--store", str(store), "--port", str(port)]
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
                return process
        except (URLError, OSError):
            continue
    process.kill()
    raise AssertionError("the server did not come up")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def web() -> Iterator[WebServer]:
    """A server of web pages that the pages under test may ask."""
    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, web: WebServer) -> Iterator[str]:
    store, port = tmp_path_factory.mktemp("browser") / "store", free_port()
    ingest = [str(PASSERELLE), "ingest", "corpus", "--store", str(store), "--json"]
    subprocess.run(ingest, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    process = serve(store, port, PASSERELLE_ALLOWED_HOSTS=web.host)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on this machine: the pages were not tried in a browser")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens a page of the server, or of the one named; a request to any other fails the test.

    Each is another visitor's, but where ``of`` is a page whose cookies it brings.
    """
    contexts: list[BrowserContext] = []
    strangers: list[str] = []

    def open_(
        path: str = "",
        locale: str = "en-GB",
        width: int = 1100,
        dark: bool = False,
        of: Page | None = None,
        server: str = "",
    ) -> Page:
        server = server or request.getfixturevalue("address")
        context = browser.new_context(
            locale=locale,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
        )
        if of is not None:
            context.add_cookies(of.context.cookies())  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(DEADLINE * 1000)
        page.on("request", lambda r: None if _own(r.url, server) else strangers.append(r.url))
        page.goto(f"{server}/{path}")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert strangers == []


def _own(url: str, address: str) -> bool:
    ours = (address, address.replace("http", "ws", 1), "data:", "blob:")
    return url.startswith(ours)
