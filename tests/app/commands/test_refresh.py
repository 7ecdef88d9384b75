"""Addresses from the command line: real processes against a server on this machine."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web_server import Asked, Send, WebServer, answer, page, redirect, serving

SCRIPT = Path(sys.executable).with_name("passerelle")
TRAM = "The first tram of Grenvik ran in 1998 and carried 40,000 passengers a day."


@pytest.fixture
def server() -> Iterator[WebServer]:
    with serving() as server:
        yield server


def run(*arguments: str | Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PASSERELLE_", "LC_", "LAN"))}
    env = clean | {"LANG": "C.UTF-8"} | variables
    return subprocess.run([SCRIPT, *arguments], env=env, capture_output=True, encoding="utf-8")


def serve(server: WebServer, path: str, words: str, etag: str) -> None:
    def send_page(asked: Asked, send: Send) -> None:
        same = asked.headers.get("if-none-match") == etag
        send(answer(status="304 Not Modified") if same else page(words, ETag=etag))

    server.pages[path] = send_page


def test_an_address_is_ingested_and_refreshed(server: WebServer, tmp_path: Path) -> None:
    store, id = tmp_path / "store", server.url("/tram")

    def ran(*arguments: str) -> Any:
        done = run(*arguments, "--store", store, "--json", PASSERELLE_ALLOWED_HOSTS=server.host)
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)

    server.pages["/"] = redirect("/tram")
    serve(server, "/tram", TRAM, '"1"')
    first = ran("ingest", f"{id}?utm_source=x#fares")
    assert (first["added"], first["generation"]) == ([id], 1)
    again = ran("refresh")
    assert set(again) == set(first)
    assert (again["unchanged"], again["generation"]) == ([id], 1)
    serve(server, "/tram", TRAM.replace("40,000", "52,000"), '"2"')
    changed = ran("refresh", id)
    assert (changed["updated"], changed["passages"]["changed"]) == ([id], 1)
    assert [asked.headers.get("if-none-match") for asked in server.asked] == [None, '"1"', '"1"']


def test_what_does_not_come_is_a_line_on_stderr(server: WebServer, tmp_path: Path) -> None:
    server.pages["/slow"] = lambda _, send: server.drip(b"HTTP/1.1 200 OK\r\n", send)
    addresses = [server.url("/slow"), server.url("/gone"), "http://127.0.0.1/", "ftp://a.example/"]
    done = run(
        "ingest",
        *addresses,
        *("--store", str(tmp_path / "store")),
        PASSERELLE_ALLOWED_HOSTS=server.host,
        PASSERELLE_FETCH_TIMEOUT="0.3",
        PASSERELLE_LANGUAGE="fr",
    )
    assert done.returncode == 1
    told = " ".join(done.stderr.split())
    assert told.count("échec") == 4
    for words in ("en 0.3 s", "HTTP 404", "l'adresse privée 127.0.0.1", "http et https"):
        assert words in told
    assert not (tmp_path / "store" / "CURRENT").exists()


def test_a_refresh_of_what_is_not_there(tmp_path: Path) -> None:
    done = run("refresh", "--store", tmp_path / "store")
    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert "passerelle ingest" in line
    done = run("refresh", "--store", tmp_path / "store", PASSERELLE_ALLOWED_HOSTS="http://a")
    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert "PASSERELLE_ALLOWED_HOSTS" in line


def test_rounds_go_on_until_the_process_is_asked_to_end(server: WebServer, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    serve(server, "/tram", TRAM, '"1"')
    allowed = {"PASSERELLE_ALLOWED_HOSTS": server.host}
    assert run("ingest", server.url("/tram"), "--store", store, **allowed).returncode == 0
    serve(server, "/tram", TRAM.replace("40,000", "52,000"), '"2"')
    for end, word in ((signal.SIGINT, "1 waiting for review"), (signal.SIGTERM, "1 updated")):
        options = ["--review"] if end is signal.SIGINT else []
        begun = subprocess.Popen(
            [SCRIPT, "refresh", "--every", "1h", *options, "--store", store],
            env={**os.environ, "LANG": "C.UTF-8", "PASSERELLE_LANGUAGE": "en", **allowed},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert begun.stdout is not None
        line = begun.stdout.readline()
        assert word in line
        assert "1 asked" in line
        begun.send_signal(end)
        rest, told = begun.communicate()
        assert (begun.returncode, rest, told) == (0, "", "ended after 1 round(s)\n")
    assert run("refresh", "--every", "5", "--store", store).returncode == 2
