"""What a follow-up brings, in the place of its counterpart in the question before.

A year takes the place of a year, "ten years earlier" of the year that it is counted from, "the
smallest" of "the largest", a name of a name, a phrase of the phrase with its preposition. Where no
counterpart is sure, nothing is replaced. Knows nothing of turns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.question.asked import Form, analyse, fold
from answer.question.phrase import Phrase, content, joined, names, phrases
from text.figures import Figure, FigureKind, figures
from text.numerals import in_digits, in_words

_START = re.compile(
    r"^\s*(?:(?:ok|alors|donc|so|puis|then|mais|but|et|and|also|aussi|(?:la )?m[eê]me "
    r"(?:question|chose)|(?:the )?same (?:question|thing))\b[\s,]*)*"
    r"(?:(?:what|how) about|qu['’]en est[- ]il|du c[oô]t[eé]|quid)?\s*",
    re.IGNORECASE,
)
_QUESTION_WORD = re.compile(
    r"\b(qui|que|quoi|qu'|quel(le)?s?|quand|ou|combien|comment|pourquoi|lesquel(le)?s|laquelle|"
    r"lequel|who|whom|whose|what|which|when|where|why|how)\b|-(t-)?(il|elle|ils|elles|on|ce)\b|"
    r"^(is|are|was|were|do|does|did|has|have|had|can|could|will|would|est-ce)\b|"
    r"^((le|la|les|l'|the|its?|son|sa|leur|their) ?)?(nombre|part|montant|total|taux|"
    r"pourcentage|prix|cout|duree|valeur|raison|date|number|share|amount|rate|percentage|price|cost|length|value|reason)\b"
)
_SUPERLATIVE = re.compile(
    r"\b(?:the )?(?:most|least) \w+|\b(?:the )?\w{2,}est\b(?! [cs]e)|\b(?:the )?(?:best|worst)\b|"
    r"\b(?:le|la|les) (?:plus|moins) \w+|\b(?:le|la|les|the) (?:premi[eè]re?s?|derni[eè]re?s?|"
    r"first|last|meilleure?s?|pires?)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(plus tot|auparavant|avant|precedente?|d'avant|earlier|before|previous|prior)\b"
)
_LATER = re.compile(r"\b(plus tard|apres|suivante?|d'apres|later|after|next|following)\b")
_YEARS = re.compile(r"\b(ans?|annees?|years?)\b")
_RELATIVE = re.compile(
    r"\b(?P<fr>l['’](?:an|année) (?:derni[eè]re?|pass[ée]e?)|cette année|actuellement|"
    r"aujourd['’]hui)(?!\w)|"
    r"\b(?P<en>last year|this year|currently|nowadays|today)\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|que|qu['’])\s*$",
    re.IGNORECASE,
)
TIMES = frozenset({FigureKind.YEAR, FigureKind.DATE})
_TOPICAL = frozenset({"on", "for", "of"})
_PLACES = frozenset({"place", "to"})


def without_opening(question: str) -> str:
    """What follows "et", "and", "what about"..."""
    return question[_match_end(question) :].strip()


def asks_itself(rest: str) -> bool:
    """Whether what follows the opening is a question of its own."""
    return bool(_QUESTION_WORD.search(fold(rest))) or analyse(rest).form is not Form.FACT


def replaced(question: str, before: str) -> str | None:
    """The question before with what this one brings; None where no counterpart is sure."""
    new = re.sub(r"(?<![\s?!.])[\s?!.]+$", "", without_opening(question))
    return (
        _figure(new, before)
        or _counted(new, before)
        or _superlative(new, before)
        or (None if asks_itself(new) else _phrase(new, before))
    )


def _match_end(question: str) -> int:
    match = _START.match(question)
    return match.end() if match else 0


def _figure(new: str, before: str) -> str | None:
    """A figure alone, in the place of the only one of its kind."""
    found = figures(new)
    if len(found) != 1 or content(_without(new, found)):
        return None
    like = [f for f in figures(before) if _alike(f, found[0])]
    brought = new[found[0].start : found[0].end]
    if len(like) == 1:
        return _put(before, like[0], brought)
    spoken = list(_RELATIVE.finditer(before)) if found[0].kind is FigureKind.YEAR else []
    if like or len(spoken) != 1:
        return None
    french = spoken[0].group("fr")
    return _RELATIVE.sub(f"{'en' if french else 'in'} {brought}", before)


def _counted(new: str, before: str) -> str | None:
    """ "Ten years earlier", counted from the only year of the question before."""
    folded = fold(new)
    sign = -1 if _EARLIER.search(folded) else 1 if _LATER.search(folded) else 0
    years = [f for f in figures(before) if f.kind is FigureKind.YEAR]
    if not sign or not _YEARS.search(folded) or len(years) != 1:
        return None
    spans = figures(new)
    rest = _YEARS.sub(" ", _LATER.sub(" ", _EARLIER.sub(" ", fold(_without(new, spans)))))
    if len(spans) > 1 or content(rest):
        return None
    year = re.search(r"\d{4}", before[years[0].start : years[0].end])
    if year is None:
        return None
    counts = [*in_digits(new), *in_words(folded)]
    apart = int(counts[0].value) if counts else 1
    moved = str(int(year.group()) + sign * apart)
    start = years[0].start + year.start()
    return before[:start] + moved + before[start + 4 :]


def _superlative(new: str, before: str) -> str | None:
    own, other = list(_SUPERLATIVE.finditer(new)), list(_SUPERLATIVE.finditer(before))
    if len(own) != 1 or len(other) != 1 or content(new.replace(own[0].group(), " ")):
        return None
    return before[: other[0].start()] + own[0].group() + before[other[0].end() :]


def _phrase(new: str, before: str) -> str | None:
    """A phrase in the place of the one that is most like it."""
    own = phrases(f". {new}")
    if len(own) != 1 or own[0].start != 2 or own[0].end != len(new) + 2:
        return None
    brought = own[0]
    named = brought.name or all(word[:1].isupper() for word in new[brought.core - 2 :].split())
    other = _name_like(brought, names(before)) if named else None
    other = other or _like(brought, _sure(before), named)
    if other is None or content(before[other.core : other.end]) == content(new):
        return None
    if brought.kind and (brought.kind == other.kind or {brought.kind, other.kind} <= _PLACES):
        return before[: other.start] + new + before[other.end :]
    bare = new[brought.after_it - 2 :]
    return joined(before[: other.after_it], bare) + before[other.end :]


def _sure(before: str) -> list[Phrase]:
    """The phrases that nothing asks for and that hold no verb, as far as can be told."""
    return [p for p in phrases(before) if not p.head and (p.kind or p.name or _noun(p, before))]


def _noun(phrase: Phrase, before: str) -> bool:
    """A subject may run on into its verb ("the port ships copper"), but for one of one word."""
    alone = len(content(before[phrase.core : phrase.end])) == 1
    last = not before[phrase.end :].strip(" ?!.\u00a0\u202f")
    return alone or (last and not _AUXILIARY.search(before[: phrase.start]))


def _name_like(brought: Phrase, found: Sequence[Phrase]) -> Phrase | None:
    """The only name with the same preposition; the only name, where this one has none."""
    same = [p for p in found if p.kind == brought.kind]
    if len(same) == 1:
        return same[0]
    return found[0] if len(found) == 1 and not brought.kind else None


def _like(brought: Phrase, found: Sequence[Phrase], named: bool) -> Phrase | None:
    """The last phrase with the same preposition, or, for a topic, the last one that is a topic."""
    same = [p for p in found if p.kind == brought.kind and brought.kind]
    same = same or [p for p in found if {p.kind, brought.kind} <= _PLACES]
    if same:
        return same[-1]
    if named or (brought.kind and brought.kind not in _TOPICAL):
        return None
    plain = [p for p in found if not p.kind and p.article and not p.name]
    if brought.kind:
        plain = [p for p in plain if p.end == max(q.end for q in found)]
    topics = [*plain, *(p for p in found if p.kind in _TOPICAL and not p.name)]
    return max(topics, key=lambda phrase: phrase.start, default=None)


def _without(text: str, found: Sequence[Figure]) -> str:
    for figure in found:
        text = text[: figure.start] + " " * (figure.end - figure.start) + text[figure.end :]
    return text


def _put(before: str, figure: Figure, new: str) -> str:
    return before[: figure.start] + new + before[figure.end :]


def _alike(a: Figure, b: Figure) -> bool:
    return a.kind == b.kind or {a.kind, b.kind} <= TIMES
