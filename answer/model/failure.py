"""Errors of a chat model: the cause, in both languages, and the setting to look at.

answer.model.translating maps foreign errors to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.errors import ChatModelError
from domain.types import Language


class About(StrEnum):
    """What a cause is about: the setting to look at; LATER where none is to blame."""

    MODEL = "PASSERELLE_CHAT_MODEL"
    ADDRESS = "PASSERELLE_CHAT_BASE_URL"
    KEY = "PASSERELLE_CHAT_API_KEY"
    TIME = "PASSERELLE_CHAT_TIMEOUT"
    LENGTH = "PASSERELLE_CHAT_MAX_TOKENS"
    LATER = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """A short cause in the two languages."""

    en: str
    fr: str
    about: About = About.MODEL

    def text(self, language: Language) -> str:
        """The cause in the reader's language."""
        return self.fr if language is Language.FR else self.en


_TOLD = {
    Language.FR: "le modèle de langue {subject} n'a pas répondu ({cause}) : {advice}.",
    Language.EN: "the language model {subject} did not answer ({cause}): {advice}.",
}
_SEE = {Language.FR: "vérifiez {setting}", Language.EN: "check {setting}"}
_OFFLINE = {
    Language.FR: "vérifiez la connexion au réseau",
    Language.EN: "check the network connection",
}
_LATER = {Language.FR: "réessayez plus tard", Language.EN: "try again later"}


class ChatModelFailure(ChatModelError):
    """A ChatModelError whose detail is in the reader's language."""

    def __init__(self, subject: str, cause: Cause) -> None:
        super().__init__(subject, cause.en)
        self.cause = cause

    def message(self, language: Language, setting: str | None = None) -> str:
        """The one line to show, in the reader's language; ``setting``: the one to look at where
        that is known more nearly, "" for none.
        """
        named = str(self.cause.about) if setting is None else setting
        if named:
            advice = _SEE[language].format(setting=named)
        else:
            offline = self.cause.about is About.ADDRESS
            advice = (_OFFLINE if offline else _LATER)[language]
        cause = self.cause.text(language)
        return _TOLD[language].format(subject=self.subject, cause=cause, advice=advice)


EMPTY = Cause("it wrote nothing", "il n'a rien écrit")
CUT = Cause("its answer broke off", "sa réponse s'est interrompue", About.LATER)
LIMITED = Cause(
    "its answer reached the length limit",
    "sa réponse a atteint la longueur maximale",
    About.LENGTH,
)
FILTERED = Cause("its provider's filter stopped it", "le filtre de son fournisseur l'a arrêté")
ENDLESS = Cause("it did not stop writing", "il écrivait sans fin")
REPEATING = Cause("it only repeated itself", "il ne faisait que se répéter")
SLOW = Cause("it took too long", "il a mis trop de temps", About.TIME)
UNLOADED = Cause(
    "its client library took too long to load", "son module a été trop long à charger", About.LATER
)
