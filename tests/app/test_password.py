"""What is kept of a password."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from app.cli import app
from app.password import hashed, matches, well_formed

KEPT = hashed("Grenvik 1954")


@settings(max_examples=8, deadline=None)
@given(st.text(max_size=40))
def test_a_password_is_known_again_and_no_other(password: str) -> None:
    kept = hashed(password)
    assert well_formed(kept)
    assert matches(password, kept)
    assert not matches(password + "x", kept)


def test_the_same_password_is_never_kept_alike() -> None:
    assert hashed("a") != hashed("a")
    assert "Grenvik" not in KEPT
    assert "\n" not in KEPT


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "h4sh",
        "Grenvik 1954",
        KEPT.replace("scrypt", "md5"),
        KEPT.replace("16384", "999999"),
        KEPT.replace(":8:", ":99:"),
        KEPT.rsplit(":", 1)[0],
        f"{KEPT}:",
        f"scrypt:16384:8:5:{'!' * 24}:{base64.b64encode(b'k' * 32).decode()}",
    ],
    ids=["empty", "word", "itself", "method", "cost", "block", "short", "long", "alphabet"],
)
def test_what_is_no_digest_opens_nothing(kept: str) -> None:
    assert not well_formed(kept)
    with pytest.raises(ValueError, match=r".+"):
        matches("", kept)


def test_the_command_prints_the_setting_and_never_the_password() -> None:
    told = CliRunner().invoke(app, ["password"], input="Grenvik 1954\nGrenvik 1954\n")
    name, _, kept = told.stdout.strip().splitlines()[-1].partition("=")
    assert (told.exit_code, name) == (0, "PASSERELLE_ADMIN_PASSWORD_HASH")
    assert matches("Grenvik 1954", kept)
    assert "Grenvik" not in told.output


def test_a_password_that_is_not_typed_twice_alike_is_asked_for_again() -> None:
    told = CliRunner().invoke(app, ["password"], input="one\ntwo\nthree\nthree\n")
    assert matches("three", told.stdout.strip().splitlines()[-1].partition("=")[2])
