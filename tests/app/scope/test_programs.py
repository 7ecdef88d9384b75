"""The same limits through every door for programs: the command line, Python, HTTP, MCP."""

from __future__ import annotations

import json
from typing import Any

from typer.testing import CliRunner

from app.cli import app
from app.opened import OpenStore
from app.views.as_json import to_json
from passerelle import Scope
from tests.app.api.conftest import client_of
from tests.app.mcp_server.test_mcp import call

ASKED = "How much is a ticket?"
MUSEUM = Scope(("museum.txt",))
TOLD = {"sources": ["museum.txt"], "language": None, "from": None, "to": None}


def run(store: OpenStore, *arguments: str) -> Any:
    folder = str(store.parts.folder)
    done = CliRunner().invoke(
        app, [*arguments, "--store", folder, "--json"], catch_exceptions=False
    )
    assert done.exit_code == 0
    return json.loads(done.stdout)


def same(told: dict[str, Any], answer: dict[str, Any]) -> None:
    assert told | {"timings_ms": None} == answer | {"timings_ms": None}


def test_every_door_limits_an_answer_alike(filled: OpenStore) -> None:
    wanted = to_json(filled.ask(ASKED, scope=MUSEUM))
    assert wanted["status"] == "unanswered"
    assert wanted["scope"] == TOLD
    assert {r["source_id"] for r in wanted["retrieved"]} == {"museum.txt"}
    same(to_json(filled.ask(ASKED, scope={"sources": ["museum.txt"]})), wanted)
    same(run(filled, "ask", ASKED, "--source", "museum.txt"), wanted)
    with client_of(filled) as client:
        same(client.post("/api/ask", json={"question": ASKED, "scope": TOLD}).json(), wanted)
    told = call(filled, "ask", question=ASKED, sources=["museum.txt"]).structured_content
    assert told is not None
    same(told, wanted)
    assert "scope" not in to_json(filled.ask(ASKED))
    assert "scope" not in to_json(filled.ask(ASKED, scope={}))


def test_every_door_limits_a_search_alike(filled: OpenStore) -> None:
    wanted = to_json(filled.search(ASKED, scope=Scope(("museum.txt", "tram.md"))))
    assert to_json(filled.search(ASKED)) == wanted
    none = to_json(filled.search(ASKED, scope=Scope(since="1990")))
    assert none["retrieved"] == []  # neither has a date
    both = ("--source", "museum.txt", "--source", "tram.md")
    assert run(filled, "search", ASKED, *both, "--in", "en") == wanted
    assert run(filled, "search", ASKED, "--from", "1990", "--to", "2040") == none
    with client_of(filled) as client:
        address = f"/api/search?q={ASKED}"
        assert client.get(f"{address}&source=museum.txt&source=tram.md&in=en").json() == wanted
        assert client.get(f"{address}&from=1990&to=2040").json() == none
    told = call(filled, "search", question=ASKED, k=10, from_date="1990", to_date="2040")
    assert told.structured_content == none


def test_limits_that_cannot_be_are_told_at_every_door(filled: OpenStore) -> None:
    with client_of(filled) as client:
        for scope, said in (
            ({"from": "soon"}, "soon is not a date"),
            ({"sources": "tram.md"}, "it must be a list of source ids"),
            ({"sources": [7]}, "it must be a list of source ids"),
            ({"since": "2020"}, "unknown field: since"),
            ({"language": "de"}, '"fr" or "en"'),
            ({"from": 2020}, "it is not text"),
            ([], "it needs"),
        ):
            told = client.post("/api/ask", json={"question": ASKED, "scope": scope})
            assert told.status_code == 400, scope
            assert said in told.json()["error"]["message"]
        told = client.post("/api/ask", json={"question": ASKED, "scope": {"sources": ["gone"]}})
        assert told.status_code == 404
        assert client.get(f"/api/search?q={ASKED}&to=soon").status_code == 400
    refused = call(filled, "ask", question=ASKED, sources=["gone"])
    assert refused.is_error
