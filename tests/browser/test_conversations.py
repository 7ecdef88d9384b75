"""Conversations that last, in a real browser, over a server that is killed and started again."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import ask, picture
from tests.browser.conftest import PASSERELLE, Open, free_port, serve
from tests.chat_server import Reply, serving

pytestmark = pytest.mark.browser

FERRY = "# The ferry of Ostrel\n\nThe ferry of Ostrel carried 4,321 lorries in 2022.\n"
ASKED = "How many lorries did the ferry of Ostrel carry?"
NEXT = "In which year did the ferry of Ostrel carry 4,321 lorries?"
Again = Callable[..., str]


@pytest.fixture
def kill_and_start(tmp_path: Path) -> Iterator[Again]:
    """Starts a server, killing the one before; gives its address, always the same."""
    (tmp_path / "ferry.md").write_text(FERRY, "utf-8")
    store, port = tmp_path / "store", free_port()
    ingest = [str(PASSERELLE), "ingest", str(tmp_path / "ferry.md"), "--store", str(store)]
    subprocess.run(ingest, check=True, stdout=subprocess.DEVNULL)
    running: list[subprocess.Popen[bytes]] = []

    def again(**variables: str) -> str:
        if running:
            running[-1].kill()
            running[-1].wait()
        running.append(serve(store, port, **variables))
        return f"http://127.0.0.1:{port}"

    yield again
    running[-1].terminate()
    running[-1].wait(timeout=30)


def test_a_conversation_outlives_reloads_tabs_and_a_killed_server(
    open_page: Open, kill_and_start: Again
) -> None:
    server = kill_and_start()
    page = open_page(server=server, width=1280)
    expect(page.get_by_text("Your conversations will be kept here.")).to_be_visible()
    expect(ask(page, ASKED)).to_contain_text("4,321")
    page.wait_for_url("**/?c=*")
    address = page.url
    page.get_by_role("radio", name="Français").click()
    expect(page.get_by_role("button", name="Nouvelle conversation")).to_be_visible()
    page.reload()
    expect(page.locator(".pa.answer")).to_contain_text("4,321")
    expect(page.get_by_role("button", name="Nouvelle conversation")).to_be_visible()
    picture(page, "conversations-fr-1280")
    stranger = open_page(address.removeprefix(f"{server}/"), server=server)
    expect(stranger.get_by_text("There is no conversation at this address")).to_be_visible()
    expect(stranger.locator(".pa.answer")).to_have_count(0)
    with serving(Reply(ends="silent")) as model:
        kill_and_start(PASSERELLE_CHAT_MODEL="slow", PASSERELLE_CHAT_BASE_URL=model.base_url)
        asking = tab_of(page, server)
        asking.get_by_test_id("stChatInputTextArea").fill(NEXT)
        asking.get_by_test_id("stChatInputTextArea").press("Enter")
        expect(asking.get_by_role("button", name="Arrêter")).to_be_visible()
        expect(asking.locator(".pa.answer")).to_contain_text("2022")
        kill_and_start()
    tab = tab_of(page, server)
    beside = tab.get_by_test_id("stSidebar")
    beside.get_by_role("button", name=NEXT).press("Enter")
    expect(tab.locator(".pa.answer")).to_contain_text("2022")
    expect(tab.get_by_role("heading", name=NEXT)).to_be_visible()
    expect(tab.get_by_text("Réponse interrompue")).to_be_visible()
    beside.get_by_role("button", name=ASKED).press("Enter")
    expect(tab.locator(".pa.answer")).to_contain_text("4,321")
    expect(tab.get_by_role("heading", name=ASKED)).to_be_visible()
    tab.wait_for_url(address)
    expect(tab.locator("[aria-current=true]")).to_contain_text(ASKED)
    picture(tab, "after-a-kill-fr")


def tab_of(page: Page, server: str) -> Page:
    """A new tab of the same browser."""
    tab = page.context.new_page()
    tab.set_default_timeout(60_000)
    tab.goto(server)
    return tab
