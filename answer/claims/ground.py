"""Passages as what claims are checked against: sentences with their figures, names and words.

Read once per text and kept; the headings that were given to the model with a passage count as said
by it. Knows nothing of claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from answer.claims.matching import Words, words_of
from domain.types import Language, Retrieved
from text.figures import Figure, figures
from text.names import mentions, spelling, tokens
from text.ordinals import ordinals
from text.sentences import split


@dataclass(frozen=True, slots=True)
class Stated:
    """A stretch of a source: ``names`` are ids of known things, ``spellings`` of all words."""

    text: str
    language: Language
    figures: tuple[Figure, ...]
    ranks: frozenset[int]
    names: frozenset[str]
    spellings: frozenset[str]
    words: Words


@dataclass(frozen=True, slots=True)
class Ground:
    """A passage: its sentences in order (text.sentences.split), its headings, and all of it."""

    sentences: tuple[Stated, ...]
    heading: Stated
    whole: Stated

    @property
    def stretches(self) -> tuple[Stated, ...]:
        """The sentences, then the headings."""
        return (*self.sentences, self.heading)


@lru_cache(maxsize=4096)
def stated(text: str, language: Language) -> Stated:
    """A text read for checking."""
    return Stated(
        text,
        language,
        figures(text, language),
        frozenset(ordinal.value for ordinal in ordinals(text)),
        frozenset(mention.id for mention in mentions(text)),
        frozenset(spelling(token.low) for token in tokens(text)),
        words_of(text, language),
    )


@lru_cache(maxsize=1024)
def _ground(text: str, heading: str, language: Language) -> Ground:
    spans = split(text) or [(0, len(text))]
    parts = tuple(stated(text[start:end], language) for start, end in spans)
    return Ground(parts, stated(heading, language), stated(f"{heading}\n\n{text}", language))


def grounds(retrieved: Sequence[Retrieved]) -> tuple[Ground, ...]:
    """The passages given to a model, in order."""
    return tuple(
        _ground(r.passage.text, " › ".join((r.title, *r.passage.section_path)), r.passage.language)
        for r in retrieved
    )
