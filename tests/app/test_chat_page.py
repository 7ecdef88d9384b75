"""What the chat page does, without a browser: Streamlit's own AppTest on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app.wiring import build
from domain.settings import PROJECT, Settings
from domain.types import Language
from ingest.inputs import UploadInput

MAIN = str(PROJECT / "app" / "main.py")
FERRY = "# The ferry of Ostrel\n\nThe ferry of Ostrel carried 4,321 lorries in 2022.\n"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "store"
    monkeypatch.setenv("PASSERELLE_STORE", str(folder))
    monkeypatch.setenv("PASSERELLE_LANGUAGE", "en")
    st.cache_resource.clear()
    yield folder
    st.cache_resource.clear()


def fill(folder: Path) -> None:
    parts = build(Settings(), folder)
    parts.ingest([UploadInput("ferry.md", FERRY.encode())])
    parts.store.close()


def page() -> AppTest:
    opened = AppTest.from_file(MAIN, default_timeout=120).run()
    assert not opened.exception
    return opened


def shown(opened: AppTest) -> str:
    assert not opened.exception
    return "\n".join(str(element.proto.body) for element in opened.get("html"))


def test_an_empty_store_leads_to_the_library(store: Path) -> None:
    opened = page()
    assert "There are no sources yet" in shown(opened)
    assert [button.label for button in opened.button] == ["Open the library"]
    assert not store.exists()


def test_an_answer_stays_until_a_new_conversation(store: Path) -> None:
    fill(store)
    opened = page()
    assert "To begin with" in shown(opened)
    opened.chat_input[0].set_value("How many lorries did the ferry of Ostrel carry?").run()
    assert "<mark>The ferry of Ostrel carried 4,321 lorries in 2022.</mark>" in shown(opened)
    opened.run()
    assert "4,321" in shown(opened)
    next(b for b in opened.button if b.label == "New conversation").click().run()
    assert "4,321" not in shown(opened)


def test_a_question_that_was_understood_otherwise_can_be_changed(store: Path) -> None:
    fill(store)
    opened = page()
    opened.chat_input[0].set_value("How many lorries did the ferry of Ostrle carry?").run()
    assert "Understood as: How many lorries did the ferry of Ostrel carry?" in shown(opened)
    assert "of Ostrle carry" in shown(opened)
    [field] = opened.text_input
    field.set_value("When did the ferry of Ostrel carry lorries?")
    next(b for b in opened.button if b.label == "Ask again").click().run()
    assert "When did the ferry of Ostrel carry lorries?" in shown(opened)
    assert not opened.run().text_input


def test_small_talk_and_blank_input_cost_nothing(store: Path) -> None:
    fill(store)
    opened = page()
    opened.chat_input[0].set_value("   ").run()
    assert "answer" not in shown(opened)
    opened.chat_input[0].set_value("Bonjour !").run()
    assert "Bonjour" in shown(opened)
    assert "<details>" not in shown(opened)


def test_the_language_of_the_interface_changes_all_its_words(store: Path) -> None:
    fill(store)
    opened = page()
    opened.get("button_group")[0].set_value(Language.FR).run()
    assert "Pour commencer" in shown(opened)
    assert "To begin with" not in shown(opened)


def test_a_question_whose_answer_was_interrupted_is_asked_again_a_few_times(store: Path) -> None:
    fill(store)
    opened = page()
    opened.session_state["pending"] = ("How many lorries did the ferry of Ostrel carry?", 1)
    assert "<mark>The ferry of Ostrel carried 4,321 lorries in 2022.</mark>" in shown(opened.run())
    assert "pending" not in opened.session_state
    hopeless = page()
    hopeless.session_state["pending"] = ("How many lorries did the ferry of Ostrel carry?", 0)
    assert "4,321" not in shown(hopeless.run())
