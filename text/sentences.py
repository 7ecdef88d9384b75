"""Where sentences end, in French and in English.

A short list of rules over the places where a sentence may end; measured better here than the
general libraries, which cut after "art." or inside « » (see the facts of the stack). Knows nothing
of sections or passages.
"""

from __future__ import annotations

import re

# Abbreviations after which a full stop does not end a sentence, without their stop, folded.
_ABBREVIATIONS = frozenset(
    """
    m mm mme mlle mgr dr pr prof mr mrs ms st ste sr jr art al av bd cf ch chap env etc ex fig
    hab ibid id inc ltd vs no nos nr num op p pp par ph ref sec sect suiv sup t tel vol approx
    dept est gen gov hon col capt sgt rev pres vers jan janv fev févr feb mar avr apr juil jul
    aug août sept sep oct nov dec déc e.g i.e p.ex c.-à-d a.m p.m u.s u.k u.n e.u
    """.split()
)
_END = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]+)(?P<close>[\s\u00a0\u202f]*[»”’\"')\]]+)?"
    r"(?P<space>\s+|$)|\n[ \t]*\n+"
)
_WORD_BEFORE = re.compile(r"([^\s«“\"'’(\[]+)$")
_WORD = 40  # characters before a full stop that are searched for the word it ends
_CONTINUES = re.compile(r"[a-zà-öø-ÿœ,;:)\]»]")


def split(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of a text, trimmed, in order.

    Every character that is not white space is in exactly one span.
    """
    spans: list[tuple[int, int]] = []
    start, last = 0, len(text.rstrip())
    for match in _END.finditer(text):
        if match.group("stop") is not None and not _ends(text, match, last):
            continue
        end = match.start("space") if match.group("stop") is not None else match.start()
        start = _add(spans, text, start, end)
    _add(spans, text, start, len(text))
    return spans


def packed(text: str, words: int) -> list[list[tuple[int, int]]]:
    """The sentences' spans, in rows of at most so many words unless one sentence is longer."""
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


def _ends(text: str, match: re.Match[str], last: int) -> bool:
    """Whether a sentence ends at a stop; ``last`` is where the text ends but for white space."""
    following = text[match.end() : match.end() + 1]
    if match.group("stop") != ".":
        return not following or not _CONTINUES.match(following)
    if following and _CONTINUES.match(following):
        return False
    word = _WORD_BEFORE.search(text, max(0, match.start() - _WORD), match.start())
    before = word.group(1).casefold() if word else ""
    if match.end() >= last:
        return True
    initial = len(before) == 1 and before.isalpha()
    return not (initial or before in _ABBREVIATIONS)
