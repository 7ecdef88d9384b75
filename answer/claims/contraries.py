"""General contraries, in both languages, and who stands at which end of what is said.

Knows nothing of subjects: the words are those of size, beginning and end, will and degree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from answer.claims.contrary_words import PAIRS
from text.folding import fold_text
from text.names import mentions

_MORE_AND_MORE = re.compile(
    r"\b(?P<more>more and more|ever more|increasingly|davantage|de plus en plus)\b|"
    r"\b(?:less and less|fewer and fewer|ever (?:less|fewer)|decreasingly|de moins en moins)\b"
)
_COMPARED = re.compile(
    r"\b(?P<sign>more|greater|higher|plus|davantage|less|fewer|lower|moins)\s+(?:de |d')?"
    r"(?P<of>\w{4,})"
)
_LESS = frozenset("less fewer lower moins".split())
_ENDS = tuple(
    re.compile(rf"\b(?:{words})\s(?:the |la |le |les |l'|l’)?$", re.IGNORECASE)
    for words in ("in|into|to|towards|au|aux|en|dans|vers|à", "for|pour")
)
_GENITIVE = re.compile(r"['’](?:s\b|(?=\s))")
_OWNS = re.compile(r"\b(?:of (?:the )?|du |de la |de l['’]|des )$", re.IGNORECASE)


def contrary(claim: str, source: str, around: str) -> bool:
    """Whether a claim has one side of a pair, and the source the other one alone.

    ``around``: what the source says besides, which may have the claim's side.
    """
    said, told, more = (
        _MORE_AND_MORE.sub(" ", fold_text(text)) for text in (claim, source, around)
    )
    for a, b in _RULES:
        for this, that in ((a, b), (b, a)):
            mine, theirs = this.search(said), that.search(told)
            if mine and theirs and not that.search(said) and not this.search(more):
                return True
    return False


def compared_otherwise(claim: str, source: str) -> bool:
    """Whether a claim has more of what the source has less of."""
    said, told = (
        {sign["more"] is None for sign in _MORE_AND_MORE.finditer(fold_text(text))}
        for text in (claim, source)
    )
    if said and told and not said & told:
        return True
    mine, theirs = dict(_compared(claim)), dict(_compared(source))
    return any(mine[of] != theirs[of] for of in mine.keys() & theirs.keys())


def _compared(text: str) -> Iterator[tuple[str, bool]]:
    for match in _COMPARED.finditer(fold_text(text)):
        yield (match["of"][:6], match["sign"] in _LESS)


def aimed_otherwise(claim: str, source: str) -> bool:
    """Whether, of the same known things, another one is what all is done in, for or towards."""
    if {m.id for m in mentions(claim)} != {m.id for m in mentions(source)}:
        return False
    pairs = ((_aims(claim, end), _aims(source, end)) for end in _ENDS)
    return any(len(mine) == len(theirs) == 1 and mine != theirs for mine, theirs in pairs)


def owned_otherwise(claim: str, source: str) -> bool:
    """Whether what is counted belongs to one known thing, and in the source to another one."""
    mine, theirs = _owners(claim), _owners(source)
    both = {m.id for m in mentions(claim)} & {m.id for m in mentions(source)}
    return len(mine) == len(theirs) == 1 and mine != theirs and mine | theirs <= both


def _owners(text: str) -> set[str]:
    """Known things with a genitive: "Peru's", "du Pérou", "de l'UE", "of the EU"."""
    return {
        m.id
        for m in mentions(text)
        if _GENITIVE.match(text, m.end) or _OWNS.search(text, max(0, m.start - 10), m.start)
    }


def _aims(text: str, end: re.Pattern[str]) -> set[str]:
    return {m.id for m in mentions(text) if end.search(text, max(0, m.start - 14), m.start)}


def _rule(side: str) -> re.Pattern[str]:
    parts = (w.removesuffix("$") + r"\b" if w.endswith("$") else w for w in side.split())
    return re.compile(rf"\b(?:{'|'.join(parts)})")


_RULES = tuple((_rule(a), _rule(b)) for a, b in PAIRS)
