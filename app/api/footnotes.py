"""Markdown rendering of an answer: sentences with markers, then footnotes with the quotations.

Text of sources and models is escaped: pictures, links and HTML in it are made harmless, since a
chat program that loads them would leak who asked what. ``without`` removes the footnotes again.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from domain.types import Answer, AnswerSentence, Citation, Language

RULE = "\n\n---\n\n"
"""Between an answer and its footnotes."""
_OURS = re.compile(r"\n\n---\n\n\[\d+\] \[")
_MARKER = re.compile(r" \[\d+\]")
_LIVE = re.compile(r"\\|(?<=!)\[|(?<=\])[(\[:]|<(?=[a-zA-Z/!?])")
_QUOTED = {Language.FR: "{place} : « {quote} »", Language.EN: "{place}: “{quote}”"}

AddressOf = Callable[[Citation], str]


def sentence(answer_sentence: AnswerSentence) -> str:
    """A sentence with its markers: "It opened in 1950. [1]"."""
    return harmless(answer_sentence.text) + "".join(
        f" [{marker}]" for marker in answer_sentence.markers
    )


def after(answer: Answer, address_of: AddressOf) -> str:
    """What follows the sentences: the footnotes and the notices; "" where there are none."""
    notes = [_footnote(citation, answer.language, address_of) for citation in answer.citations]
    said = [*notes, *map(harmless, answer.notices)]
    return (RULE if notes else "\n\n") + "\n\n".join(said) if said else ""


def content(answer: Answer, address_of: AddressOf) -> str:
    """The whole message."""
    return " ".join(map(sentence, answer.sentences)) + after(answer, address_of)


def without(said: str) -> str:
    """The answer's text of a message made here; any other message unchanged."""
    found = _OURS.search(said)
    return _MARKER.sub("", said[: found.start()]) if found else said


def harmless(text: str) -> str:
    """Markdown that shows no picture, no hidden link and no HTML.

    Backslashes are escaped too: one before an escaped character would cancel the escape.
    """
    return _LIVE.sub(lambda live: f"\\{live[0]}", text)


def _footnote(citation: Citation, language: Language, address_of: AddressOf) -> str:
    passage = citation.passage
    page = [f"p. {passage.page}"] if passage.page is not None else []
    where = " — ".join(part for part in (citation.title, passage.section, *page) if part)
    escaped = re.sub(r"[\\\[\]<>`*_]", lambda sign: f"\\{sign[0]}", " ".join(where.split()))
    place = f"[{citation.marker}] [{escaped}]({address_of(citation)})"
    quote = harmless(" ".join(citation.quote.split()))
    return _QUOTED[language].format(place=place, quote=quote)
