"""Plain text loader: paragraphs between blank lines; lists; lines that were wrapped are joined.

A line that is underlined (with ===, ---, ~~~...) is a heading; its level is the place of its mark
in the order in which the text first uses them.
"""

from __future__ import annotations

import re

from ingest.decoding import decode, one_line
from ingest.document import Block, BlockKind, Loaded

_ITEM = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s+(?=\S)")
_UNDERLINE = re.compile(r"([=\-~^\"'*+#])\1{2,}")
WRAPPED = 50  # a line this long, followed by another, was wrapped at the margin
MARGIN = 140  # a longer line was not


def load_text(data: bytes, name: str) -> Loaded:
    """A text as paragraphs and list items; headings are found later. Raises SourceNotReadable."""
    text = decode(data, name)
    paragraphs = re.split(r"\n[ \t\u00a0]*\n+", text)
    if len(paragraphs) == 1 and text.count("\n") > 1 and not _wrapped(text.split("\n")):
        paragraphs = re.split(r"\n(?=\S)", text)
    marks: list[str] = []
    return Loaded(name, "text", tuple(b for p in paragraphs for b in _blocks(p, marks)))


def _blocks(paragraph: str, marks: list[str]) -> list[Block]:
    lines = [line for line in paragraph.split("\n") if line.strip()]
    if not lines:
        return []
    if _is_underlined(lines):
        mark = lines[1].strip()[0]
        marks += [mark] if mark not in marks else []
        return [
            Block(one_line(lines[0]), BlockKind.HEADING, marks.index(mark) + 1),
            *_blocks("\n".join(lines[2:]), marks),
        ]
    if any(_ITEM.match(line) for line in lines):
        return _list(lines)
    if _wrapped(lines):
        return [Block(one_line(" ".join(lines)))]
    return [Block(one_line(line)) for line in lines]


def _is_underlined(lines: list[str]) -> bool:
    """Whether the second line draws a line of about the first one's length below it."""
    if len(lines) < 2 or not _UNDERLINE.fullmatch(lines[1].strip()):
        return False
    title, line = len(lines[0].strip()), len(lines[1].strip())
    return re.search(r"\w", lines[0]) is not None and 0.5 * title <= line <= 2 * title


def _wrapped(lines: list[str]) -> bool:
    """Whether lines are one paragraph cut at a margin: all but the last are long, none very."""
    full = all(len(line.strip()) >= WRAPPED for line in lines[:-1])
    return full and all(len(line.strip()) <= MARGIN for line in lines)


def _list(lines: list[str]) -> list[Block]:
    """Items, each with its continuation lines; lines before the first item are the lead-in."""
    blocks: list[Block] = []
    for line in lines:
        marker = _ITEM.match(line)
        if marker:
            blocks.append(Block(one_line(line[marker.end() :]), BlockKind.ITEM))
        elif blocks and blocks[-1].kind is BlockKind.ITEM:
            blocks[-1] = Block(f"{blocks[-1].text} {one_line(line)}", BlockKind.ITEM)
        else:
            blocks.append(Block(one_line(line)))
    return blocks
