"""What a click does while the page works, and where markers lead, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_pages import add, ask

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


def test_a_click_while_files_are_taken_in_does_not_lose_them(
    open_page: Open, tmp_path: Path
) -> None:
    file = tmp_path / "kilns.md"
    lines = (
        f"Kiln {n} of Orvane made {7 * n} tonnes of glass in {1900 + n % 90}." for n in range(400)
    )
    file.write_text("# The kilns of Orvane\n\n" + "\n\n".join(lines), "utf-8")
    page = open_page("library", locale="fr-FR")
    add(page, file, "Ajouter à la bibliothèque")
    expect(page.get_by_test_id("stProgress")).to_be_visible()
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_text("Added: kilns.md")).to_be_visible()
