"""Inflection rules: base forms of a word, "route" for "routes", "citer" for "citent".

No list contains every form of every word; a form that the endings of its language derive from a
known word is likelier correct than a typing error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.types import Language

SHORTEST = 3  # letters of a stem before an ending

# Endings, and what replaces them in the base form.
_FORMS: dict[Language, tuple[tuple[str, str], ...]] = {
    Language.EN: (
        ("s ly less ness able al er ers or ors ed ing ings est ism ist ists", ""),
        ("ed er ers or ors ing ings able est y al ion ions", "e"),
        ("ies ied ier iest ily iness", "y"),
    ),
    Language.FR: (
        (
            "e es ent ons ez ais ait ions iez aient ant ants ante antes a ai as era erai eras "
            "eront erons erez erait eraient ee ees eur eurs euse euses rice rices age ages able "
            "ables",
            "er",
        ),
        ("is it issent issons issait issaient issant ira iront irait iraient ie ies", "ir"),
        ("s ons ez ais ait aient ant ra rai ront rait raient u ue us ues", "re"),
        ("s x e es ment aise aises ais ien iens ienne iennes iste istes ite ites", ""),
        ("ment ique iques iste istes al ale aux ales", "e"),
        ("ive ives ifs", "if"),
        ("euse euses", "eux"),
        ("trice trices", "teur"),
    ),
}
_BEFORE = {Language.EN: ("re", "un", "non", "pre"), Language.FR: ("re", "non", "pre", "de", "in")}
_DOUBLED = re.compile(r"[^aeiou][aeiou]([^aeiouwxy])\1$")
_DOUBLING = frozenset({"ed", "er", "ers", "ing", "ings", "est"})


def bases(word: str, language: Language) -> Iterator[str]:
    """The words that a folded word may be a form of, judging by its ending."""
    for endings, other in _FORMS[language]:
        for ending in endings.split():
            stem = word[: -len(ending)]
            if len(stem) < SHORTEST or not word.endswith(ending):
                continue
            yield stem + other
            if language is Language.EN and ending in _DOUBLING and _DOUBLED.search(stem):
                yield stem[:-1]  # "banned"
    for start in _BEFORE[language]:
        if word.startswith(start) and len(word) > len(start) + SHORTEST:
            yield word[len(start) :]
