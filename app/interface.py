"""String catalogue of the pages, in French and in English.

A test fails where one language lacks a string or a placeholder.
"""

from __future__ import annotations

from app.admin.texts import ADMIN
from app.check_page.texts import CHECKING
from app.conversations.texts import CONVERSATIONS
from app.exports.texts import EXPORTS
from app.feedback.texts import FEEDBACK
from app.frame.texts import FRAME
from app.library.texts import LIBRARY
from app.scope.texts import SCOPE
from app.spacing import bound
from app.visit.texts import VISIT
from domain.types import Language, Stage

_TEXTS: dict[str, tuple[str, str]] = {
    # The frame: French, English
    "title": ("Passerelle", "Passerelle"),
    "tagline": (
        "Des réponses avec les phrases exactes des sources, en français et en anglais.",
        "Answers with the exact sentences of the sources, in French and in English.",
    ),
    "description": (
        "Des questions sur les relations UE–Kazakhstan, en français ou en anglais, et les phrases "
        "exactes des sources qui y répondent.",
        "Questions about EU–Kazakhstan relations, in French or in English, and the exact sentences "
        "of the sources that answer them.",
    ),
    "no_script": (
        "Ces pages ont besoin de JavaScript.",
        "These pages need JavaScript.",
    ),
    "chat": ("Questions", "Questions"),
    "library": ("Bibliothèque", "Library"),
    "language": ("Langue de l'interface", "Interface language"),
    # The chat page
    "ask": ("Demandez en français ou en anglais", "Ask in English or in French"),
    "start": ("Pour commencer", "To get started"),
    "new": ("Nouvelle conversation", "New conversation"),
    "announced": ("Réponse : {said}", "Answer: {said}"),
    "stop_answer": ("Arrêter", "Stop"),
    "answer_stopped": (
        "Arrêt demandé : aucune réponse n'a été donnée.",
        "Stopped: no answer was given.",
    ),
    "understood": ("Question comprise ainsi : {question}", "Understood as: {question}"),
    "edit": ("Modifier la question ainsi comprise", "Change how the question was understood"),
    "ask_again": ("Poser à nouveau", "Ask again"),
    "quoted_in_fr": ("citation en français", "quoted in French"),
    "quoted_in_en": ("citation en anglais", "quoted in English"),
    "twin_fr": ("Le même passage en français :", "The same passage in French:"),
    "twin_en": ("Le même passage en anglais :", "The same passage in English:"),
    "dated": ("Date : {date}", "Date: {date}"),
    "page": ("p. {page}", "p. {page}"),
    "changed": (
        "Cette source a changé depuis la réponse : voici le passage tel qu'il a été cité.",
        "This source has changed since the answer: here is the passage as it was quoted.",
    ),
    "outdated": ("Depuis cette réponse :", "Since this answer:"),
    "now_changed": ("« {title} » a changé ({at}).", "“{title}” has changed ({at})."),
    "now_removed": (
        "« {title} » a été retirée de la bibliothèque.",
        "“{title}” was removed from the library.",
    ),
    "now_superseded": (
        "« {title} » est remplacée par « {by} ».",
        "“{title}” is superseded by “{by}”.",
    ),
    "ask_anew": ("Reposer cette question", "Ask this question again"),
    "unexpected": (
        "Une erreur imprévue s'est produite ; le journal du serveur la décrit. Essayez à nouveau, "
        "ou posez une autre question.",
        "An unexpected error occurred; the server's log describes it. Try again, or ask another "
        "question.",
    ),
    "withheld": ("Voir ce qui n'est pas affiché", "See what is not shown"),
    "empty": (
        "Aucune source pour l'instant : ajoutez-en une dans la bibliothèque.",
        "There are no sources yet: add one in the library.",
    ),
    "to_library": ("Ouvrir la bibliothèque", "Open the library"),
    "searching": ("Recherche dans les sources…", "Searching the sources…"),
    "reading": ("Choix des phrases qui répondent…", "Choosing the sentences that answer…"),
    "writing": ("Rédaction de la réponse…", "Writing the answer…"),
    "checking": ("Vérification de la réponse…", "Checking the answer…"),
} | LIBRARY
_TEXTS.update(CONVERSATIONS)
_TEXTS.update(SCOPE)
_TEXTS.update(FRAME)
_TEXTS.update(CHECKING)
_TEXTS.update(VISIT | FEEDBACK | ADMIN)
_TEXTS.update(EXPORTS)

NAMES: dict[Language, str] = {Language.FR: "Français", Language.EN: "English"}
"""What each language calls itself."""


def say(name: str, language: Language, /, **values: str) -> str:
    """The string of that name, placeholders filled; KeyError for an unknown name or placeholder."""
    french, english = _TEXTS[name]
    return bound((french if language is Language.FR else english).format(**values))


def stage(stage: Stage, language: Language) -> str:
    """The label of a stage, shown while the user waits."""
    return say(str(stage), language)


def names() -> tuple[str, ...]:
    """The names of all strings."""
    return tuple(_TEXTS)


def both(name: str) -> tuple[str, str]:
    """A string in French and in English, placeholders unfilled."""
    return _TEXTS[name]
