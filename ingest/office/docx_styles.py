"""Word styles: whether a paragraph is a heading, a list item or a table of contents.

Style names are read in English and in French; a style inherits from the one it is based on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|titre|überschrift)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title|titre( principal| du document)?", re.IGNORECASE)
_ITEM = re.compile(
    r"(list|liste)( (bullet|number|paragraph|à puces|a puces|à numéros|numérotée))?"
    r"( ?[1-5])?|paragraphe? de liste",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(toc|tm|table des mati[eè]res)( ?[1-9])?|(toc|tm) heading|en-?tête de table des mati[eè]res|"
    r"table of figures|table des illustrations",
    re.IGNORECASE,
)
_PLAIN_ITEM = re.compile(r"list paragraph|paragraphe? de liste", re.IGNORECASE)
MOST_BASES = 12  # styles that a style is based on, one after the other


@dataclass(frozen=True, slots=True)
class Style:
    """Role of a paragraph; ``heading`` is its level, 0 for the document's title."""

    heading: int | None = None
    is_item: bool = False
    is_contents: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    base: str | None
    outline: int | None
    numbered: bool | None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one document, by id; ``heads`` are table styles that mark the first row."""

    known: Mapping[str, _Known]
    heads: frozenset[str] = frozenset()

    def has_head(self, table: _Element) -> bool:
        """Whether a table's style shows its first row as a head."""
        style = table.find(f"{W}tblPr/{W}tblStyle")
        look = table.find(f"{W}tblPr/{W}tblLook")
        if style is None or look is None or style.get(f"{W}val") not in self.heads:
            return False
        shown = look.get(f"{W}firstRow")
        bits = look.get(f"{W}val") or ""
        if shown is None:
            return re.fullmatch(r"[0-9A-Fa-f]{1,4}", bits) is not None and bool(int(bits, 16) & 32)
        return shown in ("1", "true", "on")

    def of(self, paragraph: _Element) -> Style:
        """The role of a paragraph, by its own properties, then by its style."""
        own = _properties(paragraph.find(f"{W}pPr"))
        chain = self._chain(own.base)
        names = [style.name for style in chain]
        if any(_CONTENTS.fullmatch(name) for name in names):
            return Style(is_contents=True)
        heading = _level(own, chain)
        if heading is not None:
            return Style(heading)
        numbered = next((s.numbered for s in (own, *chain) if s.numbered is not None), None)
        listed = any(_ITEM.fullmatch(n) and not _PLAIN_ITEM.fullmatch(n) for n in names)
        return Style(is_item=numbered if numbered is not None else listed)

    def _chain(self, id: str | None) -> list[_Known]:
        chain: list[_Known] = []
        while id is not None and id in self.known and len(chain) < MOST_BASES:
            chain.append(self.known[id])
            id = chain[-1].base
        return chain


def read_styles(root: _Element | None) -> Styles:
    """The paragraph and table styles of word/styles.xml."""
    known = {}
    heads = set()
    for style in root.iterfind(f"{W}style") if root is not None else ():
        name, base = style.find(f"{W}name"), style.find(f"{W}basedOn")
        said = _properties(style.find(f"{W}pPr"))
        if any(_sets_apart(part) for part in style.iterfind(f"{W}tblStylePr")):
            heads.add(style.get(f"{W}styleId") or "")
        known[style.get(f"{W}styleId") or ""] = _Known(
            name=(name.get(f"{W}val") or "" if name is not None else "").strip(),
            base=base.get(f"{W}val") if base is not None else None,
            outline=said.outline,
            numbered=said.numbered,
        )
    return Styles(known, frozenset(heads))


def _sets_apart(part: _Element) -> bool:
    """Whether this part of a table style shows the first row in bold letters or shaded."""
    if part.get(f"{W}type") != "firstRow":
        return False
    return part.find(f"{W}rPr/{W}b") is not None or part.find(f"{W}tcPr/{W}shd") is not None


def _level(own: _Known, chain: list[_Known]) -> int | None:
    if own.outline is not None:
        return own.outline if own.outline < 10 else None
    for style in chain:
        numbered = _HEADING.fullmatch(style.name)
        if numbered:
            return int(numbered.group(1))
        if _TITLE.fullmatch(style.name):
            return 0
        if style.outline is not None:
            return style.outline if style.outline < 10 else None
    return None


def _properties(properties: _Element | None) -> _Known:
    """The role in paragraph properties; outline levels are stored from 0, 9 is body text."""
    if properties is None:
        return _Known("", None, None, None)
    style = properties.find(f"{W}pStyle")
    outline = _number(properties.find(f"{W}outlineLvl"))
    list_id = properties.find(f"{W}numPr/{W}numId")
    numbered = None if list_id is None else list_id.get(f"{W}val") != "0"
    base = style.get(f"{W}val") if style is not None else None
    return _Known("", base, outline + 1 if outline is not None else None, numbered)


def _number(element: _Element | None) -> int | None:
    value = element.get(f"{W}val") or "" if element is not None else ""
    return int(value) if re.fullmatch(r"\d", value) else None
