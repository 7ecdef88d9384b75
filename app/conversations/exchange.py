"""A question and its outcome, as a value, and serialised for storage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from pydantic import TypeAdapter, ValidationError

from domain.errors import PasserelleError
from domain.types import Answer, Language, Source


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its outcome: an answer, or the error that prevented one.

    ``sources``: those that the answer cites, as they were when it was given; with neither answer
    nor error it was stopped.
    """

    question: str
    answer: Answer | None = None
    error: PasserelleError | None = None
    sources: tuple[Source, ...] = ()


class EarlierError(PasserelleError):
    """An earlier error, of which only the message is left."""

    def __init__(self, french: str, english: str) -> None:
        super().__init__()
        self._french, self._english = french, english

    def message(self, language: Language) -> str:
        """The message of that time."""
        return self._french if language is Language.FR else self._english


@dataclass(frozen=True, slots=True)
class _Kept:
    """The serialised form of an exchange, without its question."""

    answer: Answer | None = None
    error: tuple[str, str] | None = None
    sources: tuple[Source, ...] = ()


@cache
def _adapter() -> TypeAdapter[_Kept]:
    return TypeAdapter(_Kept)


def written(exchange: Exchange) -> str:
    """As JSON, without the passages that were found and not cited."""
    error = exchange.error
    messages = (error.message(Language.FR), error.message(Language.EN)) if error else None
    answer = replace(exchange.answer, retrieved=()) if exchange.answer else None
    return _adapter().dump_json(_Kept(answer, messages, exchange.sources)).decode()


def read(question: str, body: str | None) -> Exchange:
    """The exchange again; without an answer where none was written, or where it is not readable."""
    if body is None:
        return Exchange(question)
    try:
        kept = _adapter().validate_json(body)
    except ValidationError:
        return Exchange(question)
    error = EarlierError(*kept.error) if kept.error else None
    return Exchange(question, kept.answer, error, kept.sources)
