"""What a text says once its typography is set aside: two texts with one key read the same.

Quotation marks, apostrophes, dashes, spaces, ligatures and raised letters are typography; so is the
number of a note or reference. Words, their case, accents and figures are not.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

REFERENCE = (
    r"[^\S\n]?\[(?:\d{1,3}(?:[-–, ]+\d{1,3})*|[a-z]|(?:note|nb|n|réf)\.? ?\d+|citation needed|"
    r"réf\. nécessaire)\]"
)
"""The mark of a note or reference in square brackets, as a pattern: [12], [a], [note 3]."""
_REFERENCE = re.compile(REFERENCE)
# A raised number after a word or a stop refers; after a short unit (m², km³) it does not.
_RAISED = re.compile(r"(?:(?<=[^\W\d_]{4})|(?<=[.,;:!?»”\"')]))[¹²³⁰⁴-⁹]+(?:[,–][¹²³⁰⁴-⁹]+)*")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_QUOTE = re.compile(r"<<|>>|''|``|[«»“”„‟‹›\"'’‘‚‛ʼ´`′″]")
_DASH = re.compile(r"--+|[‐‑‒–—―−]")
_SPACE = re.compile(r"\s+")
_BY_A_MARK = re.compile(r" ?([^\w ]) ?")
_LETTERS = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """The text without its typography, for comparing only."""
    plain = _RAISED.sub("", _REFERENCE.sub("", _INVISIBLE.sub("", text)))
    plain = unicodedata.normalize("NFKC", plain).translate(_LETTERS)
    plain = _SPACE.sub(" ", _DASH.sub("-", _QUOTE.sub('"', plain)))
    return _BY_A_MARK.sub(r"\1", plain).strip()
