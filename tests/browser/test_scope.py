"""The scope, suggestions and follow-ups in a real browser, wide in English and narrow in French."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.actions import ask, picture
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_limits_are_chosen_linked_refused_and_widened(open_page: Open) -> None:
    page = open_page(width=1280)
    page.get_by_role("button", name="All sources").click()
    picture(page, "scope-open-en")
    chooser = page.get_by_label("To these sources")
    chooser.fill("Energy")
    page.get_by_role("option", name="Energy: supplies").click()
    page.get_by_role("textbox", name="Dated from").fill("soon")
    page.get_by_role("button", name="Limit", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="soon is not a date")).to_be_visible()
    page.get_by_role("textbox", name="Dated from").fill("2026")
    page.get_by_role("button", name="Limit", exact=True).click()
    expect(page).to_have_url(re.compile(r"source=energy\.en\.md.*from=2026"))
    page.keyboard.press("Escape")
    ask(page, "What share of Kazakhstan's foreign trade does the EU account for?")
    expect(page.locator(".pa.note").filter(has_text="Limited to: “Energy")).to_be_visible()
    picture(page, "scope-refused-en")
    page.get_by_role("button", name="Search all sources").click()
    expect(page.locator(".pa.answer").nth(1)).to_contain_text("40%")


def test_a_link_with_limits_in_french_on_a_telephone(open_page: Open) -> None:
    page = open_page("?source=energy.en.md&source=energy.fr.md&in=fr", "fr-FR", 360)
    expect(page.get_by_role("button", name="sources en français")).to_be_visible()
    expect(page.get_by_text("Cette bibliothèque contient")).to_be_visible()
    expect(page.get_by_text("Pour commencer")).to_be_visible()
    picture(page, "scope-welcome-fr")
    page.locator("[class*=st-key-start] button").first.click()
    expect(page.locator(".pa.note").filter(has_text="Limité à")).to_be_visible()
    expect(page.get_by_text("Pour continuer")).to_be_visible()
    picture(page, "scope-follow-ups-fr")
