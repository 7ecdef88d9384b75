"""Summaries of a topic: the sentences that the ranking likes best, of the sections that the topic
names before others, no two alike; one for each aspect where a list of them is asked for.

Maximal marginal relevance (Carbonell and Goldstein 1998, "The Use of MMR, Diversity-Based
Reranking") over the log-odds of answer.evidence.bar. Knows nothing of whole sources or language
models.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from answer.evidence.bar import Bar
from answer.evidence.matching import exact_coverage, words_of
from answer.question.asked import Form, analyse
from answer.question.phrase import content
from answer.quoting import Scored, place, rank
from answer.summaries.keysentences import UNFIT, Values, form
from domain.types import Language, Passage
from vectorstore.generation import Generation
from vectorstore.lexical import terms
from vectorstore.outline import lines
from vectorstore.query import Query
from vectorstore.retriever import Retrieval

# Chosen on the summaries of evaluation/calibration and on its other questions asked as
# topics: a gold sentence is among three for 0.84 of 125 and 8 of 10 (all documents in one store).
NAMED_SECTION = 2.5  # log-odds for a sentence of a section that the topic names
ALIKE = 3.0  # log-odds against a sentence, by its cosine to one that is chosen

MEANT = 0.6  # share of a topic's words, by rarity, that the heading which it means must hold
READ = 40  # of the best sentences, compared with one another
_LISTED = re.compile(r"[,;:]")
_ASPECT = re.compile(r"\s*(?:[,;]|\bet\b|\band\b)\s*")


def aspects(topic: str) -> list[str]:
    """The parts of a list ("the accord: trade, energy"), each with its head; else the topic."""
    if not _LISTED.search(topic):
        return [topic]
    head, colon, rest = topic.partition(":")
    listed = [part for part in _ASPECT.split(rest if colon else topic) if content(part)]
    named = [f"{head.strip()} {part.strip()}" if colon else part.strip() for part in listed]
    return named or [topic]


def sum_up_topic(
    generation: Generation, found: Sequence[Retrieval], bar: Bar, count: int
) -> tuple[Scored, ...]:
    """Sentences for what was found for a topic, or one for each of its aspects; in their order."""
    each = count if len(found) == 1 else 1
    chosen: list[Scored] = []
    for retrieval in found[:count]:
        told = {(s.candidate.retrieved.passage.id, s.candidate.start) for s in chosen}
        fit = [s for s in _fit(retrieval, bar) if _key(s) not in told]
        meant = [s for s in fit if _means(retrieval.query, s.candidate.retrieved.passage)]
        chosen += _chosen(generation, retrieval.query, (meant or fit)[:READ], each)
    return tuple(sorted(chosen, key=place))


def _fit(retrieval: Retrieval, bar: Bar) -> list[Scored]:
    asked = replace(analyse(retrieval.query.text), form=Form.SUMMARY)
    ranked = rank(retrieval, asked, bar)
    return [s for s in ranked if form(s.candidate.text) > -UNFIT / 2]


def _chosen(
    generation: Generation, query: Query, scored: Sequence[Scored], count: int
) -> list[Scored]:
    """The best, each less what it has in common with those before it."""
    if not scored:
        return []
    values = np.array([_worth(query, s) for s in scored], dtype=np.float32)
    alike = _alike(generation, scored)
    chosen: list[int] = []
    while len(chosen) < min(count, len(scored)):
        left = values - ALIKE * alike[:, chosen].max(axis=1, initial=0.0)
        left[chosen] = -np.inf
        chosen.append(int(np.argmax(left)))
    return [scored[n] for n in chosen]


def _worth(query: Query, scored: Scored) -> float:
    candidate = scored.candidate
    named = NAMED_SECTION if _names(query, candidate.retrieved.passage) else 0.0
    return math.log(max(scored.odds, 1e-30)) + named + form(candidate.text)


def _alike(generation: Generation, scored: Sequence[Scored]) -> Values:
    """The cosines of sentences, none below 0; 0 where a sentence has no vector."""
    passages = {s.candidate.retrieved.passage.id: s.candidate.retrieved.passage for s in scored}
    found = lines(generation, list(passages.values()))
    vectors = {(line.passage.id, line.passage.start + line.start): line.vector for line in found}
    nothing = np.zeros_like(found[0].vector) if found else np.zeros(1, dtype=np.float32)
    told = np.stack([vectors.get(_key(s), nothing) for s in scored])
    cosines: Values = np.maximum(told @ told.T, 0)
    return cosines


def _key(scored: Scored) -> tuple[str, int]:
    return (scored.candidate.retrieved.passage.id, scored.candidate.start)


def _means(query: Query, passage: Passage) -> bool:
    """Whether the query says little more than a heading above the passage."""
    return any(_share(query, h, passage.language) >= MEANT for h in passage.section_path)


def _names(query: Query, passage: Passage) -> bool:
    """Whether the query holds all that a heading above the passage says, or means it."""
    for heading in passage.section_path:
        words = [word for word in content(heading) if len(word) > 1]
        if words and all(_held(query, word, passage.language) for word in words):
            return True
    return _means(query, passage)


def _held(query: Query, word: str, language: Language) -> bool:
    own = set(terms(word, language))
    return any(own & word.stems.get(language, {}).keys() for word in query.words)


def _share(query: Query, text: str, language: Language) -> float:
    """The share of a query's words that a text holds in some form, by rarity."""
    return exact_coverage(query.words, words_of(text, language))
