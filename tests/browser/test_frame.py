"""The source beside the chat, the drawers and a page that keeps still, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import ask, picture
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

SHARE = "What share of Kazakhstan's foreign trade does the EU account for?"
ENERGY = "Which energy supplies does Kazakhstan send to the EU?"
TRADE = "What share of Kazakhstan's trade is with the EU, and how much was traded in 2021?"
"""Two questions at once: at least two quotations."""
QUESTIONS = (
    SHARE,
    "And in 2021?",
    "When did the enhanced partnership agreement enter into force?",
    "Hello!",
    ENERGY,
    "How do I bake a chocolate cake?",
    "How much were goods traded between the EU and Kazakhstan worth in 2021?",
    "Who signed the agreement?",
    "What are critical raw materials?",
    "Thank you!",
)
MOST = 0.05
WATCH = """window.shifted = 0; new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift" })"""
FOCUS = "document.activeElement.dataset.evidence"


def columns(page: Page) -> list[float]:
    """The left edges of the conversations, the chat and the source."""
    boxes = [page.locator(of).bounding_box() for of in (".stSidebar", ".stMain", "#pa-evidence")]
    return [box["x"] for box in boxes if box is not None]


@pytest.mark.parametrize(("locale", "width"), [("en-GB", 1280), ("fr-FR", 1000)])
def test_a_source_opens_beside_the_chat_and_stays(open_page: Open, locale: str, width: int) -> None:
    page = open_page(locale=locale, width=width)
    pane, card = page.locator("#pa-evidence"), page.locator("#pa-card")
    expect(pane.locator(".pa-hint")).to_be_visible()
    answer = ask(page, TRADE)
    expect(pane.locator("mark")).to_be_in_viewport()  # the first source comes by itself
    left, middle, right = columns(page)
    assert left == 0 < middle < right
    second = answer.locator("a.mark").nth(1)
    second.hover()
    expect(card).to_contain_text(second.get_attribute("data-quote") or "?")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    second.press("Enter")
    expect(pane.locator("mark")).to_have_text(second.get_attribute("data-quote") or "?")
    expect(pane.locator("h2")).to_be_focused()
    pane.locator(".pa-prev").press("Enter")
    first = answer.locator("a.mark").first.get_attribute("data-quote") or "?"
    expect(pane.locator("mark")).to_have_text(first)
    assert page.context.pages == [page]
    ask(page, ENERGY)
    expect(page.locator(".pa.citations")).to_have_count(2)
    expect(pane.locator("mark")).to_have_text(first)  # chosen, so it stays
    picture(page, f"source-{locale[:2]}-{width}")
    pane.locator("h2").focus()
    page.keyboard.press("Escape")
    expect(pane.locator(".pa-hint")).to_be_visible()
    assert page.evaluate(FOCUS) == answer.locator("a.mark").first.get_attribute("data-evidence")


def test_a_narrow_screen_has_one_column_with_drawers(open_page: Open) -> None:
    page = open_page(locale="fr-FR", width=360, dark=True)
    answer = ask(page, "Quelles énergies le Kazakhstan fournit-il à l'UE ?")
    pane, beside = page.locator("#pa-evidence"), page.get_by_test_id("stSidebar")
    expect(pane).to_be_hidden()
    expect(beside).to_be_hidden()
    answer.locator("a.mark").first.press("Enter")
    expect(page.get_by_role("dialog", name="Source")).to_be_visible()
    expect(pane.locator("mark")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(pane).to_be_hidden()
    assert page.evaluate(FOCUS) == answer.locator("a.mark").first.get_attribute("data-evidence")
    page.get_by_role("button", name="Conversations").press("Enter")
    expect(beside).to_be_visible()
    page.keyboard.press("Escape")
    expect(beside).to_be_hidden()
    expect(page.get_by_role("button", name="Conversations")).to_be_focused()
    expect(page.get_by_role("button", name="Envoyer la question")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_jumps_over_ten_questions(open_page: Open, width: int) -> None:
    page = open_page(width=width)
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_visible()
    page.evaluate(WATCH)
    for number, question in enumerate(QUESTIONS):
        ask(page, question)
        expect(page.locator("#pa-live")).not_to_have_text("")  # the answer is whole
        assert page.locator("h2.asked").count() == number + 1
        page.evaluate("document.getElementById('pa-live').textContent = ''")
    bar = page.locator(".st-key-bar").bounding_box()
    assert bar is not None
    assert bar["y"] < 10  # it has stayed above ten answers
    assert page.evaluate("window.shifted") < MOST


def test_the_bar_marks_the_page_that_is_shown_and_leads_to_the_others(open_page: Open) -> None:
    page = open_page("library", width=360)
    current = page.locator(".st-key-bar a[aria-current=page]")
    for name, path in (("Check a text", "/check"), ("Questions", "/"), ("Library", "/library")):
        page.locator(".st-key-bar").get_by_role("link", name=name).click()
        expect(page).to_have_title(f"{name} – Passerelle")
        expect(page).to_have_url(re.compile(rf"\d{path}$"))
        expect(current).to_have_count(1)
        expect(current).to_contain_text(name)
