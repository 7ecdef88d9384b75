"""Answers as models write them, right and wrong, from templates over the briefing.

Each case is a sentence with its marker, the passages that go with it, and whether it may be shown.
Wrong ones are right ones with one thing changed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from answer.model.drafting import DraftSentence
from benchmarks.paraphrases import Fact, facts
from domain.types import Language, Retrieved

GIVEN = 10
SEED = 7
# Documents that say in brief what the others say: no wrong marker points at them.
_SUMMARIES = ("overview", "outlook")


@dataclass(frozen=True, slots=True)
class Case:
    """``kind`` is a row of the table; ``right``: whether the sentence is borne out."""

    kind: str
    right: bool
    claim: DraftSentence
    language: Language
    given: tuple[Retrieved, ...]


Change = Callable[[str, Language, random.Random], str | None]


def cases(passages: Sequence[Retrieved], seed: int = SEED) -> Iterator[Case]:
    """All cases over the passages of the briefing in both languages."""
    draw = random.Random(seed)
    every = list(facts())
    for fact in every:
        for language, claims in fact.claims.items():
            for text in claims:
                for cited in Language:
                    given, place = _given(fact, cited, passages, draw)
                    claim = DraftSentence(text, (place + 1,))
                    kind = "paraphrase" if cited is language else "translation"
                    if re.search(r"0,?\s?000|quarante|03/|fifths|bn|Md", text):
                        kind = "number format"
                    case = Case(kind, True, claim, language, given)
                    yield case
                    yield from _wrong(case, every, fact, draw)


def _wrong(case: Case, every: Sequence[Fact], fact: Fact, draw: random.Random) -> Iterator[Case]:
    text, language = case.claim.text, case.language

    def wrong(kind: str, claim: DraftSentence) -> Case:
        return replace(case, kind=kind, right=False, claim=claim)

    for kind, change in CHANGES:
        changed = change(text, language, draw)
        if changed is not None and changed != text:
            yield wrong(kind, replace(case.claim, text=changed))
    own = case.given[case.claim.passages[0] - 1].passage.source_id
    others = [
        n
        for n, r in enumerate(case.given, start=1)
        if r.passage.source_id != own and not any(s in r.passage.source_id for s in _SUMMARIES)
    ]
    if others:
        yield wrong("wrong marker", replace(case.claim, passages=(draw.choice(others),)))
    yield wrong("marker of no passage", replace(case.claim, unknown=(GIVEN + 2,)))
    yield wrong("no marker", replace(case.claim, passages=()))
    yield replace(wrong("other language", case.claim), language=language.other)
    other = draw.choice([f for f in every if f is not fact])
    foreign = draw.choice(other.claims[language])
    if _document(other, case.given) not in ("", own):
        yield wrong("swapped markers", replace(case.claim, text=foreign))


def _document(fact: Fact, given: Sequence[Retrieved]) -> str:
    """The source of a fact, where its passage is given; "" where it is not."""
    for retrieved in given:
        if any(words in _plain(retrieved) for words in fact.passage.values()):
            return retrieved.passage.source_id
    return ""


def _plain(retrieved: Retrieved) -> str:
    """The passage with plain spaces."""
    return " ".join(retrieved.passage.text.split())


def _given(
    fact: Fact, cited: Language, passages: Sequence[Retrieved], draw: random.Random
) -> tuple[tuple[Retrieved, ...], int]:
    """The passage of a fact among others of its language, and its place."""
    own = [r for r in passages if r.passage.language is cited]
    target = next(r for r in own if fact.passage[cited] in _plain(r))
    near = [r for r in own if r is not target and r.passage.source_id == target.passage.source_id]
    far = [r for r in own if r.passage.source_id != target.passage.source_id]
    given = [target, *draw.sample(near, min(4, len(near)))]
    given += draw.sample(far, GIVEN - len(given))
    draw.shuffle(given)
    return (tuple(given), given.index(target))


# One thing changed.

_NUMBER = re.compile(r"\b\d{2,3}(?![\d/])|\b\d{3}(?=[\s,]000)")
_SCALE = {
    "billion": "million", "160bn": "160m", "24bn": "24m", "milliards": "millions", "Md€": "M€",
    "million": "billion", "millions": "milliards",
}  # fmt: skip
_UNIT = (
    ("€", "$"), ("EUR", "USD"), ("euros", "dollars"), ("d'euros", "de dollars"),
    (" per cent", " percentage points"), ("%", " points"), ("pour cent", "points"),
)  # fmt: skip
_COUNTS = (
    ("two", "five"), ("three", "six"), ("four", "seven"), ("Three", "Eight"), ("deux", "cinq"),
    ("trois", "six"), ("quatre", "sept"), ("Quatre", "Neuf"), ("quarante", "cinquante"),
)  # fmt: skip
_NAMES = {
    Language.EN: (("Kazakhstan", "Uzbekistan"), ("the EU", "China"), ("China", "Turkey"),
                  ("IAEA", "OSCE"), ("Europe", "Africa"), ("Erasmus+", "Tempus")),
    Language.FR: (("Kazakhstan", "Kirghizistan"), ("L'UE", "La Russie"), ("Chine", "Turquie"),
                  ("AIEA", "OTAN"), ("l'Europe", "l'Afrique"), ("Erasmus+", "Tempus")),
}  # fmt: skip
_SAID = {
    Language.EN: (", said minister Andrei Volkonsky", ", according to the Lindqvist Institute"),
    Language.FR: (", a dit le ministre Andreï Volkonski", ", selon l'Institut Lindqvist"),
}
_QUOTES = {
    Language.EN: (", “a historic turning point”", ', in what is called "an alliance of equals"'),
    Language.FR: (
        ", « un tournant historique »",
        ", que l'on appelle « une alliance entre égaux »",
    ),
}
_NEGATED = {
    Language.EN: (
        (" has ", " has not "), (" have ", " have not "), (" is ", " is not "),
        (" are ", " are not "), (" was ", " was not "), (" supplies ", " does not supply "),
        (" hosts ", " does not host "), (" gave up ", " never gave up "),
        (" supports ", " does not support "),
        (" links ", " does not link "), (" share ", " do not share "),
        (" covers ", " does not cover "),
        (" combat ", " do not combat "), (" reduce ", " do not reduce "),
        (" made ", " never made "),
    ),
    Language.FR: (
        (" est ", " n'est pas "), (" a ", " n'a pas "), (" ont ", " n'ont pas "),
        (" sont ", " ne sont pas "), (" fournit ", " ne fournit pas "),
        (" livre ", " ne livre pas "),
        (" soutient ", " ne soutient pas "), (" mène ", " ne mène pas "),
        (" mènent ", " ne mènent pas "),
        (" relie ", " ne relie pas "), (" partagent ", " ne partagent pas "),
        (" porte ", " ne porte pas "),
        (" accueille ", " n'accueille pas "), (" réduisent ", " ne réduisent pas "),
        (" luttent ", " ne luttent pas "),
    ),
}  # fmt: skip
_ADDED = {
    Language.EN: (", and plans to leave the agreement", ", which led to mass protests",
                  ", at the request of the farmers' unions"),
    Language.FR: (", et prévoit de quitter l'accord", ", ce qui a provoqué des manifestations",
                  ", à la demande des syndicats agricoles"),
}  # fmt: skip


def _digit(text: str, _: Language, draw: random.Random) -> str | None:
    found = list(_NUMBER.finditer(text))
    if not found:
        return None
    match = draw.choice(found)
    changed = int(match.group()) + draw.choice((1, 2, 3, 10, -1, -5))
    return f"{text[: match.start()]}{changed}{text[match.end() :]}"


def _first(text: str, pairs: Sequence[tuple[str, str]]) -> str | None:
    """The first of the pairs whose old side is there as whole words, put in its place."""
    for old, new in pairs:
        start = r"\b" if old[0].isalpha() else ""
        end = r"\b" if old[-1].isalpha() else ""
        if match := re.search(f"{start}{re.escape(old)}{end}", text):
            return f"{text[: match.start()]}{new}{text[match.end() :]}"
    return None


def _scale(text: str, *_: object) -> str | None:
    return _first(text, list(_SCALE.items()))


def _unit(text: str, *_: object) -> str | None:
    return _first(text, _UNIT)


def _count(text: str, *_: object) -> str | None:
    return _first(text, _COUNTS)


def _date(text: str, _: Language, draw: random.Random) -> str | None:
    month = _first(text, (("March", "June"), ("mars", "juillet"), ("03/", "08/")))
    if month is not None and draw.random() < 0.5:
        return month
    years = list(re.finditer(r"\b20\d\d\b", text))
    if not years:
        return None
    match = draw.choice(years)
    year = int(match.group()) + draw.choice((-1, 1, 2))
    return f"{text[: match.start()]}{year}{text[match.end() :]}"


def _name(text: str, language: Language, draw: random.Random) -> str | None:
    return _first(text, draw.sample(_NAMES[language], len(_NAMES[language])))


def _before_stop(text: str, more: str) -> str:
    return f"{text.rstrip('.')}{more}."


def _said_by(text: str, language: Language, draw: random.Random) -> str | None:
    return _before_stop(text, draw.choice(_SAID[language]))


def _quoted(text: str, language: Language, draw: random.Random) -> str | None:
    return _before_stop(text, draw.choice(_QUOTES[language]))


def _negated(text: str, language: Language, _: random.Random) -> str | None:
    return _first(text, _NEGATED[language])


def _added(text: str, language: Language, draw: random.Random) -> str | None:
    return _before_stop(text, draw.choice(_ADDED[language]))


CHANGES: tuple[tuple[str, Change], ...] = (
    ("altered digit", _digit),
    ("altered scale", _scale),
    ("altered unit", _unit),
    ("altered count", _count),
    ("altered date", _date),
    ("other name", _name),
    ("invented name", _said_by),
    ("invented quotation", _quoted),
    ("negated", _negated),
    ("invented addition", _added),
)
