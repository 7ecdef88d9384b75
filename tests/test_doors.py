"""The same twenty questions through five doors give the same answers.

The command line, the Python package, and a real `passerelle serve` over HTTP, by OpenAI's client
and by MCP's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from mcp import Client

from app.api.footnotes import without
from passerelle import open_store, to_json
from tests import running
from tests.browser.conftest import free_port, serve

ROOT = Path(__file__).resolve().parents[1]
PASSERELLE = Path(sys.executable).with_name("passerelle")
Answers = list[dict[str, Any]]
Asked = list[tuple[str, list[dict[str, str]]]]

ERASMUS = [
    {"role": "user", "content": "What is Erasmus+?"},
    {"role": "assistant", "content": "Erasmus+ is one of the programmes of the EU."},
]
GAZ = [
    {"role": "user", "content": "Quelles ressources le Kazakhstan livre-t-il à l'UE ?"},
    {"role": "assistant", "content": "Le pétrole, l'uranium et le gaz."},
]
QUESTIONS: Asked = [
    ("From where to where does the Trans-Caspian route run?", []),
    ("Which energy resources does Kazakhstan supply to the EU?", []),
    ("When did the EPCA enter into force?", []),
    ("What do better rail and road links cut?", []),
    ("Who pays for the modernisation of universities in Kazakhstan?", []),
    ("Which programme makes university exchanges easier?", []),
    ("And what do these exchanges raise?", ERASMUS),
    ("What is Kazakhstan's potential in renewable energy?", []),
    ("Summarise energy", []),
    ("Quelles ressources énergétiques le Kazakhstan livre-t-il à l'UE ?", []),
    ("Quand l'APCR est-il entré en vigueur ?", []),
    ("Par où passe la route transcaspienne ?", []),
    ("Pourquoi la culture et l'éducation comptent-elles ?", []),
    ("Et pour la sécurité énergétique ?", GAZ),
    ("Qu'est-ce qui attire les Européens au Kazakhstan ?", []),
    ("Bonjour !", []),
    ("How tall is the tallest building of Almaty?", []),
    ("Who won the chess championship in Astana?", []),
    ("Quel est le prix d'un billet de train pour Chymkent ?", []),
    ("Combien de chevaux y a-t-il au Kazakhstan ?", []),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("doors") / "store"
    open_store(folder).ingest(ROOT / "corpus")
    return folder


@pytest.fixture(scope="module")
def expected(store: Path) -> Answers:
    """The answers of the Python package."""
    opened = open_store(store)
    return [same(to_json(opened.ask(question, history))) for question, history in QUESTIONS]


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    port = free_port()
    process = serve(store, port)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=30)


def same(answer: Any) -> dict[str, Any]:
    """An answer but for its name and for the time that it took."""
    return dict(answer) | {"id": None, "timings_ms": None}


def test_the_questions_are_answered_refused_and_greeted(expected: Answers) -> None:
    """Else the same answers would mean little."""
    statuses = [answer["status"] for answer in expected]
    assert statuses.count("answered") >= 12
    assert statuses.count("unanswered") >= 4
    assert statuses.count("courtesy") == 1
    assert {answer["language"] for answer in expected} == {"fr", "en"}


def test_the_command_line(store: Path, expected: Answers, tmp_path: Path) -> None:
    rows = [
        {"id": n, "question": question, "history": history}
        for n, (question, history) in enumerate(QUESTIONS)
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    command = [str(PASSERELLE), "ask", "--batch", str(batch), "--store", str(store)]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert [same(json.loads(line)) for line in ran.stdout.splitlines()] == expected


def test_http(address: str, expected: Answers) -> None:
    with httpx.Client(base_url=address, timeout=120) as web:
        for (question, history), answer in zip(QUESTIONS, expected, strict=True):
            response = web.post("/api/ask", json={"question": question, "history": history})
            assert same(response.json()) == answer


def test_openai(address: str, expected: Answers) -> None:
    with openai.OpenAI(base_url=f"{address}/v1", api_key="none", timeout=120) as client:
        for (question, history), answer in zip(QUESTIONS, expected, strict=True):
            messages: Any = [*history, {"role": "user", "content": question}]
            completion = client.chat.completions.create(model="passerelle", messages=messages)
            assert same((completion.model_extra or {})["passerelle"]) == answer
            said = completion.choices[0].message.content or ""
            assert without(said).startswith(answer["text"])
            assert all(citation["quote"] in said for citation in answer["citations"])


def test_mcp(address: str, expected: Answers) -> None:
    async def ask() -> Answers:
        async with Client(f"{address}/mcp", read_timeout_seconds=120) as client:
            results = [
                await client.call_tool("ask", {"question": question, "history": history})
                for question, history in QUESTIONS
            ]
        return [same(result.structured_content) for result in results]

    assert running.run(ask()) == expected
