"""What stands below an answer, as lines that open: each citation on its section, with the quoted
sentence marked; and what a language model wrote that is not shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from app import markup
from app.interface import say
from app.library.versions import updated
from app.places import library_address
from app.wiring import Parts
from domain.errors import SourceNotFound, StoreError
from domain.types import Citation, Language, ParsedSource, Section, Withheld
from text.dating import written


def citation_html(
    citation: Citation,
    asked: Language,
    reader: Language,
    parts: Parts,
    place: str,
    conversation: str | None = None,
) -> str:
    """The line and what it opens; the labels in the reader's language.

    ``conversation``: the id that leads back to it from the source.
    """
    passage = citation.passage
    shown = _shown(citation, parts)
    head = [f"[{citation.marker}] {citation.title}"]
    head += [passage.section] if passage.section else []
    head += [say("page", reader, page=str(passage.page))] if passage.page is not None else []
    head += [say(f"quoted_in_{passage.language}", reader)] if passage.language is not asked else []
    inner = _dated(shown, reader) + _quoted(citation, shown, reader)
    if citation.twin is not None and passage.language is not asked:
        label = markup.paragraphs(say(f"twin_{citation.twin.language}", reader))
        inner += label + _spoken(markup.paragraphs(citation.twin.text), citation.twin.language)
    if shown is not None:
        inner += _link(citation, reader, conversation)
    return markup.details(" — ".join(head), inner, markup.anchor(place, citation.marker))


def withheld_html(withheld: Sequence[Withheld], asked: Language, reader: Language) -> str:
    """A line that opens on the sentences that are not shown as fact, each with why."""
    lines = (
        '<div class="one">'
        + _spoken(markup.paragraphs(one.text), asked)
        + f'<p class="where" lang="{asked}">{markup.text(one.explanation)}</p></div>'
        for one in withheld
    )
    return markup.block(markup.details(say("withheld", reader), "".join(lines)), "withheld", reader)


def _shown(citation: Citation, parts: Parts) -> ParsedSource | None:
    """The source as it is now; None where it no longer says what was quoted."""
    try:
        source = parts.show(citation.passage.source_id)
    except (SourceNotFound, StoreError):
        return None
    return source if source.text[citation.start : citation.end] == citation.quote else None


def _dated(shown: ParsedSource | None, reader: Language) -> str:
    """The source's own date, and since when it says this."""
    if shown is None:
        return ""
    date = shown.source.date
    told = [say("dated", reader, date=written(date, reader))] if date else []
    told += [updated(shown.source, reader)]
    line = " · ".join(part for part in told if part)
    return f'<p class="where">{markup.text(line)}</p>' if line else ""


def _quoted(citation: Citation, shown: ParsedSource | None, reader: Language) -> str:
    section = _section(citation, shown) if shown is not None else None
    if section is None:
        changed = "" if shown is not None else markup.paragraphs(say("changed", reader))
        text, offset = citation.passage.text, citation.passage.start
    else:
        changed, text, offset = "", section.text, section.start
    quoted = markup.marked(text, citation.start - offset, citation.end - offset)
    return changed + _spoken(quoted, citation.passage.language)


def _link(citation: Citation, reader: Language, conversation: str | None) -> str:
    """The way to the sentence in the library; in a tab of its own, for the conversation stays."""
    said = markup.text(say("open_source", reader))
    address = markup.text(library_address(citation, conversation))
    return f'<p class="where"><a href="{address}" target="_blank">{said}</a></p>'


def _section(citation: Citation, shown: ParsedSource) -> Section | None:
    """The section that the sentence stands in."""
    inside = (s for s in shown.sections if s.start <= citation.start and citation.end <= s.end)
    return next(inside, None)


def _spoken(inner: str, language: Language) -> str:
    return f'<div lang="{language}">{inner}</div>'
