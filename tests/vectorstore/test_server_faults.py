"""What can go wrong with a Chroma server: each is reported in one line, and nothing is lost by it.

After each fault CURRENT is where it was, the generation that was published answers once the server
is back, the next write works, and the server holds the collections of the generations alone.
"""

import json
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from domain.errors import (
    ChromaFailed,
    ChromaNotReachable,
    ChromaRefused,
    ChromaServerError,
    ChromaUnsuitable,
    SettingsError,
)
from domain.types import Language
from tests.vectorstore.chroma_process import ChromaProcess, proxied, small_disk
from tests.vectorstore.making import FERRY, OTTER, adding, make_source
from tests.vectorstore.server_making import (
    PATIENT,
    collections,
    found,
    own,
    problems,
    server_store,
)
from vectorstore.chroma_server import ChromaServer
from vectorstore.findings import Problem
from vectorstore.repair import repair

Answer = tuple[int, bytes] | None


def one_line(error: ChromaServerError, *words: str) -> None:
    """The message is one line in both languages, and says these words in English."""
    for language in Language:
        assert "\n" not in error.message(language)
    for word in words:
        assert word in str(error)


def test_a_server_that_is_killed_and_started_again(tmp_path: Path, chroma: ChromaProcess) -> None:
    store = server_store(tmp_path / "store", chroma.url)
    store.write(adding(FERRY), "first")
    before = found(store, "ferry ticket")
    chroma.kill()
    try:
        with pytest.raises(ChromaNotReachable) as caught:
            found(store, "ferry ticket")
        one_line(caught.value, chroma.url, "start it", "PASSERELLE_CHROMA_URL")
        with pytest.raises(ChromaNotReachable):
            store.write(adding(OTTER), "while it is down")
        assert problems(store) == {Problem.SERVER_FAILS}
        assert repair(store, "1") == ()
    finally:
        chroma.start()
    assert store.generations() == (1,)
    assert found(store, "ferry ticket") == pytest.approx(before)
    store.write(adding(OTTER), "second")
    assert len(found(store, "ferry")) == 3
    assert own(store, chroma) == collections(store)


def test_a_write_that_is_cut_off_in_the_middle_is_swept(
    tmp_path: Path, chroma: ChromaProcess
) -> None:
    """The server goes away for good at the second batch: its half collection stays till later."""
    big = make_source("big", *(f"Page {n} tells of {n} dogs." for n in range(320)))
    with proxied(chroma.url) as proxy:
        store = server_store(tmp_path / "store", proxy.url)
        store.write(adding(FERRY), "first")
        before, batches = found(store, "ferry ticket"), []

        def going(_: str, path: str, __: Mapping[str, str]) -> Answer:
            if path.endswith("/add"):
                batches.append(path)
            return (502, b"gone") if len(batches) > 2 else None  # a copy's, then one of the new

        proxy.rule = going
        with pytest.raises(ChromaNotReachable, match="HTTP 502"):
            store.write(adding(big), "cut off")
        proxy.rule = lambda *_: None
        assert store.current() == 1
        assert found(store, "ferry ticket") == pytest.approx(before)
        assert len(own(store, chroma)) == 2
        assert problems(store) == {Problem.COLLECTION_LEFT, Problem.INTERRUPTED}
        store.write(adding(big), "again")
        assert own(store, chroma) == collections(store)
        assert problems(store) == set()
        store.close()


def test_a_slow_server_costs_a_question_its_time_limit(
    tmp_path: Path, chroma: ChromaProcess
) -> None:
    """It answers nothing until it is let go; the same store answers afterwards."""
    server_store(tmp_path / "store", chroma.url).write(adding(FERRY), "first")
    let_go = threading.Event()
    with proxied(chroma.url) as proxy:
        patient = server_store(tmp_path / "store", proxy.url)
        before = found(patient, "ferry")

        def slow(_: str, path: str, __: Mapping[str, str]) -> Answer:
            if path.endswith("/query"):
                let_go.wait(PATIENT)
            return None

        proxy.rule = slow
        hurried = server_store(tmp_path / "store", proxy.url, timeout=3.0)
        with pytest.raises(ChromaNotReachable) as caught:
            found(hurried, "ferry")
        one_line(caught.value, " 3 s)")
        let_go.set()
        assert found(patient, "ferry") == pytest.approx(before)
        patient.close()
        hurried.close()


@pytest.mark.parametrize(
    ("version", "words"),
    [
        ((200, b'"0.5.23"'), "version 0.5.23, not 1.x"),
        ((200, b'"2.0.0"'), "version 2.0.0, not 1.x"),
        ((200, b"<html>Welcome</html>"), "does not answer as Chroma"),
        ((404, b"not found"), "HTTP 404"),
        ((307, b""), "redirects"),
    ],
)
def test_what_is_no_chroma_of_this_version(
    tmp_path: Path, version: tuple[int, bytes], words: str
) -> None:
    with proxied("http://127.0.0.1:9") as other:
        other.rule = lambda *_: version
        store = server_store(tmp_path / "store", other.url)
        with pytest.raises(ChromaUnsuitable) as caught:
            store.write(adding(FERRY), "first")
        one_line(caught.value, words, "chroma run")
        assert store.generations() == ()
        assert problems(store) == {Problem.EMPTY, Problem.SERVER_FAILS}


def test_a_database_that_is_not_there(tmp_path: Path, chroma: ChromaProcess) -> None:
    store = server_store(tmp_path / "store", f"{chroma.url}/default_tenant/nowhere")
    with pytest.raises(ChromaUnsuitable, match="no database nowhere of tenant default_tenant"):
        store.write(adding(FERRY), "first")


def test_credentials_go_into_the_headers(tmp_path: Path, chroma: ChromaProcess) -> None:
    """A proxy wants them at every request; without, or with others, they are asked for."""
    with proxied(chroma.url) as proxy:
        bare, host = proxy.url, proxy.url.removeprefix("http://")
        secret = f"http://anna:s%C3%A9same@{host}"
        wanted = ("Authorization", ChromaServer.read(secret).headers["Authorization"])
        proxy.rule = lambda _, __, headers: None if wanted in headers.items() else (401, b"who?")
        store = server_store(tmp_path / "store", secret)
        store.write(adding(FERRY), "first")
        assert len(found(store, "ferry")) == 2
        for url in (bare, secret.replace("anna", "otto")):
            other = server_store(tmp_path / "store", url)
            with pytest.raises(ChromaRefused) as caught:
                found(other, "ferry")
            one_line(caught.value, "PASSERELLE_CHROMA_TOKEN", bare)
            assert "same@" not in str(caught.value)
            assert "otto" not in str(caught.value)
        store.close()
    assert "s%C3%A9same" not in repr(ChromaServer.read(secret))
    headers = ChromaServer.read("https://chroma.example/t/d", "k3y").headers
    assert headers == {"X-Chroma-Token": "k3y", "Authorization": "Bearer k3y"}


@pytest.mark.parametrize(
    "url",
    [
        "",
        "127.0.0.1:8000",
        "ftp://host",
        "http://",
        "http://h/only",
        "http://h/a/b/c",
        "http://h:x",
    ],
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(SettingsError, match="http://127"):
        ChromaServer.read(url)


def test_a_full_disk(tmp_path: Path) -> None:
    """A real one where a small disk can be mounted; else a proxy says what the server would.

    Chroma may hold its own database locked from then on: with room again, it is started again.
    """
    with small_disk(tmp_path / "disk", 8) as mounted:
        server = ChromaProcess(tmp_path / "disk" / "data")
        server.start()
        try:
            with proxied(server.url) as proxy:
                store = server_store(tmp_path / "store", proxy.url)
                store.write(adding(FERRY), "first")
                before = found(store, "ferry ticket")
                if mounted:
                    fill(tmp_path / "disk" / "filler")
                else:
                    proxy.rule = full
                with pytest.raises(ChromaFailed) as caught:
                    store.write(adding(OTTER), "too much")
                one_line(caught.value, "full", "its disk", "Nothing has changed")
                assert store.current() == 1
                (tmp_path / "disk" / "filler").unlink(missing_ok=True)
                proxy.rule = lambda *_: None
                server.kill()
                server.start()
                assert found(store, "ferry ticket") == pytest.approx(before)
                store.write(adding(OTTER), "with room")
                assert own(store, server) == collections(store)
                assert problems(store) == set()
                store.close()
        finally:
            server.kill()


def fill(path: Path) -> None:
    """Leave no room beside a file."""
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while file.write(b"x" * 4096):
            pass


def full(_: str, path: str, __: Mapping[str, str]) -> Answer:
    """What a server with a full disk answers to what is to be written."""
    said = {"error": "InternalError", "message": "database or disk is full"}
    return (500, json.dumps(said).encode()) if path.endswith(("/add", "/collections")) else None
