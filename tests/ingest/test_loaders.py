from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import (
    SourceEmpty,
    SourceError,
    SourceKindUnknown,
    SourceNotReadable,
    SourceTooLarge,
)
from ingest.loaders import LARGEST, SUFFIXES, load, read_file
from ingest.parse import parse

PAGE = b"<!-- saved --><!DOCTYPE html><html><body><p>The text.</p></body></html>"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"The text.", "text"),
        ("a.TXT", b"The text.", "text"),
        ("README", b"The text.", "text"),
        ("a.md", b"The text.", "markdown"),
        ("a.MarkDown", b"The text.", "markdown"),
        ("a.htm", PAGE, "html"),
        ("a.txt", PAGE, "html"),
        ("a", b"\xef\xbb\xbf\n" + PAGE, "html"),
        ("a.txt", b'<?xml version="1.0"?>\n' + PAGE, "html"),
        ("a.pdf", PAGE, "html"),
        ("a.txt", b"Every PDF begins with %PDF-1.7 and a line feed.", "text"),
        ("a.txt", b"<p>is how a paragraph begins</p>", "text"),
    ],
)
def test_the_loader_follows_the_suffix_and_the_bytes(name: str, data: bytes, kind: str) -> None:
    assert load(data, name).kind == kind


@pytest.mark.parametrize("name", ["a.rtf", "a.doc", "a.txt.exe"])
def test_an_unknown_suffix_is_refused_with_those_that_are_read(name: str) -> None:
    with pytest.raises(SourceKindUnknown, match=r"\.md"):
        load(b"The text.", name)


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n"])
def test_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(SourceEmpty):
        load(data, "a.txt")


def test_too_large_is_refused_with_the_limit(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(SourceTooLarge, match="at most 50 MB"):
        read_file(tmp_path / "a.txt")
    with pytest.raises(SourceTooLarge, match="Split it"):
        load(bytes(LARGEST + 1), "a.txt")


@pytest.mark.parametrize("name", ["missing.txt", ".", "n" * 300])
def test_what_cannot_be_opened_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceNotReadable, match=str(tmp_path)):
        read_file(tmp_path / name)


@pytest.mark.parametrize("text", ["© 2021 La Gazette", "Share", "---\ntitle: T\n---\n", "# Title"])
def test_a_source_of_which_nothing_is_left_is_empty(text: str) -> None:
    with pytest.raises(SourceEmpty):
        parse(load(text.encode(), "a.md"), id="a", uri="a", origin="x")


@given(
    st.binary(max_size=400) | st.text(max_size=400).map(str.encode),
    st.sampled_from([*SUFFIXES, ".rtf", ""]),
)
def test_from_any_bytes_comes_a_source_or_a_source_error(data: bytes, suffix: str) -> None:
    try:
        parsed = parse(load(data, f"a{suffix}"), id="a", uri="a", origin="x")
    except SourceError:
        return
    assert parsed.passages
    assert all(parsed.text[p.start : p.end] == p.text for p in parsed.passages)
    assert all(parsed.text[s.start : s.end] == s.text for s in parsed.sections)
