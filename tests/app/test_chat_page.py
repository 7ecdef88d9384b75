"""What the chat page does, without a browser: Streamlit's own AppTest on a real store."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app import session
from app.conversations.exchange import Exchange
from app.starting.candidates import Candidate
from app.starting.questions import kept
from app.suggested import AGAIN, Suggested, answered
from app.wiring import build
from domain.errors import StoreBusy
from domain.settings import PROJECT, Settings
from domain.types import Answer, AnswerSentence, Language, Status, Withheld
from ingest.inputs import UploadInput
from tests.chat_server import Reply, serving

MAIN = str(PROJECT / "app" / "main.py")
FERRY = "# The ferry of Ostrel\n\nThe ferry of Ostrel carried 4,321 lorries in 2022.\n"


ASKED = "How many lorries did the ferry of Ostrel carry?"
QUOTED = 'data-quote="The ferry of Ostrel carried 4,321 lorries in 2022."'


def fill(folder: Path, text: str = FERRY) -> None:
    parts = build(Settings(), folder)
    parts.ingest([UploadInput("ferry.md", text.encode())])
    parts.store.close()


def page() -> AppTest:
    opened = AppTest.from_file(MAIN, default_timeout=120).run()
    assert not opened.exception
    return opened


def wait_until_known(known: Callable[[], bool]) -> None:
    while not known():
        for thread in threading.enumerate():
            if thread.name == "suggestions":
                thread.join()


def shown(opened: AppTest) -> str:
    assert not opened.exception
    return "\n".join(str(element.proto.body) for element in opened.get("html"))


def test_an_empty_store_leads_to_the_library(store: Path) -> None:
    opened = page()
    assert "There are no sources yet" in shown(opened)
    assert [button.label for button in opened.button] == ["Open the library"]
    assert not (store / "CURRENT").exists()
    assert not (store / "generations").exists()


def test_an_answer_stays_until_a_new_conversation(store: Path) -> None:
    fill(store)
    opened = page()
    opened.chat_input[0].set_value("How many lorries did the ferry of Ostrel carry?").run()
    assert QUOTED in shown(opened)
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


def test_a_question_asked_while_another_is_answered_waits_for_it(store: Path) -> None:
    fill(store)
    opened = page()
    opened.session_state["waiting"] = [session.Waiting(ASKED)]  # its run was interrupted
    opened.chat_input[0].set_value("When did the ferry of Ostrel carry lorries?").run()
    told = shown(opened)
    assert told.index(f">{ASKED}</h2>") < told.index(">When did the ferry of Ostrel")
    assert told.count('class="pa answer') == 2
    assert opened.session_state["waiting"] == []


def test_a_text_that_is_too_long_says_so_and_is_not_lost(store: Path) -> None:
    fill(store)
    opened = page()
    opened.chat_input[0].set_value("word " * 500 + ASKED).run()
    assert f"Your text has {2500 + len(ASKED)} characters" in shown(opened)
    assert 'class="pa answer' not in shown(opened)
    [field] = opened.text_area
    assert field.value.endswith(ASKED)
    field.set_value(ASKED)
    next(b for b in opened.button if b.label == "Ask again").click().run()
    assert "4,321" in shown(opened)
    assert not opened.text_area


def test_questions_that_the_library_does_not_answer_are_not_suggested(store: Path) -> None:
    fill(store)
    opened = page()
    library, english = session.parts(), Language.EN
    key = (1, (english, None))
    wait_until_known(lambda: session.suggested().found(key, lambda: ()) is not None)
    assert "To get started" not in shown(opened.run())
    candidates = [Candidate(question) for question in (*kept(english)[:3], ASKED)]
    assert answered(library, candidates, english) == (ASKED,)


def test_questions_that_could_not_be_looked_for_are_looked_for_again() -> None:
    now, key, asked = [100.0], (1, Language.EN), Suggested(lambda: now[0])

    def fails() -> tuple[str, ...]:
        raise StoreBusy("store", "process 7")

    wait_until_known(lambda: asked.found(key, fails) is not None)
    assert asked.found(key, lambda: (ASKED,)) == ()
    now[0] += AGAIN
    wait_until_known(lambda: asked.found(key, lambda: (ASKED,)) is not None)
    assert asked.found(key, fails) == (ASKED,)
    now[0] += AGAIN
    assert asked.found(key, fails) == (ASKED,)


def test_the_summary_that_a_refusal_offers_is_a_click_away(store: Path) -> None:
    fill(store, FERRY.replace("\n\n", "\n\n## Traffic\n\n", 1))
    opened = page()
    offer = Answer(
        "Who built it?",
        Language.EN,
        Status.UNANSWERED,
        tuple(
            AnswerSentence(said)
            for said in (
                "The sources do not answer this question.",
                "What comes closest is the section “Traffic” of “The ferry of Ostrel”.",
                "Would you like a summary of that section?",
            )
        ),
    )
    opened.session_state["conversation"] = [Exchange("Who built it?", offer)]
    opened.run()
    next(b for b in opened.button if b.label == "Yes, a summary").click().run()
    assert shown(opened).count('class="pa answer') == 2
    assert "4,321" in shown(opened)
    assert "Yes, a summary" not in [b.label for b in opened.button]


def test_small_talk_and_blank_input_cost_nothing(store: Path) -> None:
    fill(store)
    opened = page()
    opened.chat_input[0].set_value("   ").run()
    assert 'class="pa answer' not in shown(opened)
    opened.chat_input[0].set_value("Bonjour !").run()
    assert "Bonjour" in shown(opened)
    assert 'class="mark"' not in shown(opened)


def test_the_language_of_the_interface_changes_all_its_words(store: Path) -> None:
    fill(store)
    opened = page()
    opened.get("button_group")[0].set_value(Language.FR).run()
    assert "Des réponses avec les phrases exactes" in shown(opened)
    assert "Answers with the exact sentences" not in shown(opened)


def test_a_question_whose_answer_was_interrupted_is_asked_again_a_few_times(store: Path) -> None:
    fill(store)
    opened = page()
    opened.session_state["waiting"] = [session.Waiting(ASKED, tries=1)]
    assert QUOTED in shown(opened.run())
    assert opened.session_state["waiting"] == []
    hopeless = page()
    hopeless.session_state["waiting"] = [session.Waiting(ASKED, tries=0)]
    assert "4,321" not in shown(hopeless.run())


def labels(opened: AppTest) -> list[str]:
    return [button.label for button in opened.button]


def test_an_answer_whose_source_has_changed_since_says_so_and_is_asked_anew(store: Path) -> None:
    fill(store)
    opened = page()
    opened.chat_input[0].set_value(ASKED).run()
    opened.run()
    assert "Since this answer" not in shown(opened)
    fill(store, FERRY.replace("4,321", "5,678"))
    opened.run()
    assert "“The ferry of Ostrel” has changed" in shown(opened)
    assert QUOTED.replace("4,321", "5,678") not in shown(opened)
    next(b for b in opened.button if b.label == "Ask this question again").click().run()
    assert QUOTED.replace("4,321", "5,678") in shown(opened)
    assert labels(opened.run()).count("Ask this question again") == 1


def test_an_answer_whose_source_is_gone_says_so(store: Path) -> None:
    fill(store)
    opened = page()
    opened.chat_input[0].set_value(ASKED).run()
    parts = build(Settings(), store)
    parts.remove(["ferry.md"])
    parts.store.close()
    assert "“The ferry of Ostrel” was removed from the library." in shown(opened.run())


def test_what_is_withheld_can_be_read_as_text_with_why(store: Path) -> None:
    fill(store)
    opened = page()
    answer = Answer(
        "How long?",
        Language.EN,
        Status.ANSWERED,
        (AnswerSentence("It is old."),),
        withheld=(Withheld("It is <b>9</b> km long.", "figure", "9 is not in the source"),),
    )
    opened.session_state["conversation"] = [Exchange("How long?", answer)]
    told = shown(opened.run())
    assert "<summary>See what is not shown</summary>" in told
    assert "<p>It is &lt;b&gt;9&lt;/b&gt; km long.</p>" in told
    assert "9 is not in the source" in told


def test_it_says_that_the_sources_are_quoted(store: Path) -> None:
    fill(store)
    opened = page()
    opened.chat_input[0].set_value(ASKED).run()
    assert "Quoted word for word from the sources." in shown(opened)
    opened.get("button_group")[0].set_value(Language.FR).run()
    assert "Cité mot pour mot des sources." in shown(opened)
    opened.chat_input[0].set_value("Bonjour !").run()
    opened.chat_input[0].set_value("Who wrote the anthem of Peru?").run()
    assert shown(opened).count("Cité mot pour mot") == 1


def test_it_says_which_model_wrote(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store)
    with serving(Reply(("The ferry of Ostrel carried 4,321 lorries in 2022 [1].",))) as server:
        monkeypatch.setenv("PASSERELLE_CHAT_MODEL", "some-model")
        monkeypatch.setenv("PASSERELLE_CHAT_BASE_URL", server.base_url)
        opened = page()
        assert "word for word" not in shown(opened)
        opened.chat_input[0].set_value(ASKED).run()
        told = shown(opened)
    assert "Written by some-model; every sentence was checked against the sources." in told
    assert "Quoted word for word" not in told


class Broken:
    """An assistant that fails in a way that nobody thought of."""

    def watched(self, on_wait: Callable[[], None]) -> Broken:
        del on_wait
        return self

    def ask(self, *told: Any, **named: Any) -> Iterator[Any]:
        raise ZeroDivisionError(f"a secret of the server {told} {named}")


def test_an_unforeseen_error_is_a_notice_and_the_page_goes_on(
    store: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fill(store)
    opened = page()
    with monkeypatch.context() as broken, caplog.at_level(logging.ERROR):
        broken.setitem(session.parts().__dict__, "assistant", Broken())
        opened.chat_input[0].set_value(ASKED).run()
    assert "An unexpected error occurred" in shown(opened)
    assert "secret" not in shown(opened)
    assert "ZeroDivisionError: a secret of the server" in caplog.text
    assert opened.session_state["waiting"] == []
    opened.chat_input[0].set_value(ASKED).run()
    assert QUOTED in shown(opened)
    opened.get("button_group")[0].set_value(Language.FR).run()
    assert "Une erreur imprévue s&#x27;est produite" in shown(opened)


@pytest.mark.parametrize("lost", ["catalog.sqlite", "vectors", "lexical"])
def test_a_damaged_store_is_a_notice_and_the_page_goes_on(store: Path, lost: str) -> None:
    fill(store)
    damaged = store / "generations" / "0001" / lost
    for file in [damaged] if damaged.is_file() else [f for f in damaged.rglob("*") if f.is_file()]:
        file.write_bytes(b"damaged" * 999)
    opened = page()
    opened.chat_input[0].set_value(ASKED).run()
    assert 'role="alert"' in shown(opened)
    assert "4,321" not in shown(opened)
    opened.chat_input[0].set_value("Hello!").run()
    assert "What would you like to find out" in shown(opened)
    next(b for b in opened.button if b.label == "New conversation").click().run()
    assert not opened.exception
    assert "Hello!" not in shown(opened)
