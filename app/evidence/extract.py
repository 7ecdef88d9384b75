"""Rendering of a source for the pane beside the chat: metadata, the quoted sentence marked within
its paragraph, the sections nearby.

Everything of a source is escaped; see app/markup.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from app import markup
from app.interface import both, say
from app.library import markup as library_markup
from app.library.markup import Found
from app.library.parts import called
from app.library.source import provenance, sentence_of
from app.library.versions import updated
from app.wiring import Parts
from domain.errors import SourceNotFound
from domain.types import Language, ParsedSource, Passage
from text.dating import written

MOST = 24_000
"""Characters of a source that are shown at once: the section quoted, then those around it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Parameters of a request for a quotation: ``asked`` is the language of the
    answer, ``reader`` that of the interface.
    """

    source: str
    passage: str
    sentence: str
    reader: Language
    asked: Language


def extract(wanted: Wanted, parts: Parts) -> str:
    """The pane's content; raises SourceNotFound, StoreError."""
    parsed, reader = parts.show(wanted.source), wanted.reader
    passage = next((p for p in parsed.passages if p.id == wanted.passage), None)
    found = Found(passage, *sentence_of(passage, wanted.sentence)) if passage else None
    head = _title(parsed) + _section_path(passage, parsed) + _facts(parsed, passage, reader)
    inner = f'<div class="head">{head}</div>'
    inner += "" if found else markup.block(_said("evidence_changed", reader), "note", role="note")
    inner += _superseded(parsed, parts, reader)
    inner += _twin(parsed, passage, wanted.asked, parts, reader)
    inner += _text(parsed, found, reader) + _whole(wanted, reader)
    return markup.block(inner, "extract", reader)


def _title(parsed: ParsedSource) -> str:
    source = parsed.source
    return (
        f'<h2 class="title" tabindex="-1" lang="{source.language}">{markup.text(source.title)}</h2>'
    )


def _section_path(passage: Passage | None, parsed: ParsedSource) -> str:
    if passage is None or not passage.section_path:
        return ""
    path = markup.text(" › ".join(passage.section_path))
    return f'<p class="path" lang="{parsed.source.language}">{path}</p>'


def _facts(parsed: ParsedSource, passage: Passage | None, reader: Language) -> str:
    """Language, date, version and maker; then its origin, a web address as a link."""
    source = parsed.source
    page = passage.page if passage is not None else None
    facts = (
        called(passage.language if passage else source.language, reader),
        say("dated", reader, date=written(source.date, reader)) if source.date else "",
        updated(source, reader),
        source.author or "",
        "" if source.is_briefing else source.publisher or "",
        say("page", reader, page=str(page)) if page is not None else "",
        f"{say('detail_based_on', reader)} {source.based_on}" if source.based_on else "",
    )
    spans = "".join(f"<span>{markup.text(fact)}</span>" for fact in facts if fact)
    from_ = library_markup.linked(provenance(source, reader))
    return f'<p class="facts">{spans}</p><p class="from">{from_}</p>'


def _superseded(parsed: ParsedSource, parts: Parts, reader: Language) -> str:
    by = parsed.source.superseded_by
    if by is None:
        return ""
    try:
        title = parts.show(by).source.title
    except SourceNotFound:
        title = by
    said = markup.paragraphs(say("is_superseded", reader, title=title))
    return markup.block(said, "note", reader, "note")


def _twin(
    parsed: ParsedSource, passage: Passage | None, asked: Language, parts: Parts, reader: Language
) -> str:
    """The same passage in the language of the answer, where the quotation is in the other."""
    twin = parsed.source.twin
    if passage is None or passage.language is asked or passage.twin_id is None or twin is None:
        return ""
    try:
        other = parts.show(twin)
    except SourceNotFound:
        return ""
    same = next((p for p in other.passages if p.id == passage.twin_id), None)
    if same is None:
        return ""
    said = markup.paragraphs(same.text)
    label = f'<p class="where">{markup.text(say(f"twin_{same.language}", reader))}</p>'
    return markup.block(f'{label}<div lang="{same.language}">{said}</div>', "twin")


def _text(parsed: ParsedSource, found: Found | None, reader: Language) -> str:
    page = both("page")[0 if reader is Language.FR else 1]
    shown = _nearby(parsed, found)
    sections = "".join(
        library_markup.section(
            parsed,
            n,
            " › ".join(parsed.sections[n].path) or say("beginning", reader),
            page,
            found,
        )
        for n in shown
    )
    cut = len(shown) < len(parsed.sections)
    note = f'<p class="where">{markup.text(say("evidence_cut", reader))}</p>' if cut else ""
    return note + markup.block(sections, "source", parsed.source.language)


def _nearby(parsed: ParsedSource, found: Found | None) -> range:
    """The section of the sentence and those around it, as many as fit."""
    sizes = [section.end - section.start for section in parsed.sections]
    at = found.passage.start if found else 0
    here = next((n for n, s in enumerate(parsed.sections) if s.start <= at < s.end), 0)
    first, last, room = here, here, MOST - sum(sizes[here : here + 1])
    grown = True
    while grown:
        grown = False
        if last + 1 < len(sizes) and sizes[last + 1] <= room:
            last, room, grown = last + 1, room - sizes[last + 1], True
        if first > 0 and sizes[first - 1] <= room:
            first, room, grown = first - 1, room - sizes[first - 1], True
    return range(first, last + 1) if sizes else range(0)


def _whole(wanted: Wanted, reader: Language) -> str:
    """A link to the whole source on the library page, in a new tab."""
    place: Mapping[str, str] = {
        "source": wanted.source,
        "passage": wanted.passage,
        "sentence": wanted.sentence,
    }
    address = markup.text(f"library?{urlencode({n: v for n, v in place.items() if v})}")
    said = markup.text(say("evidence_whole", reader))
    return f'<p class="whole"><a href="{address}" target="_blank">{said}</a></p>'


def _said(name: str, reader: Language) -> str:
    return markup.paragraphs(say(name, reader))
