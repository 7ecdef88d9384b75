"""Candidate questions, generated from the sources' sections without a language model.

A heading that is a question is taken as it is; of another section, the main points are asked for.
Each is tested before it is shown: see app/suggested.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from app.starting.questions import kept
from domain.scope import within
from domain.types import Answer, Language, Scope, Section, Source
from vectorstore.generation import Generation

SOURCES = 6
"""Sources whose sections are looked at, the newest first."""
SHORTEST = 25
"""Words of a section that is worth summing up."""
NEAR = 3
"""Sections looked at beside one that was cited."""
_MAIN_POINTS = {
    Language.FR: "Résumez la section « {section} »",
    Language.EN: "Sum up the section “{section}”",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question, and the sources that its answer must cite: any, where none is named."""

    question: str
    about: frozenset[str] = frozenset()


def first(generation: Generation, language: Language, scope: Scope | None) -> Iterator[Candidate]:
    """Questions to begin with: of each of the reader's own sources in turn, then the briefing's."""
    live = _live(generation, scope)
    once = _in_language(live, language)
    own = sorted((s for s in once if not s.is_briefing), key=_newest, reverse=True)[:SOURCES]
    rows = [list(_of_source(generation, source, language)) for source in own]
    yield from (one for turn in zip_longest(*rows) for one in turn if one is not None)
    if any(source.is_briefing for source in live):
        yield from (Candidate(question) for question in kept(language))


def after(
    generation: Generation, answer: Answer, language: Language, scope: Scope | None
) -> Iterator[Candidate]:
    """Questions to go on with: of the sections beside those that an answer cites."""
    live = {source.id: source for source in _live(generation, scope)}
    cited = dict.fromkeys(c.passage.source_id for c in answer.citations)
    for id in [id for id in cited if id in live][:2]:
        source = live[id]
        if source.is_briefing:
            yield from (Candidate(question) for question in kept(language, id))
        paths = {c.passage.section_path for c in answer.citations if c.passage.source_id == id}
        yield from _made(_beside(generation.catalog.sections(id), paths), source, language)


def _beside(sections: Sequence[Section], cited: set[tuple[str, ...]]) -> Iterator[Section]:
    """The sections after and before the cited ones, the nearest first."""
    at = [n for n, section in enumerate(sections) if section.path in cited]
    for step in range(1, NEAR + 1):
        for place in chain((n + step for n in at), (n - step for n in at)):
            if 0 <= place < len(sections) and sections[place].path not in cited:
                yield sections[place]


def _of_source(generation: Generation, source: Source, language: Language) -> Iterator[Candidate]:
    """Two of a source: headings that are questions come first, then the longest sections."""
    sections = generation.catalog.sections(source.id)
    asking = [s for s in sections if s.path and s.path[-1].rstrip().endswith("?")]
    long = sorted(sections, key=lambda s: -len(s.text))
    made = _made([*asking, *long], source, language)
    yield from (one for one, _ in zip(made, range(2), strict=False))


def _made(sections: Iterable[Section], source: Source, language: Language) -> Iterator[Candidate]:
    about = frozenset(id for id in (source.id, source.twin) if id)
    seen: set[str] = set()
    for section in sections:
        heading = " ".join((section.path[-1] if section.path else source.title).split())
        if heading in seen or len(section.text.split()) < SHORTEST or len(heading) > 90:
            continue
        seen.add(heading)
        asks = heading.endswith("?") and source.language is language
        question = heading if asks else _MAIN_POINTS[language].format(section=heading)
        yield Candidate(question, about)


def _live(generation: Generation, scope: Scope | None) -> list[Source]:
    sources = generation.catalog.sources()
    inside = within(scope, sources) if scope else frozenset(source.id for source in sources)
    return [s for s in sources if s.id in inside - generation.superseded]


def _in_language(sources: Sequence[Source], language: Language) -> list[Source]:
    """Each document once: of two translations, the one in the asker's language."""
    there = {source.id for source in sources if source.language is language}
    return [s for s in sources if s.language is language or s.twin not in there]


def _newest(source: Source) -> tuple[str, str]:
    return (source.date or source.ingested_at or "", source.id)
