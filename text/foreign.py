"""Third-language detection: lingua's small models, loaded when needed.

Words that only French or only English has decide without them. The small models of forty
languages take 0.3 s and 50 MB; the full ones took 13 s and 800 MB.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from domain.languages import NAMES
from text.wellformed import wellformed

if TYPE_CHECKING:
    from lingua import LanguageDetector

# Function words that the neighbouring languages do not have: no "de", "la", "il", "in", "for".
_FRENCH = frozenset(
    """
    afin ainsi après au aussi aux avant avec cela ces cette chez dans depuis des doit dont elle
    elles est et était étaient été ils leur leurs mais nous ont par pas peut pour qui très une vous
    """.split()
)
_ENGLISH = frozenset(
    """
    and are be between by from have is it its of than that the their these they this those to were
    which with would
    """.split()
)
_WORD = re.compile(r"[^\W\d_]+")
# At this share a text is French or English: 95 in a hundred of their paragraphs of twelve words and
# more have it, half have three times as much; fifteen other languages had at most 0.03.
PLAIN = 0.06
FEWEST_LETTERS = 40  # below that the small models guess
MOST = 240  # characters that are looked at: more takes longer, with the same result


def is_plain(text: str) -> bool:
    """Whether a text is French or English by its function words alone."""
    words = _WORD.findall(text.casefold())
    french = sum(word in _FRENCH for word in words)
    english = sum(word in _ENGLISH for word in words)
    return bool(words) and max(french, english) >= PLAIN * len(words)


def third_language(text: str) -> str | None:
    """The English name of the language of a text; None for French, English, and what is unclear."""
    if is_plain(text) or sum(map(str.isalpha, text)) < FEWEST_LETTERS:
        return None
    found = _detector().detect_language_of(wellformed(text[:MOST]))
    return _named().get(found.name) if found is not None else None


@cache
def _named() -> dict[str, str]:
    """The names of the third languages by lingua's own, which has two for Norwegian."""
    return {"BOKMAL" if name == "Norwegian" else name.upper(): name for name, _ in NAMES}


@cache
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder

    known = [Language.FRENCH, Language.ENGLISH, *(getattr(Language, name) for name in _named())]
    return LanguageDetectorBuilder.from_languages(*known).with_low_accuracy_mode().build()
