"""Feedback, figures and roles, in a real browser: a reader judges an answer, an administrator who
signs in at a real OpenID provider reads it, and nobody else does.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from app.feedback.kept import FILE, Feedback
from app.password import hashed
from tests.browser.actions import ask, picture
from tests.browser.conftest import DEADLINE, PASSERELLE, Open, free_port, serve
from tests.openid_provider import OpenIdProvider, provider
from tests.passerelle.conftest import TRAM

pytestmark = pytest.mark.browser

TICKET, REFUSED = "How much is a ticket?", "Who painted the trams of Grenvik?"
REMARK = "Says nothing of <img src=x onerror=alert(1)> tourists"


@dataclass(frozen=True)
class Ministry:
    """A server with a password for editors and an identity provider for administrators."""

    address: str
    provider: OpenIdProvider
    feedback: Feedback


@pytest.fixture(scope="module")
def ministry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ministry]:
    folder, port = tmp_path_factory.mktemp("ministry"), free_port()
    store, article = folder / "store", folder / "tram.md"
    article.write_text(TRAM, "utf-8")
    ingest = [str(PASSERELLE), "ingest", str(article), "--store", str(store), "--json"]
    subprocess.run(ingest, check=True, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    with provider() as identity:
        (folder / "secrets.toml").write_text(identity.secrets_toml(address))
        process = serve(
            store,
            port,
            STREAMLIT_SECRETS_FILES=str(folder / "secrets.toml"),
            PASSERELLE_EDITOR_PASSWORD_HASH=hashed("Grenvik 1954"),
            PASSERELLE_ADMINS="anna@ministry.example",
        )
        yield Ministry(address, identity, Feedback(store / "pages" / FILE, 365))
        process.terminate()
        process.wait(timeout=60)


def violations(page: Page) -> list[str]:
    """What the Content-Security-Policy stops, and what fails, from here on."""
    found: list[str] = []
    page.on(
        "console",
        lambda m: (
            found.append(m.text) if re.search("Content Security Policy|Refused", m.text) else None
        ),
    )
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def sign_in(browser: Browser, ministry: Ministry, width: int = 1280, locale: str = "en-GB") -> Page:
    """The administration, once the provider has said who it is; it is another server."""
    context = browser.new_context(locale=locale, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.set_default_timeout(DEADLINE * 1000)
    page.goto(f"{ministry.address}/admin")
    title = "Open the administration" if locale == "en-GB" else "Ouvrir l'administration"
    page.get_by_text(title).click()
    name = "Sign in with my account" if locale == "en-GB" else "Se connecter avec mon compte"
    page.get_by_role("button", name=name).click()
    page.wait_for_url(f"{ministry.address}/")
    page.goto(f"{ministry.address}/admin")
    return page


def judge(page: Page) -> None:
    """Not useful, and why; kept over a reload."""
    thumbs = page.get_by_test_id("stButtonGroup")
    thumbs.get_by_role("radio", name="Not useful").or_(
        thumbs.get_by_role("button", name="Not useful")
    ).first.click()
    expect(page.get_by_text("Thank you, your feedback has been saved.")).to_be_visible()
    page.get_by_label("Why? (optional)").fill(REMARK)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("your feedback and your comment have been saved")).to_be_visible()
    picture(page, "feedback-given-en")


def test_a_reader_judges_an_answer_and_an_administrator_reads_it(
    open_page: Open, browser: Browser, ministry: Ministry
) -> None:
    reader = open_page(server=ministry.address)
    stopped = violations(reader)
    expect(ask(reader, TICKET)).to_contain_text("3 euros")
    judge(reader)
    [kept] = ministry.feedback.verdicts()
    assert (kept.useful, kept.reason, kept.versions.generation) == (False, REMARK, 1)
    assert "3 euros" in kept.answer["citations"][0]["quote"]
    expect(ask(reader, REFUSED)).to_be_visible()
    reader.reload()
    expect(reader.get_by_text("your feedback and your comment have been saved")).to_be_visible()
    stranger = open_page("admin", server=ministry.address, width=360, locale="fr-FR", dark=True)
    expect(stranger.get_by_text("réservée aux administrateurs")).to_be_visible()
    picture(stranger, "admin-closed-fr-360-dark")
    expect(stranger.get_by_text("Questions par jour")).to_have_count(0)

    page = sign_in(browser, ministry)
    stopped += violations(page)
    expect(page.get_by_text("anna@ministry.example: you can change the library")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("2 questions in 30 days"))).to_be_visible()
    expect(page.get_by_role("cell", name="Search", exact=True)).to_be_visible()
    picture(page, "admin-figures-en")
    page.get_by_text("Feedback", exact=True).click()
    expect(page.get_by_text(f"Comment: {REMARK}")).to_be_visible()
    picture(page, "admin-feedback-en")
    page.get_by_role("button", name="Mark as handled").click()
    expect(page.get_by_text("No feedback here.")).to_be_visible()
    page.get_by_text("What is missing", exact=True).click()
    expect(page.get_by_text(REFUSED)).to_be_visible()
    picture(page, "admin-missing-en")
    page.get_by_text("Audit log", exact=True).click()
    row = page.get_by_role("row").filter(has_text="signed in")
    expect(row).to_contain_text("anna@ministry.example")
    picture(page, "admin-audit-en")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{ministry.address}/")
    page.goto(f"{ministry.address}/admin")
    expect(page.get_by_text("for the administrators of this server")).to_be_visible()
    page.context.close()
    assert stopped == []
    assert ministry.provider.refused == []


def test_who_is_not_named_reads_and_changes_nothing(browser: Browser, ministry: Ministry) -> None:
    ministry.provider.person = {"sub": "2", "email": "eve@elsewhere.example"}
    page = sign_in(browser, ministry, 360, "fr-FR")
    expect(page.get_by_text("eve@elsewhere.example")).to_be_visible()
    expect(page.get_by_text("réservée aux administrateurs")).to_be_visible()
    picture(page, "admin-reader-fr-360")
    page.goto(f"{ministry.address}/library")
    expect(page.get_by_text("vous pouvez lire et poser des questions")).to_be_visible()
    expect(page.get_by_text("Ajouter des sources")).to_have_count(0)
    page.context.close()
