"""Answer without a language model: the sentences of the sources that answer, verbatim.

One to three whole sentences, each with its citation, in the order of the source; nothing where no
sentence is above the bar. This module knows nothing of language models and of pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answer.asked import Asked, Form
from answer.bar import Bar
from answer.evidence import Candidate, candidates
from domain.types import AnswerSentence, Citation, Passage
from vectorstore.retriever import Retrieval

MOST = 3
# A second sentence has to be nearly as good as the best, or it dilutes the answer.
NEARLY = {Form.SUMMARY: 0.5, Form.LIST: 0.85}
NEARLY_OTHERWISE = 0.9


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate and the probability that it answers."""

    candidate: Candidate
    probability: float


def choose(retrieval: Retrieval, asked: Asked, bar: Bar) -> tuple[Scored, ...]:
    """The sentences that answer, in the order of the source; () when none is above the bar."""
    scored = rank(retrieval, asked, bar)
    if not scored or scored[0].probability < bar.threshold:
        return ()
    nearly = NEARLY.get(asked.form, NEARLY_OTHERWISE) * scored[0].probability
    kept = [s for s in scored if s.probability >= max(nearly, bar.threshold)]
    kept = _one_a_passage(kept) if asked.form is Form.SUMMARY else kept
    return tuple(sorted(kept[:MOST], key=_place))


def rank(retrieval: Retrieval, asked: Asked, bar: Bar) -> list[Scored]:
    """All candidate sentences, the likeliest first."""
    scored = [Scored(c, bar.probability(c.features)) for c in candidates(retrieval, asked)]
    return sorted(scored, key=lambda s: (-s.probability, s.candidate.rank, s.candidate.start))


def _one_a_passage(scored: Sequence[Scored]) -> list[Scored]:
    seen: set[str] = set()
    kept = []
    for item in scored:
        id = item.candidate.retrieved.passage.id
        if id not in seen:
            seen.add(id)
            kept.append(item)
    return kept


def _place(scored: Scored) -> tuple[str, int]:
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
