"""How a model opens a sentence by saying where it read it: "According to the article, ...".

What follows is the claim. Only sources in general are left out, never one with a name.
"""

from __future__ import annotations

import re

_SOURCE = (
    r"(?:article|briefing|dossier|document|passage|text|texte|source|report|rapport|extrait|excerpt)s?"
    r"(?: (?:cited|cités?|fournis?|provided|consultés?|above|ci-dessus))?"
)
_THE = r"(?:the|this|these|le|la|les|l['’]|ce|cet|ces)\s?"
_OPENS = re.compile(
    rf"^(?:according to|as per|based on|as stated in|selon|d['’]après|comme l['’]indique|"
    rf"in|dans)\s{_THE}{_SOURCE},\s+"
    rf"|^{_THE}{_SOURCE} (?:also )?(?:say|state|note|indicate|explain|report|mention|specif|"
    rf"describe|point out|stress|emphasi[sz]e|add|indiqu|précis|not|expliqu|mentionn|"
    rf"signal|rappel|soulign|affirm|ajout|di)\w*(?: également| aussi)? (?:that |que |qu['’])",
    re.IGNORECASE,
)


def claim_alone(text: str) -> str:
    """A sentence without the words that only name its source; as it is where there are none."""
    found = _OPENS.match(text)
    if found is None or len(text) - found.end() < 8:
        return text
    return text[found.end() :]
