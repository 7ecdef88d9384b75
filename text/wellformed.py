"""Removal of lone surrogates, which come from file names, arguments and JSON."""

from __future__ import annotations


def wellformed(text: str) -> str:
    """The text with every lone surrogate as U+FFFD; most texts come back as they are."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
