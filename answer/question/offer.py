"""Dialogue state of an offer: a refusal offers a summary of the nearest section, "yes" accepts.

A "yes" is understood only right after an offer: the section is read from the refusal's own words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.types import Language, Turn
from text.folding import fold_text

_OFFERS = {
    Language.FR: "Voulez-vous un résumé de cette section ?",
    Language.EN: "Would you like a summary of that section?",
}
_SECTIONS = {
    Language.FR: re.compile(r"dans la section « (?P<section>.+?) » de « "),
    Language.EN: re.compile(r"\bthe section “(?P<section>.+?)” of “"),
}
_REQUESTS = {
    Language.FR: "Résume la section « {section} »",
    Language.EN: "Sum up the section “{section}”",
}
_YES = re.compile(
    r"^((oui|ouais|ouaip|yes|yep|yeah|yup|ok|okay|d'accord|dac|volontiers|avec plaisir|"
    r"bien sur|vas[- ]y|allez[- ]y|go (ahead|on)|sure|of course|why not|pourquoi pas|"
    r"je (veux|voudrais) bien|s'il (te|vous) plait|stp|svp|please( do)?|pls|plz|merci|thanks|"
    r"thank you|i would|i'd like that|do( it| that)?|fais[- ]le|absolument|absolutely|"
    r"that would be (nice|great|good)|un resume|a summary)[\s,.!]*)+$"
)
_CONSENT = re.compile(r"^(merci|thanks|thank you)[\s,.!]*$")


@dataclass(frozen=True, slots=True)
class Offer:
    """A section to sum up, the request for that, and the language it was offered in."""

    section: str
    request: str
    language: Language


def offer(language: Language) -> str:
    """The question whether the section named before should be summed up."""
    return _OFFERS[language]


def accepted(message: str, history: Sequence[Turn]) -> Offer | None:
    """The offer that a "yes" takes up; None where it follows no offer, or is no "yes"."""
    folded = fold_text(message)
    if not history or not _YES.match(folded) or _CONSENT.match(folded):
        return None
    said = history[-1]
    for language, question in _OFFERS.items():
        found = _SECTIONS[language].search(said.content)
        if said.role == "assistant" and found and said.content.rstrip().endswith(question):
            section = found["section"]
            return Offer(section, _REQUESTS[language].format(section=section), language)
    return None
