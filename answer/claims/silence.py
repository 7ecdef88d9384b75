"""Sentences that claim nothing of the world: the sources do not say, or here is what they say.

Knows nothing of passages beyond their words.
"""

from __future__ import annotations

import re

from text.figures import figures
from text.folding import fold_text
from text.names import mentions

_SOURCES = (
    r"(?:the |these |provided |given |available |les |ces |des )*(?:passages?|sources?|documents?|"
    r"articles?|extraits?|excerpts?|textes?|texts?)(?: fournis| provided)?"
)
_OPENER = re.compile(r"^(?:however|cependant|toutefois|otherwise|unfortunately|malheureusement),? ")
_SILENT = re.compile(
    rf"^{_SOURCES} "
    r"(?:do not|does not|did not|don't|doesn't|ne|n')(?! ?(?:deny|contradict|nie|contred))"
    r"|^(?:no|aucune?) (?:other |autre )?(?:information|passage|source|detail)"
    rf"|(?:is|are) not (?:mentioned|given|stated|specified) in {_SOURCES}\.?$"
)
_MORE_BESIDES = re.compile(
    r"[,;:(]|\b(?:but|mais|although|bien que|while|which|because|car|and|et)\b"
)
# The words in which a silence is told; any other word is what the sources are silent on.
_TELLING = re.compile(
    r"\b(?:mention\w*|says?|saying|stat(?:e|es|ed)|provid\w+|contain\w*|specif\w+|indicat\w+|"
    r"giv(?:e|es|en)|gave|tell\w*|informations?|details?|regarding|concerning|about|passages?|"
    r"sources?|documents?|articles?|excerpts?|extraits?|textes?|texts?|provided|given|available|"
    r"answer\w*|disent|dit|mentionn\w*|indiqu\w*|précis\w*|fourni\w*|contien\w+|donne\w*|"
    r"renseign\w+|concernant|propos|sujet|réponse|répond\w*|permett\w+|address\w*|discuss\w*|"
    r"cover\w*|abord\w+|traite\w*|other|further|autres?|exact\w*|precis\w*|question|ne|pas|"
    r"aucune?|however|cependant|toutefois|otherwise|unfortunately|malheureusement)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:when|how|why|whether|where|who|what|which|if|quand|comment|pourquoi|si|où|qui|combien|"
    r"quel(?:le)?s?)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:here (?:is|are)|voici|in (?:short|summary|brief)|en (?:bref|resume|somme)|"
    rf"(?:according to|based on|selon|d'apres) {_SOURCES}|"
    r"(?:sure|certainly|of course|bien sur|certainement|d'accord|ok))\b[^.]{0,60}[:,.!]?$"
)
_LONGEST_LEAD = 12  # words of a sentence that only leads in to what follows


def says_that_nothing_is_said(text: str) -> bool:
    """Whether a sentence only tells that the sources do not say something."""
    plain = _OPENER.sub("", fold_text(text))
    return _SILENT.search(plain) is not None and not _MORE_BESIDES.search(plain)


def missed(text: str) -> str:
    """What such a sentence says is not there: its other words; "" where it leaves that open, as a
    question does.
    """
    return "" if _OPEN.search(text) else _TELLING.sub(" ", text)


def leads_in(text: str) -> bool:
    """Whether a sentence only leads in to what follows."""
    plain = fold_text(text)
    if not _LEAD.search(plain) or len(plain.split()) > _LONGEST_LEAD:
        return False
    return not figures(text) and not mentions(text)
