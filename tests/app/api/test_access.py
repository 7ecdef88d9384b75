"""Limits, pages of other sites, and names that were bent to this machine."""

from __future__ import annotations

import dataclasses
import socket

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from app.api.access import Access, read_origins
from app.api.errors import ForeignOrigin, HostMissing, TooMany
from app.api.limits import Rate
from app.opened import OpenStore
from app.tokens import Scope, Tokens
from domain.errors import SettingsError
from tests.app.api.conftest import client_of
from tests.fakes import FakeClock


def with_settings(store: OpenStore, **changed: object) -> OpenStore:
    settings = store.parts.settings.model_copy(update=changed)
    return dataclasses.replace(store, parts=dataclasses.replace(store.parts, settings=settings))


def test_a_body_over_the_limit_is_refused_declared_or_not(client: TestClient) -> None:
    large = b'{"question": "' + b"a" * 1_000_000 + b'"}'
    kind = {"Content-Type": "application/json"}
    for content in (large, iter([large[:600_000], large[600_000:]])):
        told = client.post("/api/ask", content=content, headers=kind)
        assert (told.status_code, told.json()["error"]["code"]) == (413, "too_large")
        assert "1 MB" in told.json()["error"]["message"]


def test_so_many_requests_a_minute_and_no_more() -> None:
    clock = FakeClock()
    rate = Rate(2, clock)
    rate.count("a")
    rate.count("a")
    with pytest.raises(TooMany, match="2 requests per minute"):
        rate.count("a")
    rate.count("b")
    clock.advance(30)
    rate.count("a")
    with pytest.raises(TooMany):
        rate.count("a")


def test_a_caller_over_the_limit_is_told_to_wait(own: OpenStore) -> None:
    client = client_of(with_settings(own, api_rate=1))
    assert client.get("/api/sources").status_code == 200
    told = client.get("/api/sources")
    assert (told.status_code, told.json()["error"]["code"]) == (429, "too_many_requests")
    assert int(told.headers["retry-after"]) > 0
    token = Tokens(own.parts.folder).create("other", Scope.READ)
    own_limit = client.get("/api/sources", headers={"Authorization": f"Bearer {token}"})
    assert own_limit.status_code == 200


def test_no_page_of_another_site_may_call(client: TestClient) -> None:
    for origin in ("https://evil.example", "null", "http://localhost:81", "http://[::1"):
        told = client.get("/api/sources", headers={"Origin": origin})
        assert (told.status_code, told.json()["error"]["code"]) == (403, "foreign_origin")
    told = client.get("/api/sources", headers={"Origin": "http://localhost"})
    assert told.status_code == 200
    assert "access-control-allow-origin" not in told.headers


def test_a_site_that_is_listed_may_call(own: OpenStore) -> None:
    client = client_of(with_settings(own, api_origins="https://tools.example.org, http://a:81"))
    told = client.get("/api/sources", headers={"Origin": "https://tools.example.org"})
    assert told.headers["access-control-allow-origin"] == "https://tools.example.org"
    assert told.headers["access-control-expose-headers"] == "Retry-After"
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    assert client.options("/api/ask", headers=asked).status_code == 400


@pytest.mark.parametrize("header", ["content-type", "x-stainless-lang", "mcp-protocol-version"])
def test_a_browser_of_a_listed_site_may_send_what_clients_send(own: OpenStore, header: str) -> None:
    client = client_of(with_settings(own, api_origins="https://tools.example.org"))
    asked = {
        "Origin": "https://tools.example.org",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": f"authorization,{header}",
    }
    told = client.options("/v1/chat/completions", headers=asked)
    assert told.status_code == 200
    assert header in told.headers["access-control-allow-headers"]
    assert told.headers["access-control-allow-origin"] == "https://tools.example.org"


def test_probes_are_not_counted(own: OpenStore) -> None:
    client = client_of(with_settings(own, api_rate=1))
    assert [client.get("/api/health").status_code for _ in range(3)] == [200] * 3
    assert [client.get("/metrics").status_code for _ in range(3)] == [200] * 3
    assert client.get("/api/sources").status_code == 200


def test_who_guesses_tokens_is_refused_before_they_are_read(
    own: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = Tokens(own.parts.folder).create("known", Scope.READ)
    client = client_of(with_settings(own, api_rate=2))
    guess = {"Authorization": "Bearer pss_guess"}
    assert [client.get("/api/sources", headers=guess).status_code for _ in range(2)] == [401] * 2
    read: list[str] = []
    monkeypatch.setattr(Tokens, "find", lambda _, secret: read.append(secret))
    assert client.get("/api/sources", headers=guess).status_code == 429
    assert read == []
    monkeypatch.undo()
    other = client_of(with_settings(own, api_rate=2))
    known = {"Authorization": f"Bearer {secret}"}
    assert other.get("/api/sources", headers=known).status_code == 200


@pytest.mark.parametrize("origin", ["tools.example.org/x", "ftp://x", "https://x/path", "*"])
def test_an_origin_that_is_none_is_a_wrong_setting(origin: str) -> None:
    with pytest.raises(SettingsError, match="PASSERELLE_API_ORIGINS"):
        read_origins(origin)


def request(host: str, server: str) -> Request:
    headers = [(b"host", host.encode())]
    return Request({"type": "http", "headers": headers, "server": (server, 8501), "client": None})


@pytest.mark.parametrize("server", ["127.0.0.1", "192.0.2.7"])
def test_this_machine_is_read_by_its_own_names_only(own: OpenStore, server: str) -> None:
    access = Access(Tokens(own.parts.folder), Rate(0), ["https://desk.example.org"])
    named = ("localhost:8501", f"{socket.gethostname()}:8501", "desk.example.org")
    for host in ("127.0.0.1:8501", "[::1]:8501", "192.0.2.7:8501", *named):
        assert access.admit(request(host, server)) is None
    for host in ("evil.example:8501", "[::1", "127.0.0.1.evil.example", "desk.example.org:81"):
        with pytest.raises(ForeignOrigin):
            access.admit(request(host, server))
    with pytest.raises(HostMissing, match="no Host"):
        access.admit(request("", server))
