"""Filler detection: sentences of a language model that make no claim, and are dropped.

"Here's a summary:", "I hope this helps.", "Yes.", "The passages do not say when."
"""

from __future__ import annotations

import re

from text.figures import figures
from text.folding import fold_text
from text.names import mentions

LONGEST_LEAD = 12  # words of a sentence that only leads in to what follows
_BARE = re.compile(
    r"(?:yes|no|indeed|correct|exactly|absolutely|certainly|of course|oui|non|si|en effet|"
    r"effectivement|exactement|absolument|tout a fait|bien sur)"
)
_POLITE = re.compile(
    r"^(?:sure(?: thing)?|certainly|of course|ok|okay|bien sur|certainement|d'accord|"
    r"great question|good question|(?:tres )?bonne question)(?:\s?[,!.:]+ |$)"
)
_LEADS = re.compile(
    r"(?:thank you|thanks|merci|below|here's|here (?:is|are)|voici|ci-dessous|"
    r"(?:the )?(?:short )?(?:answer|summary)|(?:la |le |en )?(?:reponse|resume)|"
    r"in (?:short|summary|brief)|to (?:summari[sz]e|sum up)|en (?:bref|somme)|pour resumer)\b"
)
_CLOSES = re.compile(
    r"(?:i hope (?:this|that|it) (?:helps|answers)|hope (?:this|that) helps|let me know if|"
    r"feel free to|(?:please )?do(?: not|n't) hesitate|is there anything else|"
    r"if you (?:have|need|want|would like)\b.*\b(?:questions?|ask|know|help|details?)|"
    r"j'espere que (?:cela|ca|ceci)|n'hesitez pas|"
    r"si vous (?:avez|souhaitez|voulez|desirez)\b.*\b(?:questions?|demander|savoir|aide|details?|"
    r"precisions))\b"
)
_CLAIMS = re.compile(r"[,;(]|\b(?:is|are|was|were|has|have|est|sont|etait|ont)\b ?\w")

_SOURCES = (
    r"(?:the |these |provided |given |available |les |ces |des )*(?:passages?|sources?|documents?|"
    r"articles?|extraits?|excerpts?|textes?|texts?)(?: fournis| provided| given| disponibles)?"
)
_SAY = (
    r"(?:mention|say|state|specif|indicat|provid|contain|give|tell|answer|address|discuss|include|"
    r"disent|dit|mentionn|precis|indiqu|fourni|contien|donn|repond|permet|abord|evoqu)\w*"
)
_OPENER = re.compile(r"^(?:however|cependant|toutefois|otherwise|unfortunately|malheureusement),? ")
_SILENT = re.compile(
    rf"^{_SOURCES} (?:(?:do|does|did)(?: not|n't)(?: (?:explicitly|clearly|directly))?|n(?:e |'))"
    rf" ?(?:\w+ )?{_SAY}"
    r"|^(?:no|aucune?) (?:other |autre )?(?:information|detail|precision|mention)s?\b.*"
    r"\b(?:given|provided|mentioned|available|found|donnee?s?|fournie?s?|mentionnee?s?|"
    r"disponibles?)\b"
    rf"|(?:is|are) not (?:mentioned|given|stated|specified) in {_SOURCES}\.?$"
)
_MORE_BESIDES = re.compile(
    r"[,;:(]|\b(?:but|mais|although|bien que|while|which|because|car|and|et)\b"
)


def says_nothing(sentence: str) -> bool:
    """Whether a sentence leads in to an answer or takes leave after it, and states no more; or asks
    something.
    """
    if sentence.rstrip(" \"'»”\u00a0\u202f").endswith("?"):
        return True
    plain = _plain(sentence)
    if figures(sentence):
        return False
    if _BARE.fullmatch(plain):
        return True
    if _CLOSES.match(plain):
        return True
    rest = _POLITE.sub("", plain)
    if not rest:
        return True
    lead = _LEADS.match(rest)
    if not lead or mentions(sentence) or len(plain.split()) > LONGEST_LEAD:
        return False
    return not _CLAIMS.search(rest[lead.end() :])


def says_that_nothing_is_said(sentence: str) -> bool:
    """Whether a sentence only reports that the sources do not state something."""
    plain = _OPENER.sub("", fold_text(sentence))
    return _SILENT.search(plain) is not None and not _MORE_BESIDES.search(plain)


def _plain(sentence: str) -> str:
    return fold_text(sentence).strip(" .!:?…\u00a0\u202f")
