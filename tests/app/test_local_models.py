from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import streamlit as st

from app.local_models import MOST, LocalModels, find
from tests.app.library.actions import fill, page, shown
from tests.chat_server import nobody

TAGS = b'{"models": [{"name": "mistral:latest"}, {"name": "qwen3:4b"}]}'


@contextmanager
def ollama(body: bytes, status: int = 200) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/api/tags" else 404)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("written", [str, lambda a: a.removeprefix("http://"), lambda a: f"{a}/"])
def test_its_models_are_named_however_the_address_is_written(
    written: Callable[[str], str],
) -> None:
    with ollama(TAGS) as address:
        found = find(written(address))
        assert found == LocalModels(address, ("mistral:latest", "qwen3:4b"))
        assert found.base_url == f"{address}/v1"


@pytest.mark.parametrize(
    ("told", "offered"),
    [
        ({"name": "some-model"}, True),
        ({"name": "some-model", "capabilities": ["completion", "tools"]}, True),
        ({"name": "some-model", "capabilities": ["embedding"]}, False),
        ({"name": "embed-that-chats", "capabilities": ["completion"]}, True),
        ({"name": "some-model", "details": {"family": "llama", "families": None}}, True),
        ({"name": "some-model", "details": {"family": "nomic-bert"}}, False),
        ({"name": "some-model", "details": {"family": "x", "families": ["bert"]}}, False),
        ({"name": "Qwen3-Embedding:0.6b", "details": {"family": "qwen3"}}, False),
        ({"name": "bge-m3:latest"}, False),
        ({"name": "some-reranker"}, False),
    ],
)
def test_only_models_that_chat_are_offered(told: dict[str, object], offered: bool) -> None:
    many = [{"name": f"an-embed-{n}"} for n in range(MOST)]
    with ollama(json.dumps({"models": [*many, told]}).encode()) as address:
        assert find(address).names == ((told["name"],) if offered else ())


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"{}", b'{"models": 3}', b'{"models": [{}]}', b"\xff"]
)
def test_what_is_no_ollama_offers_nothing(body: bytes) -> None:
    with ollama(body) as address:
        assert find(address).names == ()


def test_nobody_there_and_other_machines_offer_nothing() -> None:
    assert find(nobody().removesuffix("/v1")).names == ()
    assert find("http://192.0.2.1:11434").names == ()


def test_the_library_page_offers_it_and_says_how(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, ("pier.md", b"# Pier\n\nThe pier is 90 metres long.\n"))
    st.cache_data.clear()
    with ollama(TAGS) as address:
        monkeypatch.setenv("OLLAMA_HOST", address)
        told = shown(page())
        assert "PASSERELLE_CHAT_MODEL=mistral:latest" in told
        assert f"PASSERELLE_CHAT_BASE_URL={address}/v1" in told
    st.cache_data.clear()
    assert "PASSERELLE_CHAT_MODEL" not in shown(page())
