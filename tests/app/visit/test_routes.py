"""Signing in as a browser does it, over the routes; only its address is made up."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.asgi import FRAME
from app.password import hashed
from app.visit.cookies import DEVICE, EDITOR, LONG, SIGNED_IN, VISITOR, Cookies, Ended
from app.visit.routes import LANGUAGE, Visits
from app.visit.signed import Signer
from app.visit.tries import FORGOTTEN, FREE, LONGEST, MOST, Tries, network

PASSWORD = "Grenvik 1954"  # noqa: S105
COOKIES = Cookies(Signer(b"k" * 32), hashed(PASSWORD), Ended())


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


def test_the_document_is_ours_and_gives_an_id_that_stays(server: Starlette) -> None:
    browser = client(server)
    first = browser.get("/", headers={"accept-language": "fr-CA,fr"})
    assert "<title>Passerelle</title>" in first.text
    assert '<html lang="fr">' in first.text
    assert '<meta name="description" content="Des questions' in first.text
    assert "Streamlit app" not in first.text
    set_ = first.headers["set-cookie"]
    assert re.search(rf"^{VISITOR}=.*HttpOnly.*Max-Age={LONG}.*SameSite=lax", set_)
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
    assert EDITOR not in browser.cookies
    sent = browser.post("/sign-in", data={"password": PASSWORD, "back": "source=a&sign-in=wrong"})
    assert sent.headers["location"] == "library?source=a"
    [set_] = [c for c in sent.headers.get_list("set-cookie") if c.startswith(EDITOR)]
    assert "HttpOnly" in set_
    assert "SameSite=strict" in set_
    assert f"Max-Age={SIGNED_IN}" in set_
    copied = dict(browser.cookies)
    assert COOKIES.editor(copied, clock.now) is not None
    browser.post("/sign-out", data={"back": ""})
    assert EDITOR not in browser.cookies
    assert COOKIES.editor(copied, clock.now) is None


def test_it_leads_nowhere_else_and_hears_no_other_site(server: Starlette) -> None:
    browser = client(server)
    assert give(browser, PASSWORD, "//elsewhere.example/") == "library"
    assert give(browser, PASSWORD, origin="https://elsewhere.example") == "status 400"
    assert give(browser, PASSWORD, **{"sec-fetch-site": "cross-site"}) == "status 400"
    assert give(browser, "x" * 10_000) == "status 400"
    assert give(browser, PASSWORD, origin="http://testserver") == "library"
    assert browser.post("/sign-out", headers={"origin": "null"}).status_code == 400


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
    assert DEVICE in admin.cookies
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
    assert network("2001:db8:1:2:3::4") == network("2001:db8:1:2:ffff::1") != network("2001:db8::1")
    assert network("fe80::1%eth0") == "fe80::/64"
    assert network("192.0.2.1") == "192.0.2.1"
    assert network("testclient") == "testclient"
