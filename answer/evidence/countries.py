"""Countries that a question names and that nothing found for it does: no answer is about them.

Of the questions on the invented documents, 0 of 368 with an answer name one, 14 without do
(docs/decisions/0004). Countries and peoples are known across the languages by text.names.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.types import Retrieved
from text.names import mentions

_CODE = 2  # letters of a territory of the CLDR that is no part of the world


def unheard(question: str, found: Iterable[Retrieved]) -> frozenset[str]:
    """The codes of the countries that only the question names."""
    asked = _countries(question)
    if not asked:
        return asked
    told = (f"{r.title}. {r.passage.section}. {r.passage.text}" for r in found)
    return asked.difference(*map(_countries, told))


def _countries(text: str) -> frozenset[str]:
    ids = (mention.id for mention in mentions(text))
    return frozenset(id for id in ids if len(id) == _CODE and id.isalpha() and id.isupper())
