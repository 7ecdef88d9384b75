"""Reading order: captions, notes and tables that interrupt a sentence are moved after it.

A paragraph that ends without a stop goes on where the next one in the same letters begins in the
middle of a sentence; what is between them belongs to neither, and is not a heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.pdf.lines import LONE_BULLET, Line

ENDS = re.compile(r"[.!?…:;][»”\"')\]\s]*$")
MOST_BETWEEN = 8  # blocks between the parts of a sentence
SMALLER = 0.95  # of the paragraph's size: the letters of captions and notes
LARGER = 1.08  # of the paragraph's size: the letters of a heading
SHORT = 2  # lines of a caption in the letters of the text
Group = list[Line]


def after_sentences(groups: Sequence[Group]) -> tuple[list[Group], set[int]]:
    """The groups of lines, asides moved after the paragraph they interrupt; the asides' ids."""
    kept: list[Group] = []
    asides: set[int] = set()
    place = 0
    while place < len(groups):
        group = groups[place]
        rest = _rest(groups, place)
        if rest is None:
            kept.append(group)
            place += 1
            continue
        between = list(groups[place + 1 : rest])
        asides.update(map(id, between))
        kept.append([*group, *groups[rest]])
        kept += between
        place = rest + 1
    return kept, asides


def _rest(groups: Sequence[Group], place: int) -> int | None:
    """Where the sentence goes on that a group breaks off, after asides alone."""
    group = groups[place]
    if group[0].table or ENDS.search(group[-1].text) or len(group[-1].text.split()) < 2:
        return None
    for other in range(place + 1, min(place + 2 + MOST_BETWEEN, len(groups))):
        found = groups[other]
        if _continues(group, found):
            return other if other > place + 1 else None
        if not _is_aside(group, found):
            return None
    return None


def _continues(group: Group, found: Group) -> bool:
    """Whether a group is in the letters of another and begins in the middle of a sentence."""
    first, last = found[0], group[-1]
    alike = (first.size, first.bold) == (last.size, last.bold) and not first.table
    return alike and first.text[:1].islower() and not LONE_BULLET.match(first.text)


def _is_aside(group: Group, found: Group) -> bool:
    size = group[-1].size
    if LONE_BULLET.match(found[0].text):
        return False
    if found[0].table or found[0].size <= SMALLER * size:
        return True
    if found[0].size >= LARGER * size:
        return False
    return len(found) <= SHORT or found[0].bold != group[-1].bold
