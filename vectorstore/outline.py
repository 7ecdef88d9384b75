"""The sentences of some passages with their vectors: what a summary is chosen from.

Knows nothing of questions or of summaries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

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
    """The sentences of passages, in order; those without a vector have their passage's.

    Raises StoreDamaged.
    """
    ids = [passage.id for passage in passages]
    matrices = generation.sentences.get(ids) if generation.sentences else {}
    whole = generation.vectors.get([id for id in ids if id not in matrices])
    found: list[Line] = []
    for passage in passages:
        spans = split(passage.text)
        matrix = matrices.get(passage.id)
        for place, (start, end) in enumerate(spans):
            own = matrix is not None and len(matrix) == len(spans)
            vector = matrix[place] if matrix is not None and own else whole.get(passage.id)
            if vector is not None:
                found.append(Line(passage, start, end, _unit(vector)))
    return tuple(found)


def _unit(vector: Vector) -> Vector:
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector
