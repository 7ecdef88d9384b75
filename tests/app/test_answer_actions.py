"""What can be done with an answer on the chat page, by Streamlit's own AppTest on a real store."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.conversations.current import _of_the_server
from app.conversations.kept import FILE
from app.visit.signed import FOLDER
from domain.settings import PROJECT
from tests.app.library.actions import browser, click, fill, shown

MAIN = str(PROJECT / "app" / "main.py")
FERRY = (
    "ferry.md",
    b"# The ferry of Ostrel\n\nThe ferry of Ostrel carried 4,321 lorries in 2022.\n",
)
ASKED = "How many lorries did the ferry of Ostrel carry?"
YEAR = "In which year did the ferry of Ostrel carry 4,321 lorries?"
OTHER = "How many lorries were there in 2022?"
FORMATS = [
    "Printable page (.html)",
    "Word (.docx)",
    "Markdown (.md)",
    "BibTeX (.bib)",
    "RIS (.ris)",
    "CSL-JSON (.json)",
]


@pytest.fixture
def filled(store: Path) -> Path:
    fill(store, FERRY)
    return store


def chat(address: str | None = None) -> AppTest:
    opened = AppTest.from_file(MAIN, default_timeout=240)
    if address is not None:
        opened.query_params["c"] = address
    return opened.run()


def ask(opened: AppTest, question: str) -> str:
    """Ask; gives the address of the conversation."""
    opened.chat_input[0].set_value(question).run()
    assert not opened.exception
    given = opened.query_params["c"]
    return given if isinstance(given, str) else given[0]


def headings(opened: AppTest) -> list[str]:
    """The questions on the page."""
    return [
        part.split("</h2>")[0]
        for part in shown(opened).split('<h2 class="asked">')
        if "</h2>" in part
    ]


def copied(opened: AppTest, place: int) -> list[str]:
    """What the buttons of an answer copy, as plain text and as Markdown."""
    found = re.findall(r'data-copy="([^"]*)"', shown(opened))
    return [base64.b64decode(told).decode() for told in found][2 * place :][:2]


def open_below(opened: AppTest, what: str, place: int, address: str, asked: int) -> AppTest:
    """Open what stands below an answer, ``asked`` being how often an answer was replaced."""
    opened.session_state[f"{what} {place} {address} {asked}"] = True
    return opened.run()


@pytest.mark.usefixtures("filled")
def test_an_answer_is_replaced_and_the_conversation_as_it_was_stays() -> None:
    with browser("ann"):
        opened = chat()
        address = ask(opened, ASKED)
        text, marked = copied(opened, 0)
        assert text.startswith("The ferry of Ostrel carried 4,321 lorries in 2022. [1]\n")
        assert "[1] “The ferry of Ostrel carried 4,321 lorries in 2022.” — The ferry of" in text
        assert "> The ferry of Ostrel carried 4,321 lorries in 2022." in marked
        ask(opened, YEAR)
        open_below(opened, "exporting", 1, address, 0)
        assert [one.label for one in opened.get("download_button")] == FORMATS
        click(opened, "Answer again")
        assert headings(opened) == [ASKED, YEAR]
        open_below(opened, "acting", 0, address, 1)
        [field] = opened.text_area
        assert field.value == ASKED
        field.set_value(OTHER)
        click(opened, "Ask again")
        assert headings(opened) == [OTHER]
        assert not opened.text_area
        kept = _of_the_server()
        assert kept is not None
        assert [one.title for one in kept.listed("ann")] == [OTHER]
        replaced, again = kept.versions("ann", address)
        assert headings(chat(again.id)) == headings(chat(replaced.id)) == [ASKED, YEAR]
        earlier = chat(replaced.id)
        assert "An earlier version of this conversation, replaced on" in shown(earlier)
        copy = ask(earlier, "Hello!")
        assert headings(earlier) == [ASKED, YEAR, "Hello!"]
        assert copy not in (address, replaced.id)
        click(earlier, OTHER.replace("?", "\\?"))
        assert headings(earlier) == [OTHER]


def test_without_keeping_what_is_replaced_is_said_to_be_lost(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSERELLE_KEEP_CONVERSATIONS", "0")
    with browser("ann"):
        opened = chat()
        opened.chat_input[0].set_value(ASKED).run()
        open_below(opened, "editing", 0, "", 0)
        assert "conversations are not kept" in shown(opened)
        opened.text_area[0].set_value(YEAR)
        click(opened, "Ask again")
        assert headings(opened) == [YEAR]
    assert not (filled / FOLDER / FILE).exists()
