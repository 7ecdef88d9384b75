"""Streamlit's files, compressed once for browsers that take it."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from app.asgi import FRAME
from app.compressed import Compressed


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "static" / "js" / "a.js").write_text("alert(1);\n" * 1000)
    (tmp_path / "static" / "js" / "a.png").write_bytes(b"\x89PNG")
    (tmp_path / "secret.js").write_text("secret")
    plain = Starlette(routes=[Route("/{path:path}", lambda _: PlainTextResponse("passed on"))])
    return TestClient(Compressed(plain, tmp_path / "static"))


def test_a_file_is_sent_compressed_and_to_be_kept(client: TestClient) -> None:
    got = client.get("/static/js/a.js")
    assert got.headers["content-encoding"] == "gzip"
    assert int(got.headers["content-length"]) < 200
    assert got.text == "alert(1);\n" * 1000
    assert "javascript" in got.headers["content-type"]
    assert "immutable" in got.headers["cache-control"]
    assert got.headers["vary"] == "Accept-Encoding"
    head = client.head("/static/js/a.js")
    assert head.content == b""
    assert head.headers["content-length"] == got.headers["content-length"]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/static/js/a.js", {"Accept-Encoding": "br"}),
        ("/static/js/a.js", {"Accept-Encoding": "gzip;q=0, br"}),
        ("/static/js/a.js", {"Range": "bytes=0-9"}),
        ("/static/js/a.png", {}),
        ("/static/js/b.js", {}),
        ("/static/%2e%2e/secret.js", {}),
        ("/static/../secret.js", {}),
        ("/chat", {}),
    ],
)
def test_everything_else_passes(client: TestClient, path: str, headers: dict[str, str]) -> None:
    got = client.get(path, headers=headers)
    assert "content-encoding" not in got.headers
    assert got.text == "passed on"


def test_the_files_of_streamlit_are_where_they_are_looked_for() -> None:
    assert list((FRAME.parent / "static" / "js").glob("index.*.js"))
