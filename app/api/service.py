"""Shared state of the endpoints: the store, the threads, the counts, the caller."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.api.access import address_of
from app.api.errors import NotJson, TypeMissing, WrongType, error_response
from app.api.turns import Caller
from app.api.work import StillThere, Work
from app.conversation import language_of, scope_from, turns_of
from app.figures.metrics import Metrics
from app.figures.recorder import Recorder
from app.opened import OpenStore
from app.tokens import Token
from domain.errors import PasserelleError, UsageError
from domain.question import checked
from domain.types import Answer, AnswerEvent, Finished, Language, Scope, Turn
from text.wellformed import wellformed

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a request asks it."""

    text: str
    history: tuple[Turn, ...] = ()
    language: Language | None = None
    scope: Scope | None = None


@dataclass
class Service:
    """The parts behind the endpoints of one server."""

    opened: OpenStore
    work: Work = field(default_factory=Work)
    recorder: Recorder = field(default_factory=Recorder)

    @property
    def metrics(self) -> Metrics:
        """The counts since the server started."""
        return self.recorder.metrics

    def store(self, request: Request) -> OpenStore:
        """The store, with messages in the caller's language."""
        return OpenStore(self.opened.parts, reader_of(request, self.opened))

    def refused(self, request: Request, error: PasserelleError) -> Response:
        """An error as the answer to a request, in the caller's language."""
        return error_response(error, reader_of(request, self.opened))

    def events(
        self, store: OpenStore, door: str, asked: Question, on_wait: StillThere
    ) -> Iterator[AnswerEvent]:
        """The events of an answer, counted when it is finished."""
        on_wait()
        began = time.perf_counter()
        try:
            for event in store.events(
                asked.text, asked.history, asked.language, on_wait, asked.scope
            ):
                if isinstance(event, Finished):
                    self.recorder.answered(door, event.answer, time.perf_counter() - began)
                yield event
        except PasserelleError as error:
            if not isinstance(error, UsageError):
                self.recorder.failed(door, asked.language or store.interface)
            raise

    def answer(self, store: OpenStore, door: str, asked: Question, on_wait: StillThere) -> Answer:
        """The finished answer."""
        for event in self.events(store, door, asked, on_wait):
            if isinstance(event, Finished):
                return event.answer
        raise AssertionError("an answer always finishes")


def reader_of(request: Request, opened: OpenStore) -> Language:
    """The setting, else the first of the two languages that the request accepts, else the store's.

    It is the language of messages, and of questions whose own is unclear.
    """
    if opened.parts.settings.language is None:
        for part in request.headers.get("accept-language", "").lower().split(","):
            if part.strip()[:2] in list(Language):
                return Language(part.strip()[:2])
    return opened.interface


def token_of(request: Request) -> Token | None:
    """The token of the request, None for one without."""
    found: Token | None = request.scope["state"].get("token")
    return found


def caller_of(request: Request) -> Caller:
    """Who asks: the token, else the address; to be called once the body is read."""
    token = token_of(request)
    name = f"token {token.name}" if token else f"address {address_of(request)}"
    return Caller(name, request.receive)


async def body_of(request: Request) -> dict[str, Any]:
    """The JSON object of a request; raises WrongType, NotJson, TooLarge."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not kind:
        raise TypeMissing("", JSON)
    if kind != JSON:
        raise WrongType(kind, JSON)
    body = await request.body()
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotJson("", f"{len(body)} bytes that are not JSON") from error
    if not isinstance(found, dict):
        raise NotJson("", "it is JSON, but not an object")
    return found


def question_of(body: dict[str, Any]) -> Question:
    """The fields of a body that asks; raises UsageError for unknown ones."""
    unknown = sorted(set(body) - {"question", "history", "language", "scope"})
    if unknown:
        raise UsageError("body", f"unknown field: {wellformed(unknown[0])[:80]}")
    question = body.get("question")
    if not isinstance(question, str):
        raise UsageError("question", 'it needs {"question": "..."}')
    return Question(
        checked(wellformed(question)),
        turns_of(body.get("history"), "history"),
        language_of(body.get("language"), "language"),
        scope_from(body.get("scope"), "scope"),
    )
