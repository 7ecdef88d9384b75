"""Article extraction from the JSON in a page's scripts, for pages that a script fills in.

Scripts are never run: JSON in them is parsed, and the texts of the part with most prose are taken.
Works without knowing the keys: the texts of an article are strings of one key, each within an item
of one list or object of its own.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from html import unescape
from typing import TYPE_CHECKING, Any

from ingest.decoding import one_line
from ingest.html.page import SENTENCE_END

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Path = tuple[str | int, ...]
Leaf = tuple[Path, str]
LONGEST = 3_000_000  # characters of one script
MOST_STRINGS = 100_000  # of one script
MOST_DEPTH = 60
PROSE_WORDS = 6  # a text of as many words that ends like a sentence is prose
PARTS = (
    3  # pieces of prose within one paragraph, as links split it; an item with more is no paragraph
)
_DATA = re.compile(r"(?:=|\()\s*(?=[\[{]\s*[\"\[{])")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_PARAGRAPH_END = re.compile(r"</p>|<br ?/?>|</h\d>|</li>|</blockquote>|\n", re.IGNORECASE)


def article_in_scripts(root: HtmlElement) -> list[str]:
    """The paragraphs of the part of the scripts' data that has most prose; none without any."""
    found = (_article(data) for script in root.iter("script") for data in _data(script.text or ""))
    return max(found, key=_words, default=[])


def _data(script: str) -> Iterator[Any]:
    """The JSON of a script: all of it, or the value of an assignment or a call."""
    if not script.strip() or len(script) > LONGEST:
        return
    decoder, place = json.JSONDecoder(strict=False), 0
    starts = [0] if script.lstrip()[:1] in "[{" else []
    starts += [match.end() for match in _DATA.finditer(script)]
    for start in starts:
        if start < place:
            continue
        try:
            data, place = decoder.raw_decode(script.lstrip() if not start else script, start)
        except (ValueError, RecursionError):
            continue
        yield data


def _article(data: Any) -> list[str]:
    leaves = list(_leaves(data))
    whole = max((_lines(text) for _, text in leaves), key=_words, default=[])
    parts = _paragraphs(leaves)
    return whole if len(whole) > 1 and _words(whole) >= _words(parts) else parts


def _leaves(data: Any) -> Iterator[Leaf]:
    """The strings of some data in their order, each with the keys and places that lead to it."""
    stack: list[tuple[Path, Any]] = [((), data)]
    left = MOST_STRINGS
    while stack and left:
        path, value = stack.pop()
        if isinstance(value, str):
            left -= 1
            yield path, value
        elif len(path) >= MOST_DEPTH:
            continue
        elif isinstance(value, dict):
            stack.extend(((*path, key), v) for key, v in reversed(value.items()))
        elif isinstance(value, list):
            stack.extend(((*path, n), v) for n, v in reversed(list(enumerate(value))))


def _paragraphs(leaves: Sequence[Leaf]) -> list[str]:
    """The paragraphs of the list or object whose items have most prose under one key."""
    words: dict[tuple[Path, str], Counter[str | int]] = defaultdict(Counter)
    pieces: dict[tuple[Path, str], Counter[str | int]] = defaultdict(Counter)
    for path, text in leaves:
        plain = _plain(text)
        if not _is_prose(plain):
            continue
        for depth in range(len(path)):
            group = path[:depth], _key(path)
            words[group][path[depth]] += len(plain.split())
            pieces[group][path[depth]] += 1
    sums = {
        group: sum(count for item, count in items.items() if pieces[group][item] <= PARTS)
        for group, items in words.items()
    }
    best = max(sums, key=lambda group: (sums[group], len(group[0])), default=None)
    return _texts(leaves, *best) if best is not None else []


def _texts(leaves: Sequence[Leaf], path: Path, key: str) -> list[str]:
    """The text under a key of each item at a path, each as one paragraph."""
    items: dict[str | int, list[str]] = defaultdict(list)
    for where, text in leaves:
        if where[: len(path)] == path and len(where) > len(path) and _key(where) == key:
            items[where[len(path)]].append(_TAG.sub("", unescape(text)))
    lines = (one_line("".join(parts)) for parts in items.values())
    return list(dict.fromkeys(line for line in lines if line))


def _key(path: Path) -> str:
    """The last name on a path; list indexes have none."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _lines(text: str) -> list[str]:
    """The paragraphs of a string that is HTML or has lines."""
    lines = map(_plain, _PARAGRAPH_END.split(text))
    return [line for line in lines if line]


def _plain(text: str) -> str:
    return one_line(unescape(_TAG.sub("", text)))


def _is_prose(text: str) -> bool:
    return len(text.split()) >= PROSE_WORDS and SENTENCE_END.search(text) is not None


def _words(lines: Sequence[str]) -> int:
    """The words of the lines that are prose."""
    return sum(len(line.split()) for line in lines if _is_prose(line))
