"""Welcome text: what the product is, its sources, and its limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app import markup
from app.interface import say
from domain.scope import is_date
from domain.types import Language, Source
from text.dating import written


def welcome_html(sources: Sequence[Source], reader: Language) -> str:
    """The first line large, the others small; it alone where there is no source."""
    body = markup.block(markup.paragraphs(say("tagline", reader)), "welcome", reader)
    if sources:
        lines = f"{_has(sources, reader)}\n\n{say('welcome_not', reader)}"
        body += markup.block(markup.paragraphs(lines), "small", reader)
    return body


def _has(sources: Sequence[Source], reader: Language) -> str:
    """How many sources, in which languages, of which dates."""
    often = Counter(source.language for source in sources)
    counts = [
        say(f"welcome_{spoken}", reader, n=str(often[spoken]))
        for spoken in (reader, reader.other)
        if often[spoken]
    ]
    name = "welcome_has" if len(sources) > 1 else "welcome_has_one"
    languages = ", ".join(counts)
    return say(
        name, reader, n=str(len(sources)), languages=languages, dates=_dates(sources, reader)
    )


def _dates(sources: Sequence[Source], reader: Language) -> str:
    dates = sorted(s.date for s in sources if s.date and is_date(s.date))
    if not dates:
        return ""
    first, last = written(dates[0], reader), written(dates[-1], reader)
    if first == last:
        return say("welcome_dated_once", reader, first=first)
    return say("welcome_dated", reader, first=first, last=last)
