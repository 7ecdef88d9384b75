"""Text folding: removes accents and odd spaces, and maps offsets back to the original."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_PLAIN = {"’": "'", "ʼ": "'", "−": "-", "‑": "-", "％": "%"}


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` keeps case and line ends; ``offsets`` maps its positions, its end included."""

    text: str
    offsets: tuple[int, ...]


def fold(text: str) -> Folded:
    """Drop accents, normalise every space but a line end; one character becomes one or none."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        if folded := character if character.isascii() else _folded(character):
            characters.append(folded)
            offsets.append(offset)
    return Folded("".join(characters), (*offsets, len(text)))


def _folded(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category in ("Mn", "Cf"):
        return ""
    # A raised letter is a letter: 1ᵉʳ, XVIᵉ, nº. Raised digits are not: m² is no m2.
    raised = category == "Lm" or character in "ºª"
    return unicodedata.normalize("NFKD" if raised else "NFD", character)[0]


@lru_cache(maxsize=4096)
def fold_text(text: str) -> str:
    """The text trimmed, in lower case, without accents, with straight apostrophes."""
    decomposed = unicodedata.normalize("NFD", text.casefold()).replace("’", "'")
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn").strip()
