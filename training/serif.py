"""Make app/frame/static/serif.woff2, the typeface of the pages: Latin signs of Source Serif 4.

Needs fontTools and brotli. The typeface is Adobe's, under the SIL Open Font License, which reserves
the name "Source" to the original: what is cut out of it goes by another name.
"""

from __future__ import annotations

import io
from pathlib import Path

import streamlit
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

MADE = Path(__file__).resolve().parents[1] / "app" / "frame" / "static" / "serif.woff2"
MEDIA = Path(streamlit.__file__).with_name("static") / "static" / "media"
SIGNS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x2009, 0x2028),
    *(0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x2070, 0x2074),
    *range(0x2080, 0x208A),
    *(0x20AC, 0x2116, 0x2122, 0x2190, 0x2192, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
)
NAMED = {3: "PasserelleSerif-1", 6: "PasserelleSerif", 25: "PasserelleSerif"}
CALLED = (1, 3, 4, 6, 16, 18, 20, 21, 25)
"""The numbers of the records that name a font; those of copyright and licence stay."""


def main() -> None:
    """Cut the signs out, keep the weights 400 to 600 at one optical size, rename, write."""
    font = TTFont(next(MEDIA.glob("SourceSerifVariable-Roman*.woff2")))
    options = subset.Options(layout_features=["kern", "liga", "mark", "mkmk", "ccmp", "locl"])
    options.name_IDs, options.hinting = ["*"], False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=SIGNS)
    cutter.subset(font)
    font.flavor = None
    plain = io.BytesIO()
    font.save(plain)
    plain.seek(0)
    font = instancer.instantiateVariableFont(TTFont(plain), {"opsz": None, "wght": (400, 600)})
    for record in font["name"].names:
        if record.nameID in CALLED:
            record.string = NAMED.get(record.nameID, "Passerelle Serif")
    font.flavor = "woff2"
    font.save(MADE)


if __name__ == "__main__":
    main()
