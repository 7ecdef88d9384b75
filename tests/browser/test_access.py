"""What those meet who see no pointer or no screen: focus, announcements and headings."""

from __future__ import annotations

import itertools
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, expect

from tests.browser.actions import ask
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

SHARE = "What share of Kazakhstan's foreign trade does the EU account for?"
MOST = 60  # controls of a page that are walked through
FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const hidden = at.matches("input[type=radio], input[type=checkbox]");
  const field = at.closest("[data-testid=stChatInput], [data-testid$=RootElement]");
  const box = (field || (hidden && at.closest("label")) || at).getBoundingClientRect();
  const name = at.getAttribute("aria-label") || at.innerText || at.name || at.className;
  at.dataset.walked = (Number(at.dataset.walked) || 0) + 1;
  return { name: `${at.tagName} ${name}`.slice(0, 80), again: at.dataset.walked > 1,
           x: box.x, y: box.y, width: box.width, height: box.height };
}"""


def around(page: Page, at: dict[str, Any]) -> Image.Image:
    """A picture of a control with a rim of 6 pixels."""
    size = page.viewport_size
    assert size is not None
    left, top = max(at["x"] - 6, 0), max(at["y"] - 6, 0)
    right = min(at["x"] + at["width"] + 6, size["width"])
    bottom = min(at["y"] + at["height"] + 6, size["height"])
    clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    taken = page.screenshot(clip=clip, animations="disabled", caret="hide")  # type: ignore[arg-type]
    return Image.open(BytesIO(taken)).convert("RGB")


def unseen(page: Page) -> tuple[int, list[str]]:
    """How many controls the Tab key reaches, and those on which no ring is seen."""
    found: list[str] = []
    reached = 0
    for _ in range(MOST):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None:  # past the last one
            continue
        if at["again"]:
            return reached, found
        reached += 1
        with_focus = around(page, at)
        page.evaluate("window.left = document.activeElement; window.left.blur()")
        difference = ImageChops.difference(with_focus, around(page, at)).convert("L")
        changed = sum(difference.point(lambda value: 255 if value > 40 else 0).histogram()[255:])
        if changed < at["width"] + at["height"]:
            found.append(f"{at['name']}: {changed} pixels")
        page.evaluate("window.left.focus()")
    raise AssertionError("the Tab key never comes round")


@pytest.mark.parametrize("dark", [False, True])
def test_the_focus_is_seen_on_every_control(open_page: Open, dark: bool) -> None:
    page = open_page(dark=dark)
    ask(page, SHARE)
    expect(page.get_by_role("button", name="New conversation")).to_be_visible()
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    reached, found = unseen(page)
    assert found == []
    assert reached > 8
    page.get_by_role("link", name="Library").click()
    expect(page.locator(".st-key-shelf button").first).to_be_visible()
    page.mouse.move(0, 0)
    reached, found = unseen(page)
    assert found == []
    assert reached > 12


def live(page: Page) -> list[str]:
    """What is in the polite live regions of the accessibility tree."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def inner(node: dict[str, Any]) -> str:
        own = node["name"]["value"] if node["role"]["value"] == "StaticText" else ""
        return own + "".join(inner(by_id[id]) for id in node.get("childIds", ()) if id in by_id)

    def polite(node: dict[str, Any]) -> bool:
        properties = {p["name"]: p["value"].get("value") for p in node.get("properties", ())}
        return node["role"]["value"] == "status" and properties.get("live") == "polite"

    return [inner(node) for node in nodes if not node.get("ignored") and polite(node)]


def test_a_new_answer_is_announced_and_an_old_one_is_not_again(open_page: Open) -> None:
    page = open_page()
    expect(page.locator("#pa-live")).to_have_count(1)
    expect(page.locator("#pa-live")).to_have_text("")
    ask(page, SHARE)
    expect(page.locator("#pa-live")).to_contain_text("Answer: ")
    assert any(told.startswith("Answer: ") and "40%" in told for told in live(page))
    page.evaluate("document.getElementById('pa-live').textContent = 'spoken'")
    page.get_by_role("radio", name="Français").click()
    expect(page.get_by_role("button", name="Nouvelle conversation")).to_be_visible()
    expect(page.locator("#pa-live")).to_have_text("spoken")
    ask(page, "Quelles énergies le Kazakhstan fournit-il à l'UE ?")
    expect(page.locator("#pa-live")).to_contain_text("Réponse : ")
    expect(page.locator("#pa-live")).to_have_attribute("lang", "fr")
    expect(page.locator("#pa-live")).to_have_text("")


LEVELS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .map(heading => Number(heading.tagName[1]))"""


def in_order(levels: list[int]) -> bool:
    """One first-level heading, first; none that skips a level."""
    steps = itertools.pairwise(levels)
    return levels[:1] == [1] and levels.count(1) == 1 and all(b <= a + 1 for a, b in steps)


def test_headings_are_in_order_and_each_answer_has_one(open_page: Open) -> None:
    page = open_page()
    ask(page, SHARE)
    ask(page, "And in 2021?")
    expect(page.locator(".st-key-log").get_by_role("heading", level=2)).to_have_count(2)
    expect(page.get_by_role("heading", name=SHARE)).to_be_visible()
    assert in_order(page.evaluate(LEVELS))
    page.get_by_role("link", name="Library").click()
    expect(page.get_by_role("heading", name="Sources", level=2)).to_be_visible()
    assert in_order(page.evaluate(LEVELS))
    page.locator(".st-key-shelf button").first.press("Enter")
    expect(page.locator(".pa.source h3").first).to_be_visible()
    assert in_order(page.evaluate(LEVELS))
