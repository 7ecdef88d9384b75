"""Sentence embeddings of some passages, for extractive summaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.types import Passage
from text.sentences import split
from vectorstore.generation import Generation
from vectorstore.vectors import Vector


@dataclass(frozen=True, slots=True)
class Line:
    """A whole sentence; ``passage.text[start:end]`` is it, ``vector`` has length one."""

    passage: Passage
    start: int
    end: int
    vector: Vector

    @property
    def text(self) -> str:
        """The sentence."""
        return self.passage.text[self.start : self.end]


def lines(generation: Generation, passages: Sequence[Passage]) -> tuple[Line, ...]:
    """The sentences of passages, in order, embedded now; raises EmbeddingModelError."""
    found = [(passage, *span) for passage in passages for span in split(passage.text)]
    texts = [passage.text[start:end] for passage, start, end in found]
    vectors = generation.embedder.embed_documents(texts) if texts else ()
    return tuple(Line(*place, vector) for place, vector in zip(found, vectors, strict=True))
