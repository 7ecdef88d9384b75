"""Typographic normalisation: two texts that differ in typography alone have the same key.

Quotation marks, apostrophes, dashes, spaces, ligatures and raised letters are typography; so is the
number of a note, of a reference or of an item of a list, and the accent of a capital, which many
leave out. Words, their case, other accents and figures are not.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

REFERENCE = (
    r"[^\S\n]?\[(?:\d{1,3}(?:[-–, ]+\d{1,3})*|\^[\w-]{1,20}|[a-z]|(?:note|nb|n|réf)\.? ?\d+|"
    r"citation needed|réf\. nécessaire)\](?::\d{1,4}(?:[-–]\d{1,4})?(?!\d))?"
)
"""The mark of a note or reference in square brackets: [12], [^a], [note 3], [3]:14; a pattern."""
_REFERENCE = re.compile(REFERENCE)
# A raised number after a word or a stop refers; after a short unit (m², km³) it does not.
_RAISED = re.compile(r"(?:(?<=[^\W\d_]{4})|(?<=[.,;:!?»”\"')]))[¹²³⁰⁴-⁹]+(?:[,–][¹²³⁰⁴-⁹]+)*")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_QUOTE = re.compile(r"<<|>>|''|``|[«»“”„‟‹›\"'’‘‚‛ʼ´`′″]")
_DASH = re.compile(r"--+|[‐‑‒–—―−]")
_SPACE = re.compile(r"\s+")
_BY_A_MARK = re.compile(r" ?([^\w ]) ?")
_LETTERS = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})
# "a)", "(ii)", "3.", "2°" at the head of a line: a list item's label.
_NUMBERING = re.compile(r"^[ \t]*\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})(?:[.)]|°\)?)[ \t]+(?=\S)", re.M)
_CAPITALS = re.compile(r"[À-ÖØ-Þ]")


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """The text without its typography, for comparing only."""
    plain = _NUMBERING.sub("", _INVISIBLE.sub("", text).replace("\u00a0", " "))
    plain = plain.replace("º", "°")  # "nº 5"
    plain = _RAISED.sub("", _REFERENCE.sub("", plain))
    plain = unicodedata.normalize("NFKC", plain).translate(_LETTERS)
    plain = _CAPITALS.sub(_unaccented, plain)
    plain = _SPACE.sub(" ", _DASH.sub("-", _QUOTE.sub('"', plain)))
    return _BY_A_MARK.sub(r"\1", plain).strip()


def _unaccented(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFD", match.group())[0]
