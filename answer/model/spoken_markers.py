"""Citations that a language model says in words: "according to passage 1", "le passage 2 indique".

The reader never sees the passages' numbers; what names one by its number is taken out of the text.
"""

from __future__ import annotations

import re

_NUMBERS = r"(?:n°\s?|no\.\s?|#)?(?P<n>\d{1,3}(?:(?:\s?[,–-]\s?|,?\s(?:et|and)\s)\d{1,3})*)"
_THING = r"(?:passages?|extraits?|excerpts?|sources?|documents?)"
_SPOKEN = re.compile(rf"\b{_THING}\s{_NUMBERS}\b(?!\s?%)", re.IGNORECASE)
_INTRODUCES = (
    r"(?:according to|as (?:stated|noted|mentioned|described|explained|shown|indicated) in|"
    r"as per|per|in|based on|selon|d['’]après|dans|comme (?:l['’])?indiqu(?:é|e) dans|"
    r"comme l['’]indique|see|voir|cf\.?)"
)
_WHOLE = rf"{_INTRODUCES}\s(?:the\s|le\s|les\s|la\s|l['’])?{_THING}\s{_NUMBERS}"
_LEADING = re.compile(rf"^\s*{_WHOLE}\s*[,:]\s*(?P<next>.)", re.IGNORECASE)
_TRAILING = re.compile(rf"\s*[,(–—]?\s*{_WHOLE}\s*\)?(?=\s*[.!?…;]|\s*$)", re.IGNORECASE)
_ARTICLE = re.compile(
    rf"\b(?P<article>the|le|les|du|des|au|aux|ce)\s{_THING}\s{_NUMBERS}\b", re.IGNORECASE
)
_BARE = re.compile(rf"\b{_THING}\s{_NUMBERS}\b(?=\s(?P<verb>\w+))", re.IGNORECASE)
_CALLED = {
    "the": "the source", "le": "la source", "les": "les sources", "du": "de la source",
    "des": "des sources", "au": "à la source", "aux": "aux sources", "ce": "cette source",
}  # fmt: skip
_FRENCH_VERBS = re.compile(
    r"(?:indiqu|précis|dit|mentionn|affirm|soulign|expliqu|not|rappell|montr|parl|ajout|décri)",
    re.IGNORECASE,
)


def numbers(text: str) -> tuple[int, ...]:
    """The numbers said in words, in order."""
    return tuple(
        int(number) for said in _SPOKEN.finditer(text) for number in re.findall(r"\d+", said["n"])
    )


def without(text: str) -> str:
    """The text without what names a passage by its number."""
    if not _SPOKEN.search(text):
        return text
    text = _LEADING.sub(lambda match: match["next"].upper(), text)
    text = _TRAILING.sub("", text)
    text = _ARTICLE.sub(lambda match: _cased(_CALLED[match["article"].lower()], match), text)
    return _BARE.sub(_named, text)


def _named(match: re.Match[str]) -> str:
    french = _FRENCH_VERBS.match(match["verb"])
    return _cased("la source" if french else "the source", match)


def _cased(name: str, match: re.Match[str]) -> str:
    return name[0].upper() + name[1:] if match.group()[0].isupper() else name
