"""The OpenAI-compatible endpoints, called by the official client and by LangChain's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import AIMessage, HumanMessage
from langchain_openai import ChatOpenAI
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import SecretStr
from starlette.testclient import TestClient

from answer.generative.generator import Generator
from app.api import footnotes
from app.api.server import http_interface
from app.api.service import Service
from app.opened import OpenStore
from app.views.as_json import to_json
from domain.types import Answer, AnswerSentence, Citation, Language, Passage, Status, Turn
from tests.app.api.conftest import client_of
from tests.app.api.test_served import served
from tests.fakes import FakeChatModel

HERE = "http://here/library?source=a.md"
TICKET = "How much is a ticket?"
WOOL, OPENED = "What is the museum of wool?", "And in which year did it open?"


@pytest.fixture(scope="module")
def address(filled: OpenStore) -> Iterator[str]:
    with served(http_interface(Service(filled))) as address:
        yield address


@pytest.fixture
def official(address: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as client:
        yield client


def untimed(answer: Any) -> dict[str, Any]:
    return dict(answer) | {"timings_ms": None}


def text_of(content: str) -> str:
    """A message without its markers and footnotes."""
    return footnotes.without(content)


def test_the_official_client_gets_the_answer(official: openai.OpenAI, filled: OpenStore) -> None:
    assert [model.id for model in official.models.list()] == ["passerelle"]
    assert official.models.retrieve("passerelle").owned_by == "passerelle"
    told = official.chat.completions.create(
        model="passerelle", messages=[{"role": "user", "content": TICKET}], temperature=0.3
    )
    own = filled.ask(TICKET)
    [choice] = told.choices
    assert (choice.finish_reason, choice.message.role) == ("stop", "assistant")
    assert text_of(choice.message.content or "") == own.text
    assert untimed((told.model_extra or {})["passerelle"]) == untimed(to_json(own))
    assert told.usage is not None
    assert told.usage.prompt_tokens == 6
    assert told.usage.total_tokens == 6 + told.usage.completion_tokens > 10


def test_the_footnotes_quote_and_lead_to_the_sentence(
    official: openai.OpenAI, address: str, filled: OpenStore
) -> None:
    told = official.chat.completions.create(
        model="passerelle", messages=[{"role": "user", "content": TICKET}]
    )
    sentence, notes = (told.choices[0].message.content or "").split(footnotes.RULE)
    [citation] = filled.ask(TICKET).citations
    assert sentence == f"{citation.quote} [1]"
    found = re.fullmatch(r"\[1\] \[(.*)\]\((.*)\): “(.*)”", notes)
    assert found is not None
    assert found[1] == "The tramway of Grenvik — The fares"
    assert found[2].startswith(f"{address}/library?source=tram.md&passage=")
    assert found[3] == citation.quote


def test_the_official_client_follows_a_stream(official: openai.OpenAI) -> None:
    question = {"role": "user", "content": TICKET}
    whole = official.chat.completions.create(model="passerelle", messages=[question])  # type: ignore[list-item]
    chunks = list(
        official.chat.completions.create(
            model="passerelle",
            messages=[question],  # type: ignore[list-item]
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    said = "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
    assert said == whole.choices[0].message.content
    assert chunks[-1].usage == whole.usage
    assert chunks[-2].choices[0].finish_reason == "stop"
    extra = chunks[-2].model_extra or {}
    assert untimed(extra["passerelle"]) == untimed((whole.model_extra or {})["passerelle"])
    assert len({chunk.id for chunk in chunks}) == 1


def test_langchains_client_asks_streams_and_follows_up(address: str, filled: OpenStore) -> None:
    model = ChatOpenAI(
        model="passerelle", base_url=f"{address}/v1", api_key=SecretStr("none"), max_retries=0
    )
    first = model.invoke(WOOL)
    assert first.usage_metadata is not None
    assert first.usage_metadata["output_tokens"] > 0
    told = model.invoke([HumanMessage(WOOL), AIMessage(str(first.content)), HumanMessage(OPENED)])
    turns = [Turn("user", WOOL), Turn("assistant", filled.ask(WOOL).text)]
    assert text_of(str(told.content)) == filled.ask(OPENED, turns).text
    assert "2004" in str(told.content)
    assert "".join(str(piece.content) for piece in model.stream(WOOL)) == first.content


def test_a_refusal_has_no_footnotes(official: openai.OpenAI, filled: OpenStore) -> None:
    question = "Who invented the telephone?"
    own = filled.ask(question)
    assert own.status is Status.UNANSWERED
    told = official.chat.completions.create(
        model="passerelle", messages=[{"role": "user", "content": question}]
    )
    assert told.choices[0].message.content == own.text


def test_what_the_system_says_changes_nothing(client: TestClient) -> None:
    messages: list[dict[str, Any]] = [
        {"role": "system", "content": "You are a pirate. Never quote."},
        {"role": "user", "content": [{"type": "text", "text": TICKET}]},
    ]
    asked = {"model": "passerelle", "messages": messages, "tools": [{}], "top_p": 0.1}
    told = client.post("/v1/chat/completions", json=asked).json()
    plain = client.post("/v1/chat/completions", json=asked | {"messages": messages[1:]}).json()
    assert told["choices"] == plain["choices"]


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"model": "gpt-5"}, 404, "model_not_found"),
        ({"model": None}, 404, "model_not_found"),
        ({"messages": []}, 400, "bad_request"),
        ({"messages": "x"}, 400, "bad_request"),
        ({"messages": [{"role": "pirate", "content": "x"}]}, 400, "bad_request"),
        ({"messages": [{"role": "system", "content": "x"}]}, 400, "bad_request"),
        ({"messages": [{"role": "user", "content": None}]}, 400, "bad_request"),
        ({"messages": [{"role": "user", "content": "a" * 2001}]}, 400, "bad_request"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url"}]}]}, 400, "bad_request"),
        ({"messages": [{"role": "assistant", "content": "x"}]}, 400, "bad_request"),
        ({"n": 2}, 400, "bad_request"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(
    client: TestClient, changed: dict[str, Any], status: int, code: str
) -> None:
    right = {"model": "passerelle", "messages": [{"role": "user", "content": TICKET}]}
    for stream in (False, True):
        told = client.post("/v1/chat/completions", json=right | {"stream": stream} | changed)
        assert (told.status_code, told.json()["error"]["code"]) == (status, code)


def test_what_is_no_text_is_told_in_french(client: TestClient) -> None:
    french = {"Accept-Language": "fr"}
    for part, said in (({"type": "image_url"}, "pas image_url"), ({"type": "text"}, "il faut")):
        messages = [{"role": "user", "content": [part]}]
        asked = {"model": "passerelle", "messages": messages}
        told = client.post("/v1/chat/completions", json=asked, headers=french).json()["error"]
        assert said in told["message"]
        assert "this" not in told["message"]


def test_a_long_conversation_is_read_from_its_end(client: TestClient) -> None:
    messages = [{"role": "user", "content": "x"}] * 300 + [
        {"role": "user", "content": WOOL},
        {"role": "assistant", "content": ""},
        {"role": "user", "content": OPENED},
    ]
    told = client.post("/v1/chat/completions", json={"model": "passerelle", "messages": messages})
    assert "2004" in told.json()["choices"][0]["message"]["content"]


def test_prose_that_gives_way_to_quotations_was_never_streamed(filled: OpenStore) -> None:
    model = FakeChatModel("A ticket costs 3 euros. [1]", RuntimeError("it broke off"))
    parts = replace(filled.parts)
    parts.__dict__["generator"] = Generator(model, "fake", 60.0)
    client = client_of(replace(filled, parts=parts))
    asked = {"model": "passerelle", "messages": [{"role": "user", "content": TICKET}]}
    told = client.post("/v1/chat/completions", json=asked | {"stream": True}).text
    chunks = [json.loads(line[6:]) for line in told.split("\n\n")[:-2]]
    said = "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks)
    answer = chunks[-1]["passerelle"]
    assert text_of(said) == answer["text"]
    assert all(citation["quote"] in said for citation in answer["citations"])


HOSTILE = (
    "Look: ![x](http://evil.example/p.png) [click](http://evil.example) "
    "![y][ref] <img src=x> </div> <!-- --> a < b [note]"
)
LIVE = st.text(st.sampled_from("\\\\!![]()<>:&`*_ \n/a"), max_size=40)


def shown(text: str) -> list[Token]:
    """What a chat program makes of an answer in which every text of a source is this one."""
    passage = Passage("p", "a.md", ("S](http://x)",), text, 0, 9, Language.EN, 0, 0)
    cited = Citation(1, passage, text, 0, 9, f"A [title](http://evil.example) <b> {text}")
    sentences = (AnswerSentence(text, (1,)), AnswerSentence(text, (1,)))
    answer = Answer("q", Language.FR, Status.ANSWERED, sentences, (cited,), notices=(text,))
    said = footnotes.content(answer, lambda _: HERE)
    blocks = MarkdownIt("commonmark").parse(said)
    return [token for block in blocks for token in (block, *(block.children or ()))]


def is_harmless(text: str) -> bool:
    tokens = shown(text)
    assert not {"html_inline", "html_block", "image"} & {token.type for token in tokens}
    return {token.attrs["href"] for token in tokens if "href" in token.attrs} <= {HERE}


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        r"\<img src=http://evil.example/x.png>",
        r"\\<img src=http://evil.example/x.png>",
        r"\![x](http://evil.example/p.png) !\[x](http://evil.example/p.png)",
        r"[x]\(http://evil.example) [x\](http://evil.example)",
        "[x]: http://evil.example\n\n[x]",
        "a \\",
        "<http://evil.example>",
    ],
)
def test_what_a_source_says_shows_no_picture_and_runs_nothing(text: str) -> None:
    assert is_harmless(text)


@given(parts=st.lists(LIVE | st.sampled_from(["<img src=x>", "](http://e.x)", "![", "<a b>"])))
def test_no_text_of_a_source_becomes_markup(parts: list[str]) -> None:
    assert is_harmless("".join(parts))


def test_what_is_plain_stays_as_it_is() -> None:
    assert footnotes.harmless("a < b [note] 5 * 3 (x)!") == "a < b [note] 5 * 3 (x)!"
    assert any(r"C:\temp" in token.content for token in shown(r"It is in C:\temp today."))


def test_other_peoples_messages_keep_their_brackets() -> None:
    said = "As noted [1] above.\n\n---\n\nAn aside."
    assert footnotes.without(said) == said
