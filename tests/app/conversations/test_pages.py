"""Conversations on the chat page, without a browser: Streamlit's own AppTest on a real store."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app.conversations.current import _of_the_server
from app.conversations.kept import FILE
from app.visit.signed import FOLDER
from domain.settings import PROJECT
from tests.app.library.actions import browser, click, fill, labels, shown

MAIN = str(PROJECT / "app" / "main.py")
FERRY = (
    "ferry.md",
    b"# The ferry of Ostrel\n\nThe ferry of Ostrel carried 4,321 lorries in 2022.\n",
)
ASKED = "How many lorries did the ferry of Ostrel carry?"
LABEL = ASKED.replace("?", "\\?")
MARKED = "<mark>The ferry of Ostrel carried 4,321 lorries in 2022.</mark>"


@pytest.fixture
def filled(store: Path) -> Path:
    fill(store, FERRY)
    return store


def chat(address: str | None = None) -> AppTest:
    opened = AppTest.from_file(MAIN, default_timeout=120)
    if address is not None:
        opened.query_params["c"] = address
    return opened.run()


def address_of(opened: AppTest, question: str = ASKED) -> str:
    """Ask; gives the address of the conversation."""
    opened.chat_input[0].set_value(question).run()
    given = opened.query_params["c"]
    return given if isinstance(given, str) else given[0]


@pytest.mark.usefixtures("filled")
def test_a_conversation_is_there_again_for_its_browser_and_for_no_other() -> None:
    with browser("ann"):
        address = address_of(chat())
        assert MARKED in shown(chat(address))
        assert LABEL in labels(chat())
        assert MARKED not in shown(chat())
    with browser("bob"):
        stranger = chat(address)
        assert MARKED not in shown(stranger)
        assert "leads to no conversation" in shown(stranger)
        assert "c" not in stranger.query_params
        assert LABEL not in labels(stranger)


@pytest.mark.usefixtures("filled")
def test_a_shared_one_is_read_and_gone_on_with_in_a_copy() -> None:
    with browser("ann"):
        opened = chat()
        address = address_of(opened)
        opened.run()
        next(box for box in opened.checkbox).check().run()
        assert "enough to read it" in shown(opened)
    with browser("bob"):
        reader = chat(address)
        assert MARKED in shown(reader)
        assert "somebody else shares" in shown(reader)
        assert not reader.checkbox
        copy = address_of(reader, "Hello!")
        assert copy != address
        assert MARKED in shown(chat(copy))
    with browser("ann"):
        assert "Hello!" not in shown(chat(address))


@pytest.mark.usefixtures("filled")
def test_a_new_one_loses_nothing_and_they_are_searched_renamed_and_deleted() -> None:
    with browser("ann"):
        opened = chat()
        first = address_of(opened)
        click(opened, "New conversation")
        assert MARKED not in shown(opened)
        second = address_of(opened, "Hello!")
        assert second != first
        opened.run()
        assert {LABEL, "Hello\\!"} <= set(labels(opened))
        next(f for f in opened.text_input if f.label == "Search my conversations").input(
            "lorries"
        ).run()
        assert "Hello\\!" not in labels(opened)
        click(opened, LABEL)
        assert MARKED in shown(opened)
        next(f for f in opened.text_input if f.label == "Title").input("The ferry").run()
        assert "The ferry" in labels(opened)
        click(opened, "Delete")
        assert "“The ferry” will be deleted for good." in shown(opened)
        click(opened, "Delete for good")
        assert MARKED not in shown(opened)
        assert "leads to no conversation" in shown(chat(first))
        rest = chat()
        click(rest, "Delete all mine")
        click(rest, "Delete for good")
        assert "Your conversations will be kept here." in shown(rest)
        assert "leads to no conversation" in shown(chat(second))


def test_nothing_is_kept_where_the_settings_say_so(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = filled / FOLDER / FILE
    with browser("ann"):
        address_of(chat())
    assert file.exists()
    monkeypatch.setenv("PASSERELLE_KEEP_CONVERSATIONS", "0")
    st.cache_resource.clear()
    with browser("ann"):
        opened = chat()
        opened.chat_input[0].set_value(ASKED).run()
        assert MARKED in shown(opened)
        assert "c" not in opened.query_params
        assert LABEL not in labels(opened)
    assert not file.exists()


def test_a_file_that_cannot_be_used_costs_no_answer(filled: Path) -> None:
    file = filled / FOLDER / FILE
    with browser("ann"):
        address = address_of(chat())
        file.write_bytes(b"damaged" * 999)
        opened = chat(address)
        opened.chat_input[0].set_value(ASKED).run()
        assert MARKED in shown(opened)
        assert "cannot be kept at present" in shown(opened.run())


@pytest.mark.usefixtures("filled")
def test_a_question_whose_server_was_killed_is_there_to_be_asked_again() -> None:
    with browser("ann"):
        address = address_of(chat())
        kept = _of_the_server()
        assert kept is not None
        kept.ask("ann", address, "When did the ferry of Ostrel carry lorries?")
        opened = chat(address)
        assert shown(opened).count('class="pa answer') == 1
        assert "no answer was given" in shown(opened)
        click(opened, "Ask this again")
        assert shown(opened).count('class="pa answer') == 2
