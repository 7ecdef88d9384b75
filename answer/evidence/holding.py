"""Whether a sentence holds the kind of thing that a question asks for.

Forms only: a figure of the right kind, a date, a name that the question does not say itself, a
reason, an enumeration. This module knows nothing of whether the sentence speaks of the subject.
"""

from __future__ import annotations

import re

from answer.question.asked import Asked, Form, fold
from text.figures import Figure, FigureKind, carries, figures
from vectorstore.lexical import folded_words

TIMES = frozenset({FigureKind.YEAR, FigureKind.DATE})
LARGE = 1_000_000  # from here on a bare number may be an amount: "7.4 billion"
NAME = re.compile(r"(?<!^)(?<![.!?«\"“] )\b[A-ZÀ-ÖØ-Þ][\w’'-]*\w")
_CALENDAR = re.compile(
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_IS = r"\b(?:est|etait|is|was|s|c est qui|qui c est|who s)"
_TITLE = re.compile(r"\b(?:M|MM|Mme|Mr|Mrs|Ms|Dr|Pr|Sir|Lord|Lady)\b\.?\s+[A-ZÀ-Ö]")
_PART = r"[A-ZÀ-Ö][a-zà-ÿ]+(?:[-’'][A-ZÀ-Ö][a-zà-ÿ]+)*"
_FULL = re.compile(rf"\b{_PART}(?: (?:(?:de|van|von|al|bin|el|da|di) )?{_PART})+")
_ARTICLES = frozenset("le la les l un une des au aux the a an this that its their her his".split())
# Nouns that make a name one of a body or of a place, not of a person.
_BODY = re.compile(
    r"\b(company|bank|banque|fund\w*|fond\w*|institut\w*|universit\w*|council|conseil|chamber|"
    r"chambre|commission|committee|comite|ministry|ministere|agency|agence|alliance|trust|museum|"
    r"musee|association|union|group\w*|centre|center|office|programme|program|court|cour|link|"
    r"agreement|accord|treaty|traite|convention|charter|charte|protocol|sea|mer|island\w*|iles?|"
    r"river|port|pass|road|street|rue|saint|north\w*|south\w*|east\w*|west\w*|red|black|united|"
    r"etats|states|kingdom|royaume|tunnel|line|ligne|house|maison|school|ecole|pact|pacte)\b"
)
_MONTH = re.compile(
    r"\b(?:en|de|a|d'|fin|debut|mi|in|from|to|until|each|since|by|late|early|mid) ?-?"
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
_FRACTION = re.compile(r"\b(?:un|deux|a|one|two) (?:tiers|quart|third|quarter|fifth)s?\b")
_REASON = re.compile(
    r"\b(car|donc|parce qu\w*|puisqu\w*|afin|en raison|"
    r"pour (?:que |ne pas |les |le |la |l'|y |en )?\w+(?:er|ir|re)|"
    r"a cause|grace a|faute d\w*|du fait|ainsi|de sorte|si bien|c'est pourquoi|"
    r"permet\w*|contribu\w*|essentiel\w*|vis\w* a|but|objectif|attribu\w*|expliqu\w*|due? aux?|"
    r"because|since (?!\d|the (?:beginning|start)|(?:january|february|march|april|may|june|july|"
    r"august|september|october|november|december)\b)|as (?:there|it|they|the|he|she|we|too|this)|"
    r"so that|in order to|thanks to|thus|due to|owing to|for fear|therefore|"
    r"helps? (?:to )?|allow\w*|enabl\w*|essential|in response|blam\w*|reason|means that|"
    r"to (?!the\b|a\b|an\b|be\b)[a-z]+ (?:the|its|their|a|an|more)|when the|why)\b|"
    r", (?:juge|estim|argu|consider|affirm|redout|craign)\w*ant\b|"
    r"\w{3,}ant (?:ainsi|a|l'|les|la|le)\b|, \w+ing \w+"
)
_LISTING = re.compile(
    r"[^,;:]+[,;:] [^,;]+(?:,| et | and | ou | or ).+|\b(?:notamment|including|such as)\b|"
    r"\b\w+ (?:et|and) (?:de |d'|des |du |la |le |les |the )?\w+"
)


def fits(sentence: str, asked: Asked, question: str = "") -> bool | None:
    """Whether a sentence holds the kind of thing asked for; None where any sentence may."""
    if asked.form in (Form.QUANTITY, Form.DATE):
        month = asked.form is Form.DATE and _MONTH.search(fold(sentence)) is not None
        share = asked.unit is FigureKind.SHARE and _FRACTION.search(fold(sentence)) is not None
        return month or share or bool(wanted(sentence, asked))
    if asked.form is Form.PERSON:
        if _named_whole(sentence, question):
            return None
        return new_person(sentence, question, asked.human)
    if asked.form is Form.LIST:
        return _LISTING.search(sentence) is not None
    if asked.form is Form.REASON:
        return _REASON.search(fold(sentence)) is not None
    return None


def wanted(sentence: str, asked: Asked) -> tuple[Figure, ...]:
    """The figures that could answer: of the kind asked for, and not said by the question."""
    new = [f for f in figures(sentence) if not any(carries(f, g) for g in asked.given)]
    if asked.form is Form.DATE:
        return tuple(f for f in new if f.kind in TIMES)
    return tuple(f for f in new if f.kind not in TIMES and _is(f, asked.unit))


def _is(figure: Figure, unit: FigureKind | None) -> bool:
    amount = figure.kind is FigureKind.NUMBER and figure.value >= LARGE
    return unit in (None, figure.kind) or (unit is FigureKind.MONEY and amount)


def new_name(sentence: str, question: str) -> bool:
    """Whether a sentence says a name that the question does not say."""
    said = fold(question)
    names = (fold(m.group()) for m in NAME.finditer(sentence))
    return any(name[:5] not in said and not _CALENDAR.fullmatch(name) for name in names)


def _named_whole(sentence: str, question: str) -> bool:
    """Whether a sentence names somebody whose whole name the question says: "who is Ada Lee?"."""
    asked = " ".join(folded_words(question))
    names = (match.group() for match in _FULL.finditer(sentence))
    return any(
        not _BODY.search(fold(name))
        and re.search(rf"{_IS} {re.escape(' '.join(folded_words(name)))}\b", asked)
        for name in names
    )


def new_person(sentence: str, question: str, human: bool) -> bool:
    """Whether a sentence names somebody whom the question does not name; a body counts as somebody
    unless only a human can answer.
    """
    if not human:
        return new_name(sentence, question) or _TITLE.search(sentence) is not None
    said = fold(question)
    for match in _FULL.finditer(sentence):
        parts = [p for p in fold(match.group()).split() if p not in _ARTICLES]
        if len(parts) > 1 and not _BODY.search(" ".join(parts)) and parts[-1] not in said:
            return True
    return _TITLE.search(sentence) is not None
