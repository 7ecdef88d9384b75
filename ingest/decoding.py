"""Text decoding: byte-order mark, then strict UTF-8, then the declared charset, then cp1252.

Detection by statistics read French cp1252 as cp775, so nothing is guessed beyond these four.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from domain.errors import SourceNotReadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe]"
)
# Charsets that a page may declare. Those that browsers read as cp1252 are read so here: taken
# literally, they turn every typographic apostrophe into a control character.
_DECLARED = re.compile(
    r"(iso-?8859|windows|cp|koi8|mac|utf|gb|big5|euc|shift)[-_a-z0-9]*", re.IGNORECASE
)
_LATIN = re.compile(r"(iso[-_]?8859[-_]?1|latin-?1|(us-)?ascii)", re.IGNORECASE)
_FEW = 0.005  # share of control characters above which bytes are binary


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of some bytes, in NFC with plain line ends; raises SourceNotReadable for binary."""
    text = _decoded(data, name, declared)
    if len(re.findall(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text)) > _FEW * len(text):
        raise SourceNotReadable(name, "it is binary")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    text = (
        text.replace("\x0b", "\n")
        .replace("\x85", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n\n")
        .replace("\xad", "")
    )
    return unicodedata.normalize("NFC", _CONTROL.sub("", text))


def _decoded(data: bytes, name: str, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _try(data, encoding)
            return _refuse(name, f"it is not the {encoding} it says") if text is None else text
    if b"\x00" in data[:8192]:
        _refuse(name, "it is binary")
    for candidate in ("utf-8", _allowed(declared), "cp1252"):
        text = _try(data, candidate) if candidate else None
        if text is not None:
            return text
    return data.decode("cp1252", errors="replace")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _allowed(declared: str | None) -> str | None:
    """The charset to try for a declared one: only those of the web."""
    if declared is None or _LATIN.fullmatch(declared) or not _DECLARED.fullmatch(declared):
        return None
    return declared


def _refuse(name: str, detail: str) -> str:
    raise SourceNotReadable(name, detail)


def one_line(text: str) -> str:
    """The text with whitespace runs collapsed to one space; no-break spaces stay as they are."""
    return re.sub(r"[ \t\n\r\f\v]+", " ", text).strip(" \u00a0\u202f")
