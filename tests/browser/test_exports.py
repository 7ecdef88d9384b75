"""Answers copied, exported and asked anew in a real browser, wide and narrow, in both languages."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import ask, picture
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

SHARE = "What share of Kazakhstan's foreign trade does the EU account for?"
WHEN = "When did the enhanced partnership agreement enter into force?"
QUAND = "Quand l'accord de partenariat renforcé est-il entré en vigueur ?"


def clipboard(page: Page, kind: str = "text/plain") -> str:
    """What was copied, as one of its kinds; empty where it has no such one."""
    told: str = page.evaluate(
        """async (kind) => { const [item] = await navigator.clipboard.read();
           return item.types.includes(kind) ? (await item.getType(kind)).text() : ""; }""",
        kind,
    )
    return told


def download(page: Page, label: str, folder: Path) -> Path:
    """The file that a button gives."""
    with page.expect_download() as waited:
        page.get_by_role("button", name=label).click()
    path = folder / waited.value.suggested_filename
    waited.value.save_as(path)
    return path


def test_an_answer_is_copied_exported_and_asked_anew(open_page: Open, tmp_path: Path) -> None:
    page = open_page(width=1280)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, SHARE)
    expect(page.get_by_text("To continue")).to_be_visible()  # the last thing that is drawn anew
    copy = page.get_by_role("button", name="Copy", exact=True)
    copy.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    expect(page.locator("#pa-live")).to_have_text("Copied")
    assert "40%" in clipboard(page)
    assert "\n[1] “" in clipboard(page)
    assert "<sup>[1]</sup>" in clipboard(page, "text/html")
    expect(copy).to_be_visible()
    page.evaluate("delete Navigator.prototype.clipboard")  # as where the page came without https
    page.get_by_role("button", name="Copy as Markdown").press("Enter")
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    page.get_by_role("button", name="Export").first.press("Enter")
    expect(page.get_by_role("button", name="Word (.docx)")).to_be_visible()
    picture(page, "export-en-1280")
    with zipfile.ZipFile(download(page, "Word (.docx)", tmp_path)) as word:
        assert b"40%" in word.read("word/footnotes.xml")
    printed = download(page, "Printable page (.html)", tmp_path)
    assert "40%" in printed.read_text("utf-8")
    assert "@misc{" in download(page, "BibTeX (.bib)", tmp_path).read_text("utf-8")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Word (.docx)")).to_have_count(0)
    page.get_by_role("button", name="Edit the question").press("Enter")
    page.get_by_role("textbox", name="Edit the question").fill(WHEN)
    picture(page, "edit-en-1280")
    page.get_by_role("button", name="Ask again").press("Enter")
    expect(page.get_by_role("heading", name=WHEN)).to_be_visible()
    expect(page.locator(".pa.answer")).to_have_count(1)
    expect(page.get_by_role("heading", name=SHARE)).to_have_count(0)
    expect(page.get_by_text("To continue")).to_be_visible()
    page.locator(".st-key-this_conversation summary").click()
    beside = page.get_by_test_id("stSidebar")
    expect(beside.get_by_text("Earlier versions")).to_be_visible()
    beside.locator("[class*=st-key-version]").get_by_role("button").click()
    expect(page.get_by_role("heading", name=SHARE)).to_be_visible()
    expect(page.get_by_text("An earlier version of this conversation")).to_be_visible()
    picture(page, "version-en-1280")
    shown, loaded = page.context.new_page(), list[str]()
    shown.on("request", lambda request: loaded.append(request.url))
    shown.goto(printed.as_uri())
    expect(shown.locator("sup a").first).to_be_visible()
    picture(shown, "printable-en")
    assert loaded == [printed.as_uri()]


def test_it_fits_a_narrow_page_in_french(open_page: Open) -> None:
    page = open_page(locale="fr-FR", width=360, dark=True)
    ask(page, QUAND)
    ask(page, "Quelles énergies le Kazakhstan fournit-il à l'UE ?")
    expect(page.get_by_role("button", name="Répondre à nouveau")).to_be_visible()
    page.get_by_role("button", name="Exporter").first.click()
    expect(page.get_by_role("button", name="Page à imprimer (.html)")).to_be_visible()
    picture(page, "export-fr-360-dark")
    page.keyboard.press("Escape")
    page.reload()
    page.get_by_role("button", name="Actions").first.click()
    expect(page.get_by_role("textbox", name="Modifier la question")).to_have_value(QUAND)
    expect(page.get_by_role("button", name="Copier en Markdown").first).to_be_visible()
    picture(page, "actions-fr-360-dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
