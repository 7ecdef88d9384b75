"""The pages as a reader meets them, in a real browser on a real server."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.browser.conftest import PICTURES, Open

pytestmark = pytest.mark.browser
ATTEMPTS = 5

HOSTILE = """# Report :red[x] on the Ostrel ferry

The ferry of Ostrel carried 4,321 lorries in 2022. <script>document.title = "owned"</script>

![spy](http://198.51.100.7/pixel.png) It costs 5$ in May and 6$ in June. :material/home: here.
"""


def ask(page: Page, question: str) -> Locator:
    """Ask, and wait for the answer, which is the last one of the page."""
    before = page.locator(".pa.answer").count()
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.get_by_test_id("stChatInputTextArea").press("Enter")
    answer = page.locator(".pa.answer").nth(before)
    expect(answer).to_be_visible()
    return answer


def add(page: Page, file: Path, button: str) -> None:
    """Upload a file: the form takes it once its bytes are on the server."""
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("button", name=f"Remove {file.name}")).to_be_visible()
    expect(page.get_by_test_id("stFileUploader").get_by_role("progressbar")).to_have_count(0)
    page.get_by_role("button", name=button).click()


def choose(page: Page, source: str) -> None:
    """Choose a source to read; once more where the page was drawn anew under the open list."""
    box, option = page.get_by_role("combobox"), page.get_by_role("option", name=source)
    for _ in range(ATTEMPTS):
        box.evaluate("box => box.scrollIntoView({block: 'center'})")
        box.fill("")
        box.press_sequentially(source)
        try:
            option.click(timeout=10_000)
        except TimeoutError:
            continue
        break
    expect(page.locator(".pa.source")).to_be_visible()


def picture(page: Page, name: str) -> None:
    """Leave a picture to be looked at."""
    PICTURES.mkdir(exist_ok=True)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")


def open_first_citation(page: Page) -> Locator:
    """Open it by keyboard; gives the marked sentence."""
    citation = page.locator(".pa.citations details").first
    citation.locator("summary").focus()
    page.keyboard.press("Enter")
    mark = citation.locator("mark")
    expect(mark).to_be_visible()
    return mark


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
    expect(page.get_by_text("To begin with")).to_be_visible()
    page.get_by_role("link", name="Library").click()
    expect(page.get_by_role("heading", name="Add sources")).to_be_visible()
    picture(page, "library-en")


def test_an_upload_is_answered_from_as_text_whatever_it_holds(
    open_page: Open, tmp_path: Path
) -> None:
    file = tmp_path / "ferry.md"
    file.write_text(HOSTILE, "utf-8")
    page = open_page("library")
    add(page, file, "Add to the library")
    expect(page.get_by_text("Added: ferry.md")).to_be_visible()
    expect(page.locator(".pa.sources")).to_contain_text("Report :red[x] on the Ostrel ferry")
    page.get_by_role("link", name="Questions").click()
    answer = ask(page, "How many lorries did the ferry of Ostrel carry in 2022?")
    expect(answer).to_contain_text("4,321")
    open_first_citation(page)
    expect(page.locator(".pa.citations")).to_contain_text(":red[x]")
    expect(page.locator(".pa.citations")).to_contain_text("5$ in May and 6$ in June")
    expect(page.locator(".pa.citations")).to_contain_text(":material/home:")
    assert page.title() == "Passerelle"
    picture(page, "hostile")


def test_a_source_is_read_and_removed(open_page: Open, tmp_path: Path) -> None:
    file = tmp_path / "well.txt"
    file.write_text("The well of Tarn\n\nThe well of Tarn is 40 metres deep.\n", "utf-8")
    page = open_page("library")
    add(page, file, "Add to the library")
    expect(page.get_by_text("Added: well.txt")).to_be_visible()
    page.reload()
    choose(page, "well.txt")
    page.locator(".pa.source summary").first.click()
    expect(page.get_by_text("The well of Tarn is 40 metres deep.")).to_be_visible()
    page.get_by_role("button", name="Remove this source").click()
    page.get_by_test_id("stPopoverBody").get_by_role("button").click()
    expect(page.get_by_text("Removed: well.txt")).to_be_visible()
    expect(page.locator(".pa.sources")).not_to_contain_text("The well of Tarn")


def test_a_refused_file_is_named_with_its_reason(open_page: Open, tmp_path: Path) -> None:
    file = tmp_path / "binary.txt"
    file.write_bytes(b"\x00\x01\x02" * 200)
    page = open_page("library", locale="fr-FR")
    add(page, file, "Ajouter à la bibliothèque")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("binary.txt")
    expect(alert).to_contain_text("illisible")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_screen(open_page: Open, width: int, dark: bool) -> None:
    page = open_page(locale="fr-FR", width=width, dark=dark)
    ask(page, "Quelles énergies le Kazakhstan fournit-il à l'UE ?")
    open_first_citation(page)
    theme = "dark" if dark else "light"
    picture(page, f"chat-fr-{width}-{theme}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("link", name="Bibliothèque").click()
    expect(page.locator(".pa.sources")).to_be_visible()
    picture(page, f"library-fr-{width}-{theme}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
