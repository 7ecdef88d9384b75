"""List detection in PDFs: bullets are put before their lines; items may have drawn bullets.

Many programs draw a bullet as a shape, absent from the text. Below a line that ends with a colon,
indented lines are items then: one begins where the line above still had room for its first word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf.lines import LONE_BULLET, Line
from ingest.pdf.margins import Margins

BULLET = re.compile(rf"(?:{LONE_BULLET.pattern})\s+(?=\S)")
SIGN = re.compile(r"[•‣▪●○◦∙\uf020-\uf0ff►*-]\s+(?=\S)")
"""A bullet that is no number or letter."""
INDENT = 0.8  # of the letters' size: items are indented further than the line above them


def with_bullets(lines: Sequence[Line]) -> list[Line]:
    """The lines, each bullet that was drawn as a line of its own before the line it belongs to."""
    kept: list[Line] = []
    for line in lines:
        last = kept[-1] if kept else None
        level = last is not None and abs(last.y - line.y) < line.size and last.page == line.page
        if last is not None and level and LONE_BULLET.fullmatch(last.text):
            kept[-1] = replace(line, text=f"{last.text} {line.text}")
        else:
            kept.append(line)
    return kept


def with_items(lines: Sequence[Line], margins: Margins) -> list[Line]:
    """The lines, with a bullet before each item that shows none."""
    kept: list[Line] = []
    lead: Line | None = None
    for place, line in enumerate(lines):
        last = kept[-1] if kept else None
        below = lines[place + 1] if place + 1 < len(lines) else None
        if lead is not None and (not _is_under(lead, line) or _opens(line, below, lead, margins)):
            lead = None
        if lead is None and last is not None and last.text.endswith(":") and _is_under(last, line):
            lead = last
        if lead is None or line.table or BULLET.match(line.text):
            kept.append(line)
        elif last is lead or (last is not None and margins.had_room(last, line)):
            kept.append(replace(line, text=f"• {line.text}"))
        else:
            kept.append(line)
    return kept


def _is_under(lead: Line, line: Line) -> bool:
    beside = (lead.page, lead.column, lead.size) == (line.page, line.column, line.size)
    return beside and line.y < lead.y and line.x >= lead.x + INDENT * line.size


def _opens(line: Line, below: Line | None, lead: Line, margins: Margins) -> bool:
    """Whether an indented line opens a paragraph: the next one is not indented, or it leads in."""
    if line.text.endswith(":"):
        return True
    if below is None or (below.page, below.column) != (line.page, line.column):
        return False
    near = 0 < line.y - below.y < 1.6 * line.size
    goes_on = below.text[:1].islower() or not margins.had_room(line, below)
    return near and below.x <= lead.x + 1 and goes_on
