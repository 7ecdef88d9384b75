"""What a click does while the page works, and where markers lead, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.actions import ask
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_a_marker_opens_its_citation(open_page: Open) -> None:
    page = open_page()
    answer = ask(page, "What share of Kazakhstan's foreign trade does the EU account for?")
    expect(page.locator(".pa.citations mark").first).not_to_be_visible()
    # The last thing that the page draws: from here on the marker stays the same element.
    expect(page.get_by_role("button", name="New conversation")).to_be_visible()
    answer.get_by_role("link", name="[1]").press("Enter")
    expect(page.locator(".pa.citations mark").first).to_be_visible()


def test_the_page_tells_screen_readers_its_language(open_page: Open) -> None:
    page = open_page("library", locale="fr-FR")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.get_by_role("radio", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
