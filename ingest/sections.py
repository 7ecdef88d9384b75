"""Section segmentation: heading detection, and assembly of the cleaned text.

Headings come from Markdown and HTML, and from bare text by its form: a short line without a final
stop between paragraphs (level 1), the same with a colon (level 2), a label at the start of a
paragraph ("Label: A sentence", level 3). Where several paragraphs begin with the number of a part
("Article 2. - The master pays"), each heads what follows it up to the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.types import Section
from ingest.document import Block, BlockKind
from text import divisions

PLAIN, COLON, LABEL = 1, 2, 3
HEADING_WORDS = 14
HEADING_LENGTH = 110
TITLE_WORDS = 4
_STOP = re.compile(r"[.!?…;,]$")
_LABEL = re.compile(
    r"(?P<label>[A-ZÀ-ÖØ-Þ0-9][^.;:!«»“”\"\n]{1,70}?)"
    r"[ \u00a0\u202f]*:[ \u00a0\u202f]+(?=[A-ZÀ-ÖØ-Þ0-9])"
)
# "Article 2. - ", "Art. 4: ", "Section 5. ", "§ 3 — " before a sentence.
_NUMBERED = re.compile(
    rf"(?P<label>{divisions.DIVISION.pattern})[ \u00a0\u202f]*"
    r"(?:[-–—:][ \u00a0\u202f]+|(?<=\.)[ \u00a0\u202f]+)(?=[A-ZÀ-ÖØ-ÞŒ0-9«“\"(])"
)
_SAYS = re.compile(
    r"\b(dit|déclar\w+|expliqu\w+|affirm\w+|ajout\w+|note[rz]?|attention|remarque|said|says|added|"
    r"told|warn\w*|nb)\b",
    re.IGNORECASE,
)
LABEL_WORDS = 8
# A person with an office introduces what he says: "Paul Dern, maire de Selm : Le port ouvrira."
_SPEAKER = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*\s+){0,3}[A-ZÀ-ÖØ-Þ][\w'’.-]*,\s+[a-zà-öø-ÿœ]")
DEEPEST = 4
"""Headings of one level that follow each other without a text between and are kept in a path."""


@dataclass(frozen=True, slots=True)
class Structured:
    """The cleaned text with its sections; ``title`` is the title found in the text.

    ``pages`` lists where in the text each page begins, in order: (offset, page).
    """

    text: str
    sections: tuple[Section, ...]
    title: str | None
    pages: tuple[tuple[int, int], ...] = ()


def build(blocks: Sequence[Block], title: str | None, bare: bool) -> Structured:
    """Put the cleaned text together and cut it into sections.

    ``bare`` states that the blocks have no headings of their own. A title given by the metadata is
    removed from the headings; otherwise the first heading before any text is the title.
    """
    marked = _mark_headings(blocks) if bare else list(blocks)
    found, body = _take_title(marked, title, bare)
    grown = _assemble(found, list(_labelled(body)), bare)
    text, sections = grown.finished()
    return Structured(text, sections, found, tuple(grown.pages))


def _mark_headings(blocks: Sequence[Block]) -> list[Block]:
    following = [*blocks[1:], None][: len(blocks)]
    return [
        _heading(block) if after is not None and _looks_like_heading(block) else block
        for block, after in zip(blocks, following, strict=True)
    ]


def _looks_like_heading(block: Block) -> bool:
    text = block.text
    if block.kind is BlockKind.PARAGRAPH and divisions.DIVISION.fullmatch(text):
        return True
    if block.kind is not BlockKind.PARAGRAPH or _STOP.search(text) or len(text) > HEADING_LENGTH:
        return False
    return len(text.split()) <= HEADING_WORDS and text[0].isalnum()


def _heading(block: Block) -> Block:
    return block.as_heading(COLON if block.text.endswith(":") else PLAIN)


def _take_title(
    blocks: list[Block], title: str | None, bare: bool
) -> tuple[str | None, list[Block]]:
    """The title and the blocks without it (and, in bare text, without the lines above it)."""
    lead = 0
    while lead < len(blocks) and blocks[lead].kind is BlockKind.HEADING:
        lead += 1
    if title is not None:
        heads = (n for n, b in enumerate(blocks) if b.kind is BlockKind.HEADING)
        place = next((n for n in heads if _same(blocks[n].text, title)), None)
        if place is None:
            return title, blocks
        return title, ([] if place < lead else blocks[:place]) + blocks[place + 1 :]
    if bare:
        long = [n for n in range(lead) if len(blocks[n].text.split()) >= TITLE_WORDS]
        if lead == 0:
            return None, blocks
        place = long[0] if long else 0
        return blocks[place].text, blocks[place + 1 :]
    tops = [n for n, b in enumerate(blocks) if b.kind is BlockKind.HEADING and b.level == 1]
    if len(tops) == 1 and tops[0] < max(lead, 1):
        return blocks[tops[0]].text, blocks[: tops[0]] + blocks[tops[0] + 1 :]
    return None, blocks


def _same(a: str, b: str) -> bool:
    return _words(a) == _words(b)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _labelled(blocks: Sequence[Block]) -> Iterator[tuple[re.Match[str] | None, Block]]:
    """Each block with the label that it begins with, if any."""
    several = _numbered_in_a_row(blocks)
    for block in blocks:
        match = _LABEL.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
        numbered = _numbered(block)
        if numbered and divisions.rank(numbered["label"]) in several:
            yield numbered, block
        else:
            yield (match if match and _is_label(match) else None), block


def _numbered(block: Block) -> re.Match[str] | None:
    return _NUMBERED.match(block.text) if block.kind is BlockKind.PARAGRAPH else None


def _numbered_in_a_row(blocks: Sequence[Block]) -> frozenset[int | None]:
    """The kinds of numbered parts that head at least two paragraphs."""
    found = Counter(divisions.rank(m["label"]) for block in blocks if (m := _numbered(block)))
    return frozenset(rank for rank, count in found.items() if count > 1)


def _is_label(match: re.Match[str]) -> bool:
    label = match.group("label")
    if label.count("(") != label.count(")") or label.count("[") != label.count("]"):
        return False  # "Norvania (Estrian: Norvanja) is a country": the colon is the bracket's
    if _SPEAKER.match(label):
        return False
    rest = match.string[match.end() :]
    sentence = len(rest.split()) >= 4 and rest.rstrip(" \u00a0»”\"')").endswith(
        (".", "!", "?", "…")
    )
    return len(label.split()) <= LABEL_WORDS and not _SAYS.search(label) and sentence


class _Text:
    """The cleaned text as it grows, with a section for every change of path."""

    def __init__(self) -> None:
        self.sections: list[tuple[tuple[str, ...], int, int]] = []
        self.pages: list[tuple[int, int]] = []
        self._parts: list[str] = []
        self._length = 0
        self._path: tuple[str, ...] = ()
        self._span: tuple[int, int] | None = None

    def line(self, text: str, separator: str = "\n\n") -> int:
        """Add a line; returns where it starts."""
        added = [separator, text] if self._parts else [text]
        self._parts += added
        self._length += sum(map(len, added))
        return self._length - len(text)

    def block(self, block: Block, separator: str = "\n\n") -> int:
        """Add the text of a block, and where its pages begin; returns where it starts."""
        start = self.line(block.text, separator)
        for offset, page in block.pages:
            if not self.pages or self.pages[-1][1] != page:
                self.pages.append((start + offset, page))
        return start

    def body(self, path: tuple[str, ...], start: int) -> None:
        """Add the text from ``start`` on to the section of this path."""
        if self._span and path == self._path:
            self._span = (self._span[0], self._length)
            return
        self.close()
        self._path, self._span = path, (start, self._length)

    def close(self) -> None:
        """End the section that is open."""
        if self._span:
            self.sections.append((self._path, *self._span))
        self._span = None

    def finished(self) -> tuple[str, tuple[Section, ...]]:
        """The text, and its sections with their bodies."""
        self.close()
        text = "".join(self._parts)
        return text, tuple(Section(path, text[a:b], a, b) for path, a, b in self.sections)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading in the path; ``depth`` counts those of its level right above it without a text."""

    level: int
    depth: int
    name: str

    @property
    def rank(self) -> int | None:
        """The rank of the numbered part it heads, from 0; None for a heading of another form."""
        return divisions.rank(self.name)


def _assemble(
    title: str | None, body: Sequence[tuple[re.Match[str] | None, Block]], bare: bool
) -> _Text:
    grown = _Text()
    if title:
        grown.line(title)
    path: list[_Heading] = []
    part: str | None = None
    before: Block | None = None
    for label, block in body:
        if block.kind is BlockKind.HEADING:
            grown.close()
            follows = before is not None and before.kind is BlockKind.HEADING
            path, part = _under(path, block, follows, bare), None
            grown.block(block)
        else:
            part = _name(label["label"].strip()) if label and label.re is _NUMBERED else part
            above = _above(path, part)
            _body(grown, above, label, block, _separator(before, block))
        before = block
    return grown


def _above(path: Sequence[_Heading], part: str | None) -> tuple[str, ...]:
    """The names of the headings over a text, with the numbered part that no heading names.

    The part takes the place of a heading of its own kind.
    """
    rank = divisions.rank(part) if part else None
    names = tuple(h.name for h in path if rank is None or h.rank is None or h.rank < rank)
    return (*names, part) if part else names


def _body(
    grown: _Text,
    path: tuple[str, ...],
    label: re.Match[str] | None,
    block: Block,
    separator: str,
) -> None:
    """Add a block of text; one with a label of its own is a section of its own.

    The number of a part heads the blocks after it too.
    """
    if label is None:
        grown.body(path, grown.block(block, separator))
        return
    grown.close()
    start = grown.block(block, separator) + label.end()
    if label.re is _NUMBERED:
        grown.body(path, start)
        return
    grown.body((*path, label["label"].strip()), start)
    grown.close()


def _under(path: Sequence[_Heading], block: Block, follows: bool, bare: bool) -> list[_Heading]:
    """The path with a heading more.

    One that ``follows`` a heading of its own level at once is nested under it where that numbers a
    part ("Article 2", then "Dues"), and in ``bare`` text, whose levels are guessed: else the first
    one would be lost. A part is a sibling of the last of its kind, whatever was between.
    """
    new = _Heading(block.level or PLAIN, 0, _name(block.text))
    above = [h for h in path if h.level < new.level]
    same = [h for h in path if h.level == new.level]
    alike = next((h for h in same if h.rank is not None and h.rank == new.rank), None)
    if alike:
        kept = [h for h in same if h.depth < alike.depth]
    elif follows and same and same[-1] is path[-1] and (bare or same[-1].rank is not None):
        kept = same[1 - DEEPEST :]
    elif new.rank is not None:
        kept = [h for h in same if h.rank is not None and h.rank < new.rank]
    else:
        kept = [h for h in same[:-1] if h.rank is not None]
    depth = kept[-1].depth + 1 if kept else 0
    return [*above, *kept, replace(new, depth=depth)]


def _separator(before: Block | None, block: Block) -> str:
    """Items and rows are set together, below their lead-in line."""
    if block.kind is BlockKind.PARAGRAPH or before is None or before.kind is BlockKind.HEADING:
        return "\n\n"
    leads_in = before.kind is BlockKind.PARAGRAPH and before.text.endswith(":")
    return "\n" if before.kind is block.kind or leads_in else "\n\n"


def _name(heading: str) -> str:
    """A heading in its form for a path: without its final colon, or the stop of "Art. 2."."""
    if divisions.DIVISION.fullmatch(heading):
        return heading.rstrip(".")
    return re.sub(r"[ \u00a0\u202f]*:$", "", heading)
