"""A question that leans on the turns before, completed so that it stands alone.

Deterministic. A question leans when it opens like a continuation ("Et en 2005 ?", "what about...")
or is little more than pronouns. What it brings replaces its counterpart in the question before
(answer.question.counterpart); where it has none, the question before is put beside it. A question
that stands alone is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.offer import accepted
from answer.question.asked import Asked, Form, analyse, fold
from answer.question.counterpart import TIMES, asks_itself, replaced, without_opening
from answer.question.courtesy import recognise
from answer.question.embedded import question_within
from answer.question.phrase import content, names, phrases
from answer.question.pointing import points, resolved
from domain.types import Turn

_OPENING = re.compile(
    r"^(et|and|ok et|mais|but|puis|then|also|aussi|what about|how about|qu'en est-il|"
    r"depuis quand|since when|lesquel(le)?s|laquelle|lequel|which ones?|pourquoi ca|why is that|"
    r"sur quelle periode|over (what|which) period|combien|how (much|many)|quand|when|ou|where|"
    r"pourquoi|why|comment|how|qui|who|a quoi|avec qui|with whom?|de combien|par qui|by whom?)\b"
)
_CONTINUES = re.compile(
    r"^(et|and|ok et|ok and|what about|how about|qu'en est-il|lesquel(le)?s|laquelle|lequel|"
    r"which ones?|(la )?meme (question|chose)|(plus|moins) (court|bref|long)|shorter|longer|"
    r"(en|in) (une|un|deux|trois|one|two|three|\d) (phrases?|sentences?|lignes?|lines?)|"
    r"(the )?same (question|thing)|(l'annee|the year) "
    r"(d'avant|precedente|suivante|d'apres|before|after|earlier|later))\b"
)
# "Sur quelle période ?", "In which year?", "What year?": a measure without what is measured.
_MEASURE = re.compile(
    r"^((a|au|aux|en|dans|sur|pour|par|avec|de|d'|depuis|vers|in|on|for|from|by|over|at|with|"
    r"during|since) (quel(le)?s?|which|what|combien)|quel(le)?s? \w+ ?\??$|what \w+ ?\??$|"
    r"which \w+ ?\??$|combien (de |d')\w+ ?\??$|how (much|many) \w+ ?\??$)"
)
_POINTS_BACK = re.compile(
    r"\b(il|elle|ils|elles|ca|cela|celui-ci|celle-ci|ceux-ci|celles-ci|it|its|they|them|their|"
    r"this|that|these|those|there|such|ce|cet|cette|ces|leurs?|ses|son|sa)\b|"
    r"\b(je|tu|il|elle|on|nous|vous|ils|elles|qui|j'|qu') ?(en|y)\b|"
    r"\b(en|y) (ont|a|ai|avait|avaient|est|sont|etait|etaient|aura|auront|fait|font|sera|seront)\b"
)
# Pronouns and demonstratives that point at nothing said before.
_EMPTY = re.compile(
    r"\bil y (a|avait|aura)\b|\by a-t-il\b|\best-ce\b|\bqu'est-ce\b|\bc'est\b|\bce (que|qui)\b|"
    r"\bil (faut|fait|est (vrai|possible))\b|\bs'agit-il\b|\b(is|are|was|were|will) there\b|"
    r"\bthere (is|are|was|were)\b|\bis it (true|possible)\b|\bwhat time is it\b|"
    r"\b(ce|cet|cette|ces|this|these|that) (annee|mois|semaine|jours?|articles?|textes?|"
    r"documents?|pages?|sources?|year|month|week|days?|texts?)\b|\b(that|this) the\b"
)
_DOUBLED = re.compile(r"-(t-)?(il|elle|ils|elles)\b")
_OWNED = re.compile(r"\b(son|sa|ses|leurs?)\b")
_SUBJECT = re.compile(r"\b(le|la|les|l'|un|une|du|des|au|aux) ?\w")
_INHERITED = frozenset({Form.QUANTITY, Form.DATE, Form.SUMMARY})
FEW = 2
FEW_AFTER_AND = 4  # content words up to which "Et combien... ?" without a name still leans
FEW_WITH_A_PRONOUN = 5
CHAIN = 4  # questions before that are read, the oldest first
LONGEST = 300  # characters of a completed question that is completed further


def complete(question: str, history: Sequence[Turn]) -> str:
    """The question as it is understood after the turns before; itself when it stands alone."""
    before = ""
    for said in _asked_before(history)[-CHAIN:]:
        before = _joined(said, before) if len(before) <= LONGEST else said
    return _joined(question, before)


def _asked_before(history: Sequence[Turn]) -> list[str]:
    """What was asked: a "yes" to an offer is what was offered, small talk asks nothing."""
    told = (
        (question_within(turn.content), accepted(turn.content, history[:place]))
        for place, turn in enumerate(history)
        if turn.role == "user"
    )
    return [meant or said for said, meant in told if meant or not recognise(said)]


def asked_for(question: str, understood: str, alone: bool = False) -> Asked:
    """What a question asks for, when it is understood so.

    Its own form, if it has one; else the figure or date that the question before asked for. Beside
    the question before, its figures hold no longer, but for the time that it speaks of. ``alone``
    says that nothing but its spelling was changed.
    """
    own, whole = analyse(question), analyse(understood)
    if alone or fold(question) == fold(understood):
        return whole
    beside = fold(understood).endswith(fold(question))
    if beside:
        times = tuple(f for f in whole.given if f.kind in TIMES and not own.given)
        whole = replace(whole, unit=None, given=own.given or times)
    if own.form is not Form.FACT:
        return replace(whole, form=own.form, unit=own.unit)
    return whole if whole.form in _INHERITED else replace(whole, form=own.form, unit=None)


def leans(question: str) -> bool:
    """Whether a question cannot be understood by itself."""
    folded = fold(question)
    words = content(question)
    if _CONTINUES.search(folded):
        rest = without_opening(question)
        most = FEW if names(rest) else FEW_AFTER_AND
        return not (asks_itself(rest) and len(content(rest)) > most)
    if len(words) <= FEW_WITH_A_PRONOUN and points(question):
        return True
    if len(words) > FEW or _names_first(question):
        return False
    if _MEASURE.search(folded) and not names(question):
        return True
    pointing = _EMPTY.sub(" ", folded)
    if _SUBJECT.search(folded) and _DOUBLED.search(pointing):
        pointing = _OWNED.sub(" ", _DOUBLED.sub(" ", pointing))
    return bool(_POINTS_BACK.search(pointing)) or (not words and bool(_OPENING.search(folded)))


def _names_first(question: str) -> bool:
    """Whether what is meant stands before a comma: "the tram, how much is it?"."""
    first, comma, _ = question.partition(",")
    return bool(comma) and any(p.start == 0 and not p.kind for p in phrases(first))


def _joined(question: str, before: str) -> str:
    if not before:
        return question
    asked = set(content(question))
    pointed = None if asked and asked <= set(content(before)) else resolved(question, before)
    if pointed:
        return pointed
    if not leans(question):
        return question
    return replaced(question, before) or f"{before.rstrip()} {question.strip()}"
