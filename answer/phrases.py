"""Message templates of answers, in both languages: refusals and notices."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from answer.question.offer import offer
from domain.types import Answer, Language, Retrieved


class Unfit(StrEnum):
    """Why a sentence of a language model is withheld without being compared with the sources."""

    LANGUAGE = "language"
    FRAGMENT = "fragment"
    LEANING = "leaning"


QUOTES = "quotes"
"""The answerer of an answer that no model wrote."""

_REFUSAL = {
    Language.FR: "Les sources ne répondent pas à cette question.",
    Language.EN: "The sources do not answer this question.",
}
_NEAREST = {
    Language.FR: "Ce qu'elles disent de plus proche se trouve dans la section « {section} » de "
    "« {title} ».",
    Language.EN: "What comes closest is the section “{section}” of “{title}”.",
}
_NEAREST_TITLE = {
    Language.FR: "Ce qu'elles disent de plus proche se trouve dans « {title} ».",
    Language.EN: "What comes closest is in “{title}”.",
}
_QUOTED_AS_IS = {
    Language.FR: "La source est en anglais : la citation est donnée telle quelle.",
    Language.EN: "The source is in French: it is quoted in the original.",
}
_MODEL_FAILED = {
    Language.FR: "Le modèle de langue n'a pas répondu ({reason}).",
    Language.EN: "The language model did not answer ({reason}).",
}
_MODEL_SILENT = {
    Language.FR: "Le modèle de langue n'a pas trouvé de réponse dans ces passages ; les phrases "
    "citées s'en approchent le plus.",
    Language.EN: "The language model found no answer in these passages; the sentences quoted are "
    "the closest matches.",
}
_NOT_SUPPORTED = {
    Language.FR: "Non étayée par les sources trouvées.",
    Language.EN: "Not supported by the sources found.",
}
_UNFIT = {
    Unfit.LANGUAGE: {
        Language.FR: "Dans une autre langue que celle de la question.",
        Language.EN: "Not in the language of the question.",
    },
    Unfit.FRAGMENT: {
        Language.FR: "Ce n'est pas une phrase entière.",
        Language.EN: "Not a whole sentence.",
    },
    Unfit.LEANING: {
        Language.FR: "Elle ne nomme pas ce dont elle parle.",
        Language.EN: "It does not name its subject.",
    },
}
_ONE_WITHHELD = {
    Language.FR: "Une phrase du modèle de langue n'est pas affichée, faute d'être confirmée par "
    "les sources trouvées.",
    Language.EN: "One sentence by the language model is not shown, because the sources found do "
    "not confirm it.",
}
_SEVERAL_WITHHELD = {
    Language.FR: "{count} phrases du modèle de langue ne sont pas affichées, faute d'être "
    "confirmées par les sources trouvées.",
    Language.EN: "{count} sentences by the language model are not shown, because the sources found "
    "do not confirm them.",
}
_NOTHING_WRITTEN = {
    Language.FR: "Le modèle de langue n'a rien écrit qui puisse être vérifié.",
    Language.EN: "The language model wrote nothing that can be verified.",
}
_STOPPED = {
    Language.FR: "Réponse interrompue : voici ce qui était affiché.",
    Language.EN: "Stopped: this is what had been shown so far.",
}
_NOTHING_LEFT = {
    Language.FR: "Les sources n'étayent rien de ce que le modèle de langue a écrit.",
    Language.EN: "The sources support nothing that the language model wrote.",
}
_LITTLE_LEFT = {
    Language.FR: "Les sources n'étayent presque rien de ce que le modèle de langue a écrit.",
    Language.EN: "The sources support hardly anything that the language model wrote.",
}
_FOREIGN = {
    Language.FR: "Le modèle de langue n'a pas répondu en français.",
    Language.EN: "The language model did not answer in English.",
}
_WORD_FOR_WORD = {
    Language.FR: " Voici ce que disent les sources, mot pour mot.",
    Language.EN: " Here is what the sources say, word for word.",
}
_CUT = {
    Language.FR: "La réponse du modèle de langue est incomplète ({reason}) ; seul ce que les "
    "sources étayent en est affiché.",
    Language.EN: "The language model's answer is incomplete ({reason}); only the sentences that "
    "the sources support are shown.",
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
    Language.FR: "La base a été construite avec un autre modèle de plongement, encore utilisé : "
    "`passerelle rebuild` la reconstruit avec celui des réglages.",
    Language.EN: "The store was made with another embedding model, which is still in use: "
    "`passerelle rebuild` switches to the one in the settings.",
}
_CORRECTED = {
    Language.FR: "Elles disent ceci : « {quote} »",
    Language.EN: "They do say: “{quote}”",
}
_PART_UNANSWERED = {
    Language.FR: "Les sources trouvées ne répondent pas à cette partie de la question : « {part} »",
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
    Language.FR: " Pour obtenir le résumé d'une autre source, précisez son sujet.",
    Language.EN: " To sum up another source, name its subject.",
}
_BRIEFING_SUMMED_UP = {
    Language.FR: "Résumé du dossier d'information fourni avec Passerelle.",
    Language.EN: "A summary of the briefing that comes with Passerelle.",
}
_KEY_DATES = {
    Language.FR: "Dates clés de « {title} ».",
    Language.EN: "Key dates of “{title}”.",
}
_OTHER_DATES = {
    Language.FR: " Pour les dates d'un autre sujet, précisez-le.",
    Language.EN: " For dates on another subject, name it.",
}
_BRIEFING_KEY_DATES = {
    Language.FR: "Dates clés du dossier d'information fourni avec Passerelle.",
    Language.EN: "Key dates of the briefing that comes with Passerelle.",
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


def made_by(language: Language, answer: Answer) -> str:
    """Who worded an answer: the sources themselves, or a model."""
    if answer.answerer != QUOTES:
        return _WRITTEN[language].format(model=answer.answerer)
    return _QUOTED[language]


def model_failed(language: Language, reason: str, *, answered: bool) -> str:
    """The notice beside quotations, or a refusal, that the language model should have worded."""
    return _MODEL_FAILED[language].format(reason=reason) + _quotations(language, answered)


def model_silent(language: Language) -> str:
    """The notice beside quotations where the language model abstains."""
    return _MODEL_SILENT[language]


def not_supported(language: Language) -> str:
    """Why a sentence is not shown."""
    return _NOT_SUPPORTED[language]


def unfit(language: Language, why: Unfit) -> str:
    """Why a sentence is not shown that was not compared with the sources."""
    return _UNFIT[why][language]


def nothing_written(language: Language, *, answered: bool) -> str:
    """The notice where a language model claimed nothing."""
    return _NOTHING_WRITTEN[language] + _quotations(language, answered)


def stopped(language: Language) -> str:
    """The notice beside an answer that was stopped while a language model wrote."""
    return _STOPPED[language]


def withheld(language: Language, count: int) -> str:
    """The notice beside an answer of which some sentences are not shown."""
    template = _ONE_WITHHELD if count == 1 else _SEVERAL_WITHHELD
    return template[language].format(count=count)


def nothing_left(
    language: Language, *, answered: bool, foreign: bool = False, unreliable: bool = False
) -> str:
    """The notice where nothing may be shown of what a language model wrote."""
    said = _FOREIGN if foreign else _LITTLE_LEFT if unreliable else _NOTHING_LEFT
    return said[language] + _quotations(language, answered)


def cut_short(language: Language, reason: str) -> str:
    """The notice beside an answer that the model did not bring to an end."""
    return _CUT[language].format(reason=reason)


def _quotations(language: Language, answered: bool) -> str:
    """The replacement, where sources are quoted."""
    return _WORD_FOR_WORD[language] if answered else ""


def other_model(language: Language) -> str:
    """The notice beside an answer from a store that another embedding model made."""
    return _OTHER_MODEL[language]


def corrected(language: Language, quote: str) -> str:
    """What the sources state against a question's presupposition."""
    return _CORRECTED[language].format(quote=quote)


def part_unanswered(language: Language, part: str) -> str:
    """The notice of a part of a question that nothing answers."""
    return _PART_UNANSWERED[language].format(part=part)


def disputed(language: Language, sources: Sequence[tuple[str, str]]) -> str:
    """The notice beside statements that contradict each other: titles and dates, newest first."""
    dated = [_DATED[language].format(title=title, date=date) for title, date in sources]
    return _DISPUTED[language].format(sources=_AGAINST[language].join(dated))


def summed_up(language: Language, title: str | None, others: int) -> str:
    """The notice of which source a summary is of; None is the briefing that ships."""
    if title is None:
        return _BRIEFING_SUMMED_UP[language]
    more = _ONE_OF_SEVERAL[language] if others else ""
    return _SUMMED_UP[language].format(title=title) + more


def key_dates(language: Language, title: str | None, others: int) -> str:
    """The notice of which source key dates are of; None is the briefing that ships."""
    if title is None:
        return _BRIEFING_KEY_DATES[language]
    more = _OTHER_DATES[language] if others else ""
    return _KEY_DATES[language].format(title=title) + more
