"""Sources taken in and removed over HTTP, by those who may."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.opened import OpenStore
from app.tokens import Scope, Tokens
from tests.app.api.conftest import client_of

BRIDGE = {"name": "bridge.md", "text": "The bridge of Grenvik opened in 1950."}


def ids(store: OpenStore) -> list[str]:
    return [each.source.id for each in store.sources()]


def test_a_text_is_taken_in_updated_and_removed(editor: TestClient, own: OpenStore) -> None:
    told = editor.post("/api/sources", json=BRIDGE)
    assert (told.status_code, told.json()["added"]) == (200, ["bridge.md"])
    answer = editor.post("/api/ask", json={"question": "When did the bridge open?"}).json()
    assert "1950" in answer["text"]
    changed = BRIDGE | {"text": "The bridge of Grenvik opened in 1951."}
    assert editor.post("/api/sources", json=changed).json()["updated"] == ["bridge.md"]
    assert editor.delete("/api/sources/bridge.md").json()["removed"] == ["bridge.md"]
    assert ids(own) == ["tram.md"]
    *over_http, _ = own.parts.audit.rows(own.parts.store.journal())
    assert [(row.who, row.door, row.role) for row in over_http] == [("editor", "http", "edit")] * 3


def test_uploaded_files_are_taken_in_one_bad_one_apart(editor: TestClient, own: OpenStore) -> None:
    files = [
        ("file", ("harbour.md", b"The harbour of Grenvik closed in 1960.", "text/markdown")),
        ("file", ("../../etc/museum.txt", b"The museum of wool opened in 2004.", "text/plain")),
        ("file", ("bad.md", b"\x00\x01", "text/markdown")),
    ]
    told = editor.post("/api/sources", files=files, data={"language": "en"})
    assert (told.status_code, told.json()["added"]) == (200, ["harbour.md", "museum.txt"])
    assert [failed["source"] for failed in told.json()["failed"]] == ["bad.md"]
    removed = editor.delete("/api/sources", params={"id": ["harbour.md", "museum.txt"]})
    assert removed.json()["removed"] == ["harbour.md", "museum.txt"]
    assert ids(own) == ["tram.md"]


def test_a_preview_writes_nothing(editor: TestClient, own: OpenStore) -> None:
    told = editor.post("/api/sources", json=BRIDGE | {"dry_run": True, "id": "b"})
    assert (told.json()["added"], ids(own)) == (["b"], ["tram.md"])


@pytest.mark.parametrize(
    ("told", "status", "kept"),
    [
        ("true", 200, ["tram.md"]),
        ("false", 200, ["b.md", "tram.md"]),
        ("1", 400, ["tram.md"]),
        ("True", 400, ["tram.md"]),
        ("", 400, ["tram.md"]),
    ],
)
def test_a_form_previews_or_not_as_it_says(
    editor: TestClient, own: OpenStore, told: str, status: int, kept: list[str]
) -> None:
    files = {"file": ("b.md", b"The bridge of Grenvik opened in 1950.", "text/markdown")}
    got = editor.post("/api/sources", files=files, data={"dry_run": told})
    assert (got.status_code, ids(own)) == (status, kept)


@pytest.mark.parametrize("field", ["url", "name", "text", "prune"])
def test_a_form_takes_no_fields_that_do_nothing(
    editor: TestClient, own: OpenStore, field: str
) -> None:
    files = {"file": ("b.md", b"The bridge of Grenvik opened in 1950.", "text/markdown")}
    told = editor.post("/api/sources", files=files, data={field: "x"})
    assert f"unknown field: {field}" in told.json()["error"]["message"]
    assert ids(own) == ["tram.md"]


def test_json_is_smaller_than_files(editor: TestClient) -> None:
    text = "The bridge of Grenvik opened in 1950. " * 30_000
    told = editor.post("/api/sources", json=BRIDGE | {"text": text})
    assert (told.status_code, told.json()["error"]["code"]) == (413, "too_large")
    files = {"file": ("b.md", text.encode(), "text/markdown")}
    told = editor.post("/api/sources", files=files, data={"language": "de"})
    assert (told.status_code, told.json()["error"]["code"]) == (400, "bad_request")


@pytest.mark.parametrize(
    "body",
    [
        {"url": "http://127.0.0.1/private"},
        {"url": "file:///etc/passwd"},
        {"url": "/etc/passwd"},
        {"name": "x.exe", "text": "MZ"},
        {"name": "x.md", "text": ""},
    ],
)
def test_where_nothing_can_be_taken_in_the_reason_is_told(
    editor: TestClient, own: OpenStore, body: dict[str, Any]
) -> None:
    told = editor.post("/api/sources", json=body)
    assert (told.status_code, told.json()["error"]["code"]) == (422, "source_not_taken")
    assert told.json()["error"]["message"] == told.json()["report"]["failed"][0]["error"]
    assert ids(own) == ["tram.md"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"url": "https://example.org", "text": "both"},
        {"url": "https://example.org", "name": "x.md"},
        {"name": "x.md"},
        {"path": "/etc/passwd"},
        BRIDGE | {"id": 5},
        BRIDGE | {"dry_run": "yes"},
        BRIDGE | {"language": "de"},
        BRIDGE | {"prune": True},
    ],
)
def test_a_wrong_source_is_told_what_is_wrong(editor: TestClient, body: dict[str, Any]) -> None:
    told = editor.post("/api/sources", json=body)
    assert (told.status_code, told.json()["error"]["code"]) == (400, "bad_request")


def test_a_broken_form_is_refused(editor: TestClient) -> None:
    kind = "multipart/form-data; boundary=x"
    for body in (b"", b"--x", b"--x\r\n\r\n", b"--x--", b"\xff" * 100):
        told = editor.post("/api/sources", content=body, headers={"Content-Type": kind})
        assert told.status_code == 400
    files = [("file", (f"{n}.md", b"x", "text/markdown")) for n in range(101)]
    told = editor.post("/api/sources", files=files)
    assert (told.status_code, told.json()["error"]["code"]) == (400, "form_not_read")
    assert "at most 100 files" in told.json()["error"]["message"]


def test_who_removes_nothing_or_what_is_not_there_is_told(editor: TestClient) -> None:
    assert editor.delete("/api/sources").status_code == 400
    assert editor.delete("/api/sources", params={"id": "none"}).status_code == 404


def test_changing_needs_an_editors_token(own: OpenStore) -> None:
    tokens, client = Tokens(own.parts.folder), client_of(own)
    told = client.post("/api/sources", json=BRIDGE)
    assert (told.status_code, told.json()["error"]["code"]) == (401, "token_missing")
    assert told.headers["www-authenticate"] == "Bearer"
    client.headers["Authorization"] = f"Bearer {tokens.create('reader', Scope.READ)}"
    for method, path in (("POST", "/api/sources"), ("DELETE", "/api/sources/tram.md")):
        told = client.request(method, path)
        assert (told.status_code, told.json()["error"]["code"]) == (403, "scope_too_small")
    assert client.get("/api/sources").status_code == 200
    tokens.revoke("reader")
    told = client.get("/api/sources")
    assert (told.status_code, told.json()["error"]["code"]) == (401, "token_unknown")
    assert ids(own) == ["tram.md"]


def test_a_key_that_is_none_of_ours_is_as_none(own: OpenStore) -> None:
    client = client_of(own)
    client.headers["Authorization"] = "Bearer sk-placeholder"
    assert client.get("/api/sources").status_code == 200
    assert client.delete("/api/sources/tram.md").status_code == 401


def test_a_store_that_somebody_else_writes_is_busy(editor: TestClient, own: OpenStore) -> None:
    with own.parts.store.writer():
        told = editor.post("/api/sources", json=BRIDGE)
    assert (told.status_code, told.json()["error"]["code"]) == (409, "store_busy")
