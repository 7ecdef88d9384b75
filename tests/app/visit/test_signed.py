"""What a browser keeps for us and cannot change."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.visit.cookies import DEVICE, EDITOR, LONG, SIGNED_IN, VISITOR, Cookies, Ended
from app.visit.signed import FOLDER, KEY, Signer, signer_of

NOW = 1_000_000.0


def test_a_value_is_known_again_until_its_end_and_for_its_purpose() -> None:
    signer = Signer(b"k" * 32)
    text = signer.signed("visitor", "abc-D_9", NOW + 10)
    assert signer.read("visitor", text, NOW) == "abc-D_9"
    assert signer.read("visitor", text, NOW + 10) is None
    assert signer.read("editor", text, NOW) is None
    assert Signer(b"l" * 32).read("visitor", text, NOW) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [("abc", "abd"), ("1000010", "9000010"), (".", ""), ("abc", "abc\n"), ("a", "é")],
)
def test_what_was_changed_is_nothing(old: str, new: str) -> None:
    signer = Signer(b"k" * 32)
    text = signer.signed("visitor", "abc", NOW + 10)
    assert signer.read("visitor", text.replace(old, new, 1), NOW) is None


def test_the_key_lasts_and_no_other_may_read_it(tmp_path: Path) -> None:
    text = signer_of(tmp_path).signed("visitor", "abc", NOW + 10)
    signer_of.cache_clear()
    assert signer_of(tmp_path).read("visitor", text, NOW) == "abc"
    key = tmp_path / FOLDER / KEY
    assert key.stat().st_mode & 0o077 == 0
    assert [path.name for path in key.parent.iterdir()] == [KEY]
    assert "key" not in repr(signer_of(tmp_path)).partition("(")[2]


def test_where_no_key_can_be_kept_the_server_has_its_own(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("in the way")
    signer = signer_of(tmp_path)
    assert signer.read("visitor", signer.signed("visitor", "abc", NOW + 10), NOW) == "abc"


def cookies(digest: str | None) -> Cookies:
    return Cookies(Signer(b"k" * 32), digest, Ended())


def test_a_new_password_ends_every_signing_in_but_no_visit() -> None:
    before, after = cookies("scrypt:1"), cookies("scrypt:2")
    found = {name: before.new(name, NOW) for name in (VISITOR, EDITOR, DEVICE)}
    assert before.editor(found, NOW)
    assert before.device(found, NOW)
    assert after.editor(found, NOW) is None
    assert after.device(found, NOW) is None
    assert after.visitor(found, NOW) == before.visitor(found, NOW) is not None
    assert cookies(None).editor({EDITOR: cookies(None).new(EDITOR, NOW)}, NOW) is None


def test_a_signing_in_ends_by_itself_and_when_it_is_ended() -> None:
    ours = cookies("scrypt:1")
    found = {EDITOR: ours.new(EDITOR, NOW), DEVICE: ours.new(DEVICE, NOW)}
    assert ours.editor(found, NOW + SIGNED_IN) is None
    assert ours.device(found, NOW + SIGNED_IN) is not None
    assert ours.device(found, NOW + LONG) is None
    id = ours.editor(found, NOW)
    assert id is not None
    ours.ended.add(id, NOW)
    assert ours.editor(found, NOW) is None
