"""Export format registry: a table of the formats for an answer or a conversation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from app.conversations.exchange import Exchange
from app.exports.bibliography import bibtex, csl_json, ris
from app.exports.document import Document, document
from app.exports.docx import docx
from app.exports.markdown import markdown
from app.exports.printable import printable
from domain.types import Language


@dataclass(frozen=True, slots=True)
class Format:
    """One of them: file suffix, media type, and the function that writes it."""

    end: str
    kind: str
    write: Callable[[Document], str | bytes]
    sources_alone: bool = False


FORMATS = (
    Format("html", "text/html", printable),
    Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx),
    Format("md", "text/markdown", markdown),
    Format("bib", "application/x-bibtex", bibtex, True),
    Format("ris", "application/x-research-info-systems", ris, True),
    Format("json", "application/vnd.citationstyles.csl+json", csl_json, True),
)


def exported(
    exchanges: Sequence[Exchange], format: Format, title: str, reader: Language, day: date
) -> bytes:
    """The bytes of a file."""
    content = format.write(document(exchanges, title, reader, day))
    return content.encode() if isinstance(content, str) else content


def cites(exchanges: Sequence[Exchange]) -> bool:
    """Whether they have any source, which formats for sources alone need."""
    return any(exchange.answer and exchange.answer.citations for exchange in exchanges)
