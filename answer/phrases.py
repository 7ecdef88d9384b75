"""What an answer says in its own voice, in both languages: refusals and notices."""

from __future__ import annotations

from domain.types import Language, Retrieved

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
    Language.FR: "Le modèle de langue n'a pas répondu ; voici ce que disent les sources, mot "
    "pour mot. ({reason})",
    Language.EN: "The language model did not answer; here is what the sources say, word for "
    "word. ({reason})",
}


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
    """The sentences of a refusal; it names the nearest section where one is near enough."""
    if nearest is None:
        return (_REFUSAL[language],)
    template = _NEAREST if nearest.passage.section_path else _NEAREST_TITLE
    where = template[language].format(section=nearest.passage.section, title=nearest.title)
    return (_REFUSAL[language], where)


def quoted_as_is(language: Language) -> str:
    """The notice beside an answer whose quotations are in the other language."""
    return _QUOTED_AS_IS[language]


def model_failed(language: Language, reason: str) -> str:
    """The notice beside an answer that the language model should have written."""
    return _MODEL_FAILED[language].format(reason=reason)


def summed_up(language: Language, title: str | None, others: int) -> str:
    """The notice that says which source a summary is of; None is the briefing that ships."""
    if title is None:
        return _BRIEFING_SUMMED_UP[language]
    more = _ONE_OF_SEVERAL[language] if others else ""
    return _SUMMED_UP[language].format(title=title) + more
