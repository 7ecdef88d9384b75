"""Citation markers in the prose of a language model: [1], [1, 3], [2-4]."""

from __future__ import annotations

import re

_NUMBER = r"\d{1,3}"
_MARKER = rf"\[ ?{_NUMBER}(?: ?[,;–-] ?{_NUMBER})* ?\]"
_ONE = re.compile(_MARKER)
_WITH_SPACE = re.compile(rf"\s*(?:{_MARKER})")
_AFTER_STOP = re.compile(
    rf"(?P<stop>[.!?…]+(?:[ \u00a0\u202f]?[»”\"’)])*)(?P<markers>(?:[ \n]?{_MARKER})+)"
)
_RANGE = re.compile(rf"({_NUMBER})(?: ?[–-] ?({_NUMBER}))?")


def numbers(text: str, most: int) -> tuple[int, ...]:
    """The numbers of the markers in order, each once; those outside 1..most are dropped."""
    found: dict[int, None] = {}
    for marker in _ONE.findall(text):
        for first, last in _RANGE.findall(marker):
            found |= dict.fromkeys(range(int(first), int(last or first) + 1))
    return tuple(number for number in found if 1 <= number <= most)


def without(text: str) -> str:
    """The text without its markers and the spaces before them."""
    return re.sub(r"[ \n]+([.,])", r"\1", _WITH_SPACE.sub("", text)).strip()


def tucked_in(text: str) -> str:
    """The text with markers that follow the end of a sentence put before its stop."""
    return _AFTER_STOP.sub(lambda match: f"{_spaced(match['markers'])}{match['stop']}", text)


def _spaced(markers: str) -> str:
    return " " + markers.strip()
