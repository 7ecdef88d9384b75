"""Signing in as a browser does it, over the routes; only its address is made up."""

from __future__ import annotations

import re
from asyncio import FIRST_COMPLETED, create_task, gather, wait
from dataclasses import replace
from pathlib import Path
from threading import Event, Lock

import httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.asgi import FRAME
from app.password import hashed
from app.visit.cookies import DEVICE, EDITOR, LONG, SIGNED_IN, VISITOR, Cookies
from app.visit.ended import Ended
from app.visit.examined import MOST as IN_LINE
from app.visit.routes import LANGUAGE, Visits
from app.visit.signed import Signer
from app.visit.tries import FORGOTTEN, FREE, FREE_OF_SITE, LONGEST, MOST, Tries, counted
from tests.running import run

PASSWORD = "Grenvik 1954"  # noqa: S105
with pytest.MonkeyPatch.context() as patch:
    patch.setattr("app.password.COST", 16)  # quick: what it costs is not looked at here
    KEPT = hashed(PASSWORD)
COOKIES = Cookies(Signer(b"k" * 32, Path("pages")), KEPT, Ended())


class Clock:
    """A time that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(clock: Clock) -> Starlette:
    frame = FRAME.read_text(encoding="utf-8")
    visits = Visits(COOKIES, frame, tries=Tries(clock), clock=clock)
    return Starlette(routes=visits.routes())


def client(server: Starlette, address: str = "192.0.2.1") -> TestClient:
    return TestClient(server, follow_redirects=False, client=(address, 5000))


def give(browser: TestClient, password: str, back: str = "", **headers: str) -> str:
    sent = browser.post("/sign-in", data={"password": password, "back": back}, headers=headers)
    return sent.headers.get("location", f"status {sent.status_code}")


def test_where_nothing_is_kept_the_id_ends_with_the_browser(clock: Clock) -> None:
    brief = replace(COOKIES, lasting=False)
    visits = Visits(brief, FRAME.read_text(encoding="utf-8"), clock=clock)
    set_ = client(Starlette(routes=visits.routes())).get("/").headers["set-cookie"]
    assert COOKIES.called(VISITOR) in set_
    assert "max-age" not in set_.lower()
    assert "expires" not in set_.lower()


def test_the_document_is_ours_and_gives_an_id_that_stays(server: Starlette) -> None:
    browser = client(server)
    first = browser.get("/", headers={"accept-language": "fr-CA,fr"})
    assert "<title>Passerelle</title>" in first.text
    assert '<html lang="fr">' in first.text
    assert '<meta name="description" content="Des questions' in first.text
    assert "Streamlit app" not in first.text
    assert first.headers["cache-control"] == "private, no-store"
    set_ = first.headers["set-cookie"]
    assert re.search(rf"^{COOKIES.called(VISITOR)}=.*HttpOnly.*Max-Age={LONG}.*SameSite=lax", set_)
    id = COOKIES.visitor(browser.cookies, 1_000_000.0)
    browser.get("/library")
    assert id == COOKIES.visitor(browser.cookies, 1_000_000.0) is not None
    chosen = browser.get("/", headers={"cookie": f"{LANGUAGE}=en", "accept-language": "fr"})
    assert '<html lang="en">' in chosen.text


def test_the_password_signs_a_browser_in_until_it_signs_out(
    server: Starlette, clock: Clock
) -> None:
    browser = client(server)
    assert give(browser, "Grenvik 1955", "source=a") == "library?source=a&sign-in=wrong"
    assert COOKIES.called(EDITOR) not in browser.cookies
    sent = browser.post("/sign-in", data={"password": PASSWORD, "back": "source=a&sign-in=wrong"})
    assert sent.headers["location"] == "library?source=a"
    [set_] = [
        c for c in sent.headers.get_list("set-cookie") if c.startswith(COOKIES.called(EDITOR))
    ]
    assert "HttpOnly" in set_
    assert "SameSite=strict" in set_
    assert f"Max-Age={SIGNED_IN}" in set_
    copied = dict(browser.cookies)
    assert COOKIES.editor(copied, clock.now) is not None
    browser.post("/sign-out", data={"back": ""})
    assert COOKIES.called(EDITOR) not in browser.cookies
    assert COOKIES.editor(copied, clock.now) is None


def test_it_leads_nowhere_else_and_hears_no_other_site(server: Starlette) -> None:
    browser = client(server)
    assert give(browser, PASSWORD, "//elsewhere.example/") == "library"
    assert give(browser, PASSWORD, origin="https://elsewhere.example") == "status 400"
    assert give(browser, PASSWORD, **{"sec-fetch-site": "cross-site"}) == "status 400"
    assert give(browser, "x" * 10_000) == "status 400"
    assert give(browser, PASSWORD, origin="http://testserver") == "library"
    refused = browser.post("/sign-out", headers={"origin": "null"})
    assert refused.status_code == 400
    assert '<p lang="fr">Rien n' in refused.text
    assert '<p lang="en">Nothing was done' in refused.text


def test_a_browser_that_says_it_is_our_page_needs_no_host_of_a_proxy(server: Starlette) -> None:
    behind, site = {"origin": "https://library.example"}, "sec-fetch-site"
    assert give(client(server), PASSWORD, **behind) == "status 400"
    assert give(client(server), PASSWORD, **behind, **{site: "same-site"}) == "status 400"
    assert give(client(server), PASSWORD, **behind, **{site: "same-origin"}) == "library"


def test_two_servers_of_a_host_leave_each_others_cookies_alone(server: Starlette) -> None:
    other = Cookies(Signer(b"o" * 32), KEPT, Ended())
    browser, frame = client(server), FRAME.read_text(encoding="utf-8")
    give(browser, PASSWORD)
    browser.get("/")
    before = dict(browser.cookies)
    neighbour = client(Starlette(routes=Visits(other, frame).routes()))
    neighbour.cookies = browser.cookies  # the host is the same, and so is the jar
    set_ = neighbour.get("/").headers["set-cookie"]
    give(neighbour, PASSWORD)
    neighbour.post("/sign-out")
    assert before.items() <= dict(neighbour.cookies).items()
    assert "Max-Age" not in set_  # its key ends with its process


def test_right_passwords_of_one_address_slow_nobody_down(server: Starlette, clock: Clock) -> None:
    for _ in range(FREE + 1):
        assert give(client(server), PASSWORD) == "library"
    stranger = client(server)
    assert give(stranger, "guess").endswith("wrong")
    assert give(client(server), PASSWORD) == "library"
    for _ in range(FREE - 1):
        assert give(stranger, "guess").endswith("wrong")
    assert give(stranger, "guess").endswith("sign-in=2")  # and forgive no wrong one
    clock.now += 2
    assert give(client(server), PASSWORD) == "library"
    assert give(stranger, "guess").endswith("wrong")  # nor make its wait longer


async def _sign_in(server: Starlette, address: str, cookies: dict[str, str]) -> str:
    """A form sent within a running loop; gives where it leads."""
    transport = httpx.ASGITransport(server, client=(address, 5000))
    async with httpx.AsyncClient(
        transport=transport, base_url="http://testserver", cookies=cookies
    ) as browser:
        sent = await browser.post("/sign-in", data={"password": "guess"})
        return sent.headers["location"]


def test_guesses_from_many_addresses_are_examined_one_at_a_time(
    server: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once, most, lock, go = 0, 0, Lock(), Event()

    def examined(*_: str) -> bool:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        go.wait()
        with lock:
            at_once -= 1
        return False

    async def guesses() -> list[str]:
        sent = [create_task(_sign_in(server, f"192.0.2.{n}", {})) for n in range(IN_LINE + 3)]
        try:
            done, _ = await wait(sent, return_when=FIRST_COMPLETED)
            device = {COOKIES.called(DEVICE): COOKIES.new(DEVICE, 1_000_000.0)}
            known = create_task(_sign_in(server, "192.0.2.1", device))
            turned_away = [task.result() for task in done]
        finally:
            go.set()
        return [*turned_away, await known, *await gather(*sent)]

    monkeypatch.setattr("app.visit.examined.matches", examined)
    told = run(guesses())
    assert told[0].endswith("sign-in=5")
    assert sum(one.endswith("wrong") for one in told) == 1 + 1 + IN_LINE
    assert most <= 2  # a stranger's and a known browser's


def test_waits_grow_and_a_strangers_tries_lock_nobody_else_out(
    server: Starlette, clock: Clock
) -> None:
    admin, stranger = client(server, "192.0.2.1"), client(server, "203.0.113.9")
    waits = []
    for _ in range(FREE + 20):
        told = give(stranger, "guess").partition("sign-in=")[2]
        if told != "wrong":
            waits.append(int(told))
            assert give(stranger, PASSWORD) == f"library?sign-in={told}"  # nor the right one
            clock.now += int(told)
    assert waits[:4] == [2, 4, 8, 16]
    assert waits[-1] == LONGEST
    assert give(admin, PASSWORD) == "library"


def test_a_browser_that_once_signed_in_is_not_slowed_by_its_neighbours(
    server: Starlette, clock: Clock
) -> None:
    admin, neighbour = client(server), client(server)
    assert give(admin, PASSWORD) == "library"
    assert COOKIES.called(DEVICE) in admin.cookies
    admin.post("/sign-out")
    for _ in range(FREE + 1):
        give(neighbour, "guess")
    assert "sign-in=" in give(neighbour, PASSWORD)
    assert give(client(server), PASSWORD).endswith("sign-in=2")  # a new browser, same address
    assert give(admin, PASSWORD) == "library"
    clock.now += FORGOTTEN
    assert give(neighbour, PASSWORD) == "library"


def test_a_cookie_thrown_away_wins_no_tries(server: Starlette) -> None:
    for _ in range(FREE):
        fresh = client(server)
        fresh.get("/")
        assert give(fresh, "guess").endswith("wrong")
    fresh = client(server)
    fresh.get("/")
    assert give(fresh, PASSWORD).endswith("sign-in=2")


def test_counts_stay_few_and_go_by_network() -> None:
    tries = Tries(lambda: 0.0)
    for n in range(MOST + 5):
        tries.begin([f"address {n}"])
    assert len(tries._counts) == MOST
    household, site = counted("2001:db8:1:2:3::4", None, None)
    assert counted("2001:db8:1:2:ffff::1", None, None) == (household, site)
    assert counted("2001:db8:1:3::1", None, None) == ("address 2001:db8:1:3::/64", site)
    assert counted("fe80::1%eth0", None, None)[0] == "address fe80::/64"
    assert counted("::ffff:192.0.2.1", None, None) == counted("192.0.2.1", None, None)
    assert counted("192.0.2.1", "v", None) == ("address 192.0.2.1", "visitor v")
    assert counted("192.0.2.1", "v", "d") == ("device d",)
    assert counted("testclient", None, None) == ("address testclient",)


def test_a_site_of_many_networks_wins_few_tries() -> None:
    tries = Tries(lambda: 0.0)
    waits = [tries.begin(counted(f"2001:db8:1:{n:x}::1", None, None)) for n in range(200)]
    assert waits.index(2.0) == FREE_OF_SITE
    assert set(waits[FREE_OF_SITE:]) == {2.0}
    assert tries.begin(counted("2001:db8:2::1", None, None)) == 0.0
