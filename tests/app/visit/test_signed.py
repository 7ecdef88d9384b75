"""What a browser keeps for us and cannot change."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.visit.cookies import DEVICE, EDITOR, LONG, SIGNED_IN, VISITOR, Cookies
from app.visit.ended import FILE, Ended, ended_in
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
    assert repr(key.read_bytes()) not in repr(signer_of(tmp_path))


def test_where_no_key_can_be_kept_the_server_has_its_own(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("in the way")
    signer = signer_of(tmp_path)
    assert signer.read("visitor", signer.signed("visitor", "abc", NOW + 10), NOW) == "abc"


def test_a_key_that_cannot_be_made_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr("app.visit.signed.os.link", fails)
    assert signer_of(tmp_path).folder is None
    assert list((tmp_path / FOLDER).iterdir()) == []


def cookies(digest: str | None) -> Cookies:
    return Cookies(Signer(b"k" * 32), digest, Ended())


def test_a_new_password_ends_every_signing_in_but_no_visit() -> None:
    before, after = cookies("scrypt:1"), cookies("scrypt:2")
    found = {before.called(kind): before.new(kind, NOW) for kind in (VISITOR, EDITOR, DEVICE)}
    assert before.editor(found, NOW)
    assert before.device(found, NOW)
    assert after.editor(found, NOW) is None
    assert after.device(found, NOW) is None
    assert after.visitor(found, NOW) == before.visitor(found, NOW) is not None
    none = cookies(None)
    assert none.editor({none.called(EDITOR): none.new(EDITOR, NOW)}, NOW) is None


def test_a_signing_in_ends_by_itself_and_when_it_is_ended() -> None:
    ours = cookies("scrypt:1")
    found = {ours.called(kind): ours.new(kind, NOW) for kind in (EDITOR, DEVICE)}
    assert ours.editor(found, NOW + SIGNED_IN) is None
    assert ours.device(found, NOW + SIGNED_IN) is not None
    assert ours.device(found, NOW + LONG) is None
    id = ours.editor(found, NOW)
    assert id is not None
    ours.end(id, NOW)
    assert ours.editor(found, NOW) is None


def test_what_was_ended_stays_so_over_a_restart_and_is_then_forgotten(tmp_path: Path) -> None:
    signer = signer_of(tmp_path)
    found = {f"{EDITOR}_{signer.name}": Cookies(signer, "scrypt:1").new(EDITOR, NOW)}
    id = Cookies(signer, "scrypt:1").editor(found, NOW)
    assert id is not None
    Cookies(signer, "scrypt:1").end(id, NOW)
    ended_in.cache_clear()  # as a restart does
    assert Cookies(signer, "scrypt:1").editor(found, NOW) is None
    file = tmp_path / FOLDER / FILE
    assert file.stat().st_mode & 0o077 == 0
    Ended(tmp_path / FOLDER).add("another", NOW + 2 * SIGNED_IN, NOW + SIGNED_IN)
    assert file.read_text() == f"another {int(NOW) + 2 * SIGNED_IN}\n"
    assert sorted(path.name for path in file.parent.iterdir()) == [FILE, KEY]


def test_a_signing_out_that_cannot_be_kept_holds_in_this_process(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    ended = Ended(tmp_path)
    ended.add("abc", NOW + 10, NOW)
    assert "abc" in ended
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / FILE).write_bytes(b"\xff\n\nabc 12\nabc 99999999999999\n")
    assert "abc" in Ended(tmp_path / "kept")
