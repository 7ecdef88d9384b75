"""Citation marker grammar: the forms of a marker, and the numbers in it.

[1], [1, 3], [1 to 3], [passage 1], [P1], [1, p. 3], [^1^], 【1†source】, {1}, ①, ¹, ^1,
(passage 1), ([1], [2]), (1).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_NUMBER = r"\d{1,3}"
_THING = r"(?:passages?|sources?|extraits?|excerpts?|documents?|docs?|réf\.?|refs?\.?|citations?)"
_SEE = r"(?:(?:voir|see|cf\.?|sources?\s?:)\s)?(?:(?:les?|the)\s)?"
_SIGN = r"(?:n°|no\.|#)"
_JOINT = r"(?:\s?(?:[,;/|&–—-]|\.\.\.|…|,?\s?\b(?:et|and|to|à)\b)\s?|\s)"
_RANGE_JOINT = re.compile(r"[–—…-]|\.\.\.|\b(?:to|à)\b", re.IGNORECASE)
_ITEM = rf"(?:{_SEE}(?:{_THING}|{_SIGN})\s?:?\s?|(?-i:[PSD]))?\^?{_NUMBER}\^?"
_ITEMS = rf"{_ITEM}(?:{_JOINT}{_ITEM})*"
_PLACE = r"(?:,\s?(?:pp?\.?|pages?|§|lignes?|lines?)\s?\d[\d–-]*|(?::\d{1,3})?†[^\]】］]{0,40})?"
_BRACKETED = (
    rf"\^?\\?\[{{1,2}}\s?{_ITEMS}{_PLACE}\s?\\?\]{{1,2}}\^?(?:\([^()\s]*\))?|"
    rf"[【［]\s?{_ITEMS}{_PLACE}\s?[】］]|"
    rf"(?<![^\s.,;:!?»”\"')\]}}])\{{{_NUMBER}(?:\s?,\s?{_NUMBER})*\}}"
)
_CIRCLES = "[①-⑳❶-❿➀-➓⓵-⓾]"
_UP = "⁰¹²³⁴-⁹"
_RUN = rf"[{_UP}]+(?:[˒⸴,⁻][{_UP}]+)*"
_RAISED = (
    rf"(?<!\d)(?<!\b[^\W\d_])\^(?:\{{|\(|)?{_NUMBER}(?:,{_NUMBER})*(?:\}}|\)|\^|)|"
    rf"<(?:sup|cite|ref)>\s?\[?{_ITEMS}\]?\s?</(?:sup|cite|ref)>|"
    rf"⁽{_RUN}⁾|(?:(?<=\b(?:19|20)\d\d)|(?<![\d{_UP}])(?<!\b[kcdm]m)(?<!\b[^\W\d_])){_RUN}|"
    rf"{_CIRCLES}+"
)
_PLAIN = rf"(?:{_BRACKETED}|{_RAISED})"
_WORDED = (
    rf"\(\s?{_SEE}{_THING}\s?:?\s?{_ITEMS}{_PLACE}\s?\)|"
    rf"\(\s?{_SEE}(?:{_THING}\s?:?\s)?{_PLAIN}(?:{_JOINT}?{_PLAIN})*\s?\)"
)
_ROUND = rf"\(\s?{_NUMBER}(?:(?:\s?[,;–-]\s?|\s(?:et|and)\s){_NUMBER})*\s?\)"
SURE = rf"(?:{_WORDED}|{_PLAIN})"
ANY = rf"(?:{SURE}|{_ROUND})"
BETWEEN = r"(?:\s?(?:[,;/|&–—-]|,?\s?\b(?:et|and|to|à)\b)\s?|\s)?"
"""What may separate two markers of one group."""
FIRST = rf"(?:[\\\[{{【［(<^⁽{_UP}]|{_CIRCLES})"
"""The sign that every marker begins with."""
LAST = re.compile(rf"[\])}}>^】］⁾{_UP}]|{_CIRCLES}")
"""A sign that the last word of every marker contains."""
MARKER = re.compile(rf"(?P<round>{_ROUND})|{SURE}", re.IGNORECASE)

_NUMBERED = re.compile(_NUMBER)
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹˒⸴⁻⁽⁾", "0123456789,,-()")
_RAISED_RUN = re.compile(f"[{_UP}]")
_CIRCLED = re.compile(_CIRCLES)
_ASIDE = re.compile(r"†.*|(?<=\d):\d.*|\]\([^)]*\)|,\s?(?:pp?\.?|pages?|§|lignes?|lines?)\s?\d.*")


def ranges(between: str) -> bool:
    """Whether the text between two numbers makes a range of them: "1 to 3"."""
    return _RANGE_JOINT.search(between) is not None


def numbers(marker: str, most: int) -> Iterator[int]:
    """The numbers of a marker, in order; ``most``: how many passages there are."""
    plain = _ASIDE.sub("", _spelled(marker).translate(_DIGITS))
    before, end = 0, 0
    for found in _NUMBERED.finditer(plain):
        number = int(found.group())
        if before and ranges(plain[end : found.start()]):
            yield from range(before + 1, number + 1)
        elif number > most and _RAISED_RUN.search(marker):
            yield from map(int, found.group())  # ¹² are two notes where there are no twelve
        else:
            yield number
        before, end = number, found.end()


def _spelled(marker: str) -> str:
    """The marker with ① as 1."""
    return _CIRCLED.sub(lambda sign: f" {unicodedata.numeric(sign.group()):.0f} ", marker)
