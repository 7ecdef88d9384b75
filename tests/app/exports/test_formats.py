"""Each format of an export is read back by a reader of its own, whatever the sources say."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx as python_docx
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.conversations.exchange import Exchange
from app.exports.bibliography import bibtex, csl_json, ris
from app.exports.document import Document, Note, Reference, document
from app.exports.docx import docx
from app.exports.formats import FORMATS, exported
from app.exports.markdown import answer_markdown, markdown
from app.exports.plain import answer_html, answer_text
from app.exports.printable import printable
from app.exports.wording import clean, file_name, line, web_address
from domain.errors import StoreBusy
from domain.types import (
    Answer,
    AnswerSentence,
    Citation,
    Language,
    Passage,
    Source,
    Status,
    Withheld,
)

DAY = date(2026, 11, 29)
WITHHELD = "Never to be shown."
HOSTILE = st.sampled_from(
    (
        "<script>alert(1)</script>",
        "![x](https://evil.example/x.png)",
        "[click](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "https://evil.example/ and www.evil.example",
        "}\n}\n@misc{evil, title = {x}}",
        "a\r\nER  - \r\nTY  - BOOK\r\nTI  - evil",
        "--> ]]> &amp; &#x41; \\alert{} $x^2$ ~~no~~ `code`",
        "# heading\n\n- list\n1. one\n> quote\n\n    code\n\n---\n===\n| a | b |\n|---|---|",
        "{: onclick=alert(1)}\n[1]: https://evil.example",
        "\x00\x07\x1b[2J\ufffe\ud800\u2028\u202e\x85",
        "« L'accord » coûte 5\u00a0% :\u202fc'est dit.",
    )
)
TEXT = st.one_of(HOSTILE, st.text(max_size=60), st.lists(HOSTILE, max_size=3).map(" ".join))
URI = st.one_of(
    st.sampled_from(("https://example.org/a?b=1&c={d}#é", "/srv/files/ferry.pdf", "C:\\x\\y.txt")),
    st.sampled_from(
        ('https://e.org/"><script>', "javascript:alert(1)", "http://[", "https://e.org/\n")
    ),
    TEXT.map(lambda told: f"https://example.org/{told}"),
)
LANGUAGE = st.sampled_from(tuple(Language))
DATE = st.sampled_from((None, "2024", "2024-05", "2024-05-02", "nonsense"))


@st.composite
def exchanges(draw: st.DrawFn) -> Exchange:
    """A question with an answer of one sentence or more, over one source or two."""
    sources = [
        Source(
            id, draw(TEXT), draw(URI), "x", draw(LANGUAGE), "text", "h", draw(DATE), draw(TEXT),
            draw(TEXT), ingested_at="2026-11-28T10:00:00+00:00",
        )
        for id in ("one", "two")
    ]  # fmt: skip
    quotes = draw(st.lists(TEXT.filter(lambda q: clean(q).strip(" \n")), min_size=1, max_size=3))
    citations = [
        Citation(marker, _passage(draw(TEXT), quote, marker), quote, 0, len(quote), "title")
        for marker, quote in enumerate(quotes, start=1)
    ]
    told = [AnswerSentence(quote, (marker,)) for marker, quote in enumerate(quotes, start=1)]
    answer = Answer(
        draw(TEXT),
        draw(LANGUAGE),
        Status.ANSWERED,
        (*told, AnswerSentence(draw(TEXT), (1, len(quotes)))),
        tuple(citations),
        notices=(draw(TEXT.filter(lambda told: bool(line(told)))),),
        withheld=(Withheld(WITHHELD, "figure", WITHHELD),),
    )
    return Exchange(draw(TEXT), answer, sources=tuple(sources))


def _passage(section: str, quote: str, marker: int) -> Passage:
    source, language = ("one", Language.FR) if marker % 2 else ("two", Language.EN)
    return Passage(f"p{marker}", source, (section,), quote, 0, len(quote), language, 0, 0)


def made(*told: Exchange, reader: Language = Language.FR) -> Document:
    return document(told, "Title", reader, DAY)


def notes(whole: Document) -> list[Note]:
    return [note for turn in whole.turns for note in turn.notes]


def squeezed(value: str) -> str:
    """Without what lines and paragraphs are made of, which formats write in their own way."""
    return re.sub(r"[ \t\n]+", " ", value).strip(" ")


def tokens(text: str) -> list[Token]:
    """All that a renderer of Markdown with tables and strikethrough draws."""
    found = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [inner for token in found for inner in (token, *(token.children or ()))]


@settings(max_examples=40)
@given(exchanges(), exchanges())
def test_markdown_draws_the_quotations_and_nothing_of_the_sources_own(
    one: Exchange, two: Exchange
) -> None:
    whole = made(one, two)
    told = markdown(whole)
    addresses = {reference.url for reference in whole.references if reference.url}
    found = tokens(told)
    assert {t.type for t in found} <= {
        "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text",
        "softbreak", "blockquote_open", "blockquote_close", "em_open", "em_close", "link_open",
        "link_close", "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
    }  # fmt: skip
    assert {t.attrs["href"] for t in found if t.type == "link_open"} <= _normalized(addresses)
    assert sum(t.type == "heading_open" for t in found) == len(whole.turns) + 2
    assert sum(t.type == "blockquote_open" for t in found) == len(notes(whole))
    assert [squeezed(quote) for quote in _quoted(found)] == [
        squeezed(n.quote) for n in notes(whole)
    ]
    assert not re.search(r"(?i)[a-z]://|www\.", re.sub(r"<https?://[^>]*>", "", told))
    assert WITHHELD not in told


def _normalized(addresses: set[str]) -> set[str]:
    return {MarkdownIt().normalizeLink(address) for address in addresses}


def _quoted(found: list[Token]) -> list[str]:
    """The text of each block quotation."""
    told: list[str] = []
    inside = False
    for token in found:
        if token.type == "blockquote_open":
            inside = True
            told.append("")
        elif token.type == "blockquote_close":
            inside = False
        elif inside and token.type in ("text", "softbreak", "paragraph_open"):
            told[-1] += token.content if token.type == "text" else "\n"
    return told


@settings(max_examples=40)
@given(exchanges(), exchanges())
def test_the_page_to_print_has_the_notes_and_only_our_elements(
    one: Exchange, two: Exchange
) -> None:
    whole = made(one, two)
    told = printable(whole)
    page = html.document_fromstring(told)
    assert {element.tag for element in page.iter()} <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "section",
        "span", "sup", "a", "ol", "ul", "li",
    }  # fmt: skip
    names = {name for element in page.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on")]
    links = [a.get("href") for a in page.iter("a")]
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    for link in links:
        assert link.removeprefix("#") in ids if link.startswith("#") else web_address(link)
    quotes = page.xpath("//ol//span[@class='quote']")
    shown = [squeezed(quote.text_content()) for quote in quotes]
    assert all(squeezed(n.quote) in told for n, told in zip(notes(whole), shown, strict=True))
    assert WITHHELD not in told


@settings(max_examples=40)
@given(exchanges(), exchanges())
def test_a_word_file_opens_and_has_a_footnote_for_each_note(one: Exchange, two: Exchange) -> None:
    whole = made(one, two)
    data = docx(whole)
    opened = python_docx.Document(BytesIO(data))
    headings = [p.text for p in opened.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [*(turn.question for turn in whole.turns), "Sources"]
    with ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        parts = {n: etree.fromstring(package.read(n)) for n in package.namelist()}
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    body, foot = parts["word/document.xml"], parts["word/footnotes.xml"]
    referred = [int(r.get(f"{w}id", "")) for r in body.iter(f"{w}footnoteReference")]
    assert referred == [note.number for note in notes(whole)]
    written = {int(f.get(f"{w}id", "")): _text(f, w) for f in foot.iter(f"{w}footnote")}
    for note in notes(whole):
        assert note.quote in written[note.number]
    links = parts["word/_rels/footnotes.xml.rels"], parts["word/_rels/document.xml.rels"]
    for relation in (each for part in links for each in part):
        if relation.get("TargetMode") == "External":
            assert web_address(relation.get("Target", ""))
    assert WITHHELD not in "".join(_text(part, w) for part in (body, foot))


def _text(part: Any, w: str) -> str:
    return "".join(
        "\n" if e.tag == f"{w}br" else e.text or "" for e in part.iter(f"{w}t", f"{w}br")
    )


def read_bibtex(told: str) -> list[dict[str, str]]:
    """The entries, each with its key as ``key``: braces counted, as BibTeX does."""
    entries: list[dict[str, str]] = []
    at = 0
    while (at := told.find("@", at)) >= 0:
        kind, _, rest = told[at:].partition("{")
        assert kind == "@misc"
        inner = _braced(rest)
        key, _, fields = inner.partition(",")
        entry = {"key": key}
        while found := re.match(r"\s*([a-z]+) = \{", fields):
            value = _braced(fields[found.end() :])
            entry[found[1]] = value
            fields = fields[found.end() + len(value) + 1 :].removeprefix(",")
        assert not fields.strip()
        entries.append(entry)
        at += len(kind) + len(inner) + 2
    return entries


def _braced(told: str) -> str:
    depth = 1
    for at, sign in enumerate(told):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if not depth:
            return told[:at]
    raise AssertionError("braces do not match")


def of_tex(value: str) -> str:
    """What LaTeX prints of a value."""
    named = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciicircum": "^",
             "asciitilde": "~"}  # fmt: skip
    told = re.sub(r"\\text([a-z]+)\{\}|\\([%#$&_])", lambda m: named[m[1]] if m[1] else m[2], value)
    return told.removeprefix("{").removesuffix("}") if value.startswith("{") else told


@settings(max_examples=40)
@given(exchanges(), exchanges())
def test_bibtex_has_each_source_once_and_says_what_it_says(one: Exchange, two: Exchange) -> None:
    whole = made(one, two)
    entries = read_bibtex(bibtex(whole))
    assert len({entry["key"] for entry in entries}) == len(entries) == len(whole.references) <= 2
    for entry, reference in zip(entries, whole.references, strict=True):
        assert of_tex(entry["title"]) == reference.title
        assert of_tex(entry.get("publisher", "")) == reference.publisher
        assert of_tex(entry.get("author", "")) == reference.author
        assert entry.get("url", "") == reference.url
        assert entry.get("urldate", "") == reference.accessed
        assert entry["language"] == reference.language


@settings(max_examples=40)
@given(exchanges(), exchanges())
def test_ris_has_each_source_once_and_no_line_of_the_sources_own(
    one: Exchange, two: Exchange
) -> None:
    whole = made(one, two)
    records: list[dict[str, str]] = []
    for told in ris(whole).splitlines():
        found = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", told)
        assert found is not None
        if found[1] == "TY":
            records.append({})
        assert found[1] not in records[-1]
        records[-1][found[1]] = found[2]
    for record, reference in zip(records, whole.references, strict=True):
        assert record["ER"] == ""
        assert record.get("TI", "") == reference.title
        assert record.get("UR", "") == reference.url
        assert record["LA"] == reference.language


@settings(max_examples=40)
@given(exchanges(), exchanges())
def test_csl_json_has_each_source_once(one: Exchange, two: Exchange) -> None:
    whole = made(one, two)
    items = json.loads(csl_json(whole))
    assert len({item["id"] for item in items}) == len(items) == len(whole.references)
    for item, reference in zip(items, whole.references, strict=True):
        assert item.get("title", "") == reference.title
        assert item["type"] == ("webpage" if reference.url else "document")
        assert ("accessed" in item) == bool(reference.url)
        assert item["language"] == reference.language


@settings(max_examples=40)
@given(exchanges())
def test_what_is_copied_has_the_citations_and_nothing_withheld(one: Exchange) -> None:
    [turn] = made(one).turns
    text, pasted = answer_text(turn), html.fragment_fromstring(answer_html(turn), "div")
    assert all(note.quote in text for note in turn.notes)
    assert {element.tag for element in pasted.iter()} <= {"div", "p", "sup", "em", "a"}
    assert len(_quoted(tokens(answer_markdown(turn)))) == len(turn.notes)
    assert WITHHELD not in text + answer_html(turn) + answer_markdown(turn)


def cited(markers: tuple[tuple[int, ...], ...], exists: tuple[int, ...]) -> Exchange:
    citations = (
        Citation(m, _passage("A", f"Quote {m}.", m), f"Quote {m}.", 0, 8, "Ferry") for m in exists
    )
    sentences = tuple(AnswerSentence(f"Sentence {n}.", told) for n, told in enumerate(markers))
    answer = Answer("Q?", Language.EN, Status.ANSWERED, sentences, tuple(citations))
    return Exchange("Q?", answer)


def test_notes_are_numbered_through_as_the_text_comes_to_them() -> None:
    whole = made(cited(((2,), (1, 2)), (1, 2, 3)), cited(((1,),), (1,)))
    assert [[s.numbers for s in turn.sentences] for turn in whole.turns] == [
        [(1,), (2, 1, 3)],
        [(4,)],
    ]
    assert [n.quote for n in notes(whole)] == ["Quote 2.", "Quote 1.", "Quote 3.", "Quote 1."]
    assert [reference.id for reference in whole.references] == ["one", "two"]
    assert "NOTEREF note1 " in ZipFile(BytesIO(docx(whole))).read("word/document.xml").decode()


def test_what_has_no_answer_is_exported_with_the_reason() -> None:
    told = markdown(made(Exchange("A?"), Exchange("B?", error=StoreBusy("store", "process 7"))))
    assert "Arrêt demandé" in told
    assert "process 7" in told
    for format in FORMATS:
        assert exported([Exchange("A?")], format, "A?", Language.EN, DAY) is not None


def test_the_words_around_are_in_the_language_of_the_answer() -> None:
    source = Source(
        "one", "Le bac", "https://example.org/bac", "x", Language.FR, "text", "h", "2024-05-01",
        publisher="Gazette", ingested_at="2026-11-28T10:00:00+00:00",
    )  # fmt: skip
    exchange = replace(cited(((1,),), (1,)), sources=(source,))
    told = markdown(made(exchange))
    assert "# Title\n\nExporté de Passerelle le 29 novembre 2026\n" in told
    assert (
        "\\[1\\] Le bac, A, Gazette, 1 May 2024, quoted in French, <https://example.org/bac>, "
        "accessed 28 November 2026\n\n> Quote 1.\n"
    ) in told


def test_names_of_files_and_addresses_are_plain() -> None:
    assert file_name("Échanges UE–Kazakhstan : 40 % ?", "md") == "echanges-ue-kazakhstan-40.md"
    assert file_name("?", "bib") == "passerelle.bib"
    assert web_address("https://example.org/é a\"'<>") == "https://example.org/%C3%A9%20a%22'%3C%3E"
    assert web_address("file:///etc/passwd") is None
    reference = Reference("x", "The Astana Times", Language.EN)
    whole = Document("T", Language.EN, DAY, (), (reference, replace(reference, id="y")))
    assert [entry["key"] for entry in read_bibtex(bibtex(whole))] == ["the-astana", "the-astana.2"]
