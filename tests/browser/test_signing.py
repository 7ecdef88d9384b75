"""Signing in with the password, in a real browser on a server that has one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from app.password import hashed
from tests.browser.actions import picture
from tests.browser.conftest import Open, free_port, serve

pytestmark = pytest.mark.browser

PASSWORD = "Grenvik 1954"  # noqa: S105


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of an empty library with a password."""
    store, port = tmp_path_factory.mktemp("guarded") / "store", free_port()
    process = serve(store, port, PASSERELLE_ADMIN_PASSWORD_HASH=hashed(PASSWORD))
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=30)


def give(page: Page, password: str) -> None:
    field = page.get_by_label("Password")
    if not field.is_visible():
        page.get_by_text("Change the library").click()
    field.fill(password)
    field.press("Enter")


def test_an_editor_signs_in_stays_so_over_a_reload_and_signs_out(
    open_page: Open, guarded: str
) -> None:
    page = open_page("library", server=guarded)
    expect(page.get_by_label("Password")).to_have_attribute("autocomplete", "current-password")
    give(page, "Grenvik 1955")
    expect(page.get_by_role("alert")).to_contain_text("That is not the password.")
    picture(page, "wrong-password-en")
    give(page, PASSWORD)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    expect(page.get_by_text("Add sources")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    picture(page, "signed-in-en")
    [kept] = [c for c in page.context.cookies() if c["name"].startswith("passerelle_editor_")]
    assert kept["httpOnly"]
    assert kept["sameSite"] == "Strict"
    assert page.evaluate("document.cookie").find("passerelle_editor") == -1
    tab = page.context.new_page()
    tab.goto(f"{guarded}/library")
    expect(tab.get_by_role("button", name="Sign out")).to_be_visible()
    stranger = open_page("library", server=guarded, width=360, locale="fr-FR", dark=True)
    expect(stranger.get_by_text("Modifier la bibliothèque")).to_be_visible()
    stranger.get_by_text("Modifier la bibliothèque").click()
    expect(stranger.get_by_label("Mot de passe")).to_be_visible()
    picture(stranger, "password-fr-360-dark")
    expect(stranger.get_by_text("Ajouter des sources")).to_have_count(0)
    page.get_by_role("button", name="Sign out").press("Enter")
    expect(page.get_by_text("Change the library")).to_be_visible()
    expect(page.get_by_text("Add sources")).to_have_count(0)
    tab.get_by_role("button", name="Add to the library").click()
    expect(tab.get_by_text("You are signed out: nothing has changed.")).to_be_visible()
