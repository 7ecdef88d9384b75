"""Make the subset of Streamlit's icon font that the pages use (app/frame/static/icons.woff2).

    pip install fonttools brotli && python -m training.icons

Streamlit's is 375 kB at the first visit, for some 4,000 icons. Kept are those that its own parts
name, those of our code, and some more. A test fails where our code names one that is not in it.
"""

from __future__ import annotations

import re
from pathlib import Path

import streamlit

ROOT = Path(__file__).resolve().parents[1]
STATIC = Path(streamlit.__file__).with_name("static") / "static"
MORE = """
edit share print search settings login logout person group description fact_check monitoring
rate_review menu_book picture_as_pdf content_paste thumb_up thumb_down more_horiz help warning
check_circle open_in_new push_pin sync schedule visibility key shield label sort list
question_mark bookmark lightbulb article link translate undo redo save send flag star archive
policy
""".split()
"""Names kept beside them, so that the next button needs no new font."""
NAMED = re.compile(r":material/([a-z_0-9]+)")
FONT, LIST = (ROOT / "app" / "icons" / name for name in ("icons.woff2", "icons.txt"))


def names() -> set[str]:
    """The icons that Streamlit's scripts and our code name."""
    texts = [*STATIC.glob("js/*.js"), *(ROOT / "app").rglob("*.py")]
    return {name for text in texts for name in NAMED.findall(text.read_text("utf-8"))}


def main() -> None:
    """Write the font, and the names that are in it."""
    from fontTools import subset

    [whole] = STATIC.glob("media/MaterialSymbols-Rounded.*.woff2")
    options = subset.Options(
        flavor="woff2", layout_features=["*"], layout_closure=False, glyph_names=False
    )
    font = subset.load_font(str(whole), options)
    there = set(font.getGlyphOrder())
    kept = sorted((names() | set(MORE)) & there)
    subsetter = subset.Subsetter(options)
    subsetter.populate(glyphs=kept, text="abcdefghijklmnopqrstuvwxyz0123456789_ ")
    subsetter.subset(font)
    FONT.parent.mkdir(exist_ok=True)
    subset.save_font(font, str(FONT), options)
    LIST.write_text("\n".join(kept) + "\n", "utf-8")


if __name__ == "__main__":
    main()
