"""A question as its candidate sentences are held to it: its words, its names, what it counts.

Knows nothing of sentences.
"""

from __future__ import annotations

from dataclasses import dataclass

from answer.evidence import constraints
from answer.question.asked import Asked, Form, fold
from answer.question.ranks import superlative
from vectorstore.query import QueryWord
from vectorstore.retriever import Retrieval

# Forms that a denial or an opposite does not answer: a yes/no question may well be settled by one.
_AFFIRMED = frozenset({Form.QUANTITY, Form.DATE, Form.PERSON, Form.REASON, Form.FACT})
# "How much does it sell?" counts nothing that it names.
_VERBS = frozenset("does do did is are was were has have had will would can could should".split())


@dataclass(frozen=True, slots=True)
class Sought:
    """What is asked, with what the best of all candidates have."""

    retrieval: Retrieval
    asked: Asked
    names: tuple[QueryWord, ...]
    heads: tuple[QueryWord, ...]
    score: float
    cosine: float

    @property
    def text(self) -> str:
        """As it is searched."""
        return self.retrieval.query.text

    @property
    def words(self) -> tuple[QueryWord, ...]:
        """Its content words."""
        return self.retrieval.query.words

    @property
    def settles(self) -> bool:
        """Whether it is answered by what contradicts it."""
        return self.asked.form is Form.YESNO

    @property
    def affirms(self) -> bool:
        """Whether it takes for granted what it says; beside another question, it may not."""
        return self.asked.form in _AFFIRMED and not self.beside

    @property
    def ranked(self) -> bool:
        """Whether it asks for the greatest or the like."""
        return not self.settles and superlative(self.text)

    @property
    def beside(self) -> bool:
        """Whether it is understood together with the question before it."""
        return "?" in self.text.rstrip(" \u00a0\u202f?")


def sought(retrieval: Retrieval, asked: Asked) -> Sought:
    """Read what was retrieved for a question that asks for this."""
    query = retrieval.query
    by_surface = {fold(word.surface): word for word in query.words}
    counted = () if set(asked.head[:1]) & _VERBS else asked.head
    heads = tuple(by_surface[w] for w in counted if w in by_surface)[:1]
    best = max((r.score for r in retrieval.retrieved), default=0.0)
    nearest = max((c for r in retrieval.retrieved for c in r.sentences), default=0.0)
    return Sought(retrieval, asked, constraints.names(query), heads, best, nearest)
