"""Single-document summarisation: a key sentence of each of a source's weightiest sections.

Chooses the source, and leaves the sentences to answer.summaries.keysentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from answer.reading.selection import Evidence
from answer.summaries.keysentences import key_sentences
from domain.types import Language, Passage, Retrieved, Scope, Source
from vectorstore.generation import Generation
from vectorstore.outline import Line, lines
from vectorstore.scoped import Part

RETRIEVED = 10
LONGEST = 120  # passages of a source that are compared with one another; beyond, every n-th


@dataclass(frozen=True, slots=True)
class Whole:
    """A summary of the source with this title, or of the briefing (None).

    ``others`` counts the reader's own sources that it is not about.
    """

    chosen: tuple[Evidence, ...]
    retrieved: tuple[Retrieved, ...]
    title: str | None
    others: int


def sum_up(
    generation: Generation, language: Language, count: int, scope: Scope | None = None
) -> Whole:
    """Key sentences of the source that a reader means who names none."""
    meant, read, others = sources_meant(generation, language, scope)
    found = lines_of(generation, read)
    parts = [_part(line, several=meant is None) for line in found]
    chosen = key_sentences(found, parts, count=count)
    titles = {s.id: s.title for s in read}
    evidence = tuple(evidence_of(found[n], titles) for n in chosen)
    return Whole(evidence, ranked_passages(found, titles), meant.title if meant else None, others)


def sources_meant(
    generation: Generation, language: Language, scope: Scope | None = None
) -> tuple[Source | None, Sequence[Source], int]:
    """What a reader means who names no source: it, what is to be read, and how many others of the
    reader's own there are.

    It is the newest of the reader's own sources, the longest of equals; where there are none but
    the briefing, it is the whole briefing, and None. Twins count once, in the asker's language.
    Only sources in the scope are read; raises SourceNotFound.
    """
    live = [s for s in generation.catalog.sources() if s.id not in generation.superseded]
    if scope is not None:
        inside = Part.of(generation, scope).sources
        live = [s for s in live if s.id in inside]
    sources = _in_language(live, language)
    counts = generation.catalog.passage_counts()
    own = [s for s in sources if not s.is_briefing]
    meant = max(own, key=lambda s: (s.date or "", counts.get(s.id, 0), s.id), default=None)
    return meant, [meant] if meant else sources, max(0, len(own) - 1)


def lines_of(generation: Generation, sources: Sequence[Source]) -> tuple[Line, ...]:
    """The sentences of sources; of LONGEST passages, where they have more."""
    passages = [p for s in sources for p in generation.catalog.passages_of(s.id)]
    return lines(generation, _thinned(passages))


def _section(passage: Passage) -> tuple[str, ...]:
    return (passage.source_id, *passage.section_path[:1])


def _in_language(sources: Sequence[Source], language: Language) -> list[Source]:
    ids = {source.id for source in sources if source.language is language}
    return [s for s in sources if s.language is language or s.twin not in ids]


def _thinned(passages: Sequence[Passage]) -> list[Passage]:
    step = -(-len(passages) // LONGEST) or 1
    return list(passages[::step])


def _part(line: Line, several: bool) -> tuple[str, ...]:
    """The source, or its section at the first level."""
    return (line.passage.source_id,) if several else _section(line.passage)


def ranked_passages(found: Sequence[Line], titles: dict[str, str]) -> tuple[Retrieved, ...]:
    """RETRIEVED passages, those nearest to the whole first."""
    if not found:
        return ()
    vectors = np.stack([line.vector for line in found])
    mean = vectors.mean(axis=0)
    cosines = vectors @ mean / (float(np.linalg.norm(mean)) or 1.0)
    best: dict[str, float] = {}
    passages = {line.passage.id: line.passage for line in found}
    for line, cosine in zip(found, cosines, strict=True):
        best[line.passage.id] = max(best.get(line.passage.id, 0.0), float(cosine))
    ordered = sorted(best, key=lambda id: (-best[id], id))
    return tuple(
        Retrieved(passages[id], min(1.0, best[id]), best[id], title=titles[passages[id].source_id])
        for id in ordered[:RETRIEVED]
    )


def evidence_of(line: Line, titles: dict[str, str]) -> Evidence:
    """A sentence as it is quoted."""
    passage = line.passage
    retrieved = Retrieved(passage, 0.0, title=titles[passage.source_id])
    start, end = passage.start + line.start, passage.start + line.end
    return Evidence(retrieved, 0, line.text, start, end)
