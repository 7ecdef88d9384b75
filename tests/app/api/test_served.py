"""The HTTP interface under a real server: streams that are left, slow readers, the pages beside."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from answer.generation import Generator
from app.api.server import Beside, http_interface
from app.opened import OpenStore
from tests.fakes import FakeChatModel

TICKET = {"question": "How much is a ticket?"}
STREAM = {"Accept": "text/event-stream"}


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """The address of a real server, gone afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def pages() -> ASGIApp:
    async def page(request: object) -> PlainTextResponse:
        del request
        return PlainTextResponse("a page")

    return Starlette(routes=[Route("/{path:path}", page)])


def test_the_pages_and_the_interface_share_an_address(pages: ASGIApp, filled: OpenStore) -> None:
    interface = http_interface(lambda: filled)
    with served(Beside(pages, lambda: interface)) as address, httpx.Client(base_url=address) as web:
        assert web.get("/library").text == "a page"
        assert web.get("/apiary").text == "a page"
        assert web.get("/api/health").json()["status"] == "ready"
        assert web.get("/api/nothing").json()["error"]["code"] == "no_such_path"
        foreign = web.get("/api/sources", headers={"Host": "evil.example"})
        assert foreign.json()["error"]["code"] == "foreign_origin"


def test_a_stream_that_is_left_ends_the_model(filled: OpenStore) -> None:
    """A model that is silent for good is let go of when the caller goes away."""
    asked, over = threading.Event(), threading.Event()

    def silent() -> None:
        asked.set()
        over.wait()

    model = FakeChatModel(silent)
    parts = replace(filled.parts)
    parts.__dict__["generator"] = Generator(model, "fake", 600.0)
    store = replace(filled, parts=parts)
    try:
        with served(http_interface(lambda: store)) as address:
            with (
                httpx.Client(base_url=address, timeout=30) as web,
                web.stream("POST", "/api/ask", json=TICKET, headers=STREAM) as told,
            ):
                names = (line for line in told.iter_lines() if line.startswith("event: "))
                assert next(n for n in names if n == "event: quotes")
                assert asked.wait(30)
            assert model.ended.wait(30)
    finally:
        over.set()


def test_a_reader_that_reads_nothing_holds_up_nobody(filled: OpenStore) -> None:
    body = json.dumps(TICKET)
    request = (
        "POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Accept: text/event-stream\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()
    with served(http_interface(lambda: filled)) as address:
        place = ("127.0.0.1", int(address.rsplit(":", 1)[1]))
        slow = [socket.create_connection(place) for _ in range(20)]
        try:
            for connection in slow:
                connection.sendall(request)
            told = httpx.post(f"{address}/api/ask", json=TICKET, timeout=60)
            assert "3 euros" in told.json()["text"]
        finally:
            for connection in slow:
                connection.close()
