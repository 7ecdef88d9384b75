"""Citation markers in a language model's prose: where they are, and the text without them.

[1], [1, 3], [1 to 3], [passage 1], [P1], [1, p. 3], [^1^], 【1†source】, {1}, ①, ¹, ^1,
(passage 1), ([1], [2]), (1). A number in round brackets is one only where a marker may occur.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from answer.generative import spoken_markers
from text.numerals import in_words

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


def numbers_of(marker: str, most: int) -> Iterator[int]:
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


_BETWEEN = re.compile(BETWEEN, re.IGNORECASE)
_AFTER_STOP = re.compile(
    rf"(?P<stop>(?<![.!?…])[.!?…]+(?:[ \u00a0\u202f]?[»”\"’)])*)(?=[ \n]?(?:[sr]|{FIRST}))"
    rf"(?P<markers>[ \n]?(?:(?:sources?|références?)\s?:\s?)?{ANY}(?:{BETWEEN}{ANY})*)(?!\w)",
    re.IGNORECASE,
)
_SAID = re.compile(
    rf"(?P<before>\b{spoken_markers.INTRODUCES}\s|^\s*|\b(?:as|while|and|but|et|mais|tandis que)\s)"
    rf"(?P<markers>{SURE}(?:{BETWEEN}{SURE})*)(?P<verb>\s{spoken_markers.VERBS}\b)?",
    re.IGNORECASE,
)
# "Article 5 (2)": what such a number divides, up to the bracket.
_DIVIDED = re.compile(
    r"\b(?:art\.?|(?:sub-?|sous-)?(?:articles?|points?|paragraphe?s?|alin[eé]as?|sections?|clauses?|"
    r"rules?|r[eè]gles?)|annexe?s?|chapters?|chapitres?|title|titre|protoc\w+)\s"
    r"(?:[\dIVXivx().,\s–-]|\b(?:and|et|or|ou|to|à)\b)*$|\b(?:and|et|or|ou|to|à)\s$",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(
    r"\s*(?:[.,;:!?…)\]»”\"–—]|$)|\s(?:and|et|but|mais|or|ou|while|whereas|which|who|tandis|alors|"
    r"qui|because|car|as|since|puis|then|with|avec)\b",
    re.IGNORECASE,
)
_LOOK_BACK = 60  # characters before a round bracket that are read
_JOINTS = " \n\u00a0\u202f,;:–—-"  # between a marker and the clause after it
_SPACES = " \n\t\u00a0\u202f"
_SPACES_RUN = re.compile(r"\s{2,}")


@dataclass(frozen=True, slots=True)
class _Group:
    """Adjacent markers, and their numbers, each once."""

    start: int
    end: int
    numbers: tuple[int, ...]


def without(text: str, most: int) -> str:
    """The text without its markers, and without what only enclosed them."""
    plain = _in_words(text, most)
    bare = "".join(_stretches(plain, _groups(plain, most)))
    return spoken_markers.without(bare).strip()


def tucked_in(text: str) -> str:
    """The text with markers that follow the end of a sentence put before its stop."""
    return _AFTER_STOP.sub(lambda match: f" {match['markers'].strip()}{match['stop']}", text)


def _in_words(text: str, most: int) -> str:
    """The text with "as noted in [1]" and "[1] says" as "as noted in passage 1" and the like, and
    with "passage 1" as "[1]" at the end of a clause. Spaces that run on become one: each would be
    read again from each of them.
    """
    said = _SAID.sub(lambda match: _said(match, most), _SPACES_RUN.sub(" ", text))
    return spoken_markers.bracketed(said)


def _said(match: re.Match[str], most: int) -> str:
    if not match["verb"] and not re.fullmatch(
        rf"{spoken_markers.INTRODUCES}\s", match["before"], re.IGNORECASE
    ):
        return match.group()
    own = [n for group in _groups(match["markers"], most) for n in group.numbers]
    listed = " and ".join(map(str, own))
    named = "passages" if match["before"].strip() else "Passages"
    return f"{match['before']}{named} {listed}{match['verb'] or ''}"


def _groups(text: str, most: int) -> list[_Group]:
    """Markers in order, adjacent ones as one."""
    found: list[_Group] = []
    for mark in _marks(text, most):
        between = text[found[-1].end : mark.start] if found else ""
        if found and _BETWEEN.fullmatch(between):
            found[-1] = _joined(found[-1], mark, between)
        else:
            found.append(mark)
    return found


def _joined(first: _Group, second: _Group, between: str) -> _Group:
    missing = range(first.numbers[-1] + 1, second.numbers[0]) if ranges(between) else ()
    own = tuple(dict.fromkeys((*first.numbers, *missing, *second.numbers)))
    return replace(first, end=second.end, numbers=own)


def _marks(text: str, most: int) -> Iterator[_Group]:
    end = 0
    for match in MARKER.finditer(text):
        own = tuple(dict.fromkeys(numbers_of(match.group(), most)))
        if own and (not match["round"] or _may_stand(text, match, end, own, most)):
            end = match.end()
            yield _Group(match.start(), end, own)


def _may_stand(text: str, match: re.Match[str], last: int, own: tuple[int, ...], most: int) -> bool:
    """Whether a number in round brackets is a marker: of passages, and where a clause ends.

    ``last``: where the marker before it ends.
    """
    if not all(1 <= n <= most for n in own):
        return False
    if not (_CLAUSE_ENDS.match(text, match.end()) or MARKER.match(text, match.end())):
        return False
    if last and _BETWEEN.fullmatch(text, last, match.start()):
        return True
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    counted = any(
        number.end == len(before.rstrip()) and number.value in own for number in in_words(before)
    )
    return before[-1:].isspace() and not _DIVIDED.search(before) and not counted


def _stretches(text: str, groups: list[_Group]) -> list[str]:
    """The text before, between and after markers, without what only enclosed them."""
    edges = [0, *(edge for g in groups for edge in (g.start, g.end)), len(text)]
    parts = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    for place in range(len(groups)):
        parts[place], parts[place + 1] = _closed(
            parts[place], parts[place + 1], "".join(parts[:place]).strip() != ""
        )
    return parts


def _closed(left: str, right: str, begun: bool) -> tuple[str, str]:
    """The text on both sides of a marker that goes; ``begun``: whether there is more before."""
    if not left.strip() and not begun:
        return ("", right.lstrip(_JOINTS))
    left = re.sub(r"\s[–—-]$", "", left.rstrip(_SPACES))
    rest = right.lstrip(_SPACES)
    if not rest or rest[0] in ".,;:!?…)":
        left = left.rstrip(",;:–—-" + _SPACES)
    if rest[:1] in (".", ",", ""):
        return (left, rest)
    glued = right[:1].isalnum() and left[-1:].isalnum()
    return (left, f" {right}" if glued else right)
