"""Draft verification: the logic that `passerelle check` and its page share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.errors import SourceNotReadable
from domain.types import Language, ParsedSource

if TYPE_CHECKING:
    from answer.verification.draft import CheckedSentence
    from app.wiring import Parts
    from ingest.inputs import Input


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as it was read; ``spans`` are those of its sentences, headings left out."""

    parsed: ParsedSource
    spans: tuple[tuple[int, int], ...]


def read_draft(given: Input, language: Language | None, fallback: Language) -> Draft:
    """The text of a draft, read as a source is; raises SourceError, also without a sentence."""
    from ingest.parsing.parsers import Parsers
    from text.sentences import split

    with closing(Parsers(1)) as parsers:
        parsed = given.parse(None, language, fallback, parsers.parse)
    spans = tuple(
        (p.start + start, p.start + end) for p in parsed.passages for start, end in split(p.text)
    )
    if not spans:
        raise SourceNotReadable(given.label, "it has no sentence to check")
    return Draft(parsed, spans)


def checked_sentences(draft: Draft, parts: Parts) -> Iterator[CheckedSentence]:
    """Each sentence as soon as it is checked; raises as answer.verification.draft does."""
    from answer.verification.draft import check_draft
    from answer.verification.verifier import Verifier

    parsed = draft.parsed
    yield from check_draft(
        parsed.text, draft.spans, parsed.source.language, parts.retriever, Verifier()
    )
