"""Conversations on the chat page, without a browser: Streamlit's own AppTest on a real store."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from traceback import walk_stack
from typing import Any

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import StopException
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.testing.v1 import AppTest

from app import chat_page
from app.asgi import visits
from app.conversations.current import _of_the_server
from app.conversations.kept import FILE, Conversations
from app.session import parts
from app.visit.signed import FOLDER
from domain.settings import PROJECT
from domain.types import Answer, AnswerSentence, Language, QuotesReady, Status
from tests.app.library.actions import browser, click, fill, labels, shown

MAIN = str(PROJECT / "app" / "main.py")
FERRY = (
    "ferry.md",
    b"# The ferry of Ostrel\n\nThe ferry of Ostrel carried 4,321 lorries in 2022.\n",
)
ASKED = "How many lorries did the ferry of Ostrel carry?"
LABEL = ASKED.replace("?", "\\?")
MARKED = 'data-quote="The ferry of Ostrel carried 4,321 lorries in 2022."'


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
        assert "There is no conversation at this address" in shown(stranger)
        assert "c" not in stranger.query_params
        assert LABEL not in labels(stranger)


@pytest.mark.usefixtures("filled")
def test_a_shared_one_is_read_and_gone_on_with_in_a_copy() -> None:
    with browser("ann"):
        opened = chat()
        address = address_of(opened)
        opened.run()
        next(box for box in opened.checkbox).check().run()
        assert "can now read it" in shown(opened)
    with browser("bob"):
        reader = chat(address)
        assert MARKED in shown(reader)
        assert "Somebody else shared this conversation" in shown(reader)
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
        assert "There is no conversation at this address" in shown(chat(first))
        rest = chat()
        click(rest, "Delete all")
        click(rest, "Delete for good")
        assert "Your conversations will be kept here." in shown(rest)
        assert "There is no conversation at this address" in shown(chat(second))


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


def test_what_was_kept_is_gone_before_any_browser_comes(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = filled / FOLDER / FILE
    Conversations(file, 30).begin("ann", ASKED)
    visits()
    assert file.exists()
    monkeypatch.setenv("PASSERELLE_KEEP_CONVERSATIONS", "0")
    visits()
    assert not file.exists()


def test_a_file_that_cannot_be_used_costs_no_answer_and_no_address(filled: Path) -> None:
    file = filled / FOLDER / FILE
    with browser("ann"):
        address = address_of(chat())
        whole = file.read_bytes()
        file.write_bytes(b"damaged" * 999)
        opened = chat(address)
        assert "cannot be read at present" in shown(opened)
        assert "There is no conversation at this address" not in shown(opened)
        assert opened.query_params["c"] in (address, [address])
        assert MARKED not in shown(opened)
        opened.chat_input[0].set_value(ASKED).run()
        assert shown(opened).count(MARKED) == 2  # at its mark, and in the line below the answer
        assert "cannot be saved at present" in shown(opened.run())
        file.write_bytes(whole)
        assert MARKED in shown(chat(address))
        copy = address_of(opened, "Hello!")
        assert copy != address
        assert "at present" not in shown(opened.run())
        assert questions(copy) == [ASKED, "Hello!"]
        assert questions(address) == [ASKED]


def questions(address: str) -> list[str]:
    """Those that are kept of one of ann's, each with an answer."""
    kept = _of_the_server()
    opened = kept.open(address, "ann") if kept else None
    assert opened is not None
    assert all(exchange.answer for exchange in opened.exchanges)
    return [exchange.question for exchange in opened.exchanges]


def test_what_another_writer_holds_up_is_written_when_it_has_ended(
    filled: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with browser("ann"):
        opened = chat()
        address = address_of(opened)
        with closing(sqlite3.connect(filled / FOLDER / FILE)) as other:
            other.execute("BEGIN IMMEDIATE")
            address_of(opened, "How many lorries in 2022?")
            assert shown(opened).count('class="pa answer') == 2
            assert "cannot be saved at present" in shown(opened.run())
        assert "database is locked" in caplog.text
        assert questions(address) == [ASKED]
        assert address_of(opened, "Hello!") == address
        assert "at present" not in shown(opened.run())
        assert questions(address) == [ASKED, "How many lorries in 2022?", "Hello!"]


@pytest.mark.usefixtures("filled")
def test_a_question_is_drawn_before_it_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    with browser("ann"):
        opened = chat()
        with monkeypatch.context() as slow:
            slow.setattr(Conversations, "begin", lambda *_, **__: st.stop())
            opened.chat_input[0].set_value(ASKED).run()
        assert f">{ASKED}</h2>" in shown(opened)


@pytest.mark.usefixtures("filled")
def test_one_that_was_deleted_in_another_tab_does_not_come_back() -> None:
    with browser("ann"):
        one = chat()
        address = address_of(one)
        other = chat(address)
        click(one.run(), "Delete")
        click(one, "Delete for good")
        begun = address_of(other, "Hello!")
        assert begun != address
        assert MARKED not in shown(other)
        assert "previous conversation has been deleted" in shown(other)
        assert questions(begun) == ["Hello!"]
        assert "There is no conversation at this address" in shown(chat(address))
        assert address_of(other, "Hello again!") == begun
        assert questions(begun) == ["Hello!", "Hello again!"]


class Ended:
    """Ends one run as Streamlit does: at a look at the session, the nth of those that ``ask`` and
    ``finish`` make.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = -1
        for name in ("__getitem__", "__setitem__", "__contains__", "__delitem__"):
            before = getattr(SafeSessionState, name)
            monkeypatch.setattr(SafeSessionState, name, self._around(before))

    def _around(self, before: Callable[..., Any]) -> Callable[..., Any]:
        def looked(state: Any, *told: Any) -> Any:
            if self.left > 0 and self._keeping():
                self.left -= 1
                if not self.left:
                    raise StopException
            return before(state, *told)

        return looked

    @staticmethod
    def _keeping() -> bool:
        """Whether what is under way keeps a question or its answer."""
        frames = [frame for frame, _ in walk_stack(None)]
        places = {(Path(f.f_code.co_filename).stem, f.f_code.co_name) for f in frames}
        return bool(places & {("current", "ask"), ("current", "finish")})


@pytest.mark.usefixtures("filled")
def test_a_run_that_is_ended_anywhere_doubles_and_loses_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended, looks = Ended(monkeypatch), 0
    with browser("ann"):
        while not ended.left > 0:  # until a run has fewer looks than that
            looks += 1
            opened = chat()
            ended.left = looks
            opened.chat_input[0].set_value("Hello!").run()
            opened.run()
            given = opened.query_params["c"]
            assert questions(given if isinstance(given, str) else given[0]) == ["Hello!"]
            assert shown(opened).count(">Hello!</h2>") == 1
        kept = _of_the_server()
        assert kept is not None
        assert kept.count("ann") == looks > 10


@pytest.mark.usefixtures("filled")
def test_an_answer_is_kept_before_it_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    with browser("ann"):
        opened = chat()
        with monkeypatch.context() as reloaded:
            reloaded.setattr(chat_page, "_show_outcome", lambda *_: st.stop())
            address = address_of(opened)
        assert MARKED in shown(chat(address))
        assert shown(opened.run()).count('class="pa answer') == 1


class Quoting:
    """An assistant whose page is left when it has shown what the sources say."""

    def watched(self, on_wait: Callable[[], None]) -> Quoting:
        del on_wait
        return self

    def ask(self, question: str, *_: Any, **__: Any) -> Iterator[QuotesReady]:
        said = (AnswerSentence("The ferry carried 4,321 lorries."),)
        yield QuotesReady(Answer(question, Language.EN, Status.ANSWERED, said))
        st.stop()


@pytest.mark.usefixtures("filled")
def test_what_was_shown_while_a_model_wrote_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSERELLE_CHAT_MODEL", "some-model")
    monkeypatch.setenv("PASSERELLE_CHAT_BASE_URL", "http://127.0.0.1:9/v1")
    with browser("ann"):
        opened = chat()
        assert parts().assistant  # a thread of the page makes it too, and would put it back
        with monkeypatch.context() as left:
            left.setitem(parts().__dict__, "assistant", Quoting())
            address = address_of(opened)
        again = shown(chat(address))
    assert "The ferry carried 4,321 lorries." in again
    assert "Stopped: this is what had been shown so far." in again


@pytest.mark.usefixtures("filled")
def test_the_share_box_says_what_another_tab_has_done() -> None:
    with browser("ann"):
        one = chat()
        address = address_of(one)
        other = chat(address)
        one.run().checkbox[0].check().run()
        assert other.run().checkbox[0].value
        other.checkbox[0].uncheck().run()
        assert not one.run().checkbox[0].value
        assert not one.run().checkbox[0].value


def test_a_click_on_what_cannot_be_written_is_a_notice(filled: Path) -> None:
    with browser("ann"):
        opened = chat()
        address = address_of(opened)
        click(opened.run(), "Delete")
        with closing(sqlite3.connect(filled / FOLDER / FILE)) as other:
            other.execute("BEGIN IMMEDIATE")
            click(opened, "Delete for good")
            assert "cannot be saved at present" in shown(opened)
            opened.checkbox[0].check().run()
            assert "cannot be saved at present" in shown(opened)
        assert MARKED in shown(opened.run())
        assert questions(address) == [ASKED]


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
        click(opened, "Ask this question again")
        assert shown(opened).count('class="pa answer') == 2
