"""The clauses of a claim: each has to be borne out, not only the claim as a whole.

Cut at commas and before words that join, in both languages; short stretches stay with their
neighbour. Knows nothing of passages.
"""

from __future__ import annotations

import re

from domain.types import Language

SHORTEST = 4  # words
_JOINT = re.compile(
    r"[,;:–—]\s+|\s+(?=(?:and|et|ce qui|ce que|which|who|that|with|avec|(?<!ce )qui|(?<!ce )que|"
    r"but|mais|while|tandis|thanks|grâce|because|car|for|pour|in order|afin|by|par|through)\b)",
    re.IGNORECASE,
)


_ITEM = r"[\w’'-]+(?: [\w’'-]+){0,2}"
_LISTED = re.compile(
    rf"(?:{_ITEM}, )+{_ITEM},? (?:and|et|or|ou) (?:the |la |le |les |l['’])?{_ITEM}"
)
_OPEN = re.compile(r"(?:^|[:;,(]|\b(?:with|of|in|on|by|de|avec|sur|par|dans))\s*$")
_CLOSED = re.compile(r"\s*(?:[.,;:)!?]|$)")
_ARTICLE = re.compile(r"^(?:le |la |les |l['’]|des? |du |d['’]|une? )", re.IGNORECASE)
_BETWEEN = re.compile(r", (?:and |et |or |ou )?| (?:and|et|or|ou) ")


def enumerations(claim: str, language: Language | None = None) -> tuple[tuple[str, ...], ...]:
    """The items of each enumeration of three things or more, of a few words each.

    A first or a last item may reach beyond what is read of it: with the ``language``, what is sure
    to belong to it is kept, its nearest noun; else "".
    """
    found = []
    for match in _LISTED.finditer(claim):
        items = list(_BETWEEN.split(match.group()))
        if not _OPEN.search(claim, 0, match.start()):
            items[0] = items[0].split()[-1] if language is Language.EN else ""
        if not _CLOSED.match(claim, match.end()):
            plain = _ARTICLE.sub("", items[-1]).split()
            items[-1] = plain[0] if plain and language is Language.FR else ""
        if len(items) > 2:
            found.append(tuple(items))
    return tuple(found)


def clauses(claim: str) -> tuple[str, ...]:
    """The stretches of a claim in order; the claim alone where it has one clause."""
    parts: list[str] = []
    for part in filter(None, _JOINT.split(claim)):
        if parts and min(len(parts[-1].split()), len(part.split())) < SHORTEST:
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return tuple(parts) or (claim,)
