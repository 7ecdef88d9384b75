"""A citation from a PDF shows its page: on the chat page, in a terminal and as JSON."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from rich.console import Console
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from app.views.answer import print_answer
from app.views.as_json import answer_json, search_json
from app.wiring import build
from domain.settings import PROJECT, Settings
from domain.types import Answer, Citation, Finished, Language, Passage, Retrieved, Status
from ingest.inputs import UploadInput
from tests.ingest.documents import new_pdf, write

PASSAGE = Passage("p", "s", (), "It cost nine.", 0, 13, Language.EN, 0, 0, page=3)
CITATION = Citation(1, PASSAGE, "It cost nine.", 0, 13, "The bridge")
ANSWER = Answer("?", Language.EN, Status.ANSWERED, (), (CITATION,))


def ferry() -> bytes:
    pdf = new_pdf()
    write(pdf, "The ferry of Ostrel", 18, "B")
    write(pdf, "The town of Ostrel lies on the sound, and it has been there for ages.")
    pdf.add_page()
    write(pdf, "The ferry of Ostrel carried 4,321 lorries in 2022.")
    return bytes(pdf.output())


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "store"
    monkeypatch.setenv("PASSERELLE_STORE", str(folder))
    monkeypatch.setenv("PASSERELLE_LANGUAGE", "en")
    monkeypatch.setattr(ContextProxy, "cookies", {})  # AppTest's own are a mock
    st.cache_resource.clear()
    parts = build(Settings(), folder)
    parts.ingest([UploadInput("ferry.pdf", ferry())])
    parts.store.close()
    yield folder
    st.cache_resource.clear()


def test_the_chat_page_shows_the_page_of_a_citation(store: Path) -> None:
    assert store.exists()
    opened = AppTest.from_file(str(PROJECT / "app" / "main.py"), default_timeout=120).run()
    opened.chat_input[0].set_value("How many lorries did the ferry of Ostrel carry?").run()
    assert not opened.exception
    shown = "\n".join(str(element.proto.body) for element in opened.get("html"))
    assert 'data-quote="The ferry of Ostrel carried 4,321 lorries in 2022."' in shown
    assert re.search(r'<span class="where">p\.\s2\b', shown)


def test_an_answer_s_json_has_the_page(store: Path) -> None:
    parts = build(Settings(), store)
    *_, last = parts.assistant.ask("How many lorries did the ferry of Ostrel carry?")
    parts.store.close()
    assert isinstance(last, Finished)
    given = json.loads(json.dumps(answer_json(last.answer)))
    assert [c["page"] for c in given["citations"]] == [2]
    assert {r["page"] for r in given["retrieved"]} == {1, 2}


def test_a_page_is_told_in_a_terminal_and_only_where_there_is_one() -> None:
    out = io.StringIO()
    print_answer(ANSWER, Console(file=out, width=80))
    assert "[1] The bridge, p. 3" in out.getvalue()
    bare = Passage("p", "s", (), "It cost nine.", 0, 13, Language.EN, 0, 0)
    found = search_json("?", Language.EN, [Retrieved(PASSAGE, 0.5), Retrieved(bare, 0.4)])
    assert [r.get("page") for r in found["retrieved"]] == [3, None]
    assert "page" not in found["retrieved"][1]
