"""Parsing of loaded documents: cleaned, split into sections and passages, and identified."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import PurePath

from domain.errors import SourceEmpty
from domain.types import Language, ParsedSource, Source
from ingest import boilerplate, foreign, passages, sections
from ingest.document import BlockKind, Loaded
from ingest.loaders import load
from ingest.parsing.raw import Raw
from text.language import detect


def parse_raw(raw: Raw) -> ParsedSource:
    """Load the bytes and parse the document, in this process; raises SourceError."""
    return parse(
        load(raw.data, raw.name),
        id=raw.id,
        uri=raw.uri,
        origin=raw.origin,
        language=raw.language,
        fallback=raw.fallback,
    )


def parse(
    loaded: Loaded,
    *,
    id: str,
    uri: str,
    origin: str,
    language: Language | None = None,
    fallback: Language = Language.EN,
) -> ParsedSource:
    """Clean a document and cut it; raises SourceEmpty when no text is left.

    The language is the one given, else the document's own declaration, else the detected one.
    ``source.twin`` is as the document wrote it.
    """
    kept = loaded.blocks
    if not loaded.authored:
        kept = boilerplate.strip(kept, dated=loaded.kind == "html" and bool(loaded.metadata.date))
    bare = not any(block.kind is BlockKind.HEADING for block in kept)
    built = sections.build(kept, loaded.metadata.title, bare)
    if not any(section.text.strip() for section in built.sections):
        raise SourceEmpty(loaded.name)
    spoken = language or _declared(loaded) or detect(built.text, fallback)
    source = Source(
        id=id,
        title=built.title or PurePath(loaded.name).stem,
        uri=loaded.metadata.url or uri,
        origin=origin,
        language=spoken,
        kind=loaded.kind,
        content_hash="",
        date=loaded.metadata.date,
        author=loaded.metadata.author,
        publisher=loaded.metadata.publisher,
        twin=loaded.metadata.twin,
        based_on=loaded.metadata.based_on,
    )
    source = replace(source, content_hash=_hash(source, built.text))
    cut = passages.split(built.sections, id, spoken, built.pages, declared=language is not None)
    warnings = (*loaded.warnings, *foreign.warnings(cut))
    return ParsedSource(source, built.text, built.sections, cut, warnings)


def _declared(loaded: Loaded) -> Language | None:
    written = (loaded.metadata.language or "").casefold()
    return next((language for language in Language if language.value == written[:2]), None)


def _hash(source: Source, text: str) -> str:
    """SHA-256 of the text and of the declared metadata.

    ``based_on`` counts only where present, so that all other sources keep their earlier hash.
    """
    known = (source.title, source.language, source.date, source.author, source.publisher)
    based = (source.based_on,) if source.based_on else ()
    content = json.dumps([text, *known, source.twin, *based], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()
