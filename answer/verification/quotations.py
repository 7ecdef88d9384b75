"""Quotation check: each quotation in a claim must occur verbatim in a passage, typography aside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from text.folding import fold

_PAIRS = (("«", "»"), ("“", "”"), ("„", "“"), ("‹", "›"), ("‘", "’"))
_PLAIN = re.compile(r'"([^"]*)(?:"|$)')
_SINGLE = re.compile(r"(?<![\w’'])'(\w[^']*(?:'\w[^']*)*)'(?!\w)")
_OMITTED = re.compile(r"\s*(?:[\[(]\s*(?:\.\.\.|…)\s*[\])]|\.\.\.|…)\s*")
_NOTES = re.compile(r"\[\d{1,3}\]")
_MARKS = re.compile(r"[«»“”„‹›\"']")


def quotations(text: str) -> tuple[str, ...]:
    """The text in quotation marks; to the end or from the start where one is missing."""
    found = [inner for opening, closing in _PAIRS for inner in _between(text, opening, closing)]
    found += [match[1] for match in _PLAIN.finditer(text)]
    found += [match[1] for match in _SINGLE.finditer(text) if " " in match[1]]
    return tuple(inner for inner in found if re.search(r"\w", inner))


def _between(text: str, opening: str, closing: str) -> Iterator[str]:
    at = 0
    if closing == "»":
        first = text.find(closing)
        if first >= 0 and opening not in text[:first]:
            yield text[:first]
            at = first + 1
    while (start := text.find(opening, at)) >= 0:
        end = text.find(closing, start + 1)
        while closing == "’" and 0 <= end < len(text) - 1 and text[end + 1].isalpha():
            end = text.find(closing, end + 1)
        if closing in "’“" and end < 0:
            return
        yield text[start + 1 : end if end >= 0 else len(text)]
        at = end + 1 if end >= 0 else len(text)


def missing(text: str, passages: Iterable[str]) -> str | None:
    """The first quotation of a text that no passage contains; None where all are found."""
    texts: list[str] | None = None
    for quotation in quotations(text):
        texts = texts if texts is not None else [_plain(passage) for passage in passages]
        if not any(_holds(passage, quotation) for passage in texts):
            return quotation.strip()
    return None


def _holds(passage: str, quotation: str) -> bool:
    """Whether the parts of a quotation, between its ellipses, occur in order."""
    at = 0
    for part in _OMITTED.split(quotation):
        plain = _plain(part).strip(" ,;:.!?")
        if not plain:
            continue
        found = _find(passage, plain, at)
        if found < 0:
            return False
        at = found + len(plain)
    return True


def _find(passage: str, plain: str, at: int) -> int:
    """Whole words; the first letter may have changed its case."""
    for first in (plain[0], plain[0].lower(), plain[0].upper()):
        pattern = re.compile(rf"(?<!\w){re.escape(first + plain[1:])}(?!\w)")
        if found := pattern.search(passage, at):
            return found.start()
    return -1


def _plain(text: str) -> str:
    """Without accents, kinds of quotation marks, notes and doubled spaces."""
    folded = fold(_NOTES.sub("", text)).text.replace("–", "-").replace("—", "-")
    return re.sub(r"\s+", " ", _MARKS.sub(" ", folded)).strip()
