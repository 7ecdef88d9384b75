"""Summaries in the sources' own words: of a source as a whole, or of a topic in it.

A whole is told by a key sentence of each of its weightiest sections (answer.keysentences); a topic
by key sentences of the sections that it names, or else of what was found for it, one for each
aspect where it names several. Knows nothing of pages or language models.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from answer.evidence import Candidate
from answer.keysentences import UNFIT, Values, form, key_sentences
from answer.matching import exact_coverage, words_of
from answer.phrase import content
from answer.quoting import Scored
from answer.request import Request
from domain.types import Language, Passage, Retrieved, Source
from vectorstore.generation import Generation
from vectorstore.lexical import terms
from vectorstore.outline import Line, lines
from vectorstore.query import Query
from vectorstore.retriever import Retrieval
from vectorstore.vectors import Vector

BRIEFING = "Passerelle"
"""The publisher of the briefing that ships; readers' own sources come before it."""

RETRIEVED = 10
LONGEST = 400  # sentences of a source that are compared with one another; beyond, every n-th
NAMED = 0.6  # share of a topic's words, by rarity, that a heading which it names must hold
AS_GOOD = 0.9  # of the relevance of the best section's best sentence, for another section
RELEVANT = 4.0  # weight of a sentence's relevance to the topic against its being a key sentence
LEAST = 0.3  # of the best sentence's relevance, for another one beside it
ASPECT = re.compile(r"\s*(?:[,;]|\bet\b|\band\b)\s*")


@dataclass(frozen=True, slots=True)
class Whole:
    """A summary of the source with this title, or of the briefing (None).

    ``others`` counts the reader's own sources that it is not about.
    """

    chosen: tuple[Scored, ...]
    retrieved: tuple[Retrieved, ...]
    title: str | None
    others: int


def sum_up(generation: Generation, language: Language, count: int) -> Whole:
    """Key sentences of the source that a reader means who names none.

    It is the newest of the reader's own sources, the longest of equals; where there are none but
    the briefing, it is the whole briefing. Twins count once, in the asker's language.
    """
    sources = _in_language(generation.catalog.sources(), language)
    counts = generation.catalog.passage_counts()
    own = [s for s in sources if s.publisher != BRIEFING]
    meant = max(own, key=lambda s: (s.date or "", counts.get(s.id, 0), s.id), default=None)
    read = [meant] if meant else sources
    passages = [p for s in read for p in generation.catalog.passages_of(s.id)]
    found = _thinned(lines(generation, passages))
    parts = [_part(line, several=meant is None) for line in found]
    chosen = key_sentences(found, parts, count=count)
    titles = {s.id: s.title for s in sources}
    ranked = _ranked(found, titles)
    places = {r.passage.id: n for n, r in enumerate(ranked)}
    fallback = len(places)
    told = tuple(
        _scored(found[n], titles, places.get(found[n].passage.id, fallback)) for n in chosen
    )
    title = meant.title if meant else None
    return Whole(told, ranked[:RETRIEVED], title, max(0, len(own) - 1))


def sum_up_topic(
    generation: Generation, retrieval: Retrieval, request: Request
) -> tuple[Scored, ...]:
    """Key sentences for a topic, from the sections that it names, else from what was found."""
    titles = {r.passage.source_id: r.title for r in retrieval.retrieved}
    ranks = {r.passage.id: n for n, r in enumerate(retrieval.retrieved)}
    aspects = _aspects(retrieval.query.text)
    if len(aspects) > 1:
        found = _fit(lines(generation, [r.passage for r in retrieval.retrieved]))
        chosen = _by_aspect(generation, found, aspects[: request.count])
    else:
        topic = generation.embedder.embed_query(retrieval.query.text)
        found, least = _about(generation, retrieval, topic)
        chosen = _by_relevance(topic, found, retrieval.query, request.count, least)
    rest = len(ranks)
    return tuple(_scored(found[n], titles, ranks.get(found[n].passage.id, rest)) for n in chosen)


def _by_relevance(
    topic: Vector, found: Sequence[Line], query: Query, count: int, least: float
) -> list[int]:
    """Sentences that are near to the topic and stand for what is near to it."""
    if not found:
        return []
    relevance = _relevance(topic, found, query)
    best = float(relevance.max())
    near = [n for n in range(len(found)) if relevance[n] >= least * best]
    own = relevance[near]
    places = key_sentences([found[n] for n in near], near, own, RELEVANT * own, count)
    return [near[n] for n in places]


def _relevance(topic: Vector, found: Sequence[Line], query: Query) -> Values:
    """Cosine to the topic, and the share of its words that the sentence holds, by rarity."""
    cosines = np.stack([line.vector for line in found]) @ topic
    shares = [_share(query, line.text, line.passage.language) for line in found]
    relevance: Values = np.maximum(cosines, 0) + np.array(shares, dtype=np.float32)
    return relevance


def _by_aspect(generation: Generation, found: Sequence[Line], aspects: Sequence[str]) -> list[int]:
    """For each aspect the sentence that is nearest to it."""
    if not found:
        return []
    vectors = np.stack([line.vector for line in found])
    forms = np.array([form(line.text) for line in found], dtype=np.float32)
    chosen: list[int] = []
    for aspect in aspects[: len(found)]:
        values = vectors @ generation.embedder.embed_query(aspect) + forms
        values[chosen] = -1
        chosen.append(int(np.argmax(values)))
    return sorted(chosen, key=lambda n: (found[n].passage.source_id, found[n].passage.ordinal, n))


def _aspects(topic: str) -> list[str]:
    """ "The accord: trade, energy" as "the accord trade" and "the accord energy"."""
    head, colon, rest = topic.partition(":")
    listed = [part for part in ASPECT.split(rest if colon else topic) if part.strip()]
    return [f"{head.strip()} {part}".strip() if colon else part for part in listed]


def _about(generation: Generation, retrieval: Retrieval, topic: Vector) -> tuple[list[Line], float]:
    """The sentences of the sections that the topic names, or else is nearest to.

    With them, the share of the best one's relevance that one of them must have: what stands in a
    section that is named is about the topic.
    """
    ids = dict.fromkeys(r.passage.source_id for r in retrieval.retrieved)
    found = {r.passage.id for r in retrieval.retrieved}
    passages = [p for id in ids for p in generation.catalog.passages_of(id)]
    named = _fit(lines(generation, [p for p in passages if _names(retrieval.query, p)]))
    if named:
        return named, 0.0
    keys = {_section(p) for p in passages if p.id in found}
    told = _fit(lines(generation, [p for p in passages if _section(p) in keys]))
    if not told:
        return [], 0.0
    nearest: dict[tuple[str, ...], float] = {}
    for line, value in zip(told, _relevance(topic, told, retrieval.query), strict=True):
        key = _section(line.passage)
        nearest[key] = max(nearest.get(key, 0.0), float(value))
    least = AS_GOOD * max(nearest.values())
    return [line for line in told if nearest[_section(line.passage)] >= least], LEAST


def _names(query: Query, passage: Passage) -> bool:
    """Whether the query holds all that a heading above the passage says, or most of the reverse."""
    for heading in passage.section_path:
        words = [word for word in content(heading) if len(word) > 1]
        shares = [_held(query, word, passage.language) for word in words]
        if shares and (all(shares) or _share(query, heading, passage.language) >= NAMED):
            return True
    return False


def _held(query: Query, word: str, language: Language) -> bool:
    own = set(terms(word, language))
    return any(own & word.stems.get(language, {}).keys() for word in query.words)


def _fit(found: Sequence[Line]) -> list[Line]:
    return [line for line in found if form(line.text) > -UNFIT / 2]


def _section(passage: Passage) -> tuple[str, ...]:
    return (passage.source_id, *passage.section_path[:1])


def _share(query: Query, text: str, language: Language) -> float:
    """The share of a query's words that a text holds in some form, by rarity."""
    return exact_coverage(query.words, words_of(text, language))


def _in_language(sources: Sequence[Source], language: Language) -> list[Source]:
    ids = {source.id for source in sources if source.language is language}
    return [s for s in sources if s.language is language or s.twin not in ids]


def _thinned(found: Sequence[Line]) -> list[Line]:
    step = -(-len(found) // LONGEST) or 1
    return list(found[::step])


def _part(line: Line, several: bool) -> tuple[str, ...]:
    """The source, or its section at the first level."""
    return (line.passage.source_id,) if several else _section(line.passage)


def _ranked(found: Sequence[Line], titles: dict[str, str]) -> tuple[Retrieved, ...]:
    """The passages, those nearest to the whole first."""
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
        for id in ordered
    )


def _scored(line: Line, titles: dict[str, str], rank: int) -> Scored:
    passage = line.passage
    retrieved = Retrieved(passage, 0.0, title=titles[passage.source_id])
    start, end = passage.start + line.start, passage.start + line.end
    return Scored(Candidate(retrieved, rank, line.text, start, end, ()), 1.0)
