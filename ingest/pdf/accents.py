"""Composition of accents that a PDF draws as separate signs, over the letter before or after them.

TeX's older fonts have no letter é: they draw the accent and the letter at one place.
"""

from __future__ import annotations

import unicodedata

_COMBINING = {
    "`": "\u0300",
    "\u00b4": "\u0301",
    "\u02c6": "\u0302",
    "^": "\u0302",
    "\u02dc": "\u0303",
    "~": "\u0303",
    "\u00af": "\u0304",
    "\u02d8": "\u0306",
    "\u02d9": "\u0307",
    "\u00a8": "\u0308",
    "\u02da": "\u030a",
    "\u02dd": "\u030b",
    "\u02c7": "\u030c",
    "\u00b8": "\u0327",
    "\u02db": "\u0328",
}
_DOTLESS = {"\u0131": "i", "\u0237": "j"}
Box = tuple[float, float]
"""Where a letter begins and ends along its line, in points."""


def with_letter(text: str, letter: str, last: Box, box: Box) -> str:
    """A word with its next letter; an accent that is drawn over a letter makes one with it.

    ``last`` is the box of the word's last letter, ``box`` that of the next one.
    """
    if not text or not (_is_over(last, box) or _is_over(box, last)):
        return text + letter
    if letter in _COMBINING and text[-1].isalpha():
        return text[:-1] + _accented(text[-1], letter)
    if text[-1] in _COMBINING and letter.isalpha():
        return text[:-1] + _accented(letter, text[-1])
    return text + letter


def _is_over(mark: Box, letter: Box) -> bool:
    return letter[0] < (mark[0] + mark[1]) / 2 < letter[1]


def _accented(letter: str, accent: str) -> str:
    plain = _DOTLESS.get(letter, letter)
    return unicodedata.normalize("NFC", plain + _COMBINING[accent])
