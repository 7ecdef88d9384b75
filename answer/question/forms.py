"""The form of a question: what kind of thing would answer it.

Tables of how each form is asked for, in French and English at once, on folded text. Polite
openings ("could you tell me", "tu sais si") are no part of a question's form. No rule names a
subject. Knows nothing of units or passages.
"""

from __future__ import annotations

import re
from enum import StrEnum

from answer.question.summary_words import asks_for_summary


class Form(StrEnum):
    """The kind of thing that would answer."""

    QUANTITY = "quantity"
    DATE = "date"
    PERSON = "person"
    LIST = "list"
    REASON = "reason"
    YESNO = "yesno"
    SUMMARY = "summary"
    DEFINITION = "definition"
    FACT = "fact"


_WHAT_IS = (
    r"(quel(le)?s? (est|etait|sont|etaient|fut|a ete|sera)( donc)?|"
    r"(what|which)('s| is| was| are| were| will be))"
)
_AMOUNTS = (
    r"(part|pourcentage|proportion|montant|volume|nombre|valeur|chiffre|total|taux|cout|prix|"
    r"budget|taille|superficie|surface|longueur|hauteur|profondeur|distance|duree|capacite|"
    r"puissance|vitesse|population|quantite|somme|niveau|amende|salaire|prime|subvention|tarif|"
    r"share|percentage|amount|number|value|figure|rate|cost|price|size|area|length|duration|"
    r"capacity|quantity|sum|level|turnover|speed|power|salary|premium|fine|fee|fare)"
)
_TIMES = r"(annee|date|jour|mois|siecle|periode|epoque|year|day|month|century|period|time frame)"
_ROLES = (
    r"(ministre|president|presidente|maire|directeur|directrice|chef|fondateur|fondatrice|auteur|"
    r"signataire|minister|mayor|director|head|chief|founder|author|chair\w*|ambassador|"
    r"ambassadeur|commissioner|commissaire|personne|person)"
)
_REASONS = r"(raison|cause|motif|reason|purpose|point|aim|explanation)"

# First match wins. Each row: the form, and how it is asked for in French | in English.
_FORMS: tuple[tuple[Form, str], ...] = (
    (
        Form.DATE,
        r"(^|, ?|^et |c'est |pour |depuis |jusqu'a |a partir de |de )(quand|kan)\b|"
        rf"\b(quand|kan)\W*$|\bquel(le)?s? {_TIMES}s?\b|"
        r"(^|, ?|^and |since |until |by )when\b|\bwhen\W*$|\bhow long ago\b|"
        rf"\b(what|which) {_TIMES}s?\b|\b{_WHAT_IS} (la |les |l'|the )?(\w+ )?{_TIMES}s?\b|"
        r"^(la |the )?date (de|du|d'|of)\b",
    ),
    (
        Form.QUANTITY,
        rf"\b(combien|cb|quel(le)?s? {_AMOUNTS}|{_WHAT_IS} (le |la |les |l'|the |a |an )?(\w+ )?"
        rf"{_AMOUNTS}s?|a quelle hauteur|a combien|"
        r"que (vaut|valent|valait|valaient|coute|coutent|coutait))\b|"
        r"\b(how (many|much|mutch|big|large|long|far|high|tall|old|often|fast|wide|deep|heavy)|"
        rf"(what|which) (\w+ )?{_AMOUNTS})\b|\bhw (many|much|long)\b|(?<!is it )\bworth\W*$|"
        rf"^(le |la |les |l'|the )?(\w+ )?{_AMOUNTS} (de|du|des|d'|of|par|per)\b",
    ),
    (
        Form.PERSON,
        r"^(et )?(qui|ki|c'est qui|c ki|a qui|par qui|avec qui|de qui)\b|\bqui est(-ce)?\b|"
        r"\b(c'est qui|par qui)\W*$|\bcomment s'appel\w+\b|^(and )?(who|whom|whose)\b|"
        r"\b(by|to|with|from|for) whom\b|\bwho'?s\b|\bwhat('s| is) the name of\b|"
        rf"\b(quel(le)?|which|what) (\w+ )?{_ROLES}\b|\b{_WHAT_IS} (le |la |l'|the )?{_ROLES}\b|"
        rf"^(le |the )?(nom|name) (de |du |d'|of )(la |le |l'|the )?\w+",
    ),
    (
        Form.REASON,
        rf"\b(pourquoi|pk|pkoi|pourkoi|pour quel(le)?s? {_REASONS}s?|dans quel but|"
        r"(a cause|en raison) de quoi|qu'est-ce qui (explique|justifie|motive|(a |ont )?"
        r"(provoqu|caus|entrain|pouss|condui)\w*)|d'ou vient que)\b|"
        rf"\b(why|how come|what for|for what {_REASONS}|{_WHAT_IS} (la |les |l'|the )?(\w+ )?"
        rf"{_REASONS}s?|what (caused?s?|explains?|explained|prompted|drove|triggered|led to))\b",
    ),
    (
        Form.LIST,
        r"\b(quels|quelles|lesquel(le)?s|quels? types?|enumer\w*|list(e|er|ez)|cite[rz]?|"
        r"nomme[rz]?)\b|\b(which|what) (?!is\b|was\b|does\b|has\b)(\w+ )?"
        r"(?!is\b|was\b|does\b|has\b)(?!\w+ (the|a|an|it|its|them|this|that|when|if|to|us|you|in|"
        r"on|with|there|from)\b)\w+(s|ies)\b(?<!ss)(?<!us)(?<!is)|"
        r"\bwhat are (the|its|their|all|some) (\w+ )?\w+s\b(?<!ss)|"
        r"\b(list|name) (the|all|some|a few|two|three|four|five|\d+)\b|\bwhat kinds? of\b",
    ),
    (
        Form.DEFINITION,
        r"\b(c'?est (quoi|koi)|c (quoi|koi)|qu'est[- ]ce que c'est|qu'est[- ]ce que l[ea']|"
        r"que signifie|definition|definis\w*|que veut dire|kes?ako)\b|"
        r"\b(what('s| is) (an? |the )?\w+( \w+)?\??$|what does .+ (mean|"
        r"stand for)|define|meaning of)",
    ),
    (
        Form.YESNO,
        r"^(est[- ]ce|y a[- ]t[- ]il|existe[- ]t[- ]il|si|if|whether)\b|"
        r"^(?!.*\b(que|qu'|quoi|ou|comment|quel|quelle|lequel|laquelle)\b.*-(t-)?(il|elle|ils|elles|"
        r"on)\b).*\w(-t)?-(il|elle|ils|elles|on)\b|^[^?]* t (il|elle|ils|elles|on) |"
        r"^(is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b",
    ),
)
_RULES = tuple((form, re.compile(pattern)) for form, pattern in _FORMS)
# What may stand before a question and is no part of it, where a question follows.
_POLITE = re.compile(
    r"^((en (bref|resume|substance)|bref|in (short|brief|a nutshell)|ok|okay|so|alors|donc|"
    r"bonjour|salut|hello|hi|hey|please|svp|stp|merci de|euh|well|sinon|dis|question)[ ,:.!]+)*"
    r"((can|could|would|will) you (please )?(tell|show|say to|explain to)( me| us)?|"
    r"(please )?(tell|show) (me|us)|do you (happen to )?know|any idea|"
    r"(i|we)('d| would) (like|love) to know|(i|we) (want|need) to know|i wonder|"
    r"(est-ce que )?(tu|vous) (peux|pouvez|pourrais|pourriez) (me|nous) (dire|expliquer)|"
    r"(peux|pouvez|pourrais|pourriez)[- ](tu|vous) (me|nous) (dire|indiquer|expliquer|preciser)|"
    r"(dis|dites|explique[rz]?)[- ](moi|nous)|(est-ce que )?(tu sais|vous savez)|sais-tu|"
    r"savez-vous|(je|nous) (veux|voudrais|voudrions|aimerais|aimerions|cherche a|souhaite|"
    r"souhaiterais) savoir|je me demande)?[ ,:]*"
    r"(?=(who|whom|whose|what|which|when|where|why|how|if|whether|qui|que|quoi|qu'|quel|quelle|"
    r"quels|quelles|quand|ou|comment|combien|pourquoi|si|ce que|a qui|par qui|is|are|does|did|"
    r"est-ce|y a)\b)"
)


def form_of(folded: str) -> Form:
    """The form of a folded question; FACT where no rule fits."""
    if asks_for_summary(folded):
        return Form.SUMMARY
    asked = _POLITE.sub("", folded, count=1)
    return next((form for form, rule in _RULES if rule.search(asked)), Form.FACT)
