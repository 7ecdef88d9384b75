"""Terminal output of a source: metadata, then its text by section."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from app.views.answer import console, plain
from domain.types import Language, ParsedSource, Section, Source

_DETAILS: tuple[tuple[str, str, str], ...] = (
    ("id", "identifiant", "id"),
    ("language", "langue", "language"),
    ("kind", "type", "kind"),
    ("date", "date", "date"),
    ("author", "auteur", "author"),
    ("publisher", "éditeur", "publisher"),
    ("based_on", "d'après", "based on"),
    ("uri", "adresse", "address"),
    ("twin", "dans l'autre langue", "in the other language"),
    ("ingested_at", "dernier changement", "last change"),
)
_BEGINNING = {Language.FR: "(début)", Language.EN: "(beginning)"}


def print_source(parsed: ParsedSource, reader: Language) -> None:
    """The title, the details, then each section under its headings."""
    out = console()
    out.print(Text(plain(parsed.source.title), style="bold"))
    for name, value in _details(parsed.source, reader):
        out.print(Text(f"{name}: ", style="dim").append(plain(value)), soft_wrap=True)
    for section in parsed.sections:
        _print_section(section, _page(section, parsed), reader, out)


def _details(source: Source, reader: Language) -> Iterator[tuple[str, str]]:
    for field, french, english in _DETAILS:
        value = getattr(source, field)
        if value:
            yield (f"{french} " if reader is Language.FR else english), str(value)


def _page(section: Section, parsed: ParsedSource) -> int | None:
    inside = (p for p in parsed.passages if section.start <= p.start < section.end)
    first = next(inside, None)
    return first.page if first else None


def _print_section(section: Section, page: int | None, reader: Language, out: Console) -> None:
    name = " › ".join(section.path) or _BEGINNING[reader]
    heading = Text(plain(name), style="bold cyan")
    if page is not None:
        heading.append(f"  p. {page}", style="dim")
    out.print()
    out.print(heading)
    # Lines are wrapped where somebody reads, and left whole for another program.
    out.print(Text(plain(section.text)), soft_wrap=not out.is_terminal)
