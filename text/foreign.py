"""Whether a text is in a third language, and which: lingua's small models, loaded when needed.

Function words of French or English in plenty settle it without them. The small models of forty
languages take 0.3 s and 50 MB; the full ones took 13 s and 800 MB. Knows nothing of sources.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from domain.languages import NAMES
from text.language import function_share

if TYPE_CHECKING:
    from lingua import LanguageDetector

# Above this share a text is French or English: half of their paragraphs of fifteen words and more
# have 0.43, other languages at most 0.34 (Spanish).
PLENTY = 0.38
FEWEST_LETTERS = 40  # below that the small models guess
MOST = 240  # characters that are looked at: more takes longer and tells the same


def third_language(text: str) -> str | None:
    """The English name of the language of a text; None for French, English, and what is unclear."""
    if function_share(text) >= PLENTY or sum(map(str.isalpha, text)) < FEWEST_LETTERS:
        return None
    found = _detector().detect_language_of(text[:MOST])
    return _named().get(found.name) if found is not None else None


@cache
def _named() -> dict[str, str]:
    """The names of the third languages by lingua's own, which parts the Norwegian ones."""
    return {"BOKMAL" if name == "Norwegian" else name.upper(): name for name, _ in NAMES}


@cache
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder

    known = [Language.FRENCH, Language.ENGLISH, *(getattr(Language, name) for name in _named())]
    return LanguageDetectorBuilder.from_languages(*known).with_low_accuracy_mode().build()
