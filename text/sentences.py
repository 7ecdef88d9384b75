"""Sentence segmentation, in French and in English.

A short list of rules over the places where a sentence may end, with abbreviations from data; better
in French and faster than the libraries it was measured against (decision 18). A sentence never
crosses a line, unless lines are wrapped.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from text import abbreviations
from text.typography import REFERENCE

_MARK = (
    rf"{REFERENCE}|[¹²³⁰⁴-⁹]++|(?<=[a-zà-ÿ]{{3}}\.)\d{{1,2}}(?=\s+[A-ZÀ-Þ])|"
    r"(?<=[.!?])(?:[*†‡]{1,3}|\(\d{1,3}\)|\^\d{1,3})(?=\s)"
)
_END = re.compile(
    r"[.!?…\n](?:(?<=\n)\s*|(?<![.!?…][.!?…])[.!?…]*+"
    rf"(?P<mark>(?:{_MARK})+)?(?:(?P<close>[^\S\n]*[»”’\"')\]]+(?:{_MARK})*)?(?P<space>\s+|$)|"
    r"(?=[A-ZÀ-ÞŒ])))"
)
_BEFORE = re.compile(r"[^«“\"'’(\[]*$")
_WORD = 40  # characters before a full stop that are searched for the word it ends
_CONTINUES = frozenset(",;:)]»")
_MORE_STOPS = frozenset(".!?…")
_QUOTED = 400  # characters of the longest quotation that stays in one sentence with its speaker
_QUOTATION = re.compile(
    rf"«[^«»\n]{{1,{_QUOTED}}}»|“[^“”\n]{{1,{_QUOTED}}}”|„[^„“”\n]{{1,{_QUOTED}}}[“”]|"
    rf"‘(?:[^‘’\n]|’(?=\w)){{1,{_QUOTED}}}’(?!\w)|"
    rf"\"(?<![\w\"]\")(?=\S)[^\"\n]{{1,{_QUOTED}}}(?<=\S)\"(?!\w)"
)
# "1.", "IV.", "Article 2.", "Art. L. 121-4." at the head of a sentence number it.
_NUMBERING = re.compile(
    r"\s*(?:(?:art(?:icle)?|sect?(?:ion)?|chap(?:itre|ter)?|§|n[°o]|rule|règle)\.?\s+)?"
    r"(?:[LRDA]\.?\s?)?(?:\d{1,4}(?:[.-]\d+)*(?:er|ᵉʳ|bis|ter)?|[IVXLC]{1,6}|[A-Za-z])",
    re.IGNORECASE,
)
_NUMBERED = 24  # characters of the longest such head
# A capital after a number is a unit ("20 C") or, as after a year, an initial ("en 1990 K. Ode").
_UNIT_LETTERS = frozenset("CFGKLTVW")
_CENTURY_BEFORE = re.compile(r"\b[IVX]+(?:e|ᵉ|er|ème)\s$")
_YEAR_BEFORE = re.compile(r"\b(?:1\d|20)\d\d\s$")
_CURRENCY = re.compile(r"[$€£¥₸]|[A-Z]{2,3}\b|Euros?\b")
# What ends a sentence and what begins one where no space is between them; not "Node.Js" or a URL.
_PLAIN = re.compile(r"[\w%€$-]*[a-zà-ÿœ0-9%€$]")
_BEGINS = re.compile(r"[A-ZÀ-ÞŒ](?:[a-zà-ÿœ-]*)(?:[\s,]|['’]\w)")


def split(text: str, wrapped: bool = False) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of a text, trimmed, in order.

    Every character that is not white space is in exactly one span. A line's end is a sentence's,
    or, where lines are ``wrapped``, that of a paragraph only.
    """
    spans: list[tuple[int, int]] = []
    start, last = 0, len(text.rstrip())
    breaks = 2 if wrapped else 1
    quoted = _quotations(text)
    for match in _END.finditer(text):
        end = match.start("space") if match["space"] is not None else match.end()
        if text[match.start()] == "\n":
            ended, end = match.group().count("\n") >= breaks, match.start()
        else:
            ended = (match["space"] or "").count("\n") >= breaks
            ended = ended or _ends(text, match, start, last, quoted)
        if ended:
            start = _add(spans, text, start, end)
    _add(spans, text, start, len(text))
    return spans


def packed(text: str, words: int) -> list[list[tuple[int, int]]]:
    """The sentences' spans, in groups of at most so many words unless one sentence is longer."""
    rows: list[list[tuple[int, int]]] = []
    taken = words
    for start, end in split(text):
        size = len(text[start:end].split())
        if taken + size > words:
            rows.append([])
            taken = 0
        rows[-1].append((start, end))
        taken += size
    return rows


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> int:
    """Keep the span without the white space around it; return where the next one starts."""
    part = text[start:end]
    left = start + len(part) - len(part.lstrip())
    right = start + len(part.rstrip())
    if left < right:
        spans.append((left, right))
    return end


def _quotations(text: str) -> Sequence[tuple[int, int]]:
    """Short quotations, in order: within one, no sentence ends."""
    return [match.span() for match in _QUOTATION.finditer(text)]


def _ends(
    text: str, match: re.Match[str], start: int, last: int, quoted: Sequence[tuple[int, int]]
) -> bool:
    """Whether the sentence that began at ``start`` ends at a stop.

    ``last`` is where the text ends but for white space.
    """
    end = match.end()
    if end >= last:
        return True
    following = text[end]
    if following in _CONTINUES or _is_small(text, end) or _within(match.start(), end, quoted):
        return False
    if match["space"] is None and not _glued(text, match):
        return False
    if _numbers_abbreviation(text, match):
        return False
    if match["mark"] or text[match.start()] != "." or text[match.start() + 1] in _MORE_STOPS:
        return True
    if match["close"] and ")" in match["close"] and _aside(text, start, match.start()):
        return False
    return _ends_at_full_stop(text, match, start)


def _is_small(text: str, at: int) -> bool:
    """Whether a word begins in lower case and is not a name such as "iFlour" or "eBay"."""
    return text[at].islower() and not text[at + 1 : at + 2].isupper()


def _numbers_abbreviation(text: str, match: re.Match[str]) -> bool:
    """Whether digits after a stop belong to the abbreviation before it: "art.12" is no note."""
    mark = match["mark"]
    if not mark or not (mark.isascii() and mark.isdecimal()):
        return False
    word = _word_before(text, match.start())
    ended = abbreviations.ends(word, text, match.start("mark"))
    return not ended and not abbreviations.opens(text, match.end())


def _within(stop: int, end: int, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether a stop and what closes it are inside a quotation."""
    if not quoted:
        return False
    place = bisect_right(quoted, (stop, stop)) - 1
    return place >= 0 and end < quoted[place][1]


def _glued(text: str, match: re.Match[str]) -> bool:
    """Whether a stop without a space after it ends a sentence: "in May 2021.The ministry"."""
    if match["mark"]:
        return True
    word = _word_before(text, match.start())
    if len(word) < 2 or not _PLAIN.fullmatch(word) or not _BEGINS.match(text, match.end()):
        return False
    return not word[0].isupper() or abbreviations.opens(text, match.end())


def _aside(text: str, start: int, stop: int) -> bool:
    """Whether the bracket closed after a stop opened inside the sentence."""
    opened = text.rfind("(", start, stop)
    return opened >= 0 and bool(text[max(start, opened - 3) : opened].strip())


def _ends_at_full_stop(text: str, match: re.Match[str], start: int) -> bool:
    at = match.start()
    if at - start <= _NUMBERED and _NUMBERING.fullmatch(text, start, at):
        return False
    word = _word_before(text, at)
    counted = text[max(0, at - 6) : at - len(word)].rstrip()[-1:].isdigit()
    if counted and abbreviations.is_unit(word) and not _CURRENCY.match(text, match.end()):
        return True
    if len(word) == 1 or word == "mm":
        if word.islower():
            # a unit, "15 h", or a century, "XVIe s."; else "p."
            return counted or (
                word == "s" and _CENTURY_BEFORE.search(text, max(0, at - 12), at - 1) is not None
            )
        if (
            counted
            and word in _UNIT_LETTERS
            and not _YEAR_BEFORE.search(text, max(0, at - 8), at - 1)
        ):
            return True
        if abbreviations.surname(text, match.end()) and _amid_names(text, start, at - 1):
            return False
    return abbreviations.ends(word, text, match.end())


def _amid_names(text: str, start: int, at: int) -> bool:
    """Whether an initial at ``at`` begins a sentence, or follows a function word or an initial."""
    words = text[max(start, at - _WORD) : at].split()
    return not words or words[-1].endswith(".") or abbreviations.is_opener(words[-1])


def _word_before(text: str, at: int) -> str:
    words = text[max(0, at - _WORD) : at].split()
    if not words or text[at - 1].isspace():
        return ""
    word = words[-1]
    return word if word.isalnum() else _BEFORE.search(word).group()  # type: ignore[union-attr]
