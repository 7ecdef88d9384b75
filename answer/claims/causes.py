"""What brings about what: a claim may not exchange the cause and the effect that its source tells.

Read from verbs of effect, from "thanks to" and its like, and from the passive, in both languages; a
sentence without any of them tells nothing. Knows nothing of names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Held = Callable[[str, str], int]
"""How many content words of a stretch of the claim a stretch of the source says."""

_BECAUSE = (
    r"thanks to|because(?: of)?|due to|as a result of|owing to|on account of|by virtue of|"
    r"grâce (?:à|aux?)|en raison (?:de|des|du)|à cause (?:de|des|du)|parce qu(?:e|['’])|"
    r"car(?= (?:ils?|elles?|l[ae]s?|on|une?|ces?|cette|cela)\b)|puisqu(?:e|['’])|since (?!\d)|"
    r"du fait (?:de|des|du)|à la suite (?:de|des|du)|sous l['’]effet (?:de|des|du)"
)
_FIRST = re.compile(rf"^(?:{_BECAUSE})\s(?P<cause>[^,]+),\s*(?P<effect>.+)$", re.IGNORECASE)
_LAST = re.compile(rf"^(?P<effect>.+?),?\s(?:{_BECAUSE})\s(?P<cause>.+)$", re.IGNORECASE)
_CLEFT = re.compile(
    rf"^(?:c['’]est|it (?:is|was)) (?:{_BECAUSE})\s?(?P<cause>.+?) (?:qu(?:e |['’])|that )"
    r"(?P<effect>.+)$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"^(?P<effect>.+?)\s(?:is|are|was|were|been|being|est|sont|était|étaient|été)\s(?:\w+\s)?"
    r"\w+(?:ed|en|ght|é|ée|és|ées|i|is|ie|ies)\s(?:\w+\s){0,2}(?:by|par)\s(?P<cause>.+)$",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"^(?:c['’]est |it is )?(?P<cause>.+?)\s(?:(?:that |which |qui |is what |are what |ce qui )?"
    r"(?:has |have |had |also |aussi |en |les |s['’]|se )*)"
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\best )"
    r"(?<!\bsont )(?<!\bété )(?<!\bont )"
    r"(?!\w+(?:ments?|[ts]ions?|ances?|ences?)\b)"
    r"(?:ma[dk]e?s?|making|leads?|led|caus\w+|br(?:ings?|ought) about|allow\w*|enabl\w+|"
    r"help\w*|lets?|strengthen\w*|improv\w+|rais\w+|boost\w*|facilitat\w+|eas(?:e|es|ed)|"
    r"reinforc\w+|g[ai]ves?(?! up)|given|turn\w*|explain\w*|draw[ns]?|drew|attract\w*|contribut\w+|"
    r"results? in|resulted in|produc\w+|creat\w+|buil[dt]s?|foster\w*|promot\w+|lower\w*|cuts?|"
    r"increas\w+|reduc\w+|delay\w*|prevent\w*|slow(?:s|ed)|worsen\w*|hurts?|threaten\w*|"
    r"destroy\w*|damag\w+|trigger\w*|protect\w*|protèg\w+|retard\w+|empêch\w+|ralenti\w*|"
    r"aggrav\w+|menac\w+|détrui\w+|déclench\w+|rend(?:ent|u|ue|us)?|permet\w*|permis|condui\w+|"
    r"mèn\w+|entraîn\w+|provoqu\w+|favoris\w+|renforc\w+|amélior\w+|élèv\w+|facilit\w+|fluidifi\w+|fait|font|"
    r"expliqu\w+|donn\w+|attir\w+|aid\w+|cré\w+|stimul\w+|encourag\w+|multipli\w+|abaiss\w+|"
    r"augment\w+|rédui\w+)\b(?P<effect>.+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Told:
    cause: str
    effect: str


def exchanged(claim: str, sources: Sequence[str], held: Held) -> bool:
    """Whether the cause of a claim is the effect in a source, and its effect the cause there."""
    said = _read(claim)
    if said is None:
        return False
    found = False
    for told in filter(None, map(_read, sources)):
        if held(said.cause, told.cause) and held(said.effect, told.effect):
            return False
        cause, effect = held(said.cause, told.effect), held(said.effect, told.cause)
        straight = held(said.cause, told.cause)
        crossed = cause > 0 and effect > 0
        found = found or (crossed and (straight == 0 or cause + effect > 2 * straight))
    return found


def _read(sentence: str) -> _Told | None:
    plain = " ".join(sentence.split()).rstrip(".")
    for form in (_CLEFT, _FIRST, _LAST, _PASSIVE, _EFFECT):
        if match := form.match(plain):
            return _Told(match["cause"], match["effect"])
    return None
