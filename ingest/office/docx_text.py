"""Visible text of a paragraph of a Word document.

Deleted and hidden text, instructions of fields and the prompts of empty content controls are left
out; raised figures stay raised, or 10 to the power of 6 would read 106.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.characters import superscript, tidy
from ingest.office.docx_styles import W

if TYPE_CHECKING:
    from lxml.etree import _Element

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_UNSEEN = frozenset((FALLBACK, f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}txbxContent"))
_SPACES = frozenset((f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab"))
_RAISED = re.compile(r"[0-9+\u2212-]+")
_SYMBOLS = {"B0": "°", "B1": "±", "B4": "×", "A3": "≤", "B3": "≥", "B9": "≠", "A5": "∞", "B7": "•"}
"""Signs of the font Symbol by their place."""


def text_of(paragraph: _Element) -> str:
    """The visible text of a paragraph; walked without recursion."""
    parts: list[str] = []
    fields: list[bool] = []  # the open fields, each with whether its result has begun
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in _UNSEEN or (element.tag == f"{W}r" and _is_hidden(element)):
            continue
        if element.tag == f"{W}fldChar":
            _step(fields, element.get(f"{W}fldCharType") or "")
        elif element.tag not in (f"{W}p", f"{W}tbl") and not is_placeholder(element):
            parts.append(_own(element) if all(fields) else "")
            stack.extend(reversed(element))
    return tidy("".join(parts))


def is_placeholder(element: _Element) -> bool:
    """Whether a content control is empty and shows what to put in."""
    return element.tag == f"{W}sdt" and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _step(fields: list[bool], kind: str) -> None:
    """One step into, through or out of a field."""
    if kind == "begin":
        fields.append(False)
    elif fields and kind == "separate":
        fields[-1] = True
    elif fields and kind == "end":
        fields.pop()


def _own(element: _Element) -> str:
    """The characters that an element itself represents."""
    if element.tag == f"{W}t":
        text = element.text or ""
        return superscript(text) if _RAISED.fullmatch(text) and _is_raised(element) else text
    if element.tag == _MATH:
        return element.text or ""
    if element.tag in _SPACES:
        return " "
    if element.tag == f"{W}sym":
        symbol = (element.get(f"{W}font") or "").casefold() == "symbol"
        return _SYMBOLS.get((element.get(f"{W}char") or "")[-2:].upper(), "") if symbol else ""
    return "-" if element.tag == f"{W}noBreakHyphen" else ""


def _is_raised(text: _Element) -> bool:
    run = text.getparent()
    align = run.find(f"{W}rPr/{W}vertAlign") if run is not None else None
    return align is not None and align.get(f"{W}val") == "superscript"


def _is_hidden(run: _Element) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and hidden.get(f"{W}val") not in ("0", "false")
