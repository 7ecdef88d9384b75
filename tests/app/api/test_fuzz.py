"""Whatever is sent, the answer is JSON with a code, and never a fault of the server."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.api.openapi import DOCUMENT
from app.opened import OpenStore

TEXT = st.text(st.characters(), max_size=40)  # lone surrogates and control characters too
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
TURN = st.fixed_dictionaries(
    {
        "role": st.sampled_from(["user", "assistant", "system"]) | VALUE,
        "content": TEXT | st.lists(st.fixed_dictionaries({"type": TEXT, "text": VALUE})) | VALUE,
    }
)
BODY = st.fixed_dictionaries(
    {},
    optional={
        "question": TEXT | VALUE,
        "history": st.lists(TURN, max_size=3) | VALUE,
        "language": st.sampled_from(["fr", "en"]) | VALUE,
        "model": st.just("passerelle") | VALUE,
        "messages": st.lists(TURN, max_size=3) | VALUE,
        "stream": st.booleans() | VALUE,
        "stream_options": VALUE,
    },
)
SOURCE = st.fixed_dictionaries(
    {"dry_run": st.just(value=True)},
    optional={
        "name": TEXT | TEXT.map(lambda name: f"{name}.md") | VALUE,
        "text": TEXT | VALUE,
        "id": TEXT | VALUE,
        "language": st.sampled_from(["fr", "en"]) | VALUE,
    },
)
POSTS = [path for path, methods in DOCUMENT["paths"].items() if "post" in methods]
OFTEN = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(told: Any) -> None:
    """A success, or an error with its code; 503 only where it is told to be the store's."""
    assert told.status_code < 500, told.text
    if told.status_code >= 400:
        error = told.json()["error"]
        assert error["code"]
        assert error["message"]
        assert "Traceback" not in told.text


@OFTEN
@given(path=st.sampled_from(POSTS), body=BODY | VALUE)
def test_any_json(client: TestClient, path: str, body: Any) -> None:
    content = json.dumps(body).encode()
    check(client.post(path, content=content, headers={"Content-Type": "application/json"}))


@settings(OFTEN, max_examples=60)
@given(body=SOURCE)
def test_any_source(editor: TestClient, own: OpenStore, body: dict[str, Any]) -> None:
    content = json.dumps(body).encode()
    told = editor.post(
        "/api/sources", content=content, headers={"Content-Type": "application/json"}
    )
    check(told)
    assert told.status_code not in (401, 403)
    assert [each.source.id for each in own.sources()] == ["tram.md"]


@OFTEN
@given(path=st.sampled_from(POSTS), content=st.binary(max_size=200), kind=st.sampled_from(
    ["application/json", "application/json; charset=utf-16", "multipart/form-data",
     "multipart/form-data; boundary=x", "text/plain", "\xff"]
))  # fmt: skip
def test_any_bytes(client: TestClient, path: str, content: bytes, kind: str) -> None:
    check(client.post(path, content=content, headers={b"Content-Type": kind.encode("latin-1")}))


@OFTEN
@given(
    q=st.text(st.characters(codec="utf-8"), max_size=60),
    k=st.integers() | st.text(st.characters(codec="utf-8"), max_size=5),
    id=st.binary(min_size=1, max_size=30),
)
def test_any_query_and_id(client: TestClient, q: str, k: int | str, id: bytes) -> None:
    check(client.get("/api/search", params={"q": q, "k": k}))
    check(client.get("/api/sources/" + "".join(f"%{byte:02x}" for byte in id)))


@OFTEN
@given(
    name=st.sampled_from(["Authorization", "Accept", "Accept-Language", "Origin", "Host"]),
    value=st.binary(max_size=40).map(lambda b: b.replace(b"\r", b"").replace(b"\n", b"")),
)
def test_any_header(client: TestClient, name: str, value: bytes) -> None:
    check(client.get("/api/sources", headers={name.encode(): value}))
    bearer = {b"Authorization": b"Bearer pss_" + value}
    check(client.get("/api/sources", headers=bearer))
