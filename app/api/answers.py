"""POST /api/ask and GET /api/search: the JSON of the commands, or a stream of events."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response

from app.api.errors import error_json, json_bytes, json_response
from app.api.service import Question, Service, body_of, caller_of, question_of
from app.api.work import StillThere
from app.conversation import scope_from
from app.opened import OpenStore
from app.unexpected import known
from app.views.as_json import citation_json, sentence_json, to_json
from domain.errors import PasserelleError, UsageError
from domain.types import (
    AnswerEvent,
    Finished,
    QuotesReady,
    Scope,
    SentenceReady,
    StageStarted,
)

DOOR = "api"


class Answers:
    """The two endpoints over a service."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def ask(self, request: Request) -> Response:
        """An answer; events where the caller accepts text/event-stream."""
        asked = question_of(await body_of(request))
        store, caller = self._service.store(request), caller_of(request)
        if "text/event-stream" in request.headers.get("accept", "").lower():
            return self._service.work.stream(
                lambda on_wait: self._pieces(store, asked, on_wait), caller
            )
        answer = await self._service.work.ask(
            lambda on_wait: self._service.answer(store, DOOR, asked, on_wait), caller
        )
        return json_response(to_json(answer))

    async def search(self, request: Request) -> Response:
        """The passages nearest to ?q=, ?k= of them, in ?source= (several), ?in=, ?from=, ?to=."""
        question, k = request.query_params.get("q", ""), _number(request, "k", 10)
        store = self._service.store(request)
        scope = _scope(request)
        found = await self._service.work.search(
            lambda: store.search(question, k, scope), caller_of(request)
        )
        return json_response(to_json(found))

    def _pieces(self, store: OpenStore, asked: Question, on_wait: StillThere) -> Iterator[bytes]:
        try:
            with known():
                for event in self._service.events(store, DOOR, asked, on_wait):
                    yield _piece(event)
        except PasserelleError as error:
            yield _event("error", json_bytes(error_json(error, store.interface)))


def _piece(event: AnswerEvent) -> bytes:
    match event:
        case StageStarted(stage):
            return _event("stage", json_bytes({"stage": str(stage)}))
        case QuotesReady(answer):
            return _event("quotes", json_bytes(to_json(answer)))
        case SentenceReady(sentence, citations):
            cited = {"citations": [citation_json(c) for c in citations]}
            return _event("sentence", json_bytes(sentence_json(sentence) | cited))
        case Finished(answer):
            return _event("answer", json_bytes(to_json(answer)))


def _event(name: str, data: bytes) -> bytes:
    return b"event: %s\ndata: %s\n\n" % (name.encode(), data)


def _scope(request: Request) -> Scope | None:
    given = request.query_params
    limits = {"language": given.get("in"), "from": given.get("from"), "to": given.get("to")}
    return scope_from({"sources": given.getlist("source"), **limits}, "in")


def _number(request: Request, name: str, usual: int) -> int:
    given = request.query_params.get(name, str(usual))
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise UsageError(name, "it is not a number")
    return int(given)
