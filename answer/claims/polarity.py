"""What a claim denies, turns round or says in the opposite sense, against what the source says.

Only what can be told for sure is told: both sentences have to speak of the same thing, which is for
the caller to know. Knows nothing of figures.
"""

from __future__ import annotations

import re

from text.folding import fold_text
from text.opposites import opposed

_DENIES = re.compile(
    r"\b(?:not|never|no longer|no|nor|neither|none|nobody|nothing|cannot|jamais|aucune?s?|ni|"
    r"nullement|nul|hardly|denie[sd]|deny|nier?|nie(?:nt)?|fail(?:s|ed)? to|refus\w+ (?:to|de|d')|"
    r"stopped|cess\w+ de)\b|"
    r"n't\b|\b(?:ne |n')(?:[^.,;]{1,40}? )?(?:pas|plus|point|jamais|guere|rien)\b|"
    r"\bnon[ -](?!seulement|only)\w+|\bnot [a-z]+ed\b|"
    r"\b(?:unlikely|impossible|incapables?|unable|yet to|stall(?:s|ed|ing)?|struggl\w+ to|"
    r"peine(?:nt)? a|tarde(?:nt)? a|has yet|have yet)\b"
)
# What comes near a denial, alike in both languages in each row: it bears one out, and no claim is
# held to it.
_NEARLY = tuple(
    re.compile(rf"\b(?:{words})\b")
    for words in (
        r"fail\w*|echou\w+|echec",
        r"declin\w+|refus\w+|reject\w*|rejet\w*|turn\w* down|vot\w+ down|rebuff\w*|repouss\w+",
        r"doubt\w*|doute\w*",
        r"suspen\w+",
        r"free (?:of charge|entry|admission)|(?:for|is|are|travels?|enters?|go(?:es)?) free|"
        r"gratui\w+|exempt\w*|\w+-free",
        r"last|dernier\w*|drop?p\w*|abandon\w*",
        r"unless|except\w*",
        r"stop\w*|cess\w+",
        r"ban(?:s|ned)?|interdi\w+|forbid\w*|prohib\w+|prevent\w*|empech\w+|avoid\w*|evit\w+",
        r"exclu\w+|left out|leav\w+ (?:out|aside)|laiss\w+ de cote|outside|dehors|hors|aside",
        r"faute d\w*",
        r"too (?:few|little)|trop peu|absen\w+|without|sans|lack\w*|manqu\w+|"
        r"depourvu\w*|short|prive\w*|depriv\w+",
        r"rest\w+|remains? to|still",
        r"same|meme\w*|identi\w+|equal\w*",
        r"instead|rather than|plutot que|alone|only|just",
        r"clos\w+|ferm\w+",
    )
)
_NOT_DENYING = re.compile(
    r"\bnot only\b|\bnon seulement\b|\bpas seulement\b|\bno doubt\b|\bsans doute\b|"
    r"\bne (?:[^.,;]{1,30} )?plus qu(?:e|')|\bne cess\w+ de\b|\bn'a cesse\b|\bnot least\b|"
    r"\bno (?:less|fewer|more) than\b|\bplus (?:de|d'|que)\b|"
    r"\bne (?:[^.,;]{1,30} )?qu(?:e\b|')|\bnot necessarily\b|\bpas forcement\b|"
    r"\bpas necessairement\b|\bnon[ -](?:governmental|gouvernementale?s?|proliferation)\b|"
    r"\bnothing but\b|\bsans cesse\b|\bin no small\b"
)


def denies(text: str) -> int:
    """How often a sentence denies."""
    return len(_DENIES.findall(_NOT_DENYING.sub(" ", fold_text(text))))


def nearly_denies(text: str, other: str) -> bool:
    """Whether a sentence comes near a denial in a way that the other one lacks."""
    said, lacking = fold_text(text), fold_text(other)
    return any(row.search(said) and not row.search(lacking) for row in _NEARLY)


def contradicts(claim: str, source: str) -> bool:
    """Whether a claim has the opposite of a word of the source, in place of that word."""
    return opposed(claim, source)
