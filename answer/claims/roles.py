"""Who does what, and what is whose: a claim may not exchange the ends of what its source says.

Read from where names stand: before a word without a preposition ("the EU funds"), owning it ("the
EU's reforms", "réformes de l'UE"), or named as its agent ("by the EU"). Where that tells nothing,
nothing is told. Works on known things alone (countries, peoples, organisations).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from answer.claims.ground import Stated
from domain.types import Language
from text.folding import fold_text
from text.names import Mention, Token, mentions, notions, tokens
from vectorstore.stopwords import STOP_WORDS

Says = Callable[[str, str], bool]
"""Whether a word of a source, folded, says a word of a claim, folded."""

_JOINED = re.compile(
    r"\s*(?:,|and|et|&|[-–—/]|as well as|ainsi que)\s*(?:the |l['’]|le |la |les )?", re.I
)
_PREPOSITION = re.compile(
    r"\b(?:in|to|with|for|on|into|at|about|towards?|between|within|across|through|against|"
    r"en|au|aux|avec|pour|sur|dans|vers|chez|entre|contre|depuis|a|than|que|via)\s"
    r"(?:the |l['’]|le |la |les )?$",
    re.IGNORECASE,
)
_INNER = re.compile(
    r"\b(?:in|to|with|for|from|of|by|on|into|at|as|and|en|aux?|avec|pour|sur|dans|par|comme|et|"
    r"du|des?|une?|an?)\b|,",
    re.IGNORECASE,
)
_OF = re.compile(r"\b(?:(?:of|from) (?:the )?|du |de la |de l['’]|des |d['’]|de )$", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|par)\s(?:the |l['’]|le |la |les )?$", re.IGNORECASE)
_GENITIVE = re.compile(r"['’](?:s\b|(?=\s))")
_BREAK = re.compile(
    r"[;:()]|\b(?:which|who|that|qui|que|dont|it|they|il|elle|ils|elles|this|these|cela)\b", re.I
)
_REACH = 4  # words between a name and what it owns
_LINKING = frozenset(
    "is are was were be been being has have had do does did can will would may might could should "
    "must "
    "est sont etait etaient ete etre a ont avait peut peuvent sera seront also now aujourd hui "
    "main key important more most plus very first together".split()
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A known thing, or some that are joined, and how it stands: bare, of, by, owner, other."""

    ids: frozenset[str]
    start: int
    end: int
    how: str


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence read: its known things and its content words, in order."""

    text: str
    named: tuple[_Named, ...]
    words: tuple[Token, ...]


def exchanged(claim: str, language: Language, sources: Sequence[Stated], says: Says) -> bool:
    """Whether a word of the claim has another doer or owner there than the sources give it."""
    said = _read(claim, language)
    told = [_read(source.text, source.language) for source in sources]
    named = frozenset(id for n in said.named for id in n.ids)
    for word, ids, does in _pairs(said):
        places = [(s, p) for s in told for p in s.words if says(p.low, word.low)]
        own = [(_doers if does else _owners)(place, source) for source, place in places]
        other = [(_owners if does else _doers)(place, source) for source, place in places]
        if any(ids & (mine or theirs) for mine, theirs in zip(own, other, strict=True)):
            continue
        if own and all(ends & named for ends in own) and ids & _all(told):
            return True
    return False


def _all(told: Sequence[_Told]) -> frozenset[str]:
    return frozenset(id for source in told for named in source.named for id in named.ids)


def _pairs(told: _Told) -> Iterator[tuple[Token, frozenset[str], bool]]:
    """Words of a claim with who does them (True), or whose they are."""
    for named in told.named:
        if named.how in ("bare", "owner") and (word := _next(told, named.end)):
            yield (word, named.ids, named.how == "bare")
        if named.how in ("of", "adjective") and (word := _before(told, named.start)):
            yield (word, named.ids, False)


def _doers(place: Token, source: _Told) -> frozenset[str]:
    """Who does what a word of a source says: its agent, else the name that it follows."""
    agent = next((n for n in source.named if n.start >= place.end and n.how == "by"), None)
    if agent is not None:
        return agent.ids
    before = [n for n in source.named if n.end <= place.start]
    if not before or before[-1].how != "bare":
        return frozenset()
    between = [w for w in source.words if before[-1].end <= w.start < place.start]
    if len(between) > 1 or _BREAK.search(source.text, before[-1].end, place.start):
        return frozenset()
    return before[-1].ids


def _owners(place: Token, source: _Told) -> frozenset[str]:
    """Whose a word of a source is: of the name that it follows as its own, or that follows it."""
    found: set[str] = set()
    for named in source.named:
        after, before = named.start >= place.end, named.end <= place.start
        start, end = (place.end, named.start) if after else (named.end, place.start)
        between = sum(start <= w.start < end for w in source.words)
        near = between < 2 and not _BREAK.search(source.text, start, end)
        if near and (
            (after and named.how in ("of", "adjective")) or (before and named.how == "owner")
        ):
            found |= named.ids
    return frozenset(found)


def _next(told: _Told, end: int) -> Token | None:
    """The content word after a name, near it and in its clause."""
    word = next((w for w in told.words if w.start >= end), None)
    if word is None or _BREAK.search(told.text, end, word.start):
        return None
    if any(end <= named.start < word.start for named in told.named):
        return None
    between = told.text[end : word.start]
    return None if _INNER.search(between) or len(between.split()) > _REACH else word


def _before(told: _Told, start: int) -> Token | None:
    """The content word that a name follows as its owner."""
    word = next((w for w in reversed(told.words) if w.end <= start), None)
    return word if word and len(told.text[word.end : start].split()) <= 2 else None


def _read(text: str, language: Language) -> _Told:
    found = [m for m in mentions(text) if m.id not in notions()]
    inside = [(m.start, m.end) for m in found]
    words = tuple(
        t
        for t in tokens(text)
        if len(t.low) > 2
        and t.low not in _LINKING
        and t.low not in STOP_WORDS[language]
        and not t.low[0].isdigit()
        and not any(a <= t.start < b for a, b in inside)
    )
    return _Told(text, tuple(_joined(text, found)), words)


def _joined(text: str, found: Sequence[Mention]) -> Iterator[_Named]:
    """Names that stand together are one."""
    groups: list[list[Mention]] = [[found[0]]] if found else []
    for one, two in pairwise(found):
        if _JOINED.fullmatch(text, one.end, two.start):
            groups[-1].append(two)
        else:
            groups.append([two])
    for group in groups:
        start, end = group[0].start, group[-1].end
        yield _Named(frozenset(m.id for m in group), start, end, _how(text, start, end))


def _how(text: str, start: int, end: int) -> str:
    before = text[max(0, start - 16) : start]
    if _GENITIVE.match(text, end):
        return "owner"
    if _BY.search(before):
        return "by"
    if _OF.search(before):
        return "of"
    if _PREPOSITION.search(fold_text(before) + " " * before[-1:].isspace()):
        return "other"
    if text[start].islower() and before[-1:] == " ":
        return "adjective"
    return "bare"
