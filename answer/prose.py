"""What a language model wrote, with its passage numbers as citations of whole sentences."""

from __future__ import annotations

from collections.abc import Generator as Generator_
from collections.abc import Sequence
from dataclasses import dataclass

from answer.drafting import NotInSources
from answer.generation import Generator
from answer.quotation import best_quote
from domain.types import Answer, AnswerSentence, Citation, Retrieved, SentenceReady, Turn


@dataclass(frozen=True, slots=True)
class Prose:
    """The written answer; without sentences where the model found none in the passages."""

    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]


def cited(
    generator: Generator, draft: Answer, history: Sequence[Turn]
) -> Generator_[SentenceReady, None, Prose]:
    """Tell each sentence as it is finished; returns the Prose. Raises ChatModelError."""
    sentences: list[AnswerSentence] = []
    citations: dict[tuple[str, int], Citation] = {}
    question = draft.understood_as or draft.question
    for piece in generator.write(question, draft.language, draft.retrieved, history):
        if isinstance(piece, NotInSources):
            return Prose((), ())
        known = len(citations)
        numbers = [
            _citation(draft.retrieved[n - 1], piece.text, citations).marker for n in piece.passages
        ]
        sentence = AnswerSentence(piece.text, tuple(dict.fromkeys(numbers)))
        sentences.append(sentence)
        yield SentenceReady(sentence, tuple(citations.values())[known:])
    return Prose(tuple(sentences), tuple(citations.values()))


def _citation(
    retrieved: Retrieved, claim: str, citations: dict[tuple[str, int], Citation]
) -> Citation:
    """The citation of the sentence that a claim rests on, numbered by first use."""
    passage = retrieved.passage
    start, end = best_quote(passage, claim)
    quote = passage.text[start - passage.start : end - passage.start]
    fresh = Citation(len(citations) + 1, passage, quote, start, end, retrieved.title)
    return citations.setdefault((passage.source_id, start), fresh)
