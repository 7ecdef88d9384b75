"""Whether a question asks for a summary, and not about one: "who wrote the briefing?" does not.

Rules over folded text, in both languages at once. A verb of summing up counts where a request
stands (at the beginning, after "can you", "pouvez-vous me"), a noun where it is asked for. Knows
nothing of what is to be summed up.
"""

from __future__ import annotations

import re

_ADJECTIVES = (
    r"(un |une |le |la |les |l'|des |quelques |a |an |the |your |short |quick |brief |little |"
    r"petite? |bref |breve |rapide |court |courte |bonne? |good |general |generale? |\w+ ?-?"
    r"(sentence|line|phrase)s? |(deux|trois|two|three|five|cinq|\d) )*"
)
_NOUNS = (
    r"(resumes?|syntheses?|summary|summaries|overview|recap\w*|briefing|outline|gist|topo|apercu|"
    r"vue d'ensemble|grandes lignes|(l')?essentiel|tl;?dr|take[- ]?aways?|bilan|condense|"
    r"(key|main) (points?|facts?|ideas?|messages?|take[- ]?aways?)|"
    r"(points?|idees?|messages?) (cles?|principa\w+|essentiel\w*|forts?|fortes?))\b"
)
_ASKED_FOR = (
    r"(give|gimme|make|do|write|draft|want|need|like|have|get|show|prepare|provide|send|offer|"
    r"fai(s|t|tes|re|siez)|donne[rz]?|dresse[rz]?|redige[rz]?|ecri\w+|prepare[rz]?|veux|voudrais|"
    r"aimerais|souhaite\w*|faut|faudrait|besoin|propose[rz]?|pass(e|er|ez))"
)
_BEFORE_VERB = (
    r"(^|[,;:.!?] ?|\b(please|pls|plz|svp|stp|plait|just|you|to|and|then|et|puis|de|d'|me|m'|moi|"
    r"nous|nous le|vous|tu|peux|peut|pourr\w+|pouvez|veux|voudrais|voulez|faut|bien|vite|"
    r"rapidement|bonjour|salut|hello|hi|hey|ok|now|maintenant|let's|comment|pour|briefly|quickly)"
    r",? )"
)
_VERBS = (
    r"(resum(e|er|ez|ons|erais|eriez)\b(?! (its?|their|his|the) )|synthetis\w+|"
    r"summari[sz]e\b|sum (\w+ ){0,3}up|brief (me|us)\b|recap(itulate|itule[rz]?)?\b|"
    r"outline (the|this|it|what|how)\b|condense[rz]?\b|boil (\w+ ){1,3}down|wrap (\w+ ){0,2}up|"
    r"(fais|faites|faire)[- ](moi |nous |vite )*le point\b)"
)
_ASKS = tuple(
    re.compile(pattern)
    for pattern in (
        _BEFORE_VERB + _VERBS,
        rf"^({_ADJECTIVES}){_NOUNS}(?! (by|par|was|were|is|are|a ete|est|sont|fut|agreement|"
        r"accord)\b)",
        rf"\b{_ASKED_FOR}\b[ -]((moi|nous|me|us|to|te|vous|that|i|have|from|you|d'|de) ?)*"
        rf"{_ADJECTIVES}{_NOUNS}",
        rf"\b(what('s| is| are| were| was)|quel(le)?s? (est|sont|etaient|furent)) "
        rf"{_ADJECTIVES}{_NOUNS}(?! (agreement|accord)\b)",
        r"\b(que dit la conclusion|(que|quoi|a) retenir|retient-on|le point sur|"
        r"dans les grandes lignes)\b",
        r"\b(en (bref|resume|substance|quelques mots|deux mots)|bref|"
        r"in (short|brief|a nutshell|summary|a few words))\W*$",
    )
)
# What asks for something else, whatever it says of a summary.
_ASKS_OTHERWISE = re.compile(
    r"^(en (bref|resume|substance)|bref|in (short|brief|a nutshell)|so|alors|donc|and|et|but|mais)?"
    r"[ ,:]*(who\w*|when|where|why|which|how (many|much|long|often|far|old|big|is|are|was|were|did|"
    r"does|do (?!you))|does|did|do (?!you|i)|is|are|was|were|has|have|had|qui|par qui|a qui|quand|"
    r"ou|combien|pourquoi|depuis quand|lequel|laquelle|quel(le)?s? (?!est\b|sont\b|etaient\b|"
    r"furent\b)\w+|comment (?!\w*(resum|synthet))|est-ce que (?!tu|vous|on)|il y a)\b"
)


def asks_for_summary(folded: str) -> bool:
    """Whether a folded question wants something summed up."""
    if _ASKS_OTHERWISE.search(folded):
        return False
    return any(rule.search(folded) for rule in _ASKS)
