"""Who may do what: by which password, by which claims, and how fast anybody may ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.visit.cookies import DEVICE, EDITOR, Cookies
from app.visit.ended import Ended
from app.visit.pace import NEW, Pace, TooManyQuestions
from app.visit.roles import SIGNED_IN, Role, called, entries, identity, role_of
from app.visit.signed import Signer
from domain.types import Language
from tests.fakes import FakeClock

NOW = 1_000_000.0
ANNA = {"iss": "https://id.example", "sub": "7", "email": "Anna@Example.org", "iat": NOW - 10}


@pytest.mark.parametrize(
    ("editors", "admins", "more", "role"),
    [
        ("", "", {}, Role.READER),
        ("anna@example.org", "", {}, Role.EDITOR),
        ("anna@example.org", " ben@example.org, ANNA@example.org ", {}, Role.ADMIN),
        ("@example.org", "", {}, Role.EDITOR),
        ("@ample.org", "", {}, Role.READER),
        ("anna@example.org", "", {"email_verified": False}, Role.READER),
        ("anna@example.org", "", {"email_verified": True}, Role.EDITOR),
        ("anna@example.org", "", {"email": ["anna@example.org"]}, Role.READER),
        ("anna@example.org", "", {"iat": NOW - SIGNED_IN}, Role.READER),
        ("anna@example.org", "", {"iat": NOW + 3600}, Role.READER),
        ("anna@example.org", "", {"iat": None}, Role.READER),
        ("", "groups=press", {"groups": ["staff", "press"]}, Role.ADMIN),
        ("", "groups=press", {"groups": "press"}, Role.ADMIN),
        ("", "groups=press", {"groups": "pressing"}, Role.READER),
        ("", "groups=", {}, Role.READER),
        ("", "sub=7", {"email": None}, Role.ADMIN),
    ],
)
def test_claims_give_a_role(editors: str, admins: str, more: dict[str, object], role: Role) -> None:
    assert role_of(ANNA | more, entries(editors), entries(admins), NOW) is role


def test_people_are_told_apart_by_what_never_changes() -> None:
    assert called(ANNA) == "anna@example.org"
    assert called(ANNA | {"email_verified": False}) == "7"
    assert identity(ANNA) == identity(ANNA | {"email": "new@example.org"})
    assert identity(ANNA) != identity(ANNA | {"iss": "https://other.example"})


def test_each_password_gives_its_role_and_a_new_one_ends_it() -> None:
    signer = Signer(b"k" * 32, Path("pages"))
    both = Cookies(signer, "admins", Ended(), editor_digest="editors")
    for role in (Role.ADMIN, Role.EDITOR):
        found = {both.called(kind): both.new(kind, NOW, role=role) for kind in (EDITOR, DEVICE)}
        assert both.role(found, NOW) is role
        assert both.editor(found, NOW) is not None
        assert both.device(found, NOW) is not None
        other = Cookies(signer, "admins", Ended(), editor_digest="new")
        assert other.role(found, NOW) is (role if role is Role.ADMIN else Role.READER)
        assert Cookies(signer, None, Ended()).role(found, NOW) is Role.READER
        both.end(both.editor(found, NOW) or "", NOW)
        assert both.role(found, NOW) is Role.READER


def test_somebody_who_floods_waits_and_others_ask_on() -> None:
    clock = FakeClock()
    pace = Pace(each=3, address=5, clock=clock)
    pace.admit("regular", "192.0.2.1")
    clock.advance(NEW)
    for _ in range(3):
        pace.admit("flood", "192.0.2.1")
    with pytest.raises(TooManyQuestions) as told:
        pace.admit("flood", "192.0.2.1")
    assert "try again in 20 s" in told.value.message(Language.EN).replace("21", "20")
    for n in range(2):
        pace.admit(f"new cookie {n}", "192.0.2.1")
    with pytest.raises(TooManyQuestions):
        pace.admit("yet another", "192.0.2.1")
    pace.admit("regular", "192.0.2.1")
    pace.admit("elsewhere", "192.0.2.2")
    clock.advance(20)
    pace.admit("flood", "192.0.2.1")


def test_no_limit_is_none() -> None:
    pace = Pace(0, 0, FakeClock())
    for _ in range(1_000):
        pace.admit("one", "2001:db8::1")
