"""What a question asks for: a quantity, a date, a name, a list, a summary...

Rules over the forms of questions, in both languages at once, on text without case or accents, so
that sloppy and mixed questions are read too. No rule names a subject. This module knows nothing of
passages.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from text.figures import Figure, FigureKind, figures


class Form(StrEnum):
    """The kind of thing that would answer."""

    QUANTITY = "quantity"
    DATE = "date"
    PERSON = "person"
    LIST = "list"
    REASON = "reason"
    YESNO = "yesno"
    SUMMARY = "summary"
    DEFINITION = "definition"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's form, the kind of figure it wants, and the figures it states itself."""

    form: Form
    unit: FigureKind | None = None
    given: tuple[Figure, ...] = ()


# First match wins. Each row: the form, and how it is asked for in French | in English.
_FORMS: tuple[tuple[Form, str], ...] = (
    (
        Form.SUMMARY,
        r"\b(resum\w*|synthes\w*|synthetis\w*|fai(s|tes)[ -]moi le point|le point sur|en bref|"
        r"grandes lignes|l'essentiel|vue d'ensemble|apercu|que dit la conclusion)\b|"
        r"\b(summar\w*|sum up|brief me|briefing|overview|in short|in a nutshell|key points|"
        r"main points|wrap up|recap\w*|outline)\b",
    ),
    (
        Form.DATE,
        r"\b(quand|depuis quand|quel(le)?s? (annee|date|jour|mois|siecle|periode|epoque)s?|"
        r"de quand|jusqu'a quand|a partir de quand)\b|"
        r"\b(when|since when|(what|which) (year|date|day|month|century|period|time frame)s?|"
        r"how long ago)\b",
    ),
    (
        Form.QUANTITY,
        r"\b(combien|quel(le)?s? (est |etait |sont |etaient |fut |a ete )?(le |la |les |l')?"
        r"(part|pourcentage|proportion|montant|volume|nombre|valeur|chiffre|total|taux|cout|prix|"
        r"budget|taille|superficie|surface|longueur|distance|duree|capacite|population|quantite|"
        r"somme|niveau)s?|a quelle hauteur|a combien)\b|"
        r"\b(how (many|much|big|large|long|far|high|tall|old|often|fast|wide|deep|heavy)|"
        r"(what|which) (is |was |are |were )?(the |a |an )?(\w+ )?(share|percentage|proportion|"
        r"amount|volume|number|value|figure|total|rate|cost|price|budget|size|area|length|"
        r"distance|duration|capacity|population|quantity|sum|level)s?)\b",
    ),
    (
        Form.PERSON,
        r"^(et )?(qui|c'est qui|a qui|par qui|avec qui|de qui)\b|\bqui est(-ce)?\b|"
        r"\bcomment s'appel\w+\b|^(and )?(who|whom|whose)\b|"
        r"\bwho'?s\b|\bwhat('s| is) the name of\b",
    ),
    (
        Form.REASON,
        r"\b(pourquoi|pour quelles? raisons?|dans quel but|a quoi ser\w+|a quelles? fins?|"
        r"en quoi|qu'est-ce qui explique)\b|"
        r"\b(why|how come|what for|for what (reason|purpose)|"
        r"what (is|was) the (point|purpose|aim))\b",
    ),
    (
        Form.LIST,
        r"\b(quels|quelles|lesquel(le)?s|quels? types?|enumer\w*|list(e|er|ez)|cite[rz]?|"
        r"nomme[rz]?)\b|\b(which|what) (\w+ )?\w+(s|ies)\b(?<!\bis)(?<!\bwas)(?<!\bdoes)|"
        r"\b(list|name) (the|all|some|a few|two|three|four|five|\d+)\b|\bwhat kinds? of\b",
    ),
    (
        Form.DEFINITION,
        r"\b(c'?est quoi|qu'est[- ]ce que c'est|qu'est[- ]ce que l[ea']|que signifie|definition|"
        r"que veut dire|kes?ako)\b|\b(what('s| is) (an? |the )?\w+( \w+)?\??$|what does .+ (mean|"
        r"stand for)|define|meaning of)",
    ),
    (
        Form.YESNO,
        r"^(est[- ]ce|y a[- ]t[- ]il|existe[- ]t[- ]il)\b|-t-(il|elle|ils|elles|on)\b|"
        r"\b\w+-(il|elle|ils|elles|on)\b|"
        r"^(is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b",
    ),
)
_RULES = tuple((form, re.compile(pattern)) for form, pattern in _FORMS)

_UNITS: tuple[tuple[FigureKind, str], ...] = (
    (
        FigureKind.SHARE,
        r"\b(part|pourcentage|proportion|taux|pour cent|share|percentage|rate|percent)\b",
    ),
    (
        FigureKind.MONEY,
        r"\b(montant|cout\w*|prix|budget|somme|euros?|dollars?|argent|financ\w+|invest\w+|"
        r"amount|cost\w*|price|sum|money|fund\w*|worth|spen[dt]\w*|paid|pay)\b",
    ),
    (
        FigureKind.LENGTH,
        r"\b(longueur|distance|kilometres?|metres?|miles|how (far|wide|deep|tall|high)|length|km|"
        r"kilometers?|meters?|hauteur|profondeur|largeur)\b",
    ),
    (
        FigureKind.DURATION,
        r"\b(duree|combien de temps|how long does|how long did|how long will|duration|"
        r"combien d'(annees|heures)|combien de (jours|mois|semaines|minutes)|"
        r"how many (years|months|weeks|days|hours|minutes))\b",
    ),
)
_UNIT_RULES = tuple((kind, re.compile(pattern)) for kind, pattern in _UNITS)


def fold(text: str) -> str:
    """Lower case, no accents, straight apostrophes."""
    text = unicodedata.normalize("NFD", text.casefold()).replace("’", "'")
    return "".join(c for c in text if unicodedata.category(c) != "Mn").strip()


def analyse(question: str) -> Asked:
    """Read the form of a question; FACT where no rule fits."""
    folded = fold(question)
    form = next((form for form, rule in _RULES if rule.search(folded)), Form.FACT)
    unit = None
    if form is Form.QUANTITY:
        unit = next((kind for kind, rule in _UNIT_RULES if rule.search(folded)), None)
    return Asked(form, unit, figures(question))
