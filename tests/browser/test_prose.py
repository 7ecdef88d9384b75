"""A chat model behind the pages fails, stalls or is stopped: the reader is never left alone."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.actions import ask
from tests.browser.conftest import PASSERELLE, ROOT, free_port, serve
from tests.chat_server import Reply, serving

pytestmark = pytest.mark.browser
QUESTION = "How much were goods traded between the EU and Kazakhstan worth in 2021?"


@pytest.fixture(scope="module")
def with_model(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages, with a chat model of the tests."""
    del browser  # without one, nothing is started
    store, port = tmp_path_factory.mktemp("prose") / "store", free_port()
    ingest = [str(PASSERELLE), "ingest", "corpus", "--store", str(store), "--json"]
    subprocess.run(ingest, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with serving(Reply()) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PASSERELLE_CHAT_MODEL", "some-model")
        patch.setenv("PASSERELLE_CHAT_BASE_URL", server.base_url)
        patch.setenv("PASSERELLE_CHAT_TIMEOUT", "20")
        process = serve(store, port)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=30)


@pytest.fixture
def page(browser: Browser, with_model: str) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB")
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    opened.goto(with_model)
    yield opened
    context.close()


@pytest.mark.parametrize(
    ("reply", "notice"),
    [
        (Reply(status=401), "its key was refused"),
        (Reply(status=500), "its server failed"),
        (Reply(("The two trad",), ends="cut"), "the connection failed"),
    ],
    ids=["401", "500", "cut"],
)
def test_a_model_that_fails_costs_a_notice_and_the_page_goes_on(
    page: Page, reply: Reply, notice: str
) -> None:
    with serving(reply) as server:
        expect(ask(page, QUESTION)).to_contain_text("€24 billion")
        expect(page.locator(".pa.note")).to_contain_text(notice)
        prose = "The EU and Kazakhstan traded about €24 billion worth of goods in 2021. [1]"
        server.play(Reply((prose,)))
        expect(ask(page, QUESTION)).to_contain_text("€24 billion")
        expect(page.locator(".pa.by")).to_have_text(
            [
                "Quoted word for word from the sources.",
                "Written by some-model; every sentence was checked against the sources.",
            ]
        )
        expect(page.get_by_role("button", name="Stop")).to_have_count(0)


def test_the_stop_button_ends_the_request_and_keeps_the_quotations(page: Page) -> None:
    with serving(Reply(ends="silent")) as server:
        box = page.get_by_test_id("stChatInputTextArea")
        box.fill(QUESTION)
        box.press("Enter")
        button = page.get_by_role("button", name="Stop")
        expect(button).to_be_visible()
        expect(page.get_by_role("status").get_by_text("Writing")).to_be_visible()
        expect(page.locator(".pa.answer")).to_contain_text("€24 billion")
        button.click()
        expect(page.locator(".pa.note")).to_contain_text("Stopped: this is what had been shown")
        expect(page.get_by_role("button", name="Stop")).to_have_count(0)
        expect(page.locator(".pa.answer")).to_contain_text("€24 billion")
        assert server.hung_up()
        server.play(Reply(status=500))
        expect(ask(page, QUESTION)).to_contain_text("€24 billion")
        assert page.locator(".pa.answer").count() == 2


def test_why_a_sentence_is_withheld_stands_beside_it(page: Page) -> None:
    wrong = "Goods worth €31 billion were traded in 2021 [1]."
    right = "The EU and Kazakhstan traded about €24 billion worth of goods in 2021 [1]. "
    with serving(Reply((right, wrong)), Reply(("Nothing.",))):
        expect(ask(page, QUESTION)).to_contain_text("€24 billion")
        page.locator(".pa.withheld summary").click()
        one = page.locator(".pa.withheld .one")
        expect(one).to_contain_text("Goods worth €31 billion were traded in 2021.")
        expect(one).to_contain_text("Not supported by the sources found.")


def test_a_store_damaged_under_the_page_is_a_notice_and_the_page_goes_on(
    browser: Browser, tmp_path: Path
) -> None:
    store, port = tmp_path / "store", free_port()
    held = tmp_path / "ferry.md"
    held.write_text("The ferry of Ostrel carried 4,321 lorries in 2022.\n", encoding="utf-8")
    subprocess.run([str(PASSERELLE), "ingest", str(held), "--store", str(store)], check=True)
    with serving(Reply()) as server:
        process = serve(
            store,
            port,
            PASSERELLE_CHAT_MODEL="some-model",
            PASSERELLE_CHAT_BASE_URL=server.base_url,
        )
        context = browser.new_context(locale="fr-FR")
        try:
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{port}")
            expect(page.get_by_test_id("stChatInputTextArea")).to_be_visible()
            publish_damaged(store)
            box = page.get_by_test_id("stChatInputTextArea")
            box.fill("Combien de camions le ferry d'Ostrel a-t-il transportés ?")
            box.press("Enter")
            expect(page.get_by_role("alert")).to_be_visible()
            expect(page.get_by_role("button", name="Arrêter")).to_have_count(0)
            expect(page.get_by_test_id("stException")).to_have_count(0)
            expect(ask(page, "Bonjour !")).to_contain_text("Bonjour")
        finally:
            context.close()
            process.terminate()
            process.wait(timeout=30)


def publish_damaged(store: Path) -> None:
    """Another generation that answers, whose catalog is none: no part of it is in memory yet."""
    generations = store / "generations"
    shutil.copytree(generations / "0001", generations / "0002")
    (generations / "0002" / "catalog.sqlite").write_bytes(b"damaged" * 999)
    (generations / "0002.lock").touch()
    (store / "NEXT").write_text("2\n", encoding="utf-8")
    (store / "NEXT").replace(store / "CURRENT")
