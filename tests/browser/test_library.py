"""The library as a reader meets it, in a real browser on a real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import expect

from tests.browser.actions import add, ask, dismiss, open_first_citation, open_form, opened, picture
from tests.browser.conftest import Open
from tests.web_server import Asked, WebServer
from tests.web_server import page as web_page

pytestmark = pytest.mark.browser

TITLE = "Report :red[x] on the Ostrel ferry, 5$ or 6$ :house:"
HOSTILE = f"""# {TITLE}

The ferry of Ostrel carried 4,321 lorries in 2022. <script>document.title = "owned"</script>

![spy](http://198.51.100.7/pixel.png) It costs 5$ in May and 6$ in June. :material/home: here.
"""
TRADE = "Commerce et investissement entre l'UE et le Kazakhstan"


@pytest.fixture
def held_back(web: WebServer) -> Iterator[tuple[str, Event]]:
    """The address of a page that does not come before it is let go."""
    go = Event()

    def wait(_: Asked, send: Callable[[bytes], None]) -> None:
        go.wait()
        send(web_page("The tower of Lomsk is 77 metres tall, as its keeper says.", title="Lomsk"))

    web.pages["/tower"] = wait
    yield web.url("/tower"), go
    go.set()


def test_an_upload_is_answered_from_as_text_whatever_it_holds(
    open_page: Open, tmp_path: Path
) -> None:
    file, noise = tmp_path / "ferry.md", tmp_path / "noise.txt"
    file.write_text(HOSTILE, "utf-8")
    noise.write_bytes(b"\x00\x01\x02" * 200)
    page = open_page("library")
    add(page, file, noise)
    expect(page.get_by_text("Added: ferry.md")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("noise.txt cannot be read")
    picture(page, "report-en")
    dismiss(page)
    row = page.locator(".st-key-shelf").get_by_role("button", name="Ostrel ferry")
    assert row.inner_text().replace("\u2060", "") == TITLE
    row.click()
    expect(page.locator(".pa.source")).to_contain_text(":material/home:")
    page.get_by_role("link", name="Questions").click()
    answer = ask(page, "How many lorries did the ferry of Ostrel carry in 2022?")
    expect(answer).to_contain_text("4,321")
    open_first_citation(page)
    expect(page.locator(".pa.citations")).to_contain_text(":red[x]")
    expect(page.locator("#pa-evidence")).to_contain_text("5$ in May and 6$ in June")
    assert page.title() == "Questions – Passerelle"


def test_a_field_for_files_speaks_the_readers_language(open_page: Open) -> None:
    page = open_page("library", locale="fr-FR")
    open_form(page, "Ajouter à la bibliothèque")
    field = page.get_by_test_id("stFileUploader")
    expect(field.locator("button")).to_contain_text("Choisir des fichiers")
    expect(field.get_by_label("Choisir des fichiers")).to_have_count(1)
    expect(field).to_contain_text(" Mo par fichier")
    page.get_by_role("radio", name="English").click()
    open_form(page)
    expect(field).to_have_count(1)  # while the page changes its language there are two
    expect(field.locator("button")).to_contain_text("Choose files")
    expect(field).to_contain_text(" MB per file")


def test_work_under_way_is_found_again_and_stopped_from_another_tab(
    open_page: Open, held_back: tuple[str, Event]
) -> None:
    address, go = held_back
    page = open_page("library")
    open_form(page)
    page.get_by_label("Addresses of web pages").fill(address)
    page.get_by_role("button", name="Add to the library").click()
    expect(page.get_by_text("Reading: file 1 of 1")).to_be_visible()
    page.get_by_role("radio", name="Français").click()
    expect(page.get_by_text("Lecture : fichier 1 sur 1")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Lecture : fichier 1 sur 1")).to_be_visible()
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_text("Reading: file 1 of 1")).to_be_visible()
    other = open_page("library", width=360, of=page)
    other.get_by_role("radio", name="Français").click()
    expect(other.get_by_text("Lecture : fichier 1 sur 1")).to_be_visible()
    picture(other, "progress-fr-360")
    other.get_by_role("button", name="Arrêter").click()
    go.set()
    expect(other.get_by_text("Arrêté : rien n'a changé.")).to_be_visible()
    expect(page.get_by_text("Stopped: nothing has changed.")).to_be_visible()
    dismiss(page)
    expect(other.get_by_text("Arrêté : rien n'a changé.")).to_have_count(0)
    expect(page.locator(".st-key-shelf")).not_to_contain_text("Lomsk")


def test_a_source_is_removed_by_keyboard_and_brought_back(open_page: Open) -> None:
    page = open_page("library", locale="fr-FR")
    opened(page, TRADE)
    page.get_by_role("button", name="Retirer cette source").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Fermer")).to_be_visible()
    expect(dialog).to_contain_text(TRADE)
    picture(page, "removal-fr")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator(".pa.source")).to_be_visible()
    page.get_by_role("button", name="Retirer cette source").press("Enter")
    dialog.get_by_role("button", name="Retirer", exact=True).press("Enter")
    undo = page.get_by_role("button", name="Annuler ce changement")
    expect(undo).to_be_in_viewport()
    expect(page.get_by_role("button", name=TRADE, exact=True)).to_have_count(0)
    undo.press("Enter")
    expect(page.get_by_text("Annulé : la bibliothèque est comme avant.")).to_be_visible()
    expect(page.get_by_role("button", name=TRADE, exact=True)).to_be_visible()


def test_a_citation_opens_its_sentence_in_the_source(open_page: Open) -> None:
    page = open_page(width=360, dark=True)
    ask(page, "What share of Kazakhstan's foreign trade does the EU account for?")
    quoted = open_first_citation(page).text_content()
    with page.context.expect_page() as tab:
        page.get_by_role("link", name="Read the whole source").press("Enter")
    mark = tab.value.locator(".pa.source mark")
    expect(mark).to_be_in_viewport()
    assert mark.text_content() == quoted
    picture(tab.value, "sentence-en-360-dark")
    expect(page.locator(".pa.answer")).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), [(360, True), (1280, False)])
def test_sources_are_searched_and_read_within_the_screen(
    open_page: Open, width: int, dark: bool
) -> None:
    page = open_page("library", locale="fr-FR", width=width, dark=dark)
    field = page.get_by_label("Chercher dans toutes les sources")
    field.fill("les énergies que le Kazakhstan fournit")
    field.press("Enter")
    hit = page.locator(".st-key-hits button").first
    expect(hit).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    hit.press("Enter")
    expect(page.locator(".pa.source mark")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    picture(page, f"source-fr-{width}-{'dark' if dark else 'light'}")
    page.get_by_role("button", name="Lire la version anglaise").press("Enter")
    expect(page.locator('.pa.source[lang="en"] mark')).to_be_in_viewport()
    page.get_by_role("button", name="Toutes les sources").press("Enter")
    expect(field).to_have_value("les énergies que le Kazakhstan fournit")
