"""Citations in words in a model's prose: "according to passage 1", "le passage 2 indique".

The reader never sees the passages' numbers; what names one by its number is taken out of the text,
and so is "based on the passages".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from domain.types import Language
from text.language import detect_or_none

INTRODUCES = (
    r"(?:according to|as (?:stated|noted|mentioned|described|explained|shown|indicated|reported|"
    r"set out|outlined|seen) (?:in|by)|as per|per|in|based on|from|selon|d['’]apr[eè]s|dans|"
    r"sur la base d(?:u|es?)|comme (?:(?:l['’])?indiqu(?:é|e) dans|l['’]indiquent?|le précisent?)|"
    r"see|voir|cf\.?)"
)
VERBS = (
    r"(?:stat|not|mention|indicat|describ|explain|show|report|confirm|add|tell|say|giv|list|speci|"
    r"highlight|stress|underlin|emphasi|suggest|point|refer|put|detail|do|make|"
    r"indiqu|précis|di(?:t|sent)|affirm|soulign|expliqu|rappell|montr|parl|ajout|décri|signal|"
    r"donn|évoqu|relèv|confirm)\w*"
)
_THING = r"(?:passages?|extraits?|excerpts?|sources?|documents?)"
_OURS = r"(?:passages?|extraits?|excerpts?|sources?)"
_MORE = r"\s?[–-]\s?|,?\s(?:et|and|to|à)\s|(?<=s \d),\s(?:(?:and|et)\s)?|(?<=, \d),\s(?:and|et)\s"
_FEW = "{0,20}"  # without an end, a row of thousands would be read again from each of its items
_NUMBERS = rf"(?:n°\s?|no\.\s?|#)?\d{{1,3}}(?:(?:{_MORE})\d{{1,3}}){_FEW}\b(?!\s?%)"
_GIVEN = r"(?:the\s|le\s|les\s|la\s|l['’])?"
_NAMED = rf"{_THING}\s{_NUMBERS}"
_ALL = rf"{_NAMED}(?:(?:,|;|,?\s(?:et|and))\s{_GIVEN}{_NAMED}){_FEW}"
_WHOLE = rf"{INTRODUCES}\s{_GIVEN}{_ALL}"
_ENDS = r"(?=\s*[.!?…;]|\s*$)"
_BEFORE = "the le ce in of by from to and or both per with as see dans de du par et ou selon voir"
_NOT_AFTER = "".join(rf"(?<!\b{word})" for word in _BEFORE.split())
_CLOSING = re.compile(
    rf"\s*[,(–—-]?\s*\b{_WHOLE}\s*\)?{_ENDS}|"
    rf"{_NOT_AFTER}\s*[,;:(–—-]?\s+{_ALL}\s*\)?(?:{_ENDS}|(?=,))",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    rf"^(?:according to|based on|selon|d['’]apr[eè]s|sur la base des)\s{_GIVEN}"
    rf"(?:provided |given |available )?{_OURS}(?: provided| given| fournie?s| disponibles)?,\s"
    r"(?P<next>\S)",
    re.IGNORECASE,
)
_ARTICLE = r"(?P<article>the|le|les|du|des|au|aux|ce)\s"
_CALLED = {
    "the": "the source", "le": "la source", "les": "les sources", "du": "de la source",
    "des": "des sources", "au": "à la source", "aux": "aux sources", "ce": "cette source",
}  # fmt: skip


def _next(match: re.Match[str]) -> str:
    return match["next"].upper()


def _nothing(_: re.Match[str]) -> str:
    return ""


def _with_article(match: re.Match[str]) -> str:
    article = match["article"].lower()
    several = {"the": "the sources", "le": "les sources"}.get(article) if _several(match) else None
    return _cased(several or _CALLED[article], match)


def _named(match: re.Match[str]) -> str:
    several = _several(match)
    if _is_french(match.string):
        return _cased("les sources" if several else "la source", match)
    return _cased("the sources" if several else "the source", match)


@lru_cache(maxsize=4)
def _is_french(text: str) -> bool:
    """Whether a text is French; asked for each passage that it names."""
    return detect_or_none(text) is Language.FR


def _several(match: re.Match[str]) -> bool:
    return len(re.findall(r"\d+", match.group())) > 1


def _cased(name: str, match: re.Match[str]) -> str:
    return name[0].upper() + name[1:] if match.group()[0].isupper() else name


# What is taken out, in this order, and its replacement.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (rf"^\s*{_WHOLE}\s*[,:]\s*(?P<next>\S)", _next),
        (rf",\s{_WHOLE},", _nothing),
        (rf"\b{_ARTICLE}{_ALL}(?=\s{VERBS})", _with_article),
        (rf"\b{_ARTICLE}{_OURS}\s{_NUMBERS}", _with_article),
        (rf"\b{_ALL}(?=\s{VERBS})", _named),
        (rf"\b(?:passages?|extraits?|excerpts?)\s{_NUMBERS}", _named),
    )
)
_NUMBER = re.compile(rf"{_THING}\s({_NUMBERS})", re.IGNORECASE)


def bracketed(text: str) -> str:
    """The text with what names passages at the end of a clause as a marker: "[1]"."""
    return _CLOSING.sub(lambda match: f" [{', '.join(_digits(match.group()))}]", text)


def _digits(said: str) -> list[str]:
    return re.findall(r"\d+", " ".join(_NUMBER.findall(said)))


def without(text: str) -> str:
    """The text without what names a passage by its number."""
    if _NUMBER.search(text):
        for pattern, instead in _FORMS:
            text = pattern.sub(instead, text)
    return _VAGUE.sub(_next, text)
