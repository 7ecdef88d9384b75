"""Citation markers in the prose of a language model, in all the shapes that models write.

[1], [1, 3], [2-4], [^1], [passage 1], 【1†source】, (1), ^1, superscripts, and in words.
Knows nothing of passages but how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from answer.model import spoken_markers

_NUMBER = r"\d{1,3}"
_NUMBERS = rf"{_NUMBER}(?:\s?(?:[,;–-]|,?\s?\b(?:et|and|&)\b|&)\s?\^?{_NUMBER})*"
_WORD = r"(?:(?:voir|see|cf\.?|source\s?:)\s)?(?:(?:les?|the)\s)?"
_WORD += r"(?:passages?|sources?|extraits?|excerpts?|documents?|docs?|réf\.?|refs?\.?|n°|no\.|#)"
_BRACKETED = (
    rf"\[{{1,2}}\s?\^?(?:{_WORD}\s?:?\s?)?{_NUMBERS}\s?\]{{1,2}}(?:\([^()\s]*\))?|"
    rf"[【［]\s?(?:{_WORD}\s?)?{_NUMBERS}(?:[†:][^】］]{{0,40}})?\s?[】］]"
)
_PARENTHESES = rf"\(\s?(?:{_WORD}\s?:?\s?)?{_NUMBERS}\s?\)"
_RAISED = (
    rf"(?<!\d)\^(?:\{{|\[|\()?{_NUMBER}(?:,{_NUMBER})*(?:\}}|\]|\))?|"
    rf"<sup>\s?\[?{_NUMBERS}\]?\s?</sup>|"
    r"(?<![\d⁰¹²³⁴-⁹])(?<!\b[kcdm]m)(?<!\bm)[⁰¹²³⁴-⁹]+(?:[˒⸴,⁻][⁰¹²³⁴-⁹]+)*"
)
_MARKER = re.compile(rf"(?P<round>{_PARENTHESES})|{_BRACKETED}|{_RAISED}", re.IGNORECASE)
_SURE = rf"(?:{_BRACKETED}|{_RAISED}|{_PARENTHESES})"
_AFTER_STOP = re.compile(
    rf"(?P<stop>[.!?…]+(?:[ \u00a0\u202f]?[»”\"’)])*)(?P<markers>(?:[ \n]?{_SURE})+)", re.IGNORECASE
)
_RANGE = re.compile(rf"({_NUMBER})(?:\s?[–-]\s?({_NUMBER}))?")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹˒⸴⁻", "0123456789,,-")
_RAISED_RUN = re.compile(r"[⁰¹²³⁴-⁹]")
_JOINTS = " \n\u00a0,;:–—-"  # between a marker and the clause after it
_NOTE = re.compile(r"†.*|:\d.*|\]\(.*")


def numbers(text: str, most: int) -> tuple[int, ...]:
    """The numbers of the markers in order, each once; those outside 1..most are dropped."""
    return tuple(n for n in _all(text, most) if 1 <= n <= most)


def unknown(text: str, most: int) -> tuple[int, ...]:
    """The numbers of markers that are those of no passage."""
    return tuple(n for n in _all(text, most) if not 1 <= n <= most)


def without(text: str, most: int) -> str:
    """The text without its markers and the spaces before them."""
    kept, at = [], 0
    for start, end, _ in _marks(text, most):
        kept.append(text[at:start].rstrip())
        at = end
    bare = spoken_markers.without("".join((*kept, text[at:])))
    return re.sub(r"[ \n]+([.,])", r"\1", bare).strip()


def clauses(text: str, most: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The stretches of a sentence in order, without markers, each with the numbers that close it.

    What no marker closes has (). Where the sentence begins with a marker, each marker opens its
    stretch instead. () where there is but one stretch.
    """
    groups = _groups(text, most)
    edges = [0, *(edge for start, end, _ in groups for edge in (start, end)), len(text)]
    between = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    owned = [tuple(n for n in own if 1 <= n <= most) for _, _, own in groups]
    opens = re.search(r"\w", between[0]) is None
    numbered = zip(between, [(), *owned] if opens else [*owned, ()], strict=True)
    found: list[tuple[str, tuple[int, ...]]] = []
    for stretch, own in numbered:
        if re.search(r"\w", stretch):
            found.append((stretch.lstrip(_JOINTS).rstrip(), own))
        elif found:
            said, before = found[-1]
            found[-1] = (said, tuple(dict.fromkeys((*before, *own))))
    return tuple(found) if len(found) > 1 else ()


def _groups(text: str, most: int) -> list[tuple[int, int, tuple[int, ...]]]:
    """Markers, those that stand together as one."""
    found: list[tuple[int, int, tuple[int, ...]]] = []
    for start, end, own in _marks(text, most):
        if found and re.search(r"\w", text[found[-1][1] : start]) is None:
            start, _, before = found.pop()
            own = tuple(dict.fromkeys((*before, *own)))
        found.append((start, end, own))
    return found


def tucked_in(text: str) -> str:
    """The text with markers that follow the end of a sentence put before its stop."""
    return _AFTER_STOP.sub(lambda match: f"{_spaced(match['markers'])}{match['stop']}", text)


def _spaced(markers: str) -> str:
    return " " + markers.strip()


def _all(text: str, most: int) -> dict[int, None]:
    found: dict[int, None] = {}
    for _, _, own in _marks(text, most):
        found |= dict.fromkeys(own)
    return found | dict.fromkeys(spoken_markers.numbers(text))


def _marks(text: str, most: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Where markers stand, and their numbers; round brackets only around passages' numbers."""
    for match in _MARKER.finditer(text):
        own = tuple(_numbers(match.group(), most))
        if match["round"] and not all(1 <= n <= most for n in own):
            continue
        yield (match.start(), match.end(), own)


def _numbers(marker: str, most: int) -> Iterator[int]:
    plain = _NOTE.sub("", marker.translate(_DIGITS))
    for first, last in _RANGE.findall(plain):
        if not last and int(first) > most and _RAISED_RUN.search(marker):
            yield from map(int, first)  # ¹² are two notes where there are no twelve
        else:
            yield from range(int(first), int(last or first) + 1)
