"""The pages as a reader meets them, in a real browser on a real server."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.actions import ask, open_first_citation, picture
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("locale", "question", "held"),
    [
        ("fr-FR", "Quand l'accord de partenariat renforcé est-il entré en vigueur ?", "2020"),
        ("en-GB", "When did the enhanced partnership agreement enter into force?", "2020"),
    ],
)
def test_a_question_is_answered_and_its_sentence_is_marked(
    open_page: Open, locale: str, question: str, held: str
) -> None:
    page = open_page(locale=locale)
    answer = ask(page, question)
    expect(answer).to_contain_text(held)
    mark = open_first_citation(page)
    assert (mark.text_content() or "") in (answer.text_content() or "")
    picture(page, f"answer-{locale[:2]}")


def test_a_follow_up_is_understood_and_a_stranger_question_refused(open_page: Open) -> None:
    page = open_page()
    ask(page, "What share of Kazakhstan's foreign trade does the EU account for?")
    ask(page, "And in 2021?")
    expect(page.get_by_text("Understood as:")).to_be_visible()
    refusal = ask(page, "How do I bake a chocolate cake?")
    expect(refusal).to_have_class("pa answer refusal")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".pa.answer")).to_have_count(0)


def test_a_suggested_question_is_asked_with_a_click(open_page: Open) -> None:
    page = open_page(locale="fr-FR")
    page.get_by_role("button", name="Quand l'accord").click()
    expect(page.locator(".pa.answer")).to_contain_text("2020")


def test_the_interface_changes_its_language(open_page: Open) -> None:
    page = open_page(locale="fr-FR")
    expect(page.get_by_text("Pour commencer")).to_be_visible()
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_text("To get started")).to_be_visible()
    page.get_by_role("link", name="Library").click()
    expect(page.get_by_text("Add sources")).to_be_visible()
    picture(page, "library-en")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_screen(open_page: Open, width: int, dark: bool) -> None:
    page = open_page(locale="fr-FR", width=width, dark=dark)
    ask(page, "Quelles énergies le Kazakhstan fournit-il à l'UE ?")
    open_first_citation(page)
    theme = "dark" if dark else "light"
    picture(page, f"chat-fr-{width}-{theme}")
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("link", name="Bibliothèque").click()
    expect(page.locator(".st-key-shelf button").first).to_be_visible()
    picture(page, f"library-fr-{width}-{theme}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
