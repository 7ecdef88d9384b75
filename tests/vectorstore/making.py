"""Sources made without the ingest room, for tests of the store."""

from __future__ import annotations

import hashlib

from domain.types import Language, ParsedSource, Passage, Section, Source
from vectorstore.planning import Change
from vectorstore.store import Store
from vectorstore.writer import Written


def make_source(id: str, *paragraphs: str, language: Language = Language.EN) -> ParsedSource:
    """A source with one section of the given paragraphs, a passage each."""
    title = f"About {id}"
    text, start = title, len(title) + 2
    passages: list[Passage] = []
    for ordinal, paragraph in enumerate(paragraphs):
        begin = len(text) + 2
        text += f"\n\n{paragraph}"
        key = hashlib.sha256(f"{id}\x1f{paragraph}\x1f{ordinal}".encode()).hexdigest()[:20]
        path, end = ("Facts",), begin + len(paragraph)
        passages.append(Passage(key, id, path, paragraph, begin, end, language, ordinal, ordinal))
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Source(id, title, f"/{id}", f"file:{id}", language, "text", digest)
    section = Section(("Facts",), text[start:], start, len(text))
    return ParsedSource(source, text, (section,), tuple(passages))


def adding(*sources: ParsedSource) -> Change:
    """A change that puts sources in."""
    return Change(tuple(sources), splitter="1")


def rebuilt(store: Store) -> Written:
    """The same sources again, built afresh with the store's embedder."""
    with store.writer() as writer:
        assert writer.parent
        catalog = writer.parent.catalog
        everything = tuple(catalog.parsed(source.id) for source in catalog.sources())
        return writer.write(Change(everything, afresh=True), "rebuild")


FERRY = make_source("ferry", "The ferry crosses the bay every hour.", "A ticket costs 3 euros.")
OTTER = make_source("otter", "Otters are back in the river Vell.")
LOUTRE = make_source("loutre", "Les loutres sont revenues dans la Velle.", language=Language.FR)
