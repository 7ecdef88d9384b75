"""Fixed parts of a Word file, and helpers for its elements, links and properties."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DEFAULT: dict[Any, str] = {None: _RELATIONS}  # the prefix that is none; lxml's types know no such
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

CONTENT_TYPES = (
    f"{_HEAD}"
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{_OFFICE}.footnotes+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_OFFICE}.settings+xml"/>'
    "</Types>"
).encode()
PACKAGE = (
    f'{_HEAD}<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
    'metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
).encode()
PARTS = ("styles", "settings", "footnotes")
"""Those that the document's own part names."""
SETTINGS = (
    f'{_HEAD}<w:settings xmlns:w="{_W}"><w:footnotePr><w:footnote w:id="-1"/>'
    '<w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
).encode()


def _style(
    name: str, shown: str, paragraph: str = "", run: str = "", kind: str = "paragraph"
) -> str:
    based = '<w:basedOn w:val="Normal"/>' if kind == "paragraph" and name != "Normal" else ""
    default = ' w:default="1"' if name == "Normal" else ""
    properties = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{name}"><w:name w:val="{shown}"/>{based}'
        f"<w:qFormat/>{properties}<w:rPr>{run}</w:rPr></w:style>"
    )


def _font(size: float, more: str = "") -> str:
    """``more`` comes before the size, as the schema has it."""
    return f'{more}<w:sz w:val="{int(size * 2)}"/><w:szCs w:val="{int(size * 2)}"/>'


_KEPT = "<w:keepNext/><w:keepLines/>"
STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:eastAsia="Cambria" w:cs="Times New Roman"/>'
    f'{_font(11)}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
    + _style("Normal", "Normal")
    + _style("Title", "Title", _KEPT + '<w:spacing w:after="60"/>', _font(20, "<w:b/>"))
    + _style("Subtitle", "Subtitle", '<w:spacing w:after="240"/>', _font(10, "<w:i/>"))
    + _style(
        "Heading1",
        "heading 1",
        _KEPT + '<w:spacing w:before="320" w:after="100"/><w:outlineLvl w:val="0"/>',
        _font(14, "<w:b/>"),
    )
    + _style("Remark", "Remark", '<w:ind w:left="284"/>', _font(10, "<w:i/>"))
    + _style("Bibliography", "Bibliography", '<w:ind w:left="284" w:hanging="284"/>')
    + _style(
        "FootnoteText",
        "footnote text",
        '<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>',
        _font(9),
    )
    + _style(
        "FootnoteReference",
        "footnote reference",
        run='<w:vertAlign w:val="superscript"/>',
        kind="character",
    )
    + _style(
        "Hyperlink", "Hyperlink", run='<w:color w:val="0B57A4"/><w:u w:val="single"/>',
        kind="character",
    )
    + "</w:styles>"
).encode()  # fmt: skip


def w(
    name: str, parent: etree._Element | None = None, text: str | None = None, /, **values: str
) -> etree._Element:
    """An element of WordprocessingML with its attributes, at the end of ``parent``."""
    attributes = {f"{{{_W}}}{key}": value for key, value in values.items()}
    spaces = {"w": _W, "r": _R}
    if parent is None:
        made = etree.Element(f"{{{_W}}}{name}", attributes, nsmap=spaces)
    else:
        made = etree.SubElement(parent, f"{{{_W}}}{name}", attributes)
    if text is not None:
        made.text = text
        made.set(_SPACE, "preserve")
    return made


def written(root: etree._Element) -> bytes:
    """A part's bytes."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


class Links:
    """The addresses that a part links to."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}

    def add(self, link: etree._Element, address: str) -> None:
        """Have a link lead there."""
        id = self._of.setdefault(address, f"link{len(self._of) + 1}")
        link.set(f"{{{_R}}}id", id)

    def part(self, parts: Iterable[str]) -> bytes:
        """The relationships of a part: to other parts by name, and to the addresses."""
        root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap=_DEFAULT)
        for name in parts:
            _relation(root, name, f"{_R}/{name}", f"{name}.xml")
        for address, id in self._of.items():
            _relation(root, id, f"{_R}/hyperlink", address, TargetMode="External")
        return written(root)


def _relation(root: etree._Element, id: str, kind: str, target: str, **more: str) -> None:
    values = {"Id": id, "Type": kind, "Target": target, **more}
    etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", values)


def core(title: str, locale: str, day: str) -> bytes:
    """The properties: title, language, and when it was made."""
    spaces = {"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap=spaces)
    for name, value in ((f"{{{_DC}}}title", title), (f"{{{_DC}}}creator", "Passerelle")):
        etree.SubElement(root, name).text = value
    made = etree.SubElement(root, f"{{{_TERMS}}}created", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
    made.text = f"{day}T00:00:00Z"
    etree.SubElement(root, f"{{{_DC}}}language").text = locale
    return written(root)
