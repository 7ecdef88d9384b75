"""What a language model writes around an answer: "Here's a summary:", "I hope this helps.", "Yes."

Only for sentences that cite nothing. Knows nothing of sources, and judges nothing that is shown.
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


def bare(sentence: str) -> bool:
    """Whether it is "Yes." or "Non." alone, which asserts what was asked."""
    return _BARE.fullmatch(_plain(sentence)) is not None


def says_nothing(sentence: str) -> bool:
    """Whether a sentence leads in to an answer or takes leave after it, and says no more."""
    plain = _plain(sentence)
    if figures(sentence):
        return False
    if _CLOSES.match(plain):
        return True
    rest = _POLITE.sub("", plain)
    if not rest:
        return True
    lead = _LEADS.match(rest)
    if not lead or mentions(sentence) or len(plain.split()) > LONGEST_LEAD:
        return False
    return not _CLAIMS.search(rest[lead.end() :])


def _plain(sentence: str) -> str:
    return fold_text(sentence).strip(" .!:?…\u00a0\u202f")
