"""What the pages may load: should markup ever slip through, it reaches nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

SLIP = """([stranger]) => new Promise(done => {
  const met = new Set();
  document.addEventListener("securitypolicyviolation", event => {
    met.add(event.effectiveDirective);
    if (met.size === 4) done([...met].sort());
  });
  const box = document.createElement("div");
  document.body.append(box);
  box.innerHTML = `<img src="${stranger}/pixel.png"><iframe src="${stranger}"></iframe>`;
  const script = document.createElement("script");
  script.textContent = "window.owned = true";
  box.append(script);
  fetch(`${stranger}/told`).catch(() => {});
})"""


@pytest.fixture
def stranger() -> Iterator[tuple[str, list[str]]]:
    """Another server, and what was asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(locale="fr-FR")
    opened = context.new_page()
    opened.add_init_script(
        "window.refused = []; document.addEventListener('securitypolicyviolation', "
        "event => window.refused.push(event.violatedDirective + ' ' + event.blockedURI))"
    )
    opened.goto(address)
    yield opened
    context.close()


def test_the_pages_themselves_need_nothing_that_is_refused(page: Page, address: str) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill("Quand l'accord est-il entré en vigueur ?")
    box.press("Enter")
    expect(page.locator(".pa.answer")).to_be_visible(timeout=60_000)
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert page.evaluate("window.refused") == []
    expect(page.locator("#pa-evidence mark")).to_be_visible()
    assert page.evaluate("window.refused") == []
    link = page.locator(".pa.citations a").first.get_attribute("href")
    page.goto(f"{address}/{link}")
    expect(page.locator(".pa.source mark")).to_be_in_viewport()
    assert page.evaluate("window.refused") == []


def test_markup_that_slipped_through_reaches_nothing_and_runs_nothing(
    page: Page, stranger: tuple[str, list[str]]
) -> None:
    where, asked = stranger
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_visible(timeout=60_000)
    met = page.evaluate(SLIP, [where])
    assert met == ["connect-src", "frame-src", "img-src", "script-src-elem"]
    assert page.evaluate("window.owned") is None
    assert asked == []
