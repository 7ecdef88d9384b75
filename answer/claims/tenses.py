"""Whether a sentence tells of what was, of what will be, or of what somebody means to do.

By closed classes of words and endings, in both languages; a claim may not make one of the other.
Knows nothing of figures, but of the months and seasons in which a date falls.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from text.figures import Figure, FigureKind
from text.folding import fold_text

_WILL = re.compile(
    r"\b(?:(?<!free )(?<!good )(?<!own )(?<!the )will|shall|going to|"
    r"(?:is|are) (?:set|due|expected|scheduled|about) to|"
    r"(?:va|vont) (?:[a-z]+ )?[a-z]+(?:er|ir|re|oir)|"
    r"(?!opera|camera|infra|supra|contra|front|ultra|extra|tiera)[a-z]{1,}(?:er|ir|dr|tr|vr|rr|ur)(?:a|ont)|"
    r"sera|seront|aura|auront|fera|feront|ira|iront)\b|'ll\b"
)
_SOON = re.compile(
    r"\b(?:upcoming|in (?:the )?(?:coming|next)|next (?:year|month|decade|week|season|spring|"
    r"summer|autumn|fall|winter)|to come|a venir|prochaine?s?)\b"
)
_MEANS_TO = re.compile(
    r"\b(?:(?<!no )(?<!any )plan(?:s|ned|ning)?|intend\w*|hop(?:e|es|ed|ing)|wish\w*|wants?|"
    r"wanted|seeks?|propos(?:es?|ent) (?:to|de)|prevoi(?:t|ent) (?:de|d'[a-z]+r)\b|"
    r"prevue?s?|envisag\w+|souhait\w+|veut|veulent|entend(?:ent)?|compte(?:nt)? [a-z]+(?:er|ir|re)|"
    r"esper\w+|cherche(?:nt)? a|projett\w+)\b"
)
_PLANS = re.compile(
    r"\b(?:plan(?:s|ned|ning)? to|intend\w* to|prevoi(?:t|ent) (?:de|d')|entend(?:ent)? [a-z]+r|"
    r"compte(?:nt)? (?!pour)[a-z]+r|(?:envisag|projett)\w+ (?:de|d')|consider\w* [a-z]+ing)\b"
)
_MAY = re.compile(
    r"\b(?<!in )(?<!of )(?<!by )(?<!since )(?<!until )(?<!last )(?<!\d )may\b(?! \d)|"
    r"\b(?:might|pourrai(?:t|ent))\b"
)
_TOWARDS = re.compile(
    r"\b(?:aim\w*|goals?|buts?|objecti\w+|ambiti\w+|pledg\w+|commit\w*|engag\w+|promis\w+|would|"
    r"determin\w+|interest\w*|desir\w*|project\w*|projets?|target\w*|should|could|may|might|"
    r"vis(?:e|ent|ant)|pour|in order|priorit\w+|dream\w*|considering|"
    r"working (?:for|towards?)|doit|doivent|must|have to|has to|due|keen|eager|ready|willing|"
    r"to be|[a-z]+rai(?:t|ent)|attir\w+|attract\w+)\b"
)
_PARTICIPLE = (
    r"(?:\w+é(?:e|s|es)?|(?:\w+(?:ni|si|ti|vi|li|ri)|(?:re|con|dé|per|sur|par|main|sou|ob|con)?"
    r"(?:çu|nu|du|tenu|venu|mis|pris|permis|fait|dit|écrit|duit|struit|ouvert|offert|rendu|perdu|"
    r"vendu|vu|lu|eu|pu|dû|été))(?:e|s|es)?)"
)
_IS_DONE = re.compile(r"\b(?:is|are|be) (?:[a-z]+ly )?[a-z]+ed\b")
# The past, in a text with its accents.
_WAS = re.compile(
    r"\b(?:was|were|had|did|has|have been|(?:has|have) (?:\w+ly )?\w+(?:ed|en|wn|ught|id|nt|lt)|"
    r"était|étaient|avait|avaient|fut|furent|"
    rf"(?:a|ont|est|sont|s['’]est|se sont) (?:\w+ment |été |déjà )?{_PARTICIPLE})\b|"
    r"\b(?!need|seed|feed|speed|exceed)[a-z]{3,}ed\b",
    re.IGNORECASE,
)
# Not done yet, in words that are neither a future nor a will.
_PENDING = re.compile(
    r"\b(?:considering|considers|under (?:discussion|study|consideration)|a l'etude|must still|"
    r"not yet|pas encore|suspect\w*|soupconn\w*|being (?:sought|planned|prepared)|is expected|"
    r"are expected|is due|are due|should|devrai(?:t|ent)|doi(?:t|vent) encore)\b"
)
_ALREADY = re.compile(r"\b(?:already|deja|d'ores et deja)\b")
_SEASONS = (
    (r"spring|printemps", range(3, 7)),
    (r"summer|ete", range(6, 10)),
    (r"autumn|fall|automne", range(9, 13)),
    (r"winter|hiver", (12, 1, 2, 3)),
    (r"early|beginning of|start of|debut", range(1, 5)),
    (r"mid|middle of|mi|milieu", range(5, 9)),
    (r"late|end of|fin", range(9, 13)),
    (r"first half of|premier semestre", range(1, 7)),
    (r"second half of|second semestre|deuxieme semestre", range(7, 13)),
)
_LINK = r"(?:[- ](?:of|in|de|d'|the|l'annee|year))*[- ]$"
# Right before a year, anywhere, and the months of it.
_PARTS = tuple(
    (re.compile(rf"\b(?:{words}){_LINK}"), re.compile(rf"\b(?:{words})"), months)
    for words, months in _SEASONS
)
_SINCE = re.compile(
    r"\b(?:since|from|starting in|depuis|a partir de|des)(?: (?!by|to|until)[a-z']+)?\s*$"
)
_SPAN_END = re.compile(r"^[^.,;]{0,12}\b(?:to|until|and|a|et|au|jusqu)\b|^\s?[-–]")
_LOOK = 28


def tense_changed(claim: str, best: str, near: str) -> str | None:
    """The words by which a claim tells as future what is not, or as done what is only meant.

    ``best``: the sentence that is most like the claim; ``near``: all that are about as like.
    """
    said, nearest = fold_text(claim), fold_text(best)
    told = fold_text(near).replace(" pour ", " ")
    if _MAY.search(nearest) and not _TOWARDS.search(said):
        sure = _WILL.search(said) or _WAS.search(_IS_DONE.sub(" ", claim))
        if sure and not (_WAS.search(near) or any(p.search(told) for p in (_WILL, _MEANS_TO))):
            return sure.group()
    later = _WILL.search(said) or _SOON.search(said) or _PLANS.search(said)
    if later and not any(p.search(told) for p in (_WILL, _SOON, _MEANS_TO, _TOWARDS)):
        return later.group()
    meant = _MEANS_TO.search(nearest)
    ahead = meant or _WILL.search(nearest) or _PENDING.search(nearest)
    past = _WAS.search(_IS_DONE.sub(" ", best))
    early = _ALREADY.search(said)
    if ahead and early and not past:
        return early.group()
    if any(p.search(said) for p in (_WILL, _SOON, _MEANS_TO, _TOWARDS, _PENDING)):
        return None
    done = _WAS.search(_IS_DONE.sub(" ", claim))
    if done and ahead and not past:
        return done.group()
    return meant.group() if meant else None


def part_of_year(
    claim: str, claimed: Sequence[Figure], source: str, stated: Sequence[Figure]
) -> str | None:
    """A season or a part of a year that no stated date falls in and no source names."""
    for figure in (f for f in claimed if f.kind is FigureKind.YEAR):
        before = f"{fold_text(claim[max(0, figure.start - _LOOK) : figure.start])} "
        for words, named, months in _PARTS:
            found = words.search(before)
            if found is None or named.search(fold_text(source)):
                continue
            if not any(_month(f) in months for f in stated if _year(f) == int(figure.value)):
                return claim[figure.start - len(found.group()) : figure.end]
    return None


def since_added(
    claim: str, claimed: Sequence[Figure], source: str, stated: Sequence[Figure]
) -> str | None:
    """ "Since 2021" with an amount, where the source has the amount in that time alone."""
    times = (FigureKind.YEAR, FigureKind.DATE)
    if all(f.kind in (*times, FigureKind.DURATION) for f in claimed):
        return None
    for figure in (f for f in claimed if f.kind in times):
        if not _since(claim, figure):
            continue
        alike = [f for f in stated if f.kind in times and f.value == figure.value]
        if alike and not any(_since(source, f) for f in alike):
            return claim[figure.start : figure.end]
    return None


def _since(text: str, figure: Figure) -> bool:
    """Whether a time opens a span without an end."""
    before = fold_text(text[max(0, figure.start - 20) : figure.start])
    return bool(_SINCE.search(before)) and not _SPAN_END.search(fold_text(text[figure.end :]))


def _year(figure: Figure) -> int:
    digits = f"{int(figure.value)}"
    return int(digits[:4]) if figure.kind is FigureKind.DATE else 0


def _month(figure: Figure) -> int:
    digits = f"{int(figure.value)}"
    return int(digits[4:6]) if len(digits) >= 6 else 0
