"""Anaphora detection: "It did so in 2020", "Cette visite...", "Ces programmes...".

Such a sentence is understood only beside the one that has the antecedent. Shallow, in both
languages at once, over pronouns and demonstratives.
"""

from __future__ import annotations

import re

from text.folding import fold_text

_TIME = r"(?:in|since|on|by|from|until|en|depuis|le|des|au|a|jusqu'en) (?:[\w']+ ){0,3}\d{4}"
_OPENING = re.compile(
    rf"^(?:(?:{_TIME}|yes|no|and|but|so|then|thus|therefore|however|moreover|furthermore|later|"
    r"in addition|additionally|since then|today|as a result|in fact|indeed|oui|non|et|mais|donc|"
    r"ainsi|puis|enfin|cependant|toutefois|de plus|en outre|par ailleurs|depuis(?: lors)?|"
    r"aujourd'hui|en effet|de meme),? )+"
)
_HAVE = r"(?:a|ont|avait|avaient|est|sont|etait|etaient|sera|seront)"
_POINTS = re.compile(
    r"^(?!(?:his|her|son|sa) (?:excellen|majest|highness|altesse))"
    r"(?:(?:its?|they|their|this|these|those|he|his|she|her|ils?|elles?|cela|ceci|cet(?:te)?|"
    r"ces?|ce(?:lui|lle|ux|lles)-(?:ci|la)|son|sa|ses|leurs?|also|aussi|too|the latter)\b(?!-)|"
    r"c'|such (?!as\b)|that\b(?! (?:the|an?)\b)|the former (?:is|was|has|had|are|were)\b|"
    # "Kazakhstan did so", "l'UE l'a fait", "l'UE en est le premier client"
    r"(?:\S+ ){1,5}(?:do|does|did|done) so\b|(?:\S+ ){1,5}l'(?:a|ont|avait|avaient) fait\b|"
    rf"(?:ils?|elles?) le (?:fait|font)\b|(?:\S+ ){{1,4}}(?:en|y) {_HAVE}\b)"
)
# The same words without antecedent (pleonastic), or with it in the same sentence.
_EMPTY = re.compile(
    r"^(?:il (?:n')?(?:y (?:en )?(?:a|avait|aura|eut)|existe|faut|convient|importe|"
    r"est [\w']+ (?:que|qu'|de|d'))\b|ce (?:que|qui|dont)\b|"
    r"c'est (?:en|le \d|depuis|par|avec|dans|pour|grace|a|au)\b.* qu[e']|"
    r"(?:this|these|cet(?:te)?|ces?) (?:\w+ )?(?:years?|months?|weeks?|decades?|century|annees?|"
    r"mois|semaines?|decennies?|siecle|jours?)\b|"
    r"it (?:is|was) (?:in|on|since|only|not until|because|through|with|by|for)\b.* that\b|"
    r"it (?:seems|appears) that\b|it (?:is|was|remains) (?:\w+ly )?(?:expected|possible|"
    r"likely|clear|true|important|estimated|planned|said|hoped|noted|agreed|"
    r"believed|thought|known) that\b)"
)


def leans(sentence: str) -> bool:
    """Whether the antecedent is outside the sentence."""
    plain = _OPENING.sub("", fold_text(sentence))
    return _POINTS.match(plain) is not None and _EMPTY.match(plain) is None
