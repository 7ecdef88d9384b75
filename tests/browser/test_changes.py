"""Changes of the library as a reader meets them, in a real browser on a real server.

What each test brings into the library, which all of them share, it takes out of it again.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import add, ask, dismiss, opened, picture
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

TOWER = """# The tower of Varn

## Height

The tower of Varn is 77 metres tall. Its keeper is proud of it.

## Visits

It is open in summer. {visits} visitors climbed it in 2021, most of them from the valley.
"""
RIVAL = "# Towers of the valley\n\nThe tower of Varn is 91 metres tall, as was measured.\n"


def taken_in(page: Page, file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    add(page, file)
    expect(page.get_by_text(f"Added: {file.name}")).to_be_visible()
    dismiss(page)


def removed(page: Page, title: str) -> None:
    opened(page, title)
    page.get_by_role("button", name="Remove this source").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).press("Enter")
    expect(page.get_by_text("Removed: ")).to_be_visible()
    dismiss(page)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_a_change_is_shown_published_told_of_and_taken_back(
    open_page: Open, tmp_path: Path
) -> None:
    tower = tmp_path / "varn.md"
    page = open_page("library")
    taken_in(page, tower, TOWER.format(visits="1,234"))
    page.get_by_role("link", name="Questions").click()
    expect(ask(page, "How many visitors climbed the tower of Varn in 2021?")).to_contain_text(
        "1,234"
    )
    page.get_by_role("link", name="Library").click()
    tower.write_text(TOWER.format(visits="1,432") + "\nEntry is free.\n", "utf-8")
    add(page, tower)
    expect(page.locator(".pa.difference del")).to_have_text("1,234")
    page.locator(".pa.difference").focus()
    expect(page.locator(".pa.difference")).to_be_focused()
    picture(page, "difference-en-light")
    stranger = open_page("library")
    expect(stranger.locator(".st-key-shelf")).to_contain_text("varn.md")
    expect(stranger.locator(".pa.difference")).to_have_count(0)
    expect(stranger.get_by_role("button", name="Publish")).to_have_count(0)
    other = open_page("library", locale="fr-FR", width=360, dark=True, of=page)
    expect(other.locator(".pa.difference ins").first).to_have_text("1,432")
    assert fits(other)
    picture(other, "difference-fr-360-dark")
    other.get_by_role("button", name="Publier").press("Enter")
    expect(other.get_by_text("Mise à jour : varn.md")).to_be_visible()
    expect(page.get_by_text("Updated: varn.md")).to_be_visible()
    page.get_by_role("link", name="Questions").click()
    expect(page.locator(".pa.outdated")).to_contain_text("“The tower of Varn” has changed")
    picture(page, "outdated-en-light")
    page.get_by_role("button", name="Ask this question again").press("Enter")
    expect(page.locator(".pa.answer").nth(1)).to_contain_text("1,432")

    other.get_by_text("Historique").click()
    back = other.get_by_role("button", name="Revenir à l'état").first
    back.scroll_into_view_if_needed()
    picture(other, "history-fr-360-dark")
    back.press("Enter")
    dialog = other.get_by_role("dialog")
    expect(dialog.locator("ins").first).to_have_text("1,234")
    assert fits(other)
    picture(other, "going-back-fr-360-dark")
    dialog.get_by_role("button", name="Revenir à cet état").press("Enter")
    expect(other.get_by_text("La bibliothèque est revenue à l'état")).to_be_visible()
    page.get_by_role("link", name="Library").click()
    dismiss(page)
    removed(page, "The tower of Varn")


def test_sources_that_disagree_are_listed_until_one_is_superseded(
    open_page: Open, tmp_path: Path
) -> None:
    page = open_page("library", width=1280)
    taken_in(page, tmp_path / "varn.md", TOWER.format(visits="1,234"))
    taken_in(page, tmp_path / "towers.md", RIVAL)
    listed = page.get_by_text("The sources disagree")
    listed.click()
    box = page.locator(".st-key-disagreement-0")
    expect(box).to_contain_text("91 metres")
    expect(box).to_contain_text("77 metres")
    box.get_by_role("button", name="superseded").scroll_into_view_if_needed()
    picture(page, "disagreements-en-1280")
    box.get_by_role("button", name="superseded").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("will no longer be used in answers")
    picture(page, "superseding-en-1280")
    dialog.get_by_role("button", name="Mark as superseded").press("Enter")
    expect(page.get_by_text("is now superseded by")).to_be_visible()
    expect(listed).to_have_count(0)
    expect(page.locator(".st-key-shelf")).to_contain_text("superseded by “")
    picture(page, "superseded-en-1280")
    page.get_by_role("button", name="Undo this change").press("Enter")
    expect(listed).to_be_visible()
    removed(page, "Towers of the valley")
    removed(page, "The tower of Varn")
