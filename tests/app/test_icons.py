"""The icons of the pages are in the font that is sent in the place of Streamlit's."""

from __future__ import annotations

from app.compressed import ICON_FONT
from training.icons import LIST, STATIC, names


def test_every_icon_that_is_named_is_in_the_font() -> None:
    there = set(LIST.read_text("utf-8").split())
    assert ICON_FONT.read_bytes()[:4] == b"wOF2"
    named = {name for name in names() if not any(c.isdigit() for c in name)}
    assert {"add", "close", "forum", "filter_alt", "keyboard_arrow_down"} <= named
    assert named - there <= {"access_time", "star_filled"}  # Streamlit's: another name, and a slip
    assert list(STATIC.glob("media/MaterialSymbols-Rounded.*.woff2"))
