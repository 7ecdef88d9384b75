"""Row mapping of the catalog: database rows to values, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from domain.errors import StoreDamaged
from domain.types import Language, Passage, Section, Source


@contextmanager
def decoded(path: Path) -> Iterator[None]:
    """Translates a row that does not decode to StoreDamaged."""
    try:
        yield
    except (ValueError, TypeError, AttributeError) as error:
        raise StoreDamaged(str(path), str(error)) from error


def marks(count: int) -> str:
    """So many placeholders for values in a statement."""
    return ", ".join("?" * count)


def source(row: Sequence[Any]) -> Source:
    """A row of sources, without its text."""
    id, title, uri, origin, language, *rest = row
    return Source(id, title, uri, origin, Language(language), *rest)


def section(text: str, row: Sequence[Any]) -> Section:
    """A row of sections; ``text`` is its source's."""
    path, start, stop = row
    return Section(tuple(json.loads(path)), text[start:stop], start, stop)


def passage(row: Sequence[Any]) -> Passage:
    """A row of passages."""
    id, source_id, path, text, start, stop, language, ordinal, paragraph, twin, page = row
    return Passage(
        id, source_id, tuple(json.loads(path)), text, start, stop, Language(language), ordinal,
        paragraph, twin, page,
    )  # fmt: skip


def passage_row(p: Passage) -> tuple[Any, ...]:
    """The row of a passage."""
    path = json.dumps(p.section_path, ensure_ascii=False)
    return (
        p.id, p.source_id, path, p.text, p.start, p.end, str(p.language), p.ordinal, p.paragraph,
        p.twin_id, p.page,
    )  # fmt: skip
