"""What an answer says in its own voice, in both languages: refusals and notices.

Knows nothing of how they are come by.
"""

from __future__ import annotations

from collections.abc import Sequence

from answer.question.offer import offer
from domain.types import Language, Retrieved

QUOTES = "quotes"
"""The answerer of an answer that no model wrote."""

_REFUSAL = {
    Language.FR: "Les sources ne répondent pas à cette question.",
    Language.EN: "The sources do not answer this question.",
}
_NEAREST = {
    Language.FR: "Ce qu'elles disent de plus proche se trouve dans la partie « {section} » de "
    "« {title} ».",
    Language.EN: "The closest they come to it is the part “{section}” of “{title}”.",
}
_NEAREST_TITLE = {
    Language.FR: "Ce qu'elles disent de plus proche se trouve dans « {title} ».",
    Language.EN: "The closest they come to it is in “{title}”.",
}
_QUOTED_AS_IS = {
    Language.FR: "La source est en anglais : la citation est donnée telle quelle.",
    Language.EN: "The source is in French: the quotation is given as it stands.",
}
_MODEL_FAILED = {
    Language.FR: "Le modèle de langue n'a pas répondu ({reason}) ; voici ce que disent les "
    "sources, mot pour mot.",
    Language.EN: "The language model did not answer ({reason}); here is what the sources say, word "
    "for word.",
}
_QUOTED = {
    Language.FR: "Cité mot pour mot des sources.",
    Language.EN: "Quoted word for word from the sources.",
}
_WRITTEN = {
    Language.FR: "Rédigé par {model} ; chaque phrase a été confrontée aux sources.",
    Language.EN: "Written by {model}; every sentence was checked against the sources.",
}
_OTHER_MODEL = {
    Language.FR: "La base a été faite avec un autre modèle de plongement, qui répond encore : "
    "`passerelle rebuild` la refait avec celui des réglages.",
    Language.EN: "The store was made with another embedding model, which still answers: "
    "`passerelle rebuild` makes it anew with that of the settings.",
}
_CORRECTED = {
    Language.FR: "Elles disent ceci : « {quote} »",
    Language.EN: "They do say: “{quote}”",
}
_PART_UNANSWERED = {
    Language.FR: "Les sources trouvées ne répondent pas à cette partie : « {part} »",
    Language.EN: "The sources found do not answer this part: “{part}”",
}
_DISPUTED = {
    Language.FR: "Les sources ne concordent pas sur ce point : {sources}.",
    Language.EN: "The sources disagree on this: {sources}.",
}
_DATED = {Language.FR: "« {title} » ({date})", Language.EN: "“{title}” ({date})"}
_AGAINST = {Language.FR: " contre ", Language.EN: " against "}
_SUMMED_UP = {
    Language.FR: "Résumé de « {title} ».",
    Language.EN: "A summary of “{title}”.",
}
_ONE_OF_SEVERAL = {
    Language.FR: " Pour résumer une autre source, nommez son sujet.",
    Language.EN: " To sum up another source, name its subject.",
}
_BRIEFING_SUMMED_UP = {
    Language.FR: "Résumé du dossier fourni avec Passerelle.",
    Language.EN: "A summary of the briefing that comes with Passerelle.",
}


def refusal(language: Language, nearest: Retrieved | None) -> tuple[str, ...]:
    """The sentences of a refusal; with a section about the matter, the offer to sum it up."""
    if nearest is None:
        return (_REFUSAL[language],)
    section = nearest.passage.section
    template = _NEAREST if section else _NEAREST_TITLE
    where = template[language].format(section=section, title=nearest.title)
    return (_REFUSAL[language], where, *((offer(language),) if section else ()))


def quoted_as_is(language: Language) -> str:
    """The notice beside an answer whose quotations are in the other language."""
    return _QUOTED_AS_IS[language]


def made_by(language: Language, answerer: str) -> str:
    """Who worded an answer: the sources themselves, or the model of that name."""
    return _QUOTED[language] if answerer == QUOTES else _WRITTEN[language].format(model=answerer)


def model_failed(language: Language, reason: str) -> str:
    """The notice beside an answer that the language model should have written."""
    return _MODEL_FAILED[language].format(reason=reason)


def other_model(language: Language) -> str:
    """The notice beside an answer from a store that another embedding model made."""
    return _OTHER_MODEL[language]


def corrected(language: Language, quote: str) -> str:
    """What the sources say against what a question takes for granted."""
    return _CORRECTED[language].format(quote=quote)


def part_unanswered(language: Language, part: str) -> str:
    """The notice of a part of a question that nothing answers."""
    return _PART_UNANSWERED[language].format(part=part)


def disputed(language: Language, sources: Sequence[tuple[str, str]]) -> str:
    """The notice beside statements that contradict each other: titles and dates, newest first."""
    told = [_DATED[language].format(title=title, date=date) for title, date in sources]
    return _DISPUTED[language].format(sources=_AGAINST[language].join(told))


def summed_up(language: Language, title: str | None, others: int) -> str:
    """The notice that says which source a summary is of; None is the briefing that ships."""
    if title is None:
        return _BRIEFING_SUMMED_UP[language]
    more = _ONE_OF_SEVERAL[language] if others else ""
    return _SUMMED_UP[language].format(title=title) + more
