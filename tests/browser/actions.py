"""What a reader does on the pages, each step waiting for the state that it needs."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PICTURES


def ask(page: Page, question: str) -> Locator:
    """Ask, and wait for the answer, which is the last one of the page."""
    before = page.locator(".pa.answer").count()
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.get_by_test_id("stChatInputTextArea").press("Enter")
    answer = page.locator(".pa.answer").nth(before)
    expect(answer).to_be_visible()
    return answer


def add(page: Page, *files: Path, button: str = "Add to the library") -> None:
    """Upload files: the form takes them once their bytes are on the server."""
    open_form(page, button)
    page.locator("input[type=file]").set_input_files(files)
    for file in files:
        expect(page.get_by_role("button", name=f"Remove {file.name}")).to_be_visible()
    expect(page.get_by_test_id("stFileUploader").get_by_role("progressbar")).to_have_count(0)
    page.get_by_role("button", name=button).click()


def open_form(page: Page, button: str = "Add to the library") -> None:
    """Open the form that takes sources in, where it is not open already."""
    summary = page.locator(".st-key-adding summary")
    expect(summary).to_be_visible()
    if page.locator(".st-key-adding details[open]").count() == 0:
        summary.click()
    expect(page.get_by_role("button", name=button)).to_be_visible()


def opened(page: Page, title: str) -> None:
    """Open a source of the list by keyboard."""
    shelf = page.locator(".st-key-shelf")
    shelf.get_by_role("button", name=title, exact=True).press("Enter")
    expect(page.locator(".pa.source")).to_be_visible()


def dismiss(page: Page, button: str = "Close the report") -> None:
    """Close the report of the last work, which every session sees."""
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("button", name=button)).to_have_count(0)


def picture(page: Page, name: str) -> None:
    """Leave a picture to be looked at."""
    PICTURES.mkdir(exist_ok=True)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")


def open_first_citation(page: Page) -> Locator:
    """Open it by keyboard; gives the sentence marked in the source beside the chat."""
    page.locator(".pa.citations a.reference").first.press("Enter")
    mark = page.locator("#pa-evidence mark")
    expect(mark).to_be_visible()
    return mark
