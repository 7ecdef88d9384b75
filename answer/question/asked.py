"""What a question asks for: a quantity, a date, a name, a list, a summary...

Rules over the forms of questions, in both languages at once, on text without case or accents, so
that sloppy and mixed questions are read too. No rule names a subject. This module knows nothing of
passages.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from answer.question.forms import Form, form_of
from text.figures import Figure, FigureKind, figures

__all__ = ["HEAD_WORDS", "Asked", "Form", "analyse", "fold"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's form, the kind of figure it wants, and the figures it states itself.

    ``head``: the first words (folded) after "combien de", "how many", "which"; ``human``: only a
    person can answer; ``command``: the machine is told what to do or to say.
    """

    form: Form
    unit: FigureKind | None = None
    given: tuple[Figure, ...] = ()
    head: tuple[str, ...] = ()
    human: bool = False
    command: bool = False


_UNITS: tuple[tuple[FigureKind, str], ...] = (
    (
        FigureKind.SHARE,
        r"\b((quelle|la|une|leur|sa|what|which) part|part (de|du|des|d')|pourcentage|proportion|"
        r"taux|pour cent|share|percentage|rate|percent)\b",
    ),
    (
        FigureKind.MONEY,
        r"\b(montant|cout\w*|prix|budget|somme|euros?|dollars?|argent|financ\w+|invest\w+|"
        r"chiffre d'affaires|amende|salaire|subvention|va(ut|lent|lait|laient)|gagne\w*|"
        r"amount|cost\w*|price|sum|money|fund\w*|worth|spen[dt]\w*|paid|pays?|earns?|turnover|"
        r"salary|fine)\b",
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
HEAD_WORDS = 4
_UNIT_RULES = tuple((kind, re.compile(pattern)) for kind, pattern in _UNITS)


_HEAD = re.compile(
    r"\b(?:combien|cb|nombre|part|pourcentage|volume|quantite) (?:de |d')(?P<a>.*)|"
    r"\bhow (?:many|much|mutch) (?P<b>.*)|\b(?:number|share|percentage|volume) of (?P<c>.*)|"
    r"\b(?:quel(?:le)?s?|which|what) (?P<d>.*)"
)
# What is counted, where a question says so: "how many grants did the fund" asks for no amount.
_COUNTED = re.compile(r"\b(?:how many|combien (?:de |d'))\W*(?:\w+\W*){1,3}")
_HUMAN = re.compile(
    r"\b(qui (est|sont|etait|dirige|preside|presidait|coordonne|represente|a (ecrit|traduit))|"
    r"comment s'appel\w+ (le|la|l'|ce|cet|cette) ?(chef|direct\w+|president\w*|ministre|maire|"
    r"secretaire|patron\w*|responsable|porte-parole|fondat\w+|aut\w+)|"
    r"who (is|was|are|leads?|led|chairs?|heads?|headed|presides?|runs?|directs?|speaks?|wrote)|"
    r"name of the (mayor|head|chief|director|president|minister|chair\w*|secretary|founder|"
    r"author|spokes\w+))\b"
)
_COMMAND = re.compile(
    r"(^|[.!:,;] ?)(please |now |maintenant |desormais |from now on,? )?"
    r"(ignore[rz]?|forget|disregard|oublie[rz]?|pretend|fais comme si|reponds?|repondez|reply|"
    r"answer|repeat|repete[rz]?|print|output|display|reveal|affiche[rz]?|recopie[rz]?|ecri[st]|"
    r"ecrivez|affirme[rz]?|affirm|state that|imprime[rz]?|act as|you are now|you must|"
    r"tu es une?|tu dois|begin with|finish every|"
    r"start (with|every)|system override|new rule|nouvelle (regle|consigne)|"
    r"a partir de maintenant|from now on|"
    r"(show|tell|give|montre|donne) ?-?(me|moi) (your|tes|ta|vos) (\w+ )?(prompt|instructions?|"
    r"consignes?|cles?|keys?))\b"
)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case, no accents, straight apostrophes."""
    text = unicodedata.normalize("NFD", text.casefold()).replace("’", "'")
    return "".join(c for c in text if unicodedata.category(c) != "Mn").strip()


def analyse(question: str) -> Asked:
    """Read the form of a question; FACT where no rule fits."""
    folded = fold(question)
    form = form_of(folded)
    unit = None
    if form is Form.QUANTITY:
        counted = _COUNTED.search(folded)
        told = counted.group() if counted else folded
        unit = next((kind for kind, rule in _UNIT_RULES if rule.search(told)), None)
    return Asked(
        form,
        unit,
        figures(question),
        _head(folded),
        form is Form.PERSON and _HUMAN.search(folded) is not None,
        _COMMAND.search(folded) is not None,
    )


def _head(folded: str) -> tuple[str, ...]:
    match = _HEAD.search(folded)
    rest = next((group for group in match.groups() if group), "") if match else ""
    return tuple(re.findall(r"[a-z0-9]+", rest)[:HEAD_WORDS])
