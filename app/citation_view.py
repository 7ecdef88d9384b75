"""Rendering of citations below an answer, each a link to its sentence in the source; and of the
language model sentences that were withheld.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app import markup
from app.answer_age import SourcesById
from app.interface import say
from app.places import library_address
from app.wiring import Parts
from domain.errors import SourceNotFound, StoreError
from domain.types import Citation, Language, Source, Withheld
from text.dating import written


def mark_of(
    citation: Citation, asked: Language, place: str, conversation: str | None
) -> markup.Mark:
    """Tooltip and target of a citation's marks in the answer."""
    return markup.Mark(
        library_address(citation, conversation),
        markup.anchor(place, citation.marker),
        citation.quote,
        _named(citation),
        citation.passage.language,
        asked,
    )


def citation_html(
    citation: Citation,
    asked: Language,
    reader: Language,
    parts: Parts,
    then: Mapping[str, Source],
    sources: SourcesById | None,
    place: str,
    conversation: str | None = None,
) -> str:
    """One item of the list; the labels in the reader's language.

    ``then``: the sources as they were when it was quoted; ``sources``: as they are now.
    """
    name = markup.anchor(place, citation.marker)
    if _said_still(citation, parts, then.get(citation.passage.source_id), sources):
        mark = mark_of(citation, asked, place, conversation)
        return f'<li id="{markup.text(name)}">{_line(citation, mark, asked, reader, then)}</li>'
    return f"<li>{_as_quoted(citation, asked, reader, name)}</li>"


def withheld_html(withheld: Sequence[Withheld], asked: Language, reader: Language) -> str:
    """An expander with the withheld sentences, each with its reason."""
    lines = (
        '<div class="one">'
        + _spoken(markup.paragraphs(one.text), asked)
        + f'<p class="where" lang="{asked}">{markup.text(one.explanation)}</p></div>'
        for one in withheld
    )
    return markup.block(markup.details(say("withheld", reader), "".join(lines)), "withheld", reader)


def _said_still(
    citation: Citation, parts: Parts, then: Source | None, sources: SourcesById | None
) -> bool:
    """Whether the source can be opened at the sentence; it is read only where it has changed."""
    now = sources.get(citation.passage.source_id) if sources is not None else None
    if now is not None and then is not None and now.content_hash == then.content_hash:
        return True
    try:
        shown = parts.show(citation.passage.source_id)
    except (SourceNotFound, StoreError):
        return False
    return shown.text[citation.start : citation.end] == citation.quote


def _line(
    citation: Citation,
    mark: markup.Mark,
    asked: Language,
    reader: Language,
    then: Mapping[str, Source],
) -> str:
    """The number, the source and the section, as one link; then the page, language and date."""
    source = then.get(citation.passage.source_id)
    facts = _facts(citation, asked, reader)
    facts += [written(source.date, reader)] if source is not None and source.date else []
    beside = f'<span class="where">{markup.text(" · ".join(facts))}</span>' if facts else ""
    language = citation.passage.language
    said = (
        f'<b>{citation.marker}</b> <span lang="{language}">{markup.text(_named(citation))}</span>'
    )
    return markup.evidence_link(mark, said, "reference") + beside


def _facts(citation: Citation, asked: Language, reader: Language) -> list[str]:
    passage = citation.passage
    facts = [say("page", reader, page=str(passage.page))] if passage.page is not None else []
    return facts + (
        [say(f"quoted_in_{passage.language}", reader)] if passage.language is not asked else []
    )


def _named(citation: Citation) -> str:
    """The source and the section."""
    section = citation.passage.section
    return f"{citation.title} — {section}" if section else citation.title


def _as_quoted(citation: Citation, asked: Language, reader: Language, name: str) -> str:
    """The passage as it was, where the source no longer has it, in an expander."""
    passage, start = citation.passage, citation.passage.start
    head = " — ".join([f"{citation.marker} {_named(citation)}", *_facts(citation, asked, reader)])
    inner = markup.paragraphs(say("changed", reader))
    quoted = markup.marked(passage.text, citation.start - start, citation.end - start)
    inner += _spoken(quoted, passage.language)
    if citation.twin is not None and passage.language is not asked:
        label = markup.paragraphs(say(f"twin_{citation.twin.language}", reader))
        inner += label + _spoken(markup.paragraphs(citation.twin.text), citation.twin.language)
    return markup.details(head, inner, name)


def _spoken(inner: str, language: Language) -> str:
    return f'<div lang="{language}">{inner}</div>'
