"""What a reader is told of sentences that a language model wrote and that no source bears out."""

from __future__ import annotations

from answer.claims.verdict import Verdict
from answer.model.drafting import DraftSentence
from domain.types import Language, Withheld

_ONE = {
    Language.FR: "Une phrase du modèle de langue n'est pas affichée : les sources citées ne "
    "l'étayent pas.",
    Language.EN: "One sentence of the language model is not shown: the sources cited do not bear "
    "it out.",
}
_SEVERAL = {
    Language.FR: "{count} phrases du modèle de langue ne sont pas affichées : les sources citées "
    "ne les étayent pas.",
    Language.EN: "{count} sentences of the language model are not shown: the sources cited do not "
    "bear them out.",
}

_NOTHING = {
    Language.FR: "Les sources n'étayent rien de ce que le modèle de langue a écrit ; voici ce "
    "qu'elles disent, mot pour mot.",
    Language.EN: "The sources bear out nothing of what the language model wrote; here is what "
    "they say, word for word.",
}
_FOREIGN = {
    Language.FR: "Le modèle de langue n'a pas répondu en français ; voici ce que disent les "
    "sources, mot pour mot.",
    Language.EN: "The language model did not answer in English; here is what the sources say, "
    "word for word.",
}

_LITTLE = {
    Language.FR: "Les sources n'étayent presque rien de ce que le modèle de langue a écrit ; voici "
    "ce qu'elles disent, mot pour mot.",
    Language.EN: "The sources bear out hardly anything of what the language model wrote; here is "
    "what they say, word for word.",
}
_CUT = {
    Language.FR: "La réponse du modèle de langue est incomplète ({reason}) ; ce qui est affiché "
    "est ce que les sources en étayent.",
    Language.EN: "The language model's answer is not complete ({reason}); what is shown is what "
    "the sources bear out of it.",
}


def withheld(sentence: DraftSentence, verdict: Verdict, language: Language) -> Withheld:
    """A sentence as it is kept beside an answer."""
    reason = str(verdict.reason) if verdict.reason else "leaning"
    return Withheld(sentence.text, reason, verdict.told(language))


def notice(count: int, language: Language) -> str:
    """The notice beside an answer of which some sentences are not shown."""
    return _ONE[language] if count == 1 else _SEVERAL[language].format(count=count)


def cut_short(reason: str, language: Language) -> str:
    """The notice beside an answer that the model did not bring to an end."""
    return _CUT[language].format(reason=reason)


def nothing_left(language: Language, *, foreign: bool = False, unreliable: bool = False) -> str:
    """The notice where the sources are quoted, for nothing may be shown of what was written."""
    return (_FOREIGN if foreign else _LITTLE if unreliable else _NOTHING)[language]
