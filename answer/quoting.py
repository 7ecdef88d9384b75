"""Answer without a language model: the sentences of the sources that answer, verbatim.

One to three whole sentences, each with its citation, in the order of the source; nothing where no
sentence is above the bar. This module knows nothing of language models and of pages.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from answer.evidence.bar import Bar
from answer.evidence.countries import unheard
from answer.evidence.features import Candidate, candidates
from answer.question.asked import Asked, Form
from domain.types import AnswerSentence, Citation, Passage
from vectorstore.retriever import Retrieval

MOST = 3
# Odds, against the best sentence, from which on another one is shown beside it: down to one half,
# where the best is right in half of the cases, the next is right in a quarter of them
# (docs/decisions/0004-refusal.md). Lists and summaries want more than one sentence.
NEARLY = {Form.SUMMARY: 0.1, Form.LIST: 0.4}
NEARLY_OTHERWISE = 0.5


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its odds, in (0, 1], against the best one for the same question."""

    candidate: Candidate
    odds: float


def choose(retrieval: Retrieval, asked: Asked, bar: Bar) -> tuple[Scored, ...]:
    """The sentences that answer, in the order of the source; () when the best is below the bar.

    () too where the question is about a country of which nothing was found.
    """
    if unheard(retrieval.query.text, retrieval.retrieved):
        return ()
    scored = rank(retrieval, asked, bar)
    if not scored or bar.probability(scored[0].candidate.features) < bar.threshold:
        return ()
    nearly = NEARLY.get(asked.form, NEARLY_OTHERWISE)
    kept = [s for s in scored if s.odds >= nearly]
    kept = _one_a_passage(kept) if asked.form is Form.SUMMARY else kept
    return tuple(sorted(kept[:MOST], key=place))


def rank(retrieval: Retrieval, asked: Asked, bar: Bar) -> list[Scored]:
    """All candidate sentences, the best first."""
    found = [(c, bar.score(c.features)) for c in candidates(retrieval, asked)]
    best = max((score for _, score in found), default=0.0)
    scored = [Scored(c, math.exp(score - best)) for c, score in found]
    return sorted(scored, key=lambda s: (-s.odds, s.candidate.rank, s.candidate.start))


def _one_a_passage(scored: Sequence[Scored]) -> list[Scored]:
    seen: set[str] = set()
    kept = []
    for item in scored:
        id = item.candidate.retrieved.passage.id
        if id not in seen:
            seen.add(id)
            kept.append(item)
    return kept


def place(scored: Scored) -> tuple[str, int]:
    """Where a sentence stands: in which source, at what offset."""
    return (scored.candidate.retrieved.passage.source_id, scored.candidate.start)


def cite(
    chosen: Sequence[Scored], twins: Sequence[Passage | None]
) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
    """Each chosen sentence as a sentence of the answer with a citation of its own.

    ``twins`` are the passages that say the same in the other language, in the same order.
    """
    sentences, citations = [], []
    for marker, (scored, twin) in enumerate(zip(chosen, twins, strict=True), start=1):
        c = scored.candidate
        sentences.append(AnswerSentence(c.text, (marker,)))
        citations.append(
            Citation(
                marker=marker,
                passage=c.retrieved.passage,
                quote=c.text,
                start=c.start,
                end=c.end,
                title=c.retrieved.title,
                twin=twin,
            )
        )
    return tuple(sentences), tuple(citations)
