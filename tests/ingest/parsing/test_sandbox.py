"""Parser processes: what comes back, what is given up, and that nothing outlives its parent."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from domain.errors import SourceError, SourceGivenUp, SourceNotReadable
from domain.types import Language, ParsedSource
from ingest.parse import parse_raw
from ingest.parsing.parsers import SMALL, Parsers, is_simple
from ingest.parsing.raw import Raw
from ingest.parsing.sandbox import ROOT, Limits, Sandbox
from ingest.parsing.wire import (
    Json,
    WireBroken,
    error_json,
    parsed_json,
    raw_json,
    read_reply,
    receive,
    send,
)

ENDLESS = b"![" * 300_000  # brackets without end: minutes of Markdown
PAGE = (
    "<html lang=fr><h1>Le tram</h1><p>Le tram roule depuis 1998.</p><p>Il est gratuit.</p></html>"
)
CORPUS = sorted((ROOT / "corpus").glob("*.md"))


def raw(data: bytes, name: str = "a.md") -> Raw:
    return Raw(data, name, id="the id", uri="/a.md", origin="folder:/", fallback=Language.FR)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox(Limits(seconds=1))
    yield made
    made.close()


def test_a_child_gives_what_parsing_here_gives(sandbox: Sandbox) -> None:
    for given in [*(raw(path.read_bytes()) for path in CORPUS), raw(PAGE.encode(), "é.html")]:
        assert sandbox.parse(given) == parse_raw(given)


def test_a_failure_comes_back_as_what_it_is(sandbox: Sandbox) -> None:
    with pytest.raises(SourceNotReadable, match=r"b\.txt cannot be read \(it is binary\)"):
        sandbox.parse(raw(bytes(range(256)), "b.txt"))
    assert sandbox.alive


def test_a_source_that_takes_too_long_is_given_up(sandbox: Sandbox) -> None:
    with pytest.raises(SourceGivenUp, match="took more than 1 s") as caught:
        sandbox.parse(raw(ENDLESS))
    assert "plus de 1 s" in caught.value.message(Language.FR)
    assert not sandbox.alive


def test_a_source_that_takes_too_much_memory_is_given_up() -> None:
    sandbox = Sandbox(Limits(memory=16))
    with pytest.raises(SourceGivenUp, match="more than 16 MB") as caught:
        sandbox.parse(raw(b"Le tram roulait. " * 500_000, "a.txt"))
    assert "plus de 16 Mo" in caught.value.message(Language.FR)
    assert not sandbox.alive


def test_the_pool_goes_on_after_one_that_died() -> None:
    parsers = Parsers(1000, Limits(seconds=1))
    with pytest.raises(SourceGivenUp):
        parsers.parse(raw(ENDLESS))
    assert parsers.parse(raw(b"Le tram roule.")).text == "Le tram roule."
    parsers.close()
    with pytest.raises(SourceGivenUp):
        parsers.parse(raw(b"Le tram roule."))


@pytest.mark.parametrize("busy", [False, True])
def test_a_child_ends_when_its_parent_is_gone(busy: bool) -> None:
    """What the kernel does when a parent is killed is to close its ends of the pipes."""
    child = subprocess.Popen(
        [sys.executable, "-m", "ingest.parsing.child", "512"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert child.stdin
    assert child.stdout
    assert receive(child.stdout) == ({}, b"")
    if busy:
        send(child.stdin, raw_json(raw(ENDLESS)) | {"seconds": 600}, ENDLESS)
    child.stdin.close()
    assert child.wait(timeout=30) == 0
    child.stdout.close()


def test_a_child_writes_no_file_and_no_core_dump() -> None:
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            "from resource import *; from ingest.parsing.child import _limit; _limit(2**29)\n"
            "print(getrlimit(RLIMIT_CORE), getrlimit(RLIMIT_FSIZE))",
        ],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert ran.stdout.split() == b"(0, 0) (0, 0)".split()


@pytest.mark.parametrize(
    ("data", "name", "simple"),
    [
        (b"Le tram.", "a.md", True),
        (b"Le tram.", "a.TXT", True),
        (b"<!doctype html>", "a.txt", False),
        (b"a " * 2_000 + b"<table>", "a.md", False),
        (b"%PDF-1.4", "a.pdf", False),
        (b"a" * (SMALL + 1), "a.md", False),
    ],
)
def test_what_is_parsed_without_a_process(data: bytes, name: str, simple: bool) -> None:
    assert is_simple(raw(data, name)) is simple


def reply() -> Json:
    return parsed_json(parse_raw(raw(CORPUS[0].read_bytes())))


@pytest.mark.parametrize(
    "lie",
    [
        {"text": None},
        {"text": ""},
        {"sections": [[["A"], 0, 10**9]]},
        {"sections": [[["A"], -5, 3]]},
        {"sections": [[[{}], 0, 1]]},
        {"passages": [[1, [], 0, 1, "fr", 0, 0, None]]},
        {"passages": [["x", [], 0, 1, "de", 0, 0, None]]},
        {"passages": 7},
        {"source": []},
        {"language": "xx"},
        {"warnings": [3]},
        {"error": "KeyboardInterrupt", "subject": "", "detail": ""},
        {"error": "SourceEmpty", "subject": 3, "detail": ""},
        {"error": ["SourceEmpty"], "subject": "", "detail": ""},
    ],
)
def test_a_reply_that_lies_about_its_form_is_refused(lie: Json) -> None:
    with pytest.raises(WireBroken):
        read_reply(reply() | lie, raw(b""))


def test_a_child_cannot_speak_for_another_source() -> None:
    message = reply()
    message["source"] |= {"id": "another", "origin": "url:elsewhere"}
    parsed = read_reply(message, raw(b""))
    assert isinstance(parsed, ParsedSource)
    assert (parsed.source.id, parsed.source.origin) == ("the id", "folder:/")
    assert {passage.source_id for passage in parsed.passages} == {"the id"}


@pytest.mark.parametrize("kind", SourceError.__subclasses__())
def test_every_kind_of_failure_can_be_sent(kind: type[SourceError]) -> None:
    with pytest.raises(kind) as caught:
        read_reply(error_json(kind("a", "b")), raw(b""))
    assert (caught.value.subject, caught.value.detail) == ("a", "b")


@pytest.mark.parametrize(
    "frame", [b"", b"\0" * 15, b"\xff" * 16, b"\0" * 7 + b"\x02" + b"\0" * 8 + b"[]"]
)
def test_a_broken_frame_is_refused(frame: bytes) -> None:
    reading, writing = os.pipe()
    os.write(writing, frame)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe, pytest.raises(WireBroken):
        receive(pipe)
