"""The scope on the page, without a browser: in the address, in the bar, with refusals."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from app import session
from app.conversations.exchange import read, written
from app.starting.candidates import Candidate
from app.suggested import answered, quoted, to_begin, to_go_on
from app.wiring import build
from domain.settings import PROJECT, Settings
from domain.types import Language, Scope
from ingest.inputs import UploadInput

MAIN = str(PROJECT / "app" / "main.py")
FERRY = """---
title: The ferry of Ostrel
date: 2022
---

# The ferry of Ostrel

## How many lorries does the ferry of Ostrel carry?

The ferry of Ostrel carried 4,321 lorries in 2022. That is more than in any year since the crossing
was opened, and it is twice as many as the harbour council had hoped for when it was planned.

## The fares on the ferry

A lorry pays 45 crowns for the crossing of the bay of Ostrel, and a bicycle pays nothing at all.
Children travel free on the ferry, as do all those who live on the island the whole year round.
"""
SEALS = "---\ntitle: Seals\n---\n\n# Seals\n\nGrey seals rest on the sandbanks of Grenvik.\n"
ASKED = "How many lorries did the ferry of Ostrel carry?"


def fill(folder: Path) -> None:
    parts = build(Settings(), folder)
    files = {"ferry.md": FERRY, "seals.md": SEALS}
    parts.ingest([UploadInput(name, text.encode()) for name, text in files.items()])
    parts.store.close()


def page(**address: str) -> AppTest:
    opened = AppTest.from_file(MAIN, default_timeout=300)
    for name, value in address.items():
        opened.query_params[name] = value
    opened.run()
    assert not opened.exception
    return opened


def shown(opened: AppTest) -> str:
    assert not opened.exception
    return "\n".join(str(element.proto.body) for element in opened.get("html"))


def pressed(opened: AppTest, label: str) -> None:
    next(b for b in opened.button if b.label == label).click().run()


def test_a_link_opens_with_its_limits_and_a_refusal_widens_them(store: Path) -> None:
    fill(store)
    opened = page(source="seals.md", to="2030")
    assert opened.session_state["scope"] == Scope(("seals.md",), until="2030")
    opened.query_params["to"] = ""
    opened.chat_input[0].set_value(ASKED).run()
    assert "Limited to: “Seals”. Other sources may answer" in shown(opened)
    pressed(opened, "Search all sources")
    assert "4,321" in shown(opened)
    assert "Search all sources" not in [b.label for b in opened.button]
    [refused, free] = opened.session_state["conversation"]
    assert refused.answer.scope == Scope(("seals.md",))
    assert free.answer.scope is None
    assert read(ASKED, written(refused)).answer.scope == refused.answer.scope
    assert opened.session_state["scope"] == Scope(("seals.md",))  # the next question's as before


def test_an_address_that_limits_to_nothing_known_says_so(store: Path) -> None:
    fill(store)
    told = shown(page(source="gone.md", **{"in": "xx"}))
    assert "sources that are not in the library (1)" in told
    wrong = page(**{"from": "<b>then</b>"})
    assert "&lt;b&gt;then&lt;/b&gt; is not a date" in shown(wrong)
    assert wrong.session_state["scope"] is None


def test_suggestions_are_made_of_the_sections_and_answered_before_they_are_shown(
    store: Path,
) -> None:
    fill(store)
    page()
    library = session.parts()
    begun = to_begin(library, Language.EN, None)
    assert begun == (
        "How many lorries does the ferry of Ostrel carry?",
        "Sum up the section “The fares on the ferry”",
    )
    french = to_begin(library, Language.FR, None)
    assert "Résumez la section « The fares on the ferry »" in french
    assert to_begin(library, Language.EN, Scope(("seals.md",))) == ()
    elsewhere = Candidate(ASKED, frozenset({"seals.md"}))
    leaning = Candidate("And how many lorries does it carry?")
    assert answered(library, [elsewhere, leaning], Language.EN) == ()


def test_what_follows_an_answer_is_of_the_sections_beside(store: Path) -> None:
    fill(store)
    opened = page()
    opened.chat_input[0].set_value(ASKED).run()
    [exchange] = opened.session_state["conversation"]
    library = session.parts()
    found = to_go_on(library, exchange.answer, Language.EN, None)
    assert found == ("Sum up the section “The fares on the ferry”",)
    again = Candidate("How many lorries did the ferry carry in 2022?")
    assert answered(library, [again], Language.EN) == (again.question,)
    assert answered(library, [again], Language.EN, read=quoted(exchange.answer)) == ()
    while "To continue" not in shown(opened):
        opened.run()
    pressed(opened, found[0])
    assert "45 crowns" in shown(opened)


def test_the_welcome_says_what_there_is_and_what_it_will_not_do(store: Path) -> None:
    fill(store)
    told = shown(page())
    assert "This library has 2 sources: 2 in English, dated 2022." in told
    assert "When the sources do not answer, Passerelle says so" in told
