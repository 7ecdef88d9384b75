"""OpenAI-compatible API (/v1): the endpoints that chat programs call, answered from the store.

The last message is the question, those of the user and the assistant before it the conversation;
system messages are ignored. The whole answer is in the field ``passerelle``.
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.api import footnotes
from app.api.errors import ModelNotFound, error_json, json_bytes, json_response
from app.api.service import Question, Service, body_of, caller_of
from app.api.work import StillThere
from app.conversation import MOST
from app.opened import OpenStore
from app.places import library_address
from app.unexpected import known
from app.views.as_json import to_json
from domain.errors import PasserelleError, UsageError
from domain.question import checked
from domain.types import Answer, Citation, Finished, QuotesReady, SentenceReady, Turn
from text.wellformed import wellformed

DOOR = "v1"
NAME = "passerelle"
_MODEL = {"id": NAME, "object": "model", "created": 1_764_000_000, "owned_by": "passerelle"}
_NEEDED = 'it needs [{"role": "user", "content": "..."}]'
_ROLES = ("system", "developer", "user", "assistant", "tool", "function")
_TOKEN = re.compile(r"\w+|[^\w\s]")


class Chat:
    """The endpoints over a service."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def models(self, request: Request) -> Response:
        """The one model."""
        del request
        return json_response({"object": "list", "data": [_MODEL]})

    async def model(self, request: Request) -> Response:
        """The model; raises ModelNotFound for any other."""
        _check_model(request.path_params["id"])
        return json_response(_MODEL)

    async def complete(self, request: Request) -> Response:
        """The answer to the last message, whole or streamed."""
        body = await body_of(request)
        _check_model(body.get("model"))
        if body.get("n") not in (None, 1):
            raise UsageError("n", "each question gets only one answer")
        asked = _question(body.get("messages"))
        store, reply = self._service.store(request), _Reply(asked, str(request.base_url))
        caller = caller_of(request)
        if body.get("stream") is True:
            options = body.get("stream_options")
            usage = isinstance(options, Mapping) and options.get("include_usage") is True
            return self._service.work.stream(
                lambda on_wait: self._pieces(store, reply, usage, on_wait), caller
            )
        answer = await self._service.work.ask(
            lambda on_wait: self._service.answer(store, DOOR, asked, on_wait), caller
        )
        return json_response(reply.whole(answer))

    def _pieces(
        self, store: OpenStore, reply: _Reply, usage: bool, on_wait: StillThere
    ) -> Iterator[bytes]:
        """Chunks: each sentence once it is final, the footnotes, then the end."""
        try:
            with known():
                yield reply.chunk({"role": "assistant", "content": ""})
                said, model_writes = 0, False
                for event in self._service.events(store, DOOR, reply.asked, on_wait):
                    if isinstance(event, QuotesReady):
                        model_writes = True  # its text may still be replaced by the quotations
                    elif isinstance(event, SentenceReady) and not model_writes:
                        yield reply.chunk(_content_delta(said, footnotes.sentence(event.sentence)))
                        said += 1
                    elif isinstance(event, Finished):
                        for sentence in event.answer.sentences[said:]:
                            yield reply.chunk(_content_delta(said, footnotes.sentence(sentence)))
                            said += 1
                        yield from reply.end(event.answer, usage)
        except PasserelleError as error:
            yield _data(error_json(error, store.interface))
        yield b"data: [DONE]\n\n"


@dataclass(frozen=True)
class _Reply:
    """State shared by the parts of one completion."""

    asked: Question
    base: str
    id: str = field(default_factory=lambda: f"chatcmpl-{uuid.uuid4().hex}")
    created: int = field(default_factory=lambda: int(time.time()))

    def whole(self, answer: Answer) -> dict[str, Any]:
        """The completion in one piece."""
        message = {"role": "assistant", "content": self._content(answer), "refusal": None}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        extra = {"usage": self._usage(answer), "passerelle": to_json(answer)}
        return self._head("chat.completion") | {"choices": [choice]} | extra

    def chunk(self, delta: dict[str, str], end: str | None = None, **extra: Any) -> bytes:
        """A piece of the stream."""
        choice = {"index": 0, "delta": delta, "finish_reason": end, "logprobs": None}
        return _data(self._head("chat.completion.chunk") | {"choices": [choice]} | extra)

    def end(self, answer: Answer, usage: bool) -> Iterator[bytes]:
        """The footnotes, the end with the whole answer, and the usage if requested."""
        after = footnotes.after(answer, self._address)
        if after:
            yield self.chunk({"content": after})
        yield self.chunk({}, "stop", passerelle=to_json(answer))
        if usage:
            usage_chunk = {"choices": [], "usage": self._usage(answer)}
            yield _data(self._head("chat.completion.chunk") | usage_chunk)

    def _head(self, kind: str) -> dict[str, Any]:
        return {"id": self.id, "object": kind, "created": self.created, "model": NAME}

    def _content(self, answer: Answer) -> str:
        return footnotes.content(answer, self._address)

    def _address(self, citation: Citation) -> str:
        return self.base + library_address(citation)

    def _usage(self, answer: Answer) -> dict[str, int]:
        """Words and punctuation, counted as tokens where no language model is used."""
        asked = [self.asked.text, *(turn.content for turn in self.asked.history)]
        prompt = sum(len(_TOKEN.findall(text)) for text in asked)
        completion = len(_TOKEN.findall(self._content(answer)))
        return {
            "prompt_tokens": prompt,
            "completion_tokens": completion,
            "total_tokens": prompt + completion,
        }


def _data(value: dict[str, Any]) -> bytes:
    return b"data: %s\n\n" % json_bytes(value)


def _content_delta(before: int, sentence: str) -> dict[str, str]:
    return {"content": f" {sentence}" if before else sentence}


def _check_model(name: Any) -> None:
    if name != NAME:
        raise ModelNotFound(wellformed(name)[:80] if isinstance(name, str) else "null")


def _question(messages: Any) -> Question:
    """The last message, with the conversation before it; raises UsageError."""
    if not isinstance(messages, list) or not messages:
        raise UsageError("messages", _NEEDED)
    turns = [turn for message in messages if (turn := _turn(message)) is not None]
    if not turns or turns[-1].role != "user":
        raise UsageError("messages", "the last one must be a user's")
    before = tuple(turns[:-1][-MOST:])
    return Question(checked(turns[-1].content, "messages"), before)


def _turn(message: Any) -> Turn | None:
    """A message of the conversation; None for the system's, a tool's and an empty one."""
    role = message.get("role") if isinstance(message, Mapping) else None
    if role not in _ROLES:
        raise UsageError("messages", _NEEDED)
    if role not in ("user", "assistant"):
        return None
    said = wellformed(_text(message.get("content")))
    if role == "assistant":
        return Turn(role, footnotes.without(said)) if said else None
    return Turn(role, said)


def _text(content: Any) -> str:
    """The text of a message, its parts joined; raises UsageError for pictures and the like."""
    parts = content if isinstance(content, list) else [{"type": "text", "text": content or ""}]
    texts = []
    for part in parts:
        kind = part.get("type") if isinstance(part, Mapping) else None
        text = part.get("text") if isinstance(part, Mapping) else None
        if kind != "text" and isinstance(kind, str):
            raise UsageError("messages", f"only text is read, not {wellformed(kind)[:40]}")
        if not isinstance(text, str):
            raise UsageError("messages", _NEEDED)
        texts.append(text)
    return "\n".join(texts)
