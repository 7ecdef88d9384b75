"""Character normalisation of what file formats bring in.

Ligatures become letters, control and format characters and lone surrogates are dropped, all in NFC.
"""

from __future__ import annotations

import re
import unicodedata

from ingest.decoding import one_line
from text.wellformed import wellformed

_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st", "\u2010": "-", "\u2011": "-", "\u00ad": "",
}  # fmt: skip
_TABLE = str.maketrans(_LIGATURES)
_SUPERSCRIPT = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_UNWANTED = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]"
)


def tidy(text: str) -> str:
    """One line of plain characters."""
    plain = wellformed(_UNWANTED.sub("", text.translate(_TABLE)))
    return one_line(unicodedata.normalize("NFC", plain.replace("\u2028", " ")))


def superscript(figure: str) -> str:
    """A figure, with its sign, in superscript characters."""
    return figure.translate(_SUPERSCRIPT)
