import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import SourceNotReadable
from ingest.decoding import decode, one_line

FRENCH = "L’été dernier, la « métropole » a dépensé 40 % de plus — soit 3 € par œuf…"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_what_is_written_is_read(encoding: str) -> None:
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    data = marks.get(encoding, b"") + FRENCH.encode(encoding)
    assert decode(data, "a.txt") == FRENCH


def test_the_declared_charset_is_tried_after_utf8() -> None:
    assert decode("Łódź".encode("iso-8859-2"), "a.html", "iso-8859-2") == "Łódź"
    assert decode("Łódź".encode(), "a.html", "iso-8859-2") == "Łódź"


@pytest.mark.parametrize("declared", ["iso-8859-1", "ISO-8859-1", "latin1", "us-ascii"])
def test_latin1_is_read_as_browsers_do(declared: str) -> None:
    """Taken at its word it loses every typographic apostrophe and dash."""
    assert decode(FRENCH.encode("cp1252"), "a.html", declared) == FRENCH


@pytest.mark.parametrize(
    "declared", ["no-such-charset", "undefined", "idna", "unicode_escape", "hex", "rot13", "utf-7"]
)
def test_odd_charsets_are_passed_over(declared: str) -> None:
    assert decode(FRENCH.encode("cp1252"), "a.html", declared) == FRENCH


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"\x00\x01\x02", b"%PDF-1.4\x01\x02\x03\x04" * 9],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(SourceNotReadable, match="binary"):
        decode(data, "a.txt")


def test_a_wrong_mark_is_named() -> None:
    with pytest.raises(SourceNotReadable, match="utf-16"):
        decode(b"\xff\xfea", "a.txt")


def test_line_ends_and_invisible_characters_are_made_plain() -> None:
    assert decode(b"a\r\nb\rc\x0cd", "a.txt") == "a\nb\nc\nd"
    written = "one\u2028two\x0bthree\x85four\u2029five si\xadx\u200b se\ufeffven"
    assert decode(written.encode(), "a.txt") == "one\ntwo\nthree\nfour\n\nfive six seven"


def test_text_is_in_nfc() -> None:
    assert decode(b"me\xcc\x81tro", "a.txt") == "métro"


@given(st.binary(max_size=300), st.none() | st.sampled_from(["utf-8", "iso-8859-15", "big5"]))
def test_any_bytes_are_text_or_refused(data: bytes, declared: str | None) -> None:
    try:
        text = decode(data, "a.txt", declared)
    except SourceNotReadable:
        return
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert text.encode().decode() == text


def test_one_line_keeps_no_break_spaces_within() -> None:
    assert one_line(" 40\u00a0%\n of\t it \u202f") == "40\u00a0% of it"
