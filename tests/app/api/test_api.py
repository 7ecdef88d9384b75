"""Asking, searching and reading over HTTP: the same JSON as the commands print."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from app.api.openapi import DOCUMENT
from app.api.server import routes_of
from app.api.service import Service
from app.opened import OpenStore, open_store
from app.views.as_json import to_json
from domain.types import Turn
from tests.app.api.conftest import client_of

OWN = ("/api/openapi.json", "/api/docs")
"""Routes that the document need not name: itself, and the page that shows it."""
TICKET = "How much is a ticket?"


def untimed(answer: dict[str, Any]) -> dict[str, Any]:
    return answer | {"timings_ms": None}


def events(body: str) -> Iterator[tuple[str, Any]]:
    """The name and the data of each server-sent event."""
    for block in body.split("\n\n"):
        if block:
            name, data = re.fullmatch(r"event: (\w+)\ndata: (.*)", block).groups()  # type: ignore[union-attr]
            yield name, json.loads(data)


def test_an_answer_is_that_of_the_store(client: TestClient, filled: OpenStore) -> None:
    told = client.post("/api/ask", json={"question": TICKET})
    assert told.status_code == 200
    assert untimed(told.json()) == untimed(to_json(filled.ask(TICKET)))
    assert "3 euros" in told.json()["text"]


def test_the_turns_before_and_the_language_are_heard(client: TestClient, filled: OpenStore) -> None:
    question, before = "And in which year did it open?", "What is the museum of wool?"
    asked = {"question": question, "history": [{"role": "user", "content": before}]}
    told = client.post("/api/ask", json=asked).json()
    assert untimed(told) == untimed(to_json(filled.ask(question, [Turn("user", before)])))
    assert "2004" in told["text"]
    french = client.post("/api/ask", json={"question": "Hello!", "language": "fr"}).json()
    assert french["language"] == "fr"


def test_an_answer_can_be_followed_as_it_comes_about(client: TestClient) -> None:
    told = client.post(
        "/api/ask", json={"question": TICKET}, headers={"Accept": "text/event-stream"}
    )
    assert told.headers["content-type"].startswith("text/event-stream")
    got = list(events(told.text))
    assert [name for name, _ in got] == ["stage", "stage", "sentence", "answer"]
    assert [data["stage"] for name, data in got if name == "stage"] == ["searching", "reading"]
    sentence, answer = got[2][1], got[3][1]
    assert sentence["text"] == answer["text"]
    assert sentence["citations"] == answer["citations"]
    assert untimed(answer) == untimed(client.post("/api/ask", json={"question": TICKET}).json())


def test_an_error_in_the_midst_of_a_stream_is_an_event(tmp_path: Path) -> None:
    empty = client_of(open_store(tmp_path / "nothing"))
    told = empty.post(
        "/api/ask", json={"question": TICKET}, headers={"Accept": "text/event-stream"}
    )
    [*_, (name, data)] = events(told.text)
    assert (name, data["error"]["code"]) == ("error", "store_empty")


def test_a_search_is_that_of_the_store(client: TestClient, filled: OpenStore) -> None:
    told = client.get("/api/search", params={"q": "children on the tram", "k": 2}).json()
    assert told == to_json(filled.search("children on the tram", 2))
    assert len(client.get("/api/search", params={"q": "tram"}).json()["retrieved"]) == 3


def test_sources_are_listed_and_read(client: TestClient, filled: OpenStore) -> None:
    listed = [each | {"uri": None, "origin": None} for each in to_json(filled.sources())]
    assert client.get("/api/sources").json() == listed
    told, own = client.get("/api/sources/tram.md").json(), to_json(filled.show("tram.md"))
    assert told == own | {"source": own["source"] | {"uri": None, "origin": None}}


def test_paths_of_the_server_are_told_to_who_has_a_token(
    editor: TestClient, own: OpenStore
) -> None:
    assert editor.get("/api/sources").json() == to_json(own.sources())
    assert editor.get("/api/sources/tram.md").json() == to_json(own.show("tram.md"))
    editor.post("/api/sources", json={"name": "b.md", "text": "The bridge opened in 1950."})
    reader = client_of(own)
    uploaded, read = reader.get("/api/sources").json()
    assert (uploaded["uri"], read["uri"], read["origin"]) == ("upload:b.md", None, None)
    assert str(own.parts.folder.parent) not in reader.get("/api/sources").text


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, 'it needs {"question": "..."}'),
        ({"question": None}, "it needs"),
        ({"question": " "}, "it is empty"),
        ({"question": "a" * 2001}, "at most 2000"),
        ({"question": "x", "history": "y"}, "history is a list"),
        ({"question": "x", "history": [{"role": "root", "content": "y"}]}, "history is a list"),
        ({"question": "x", "language": "de"}, '"fr" or "en"'),
        ({"question": "x", "language": ["fr"]}, '"fr" or "en"'),
        ({"question": "x", "top_k": 3}, "unknown field: top_k"),
        ({"question": "x", "stream": True}, "unknown field: stream"),
    ],
)
def test_a_wrong_question_is_told_what_is_wrong(
    client: TestClient, body: dict[str, Any], said: str
) -> None:
    for accept in ("application/json", "text/event-stream"):
        told = client.post("/api/ask", json=body, headers={"Accept": accept})
        assert (told.status_code, told.json()["error"]["code"]) == (400, "bad_request")
        assert said in told.json()["error"]["message"]


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b'"x"', b"1e999"])
def test_a_body_that_is_no_json_object_is_refused(client: TestClient, body: bytes) -> None:
    told = client.post("/api/ask", content=body, headers={"Content-Type": "application/json"})
    assert (told.status_code, told.json()["error"]["code"]) == (400, "not_json")


@pytest.mark.parametrize("query", ["", "?q=", "?q=x&k=0", "?q=x&k=101", "?q=x&k=ten", "?q=x&k=²"])
def test_a_wrong_search_is_refused(client: TestClient, query: str) -> None:
    told = client.get(f"/api/search{query}")
    assert (told.status_code, told.json()["error"]["code"]) == (400, "bad_request")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/nothing", 404, "no_such_path"),
        ("GET", "/api/sources/none.md", 404, "source_not_found"),
        ("GET", "/api/sources/https://example.org/a", 404, "source_not_found"),
        ("GET", "/api/sources/%00%ff", 404, "source_not_found"),
        ("GET", "/api/ask", 405, "method_not_allowed"),
        ("PUT", "/api/sources", 405, "method_not_allowed"),
        ("OPTIONS", "/api/ask", 405, "method_not_allowed"),
    ],
)
def test_what_is_not_there_is_told_as_json(
    client: TestClient, method: str, path: str, status: int, code: str
) -> None:
    told = client.request(method, path)
    assert (told.status_code, told.json()["error"]["code"]) == (status, code)


def test_a_long_history_is_read_from_its_end(client: TestClient) -> None:
    history = [{"role": "user", "content": "Hello."}] * 300
    history += [{"role": "user", "content": "What is the museum of wool?"}]
    asked = {"question": "And in which year did it open?", "history": history}
    assert "2004" in client.post("/api/ask", json=asked).json()["text"]


def test_a_body_of_no_type_is_refused(client: TestClient) -> None:
    told = client.post("/api/ask", content="{}", headers={"Accept-Language": "fr"})
    assert (told.status_code, told.json()["error"]["code"]) == (415, "content_type_missing")
    assert told.json()["error"]["message"].startswith("la requête n'a pas de Content-Type")


def test_a_body_of_another_type_is_refused(client: TestClient) -> None:
    told = client.post(
        "/api/ask", content='{"question": "x"}', headers={"Content-Type": "text/plain"}
    )
    assert (told.status_code, told.json()["error"]["code"]) == (415, "wrong_content_type")


def test_errors_are_told_in_the_language_that_is_accepted(client: TestClient) -> None:
    french = {"Accept-Language": "de, fr-CA;q=0.8, en;q=0.5"}
    told = client.get("/api/sources/none.md", headers=french).json()["error"]
    assert told["message"].startswith("aucune source ne s'appelle none.md")
    told = client.put("/api/ask", headers=french).json()["error"]
    assert told["message"].startswith("PUT n'est pas accepté ici, POST l'est")


def test_an_empty_store_is_not_ready(client: TestClient, tmp_path: Path) -> None:
    assert client.get("/api/health").json() == {"status": "ready", "generation": 1}
    empty = client_of(open_store(tmp_path / "nothing"))
    told = empty.get("/api/health")
    assert (told.status_code, told.json()["status"]) == (503, "not ready")
    assert told.json()["error"]["code"] == "store_empty"
    assert empty.get("/api/sources").json() == []
    assert empty.post("/api/ask", json={"question": TICKET}).status_code == 503


def test_what_was_asked_is_counted(filled: OpenStore) -> None:
    client = client_of(filled)
    client.post("/api/ask", json={"question": TICKET})
    client.post("/api/ask", json={"question": ""})
    lines = client.get("/metrics").text.splitlines()
    assert 'passerelle_requests_total{door="api",status="200"} 1' in lines
    assert 'passerelle_requests_total{door="api",status="400"} 1' in lines
    assert 'passerelle_answers_total{door="api",status="answered"} 1' in lines
    assert "passerelle_answer_seconds_count 1" in lines
    assert "passerelle_sources 2" in lines
    assert all(re.fullmatch(r"# .*|[a-z_]+(\{[^{}]*\})? \S+", line) for line in lines)


def test_the_document_names_every_path_and_the_page_loads_nothing(
    client: TestClient, filled: OpenStore
) -> None:
    assert client.get("/api/openapi.json").json() == DOCUMENT
    for path, methods in DOCUMENT["paths"].items():
        for method in ("GET", "POST", "DELETE", "PUT"):
            told = client.request(method, path.replace("{id}", "none"))
            assert (told.status_code == 405) is (method.lower() not in methods), (method, path)
    for route in routes_of(Service(filled)):
        assert isinstance(route, Route)
        assert (route.path.replace(":path", "") in DOCUMENT["paths"]) is (route.path not in OWN)
    page = client.get("/api/docs").text
    assert all(f"{path}</code>" in page for path in DOCUMENT["paths"])
    assert not re.search(r"<script|src=|@import|url\(|https?://", page)
