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

from answer.generative.generator import Generator
from app.api.server import Beside, http_interface
from app.api.service import Service
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
    interface = http_interface(Service(filled))
    with served(Beside(pages, lambda: interface)) as address, httpx.Client(base_url=address) as web:
        assert web.get("/library").text == "a page"
        assert web.get("/apiary").text == "a page"
        assert web.get("/api/health").json()["status"] == "ready"
        assert web.get("/api/nothing").json()["error"]["code"] == "no_such_path"
        foreign = web.get("/api/sources", headers={"Host": "evil.example"})
        assert foreign.json()["error"]["code"] == "foreign_origin"


@contextmanager
def silent(filled: OpenStore) -> Iterator[tuple[str, FakeChatModel, threading.Event]]:
    """A server whose model is silent for good; the model; when it was asked."""
    asked, over = threading.Event(), threading.Event()

    def wait() -> None:
        asked.set()
        over.wait()

    model = FakeChatModel(wait)
    parts = replace(filled.parts)
    parts.__dict__["generator"] = Generator(model, "fake", 600.0)
    try:
        with served(http_interface(Service(replace(filled, parts=parts)))) as address:
            yield address, model, asked
    finally:
        over.set()


def test_a_stream_that_is_left_ends_the_model(filled: OpenStore) -> None:
    """A model that is silent for good is let go of when the caller goes away."""
    with silent(filled) as (address, model, asked):
        with (
            httpx.Client(base_url=address, timeout=30) as web,
            web.stream("POST", "/api/ask", json=TICKET, headers=STREAM) as told,
        ):
            names = (line for line in told.iter_lines() if line.startswith("event: "))
            assert next(n for n in names if n == "event: quotes")
            assert asked.wait(30)
        assert model.ended.wait(30)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/ask", TICKET),
        (
            "/v1/chat/completions",
            {
                "model": "passerelle",
                "messages": [{"role": "user", "content": TICKET["question"]}],
            },
        ),
    ],
)
def test_an_answer_in_one_piece_that_is_left_ends_the_model(
    filled: OpenStore, path: str, body: dict[str, object]
) -> None:
    with silent(filled) as (address, model, asked):
        place = ("127.0.0.1", int(address.rsplit(":", 1)[1]))
        with socket.create_connection(place) as connection:
            connection.sendall(request(path, body))
            assert asked.wait(30)
        assert model.ended.wait(30)


def request(path: str, body: object) -> bytes:
    """A POST as it goes over the wire."""
    content = json.dumps(body)
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(content)}\r\n\r\n{content}"
    ).encode()
