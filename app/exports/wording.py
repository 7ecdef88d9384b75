"""Text sanitisation for all export formats, and safe web addresses."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

from text.folding import fold_text

_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r"[ \t\n]+")  # no-break spaces stay: French has them
_LEGAL = "%:/?#[]@!$&'()*+,;=-._~"  # allowed characters of an address, and "%"
_LONGEST_NAME = 60


def clean(value: str) -> str:
    """The text without characters invalid in XML 1.0 or terminals; line ends are line feeds."""
    return "".join(c for c in _ENDS.sub("\n", value) if _allowed(c))


def line(value: str) -> str:
    """The text clean, on one line."""
    return _BLANKS.sub(" ", clean(value)).strip(" ")


def web_address(uri: str) -> str | None:
    """The address encoded by RFC 3986, where it is a web address; None for all others."""
    try:
        found = urlsplit(uri)
    except ValueError:
        return None
    if found.scheme not in ("http", "https") or not found.netloc:
        return None
    return quote(clean(uri).replace("\n", ""), safe=_LEGAL)


def file_name(title: str, end: str) -> str:
    """A name of plain letters for a file about this, ``end`` being "md", "docx"..."""
    words = re.findall(r"[a-z0-9]+", fold_text(title))
    stem = "-".join(words)[:_LONGEST_NAME].strip("-")
    return f"{stem or 'passerelle'}.{end}"


def _allowed(character: str) -> bool:
    if character in "\n\t":
        return True
    return unicodedata.category(character) not in ("Cc", "Cs") and ord(character) & 0xFFFE != 0xFFFE
