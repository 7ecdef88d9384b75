"""Extractive answers: verbatim sentences of the sources, each with its citation."""

from __future__ import annotations

from collections.abc import Sequence

from answer.reading.selection import Evidence
from domain.types import AnswerSentence, Citation, Passage, Retrieved


def citation(marker: int, retrieved: Retrieved, span: tuple[int, int]) -> Citation:
    """A sentence as a citation; ``span`` is in the text of its passage."""
    passage, (start, end) = retrieved.passage, span
    quote, at = passage.text[start:end], passage.start
    return Citation(marker, passage, quote, at + start, at + end, retrieved.title)


def cite(
    chosen: Sequence[Evidence], twins: Sequence[Passage | None]
) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
    """Each chosen sentence as a sentence of the answer with a citation of its own.

    ``twins`` are the translations of the passages, in the same order.
    """
    sentences, citations = [], []
    for marker, (evidence, twin) in enumerate(zip(chosen, twins, strict=True), start=1):
        sentences.append(AnswerSentence(evidence.text, (marker,)))
        citations.append(
            Citation(
                marker=marker,
                passage=evidence.retrieved.passage,
                quote=evidence.text,
                start=evidence.start,
                end=evidence.end,
                title=evidence.retrieved.title,
                twin=twin,
            )
        )
    return tuple(sentences), tuple(citations)
