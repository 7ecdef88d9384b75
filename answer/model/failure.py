"""Why a chat model did not answer, in both languages, without its own words.

The messages of foreign errors may carry keys, addresses and whole prompts; only the class of an
error is read here, never its text. This module knows nothing of models and prompts.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.errors import ChatModelError
from domain.types import Language


@dataclass(frozen=True, slots=True)
class Cause:
    """A short cause in the two languages."""

    en: str
    fr: str

    def text(self, language: Language) -> str:
        """The cause in the reader's language."""
        return self.fr if language is Language.FR else self.en


class ChatModelFailure(ChatModelError):
    """A ChatModelError whose detail is told in the reader's language."""

    def __init__(self, subject: str, cause: Cause) -> None:
        super().__init__(subject, cause.en)
        self.cause = cause

    def message(self, language: Language) -> str:
        """The one line to show, in the reader's language."""
        return ChatModelError(self.subject, self.cause.text(language)).message(language)


EMPTY = Cause("it wrote nothing", "il n'a rien écrit")
CUT = Cause("its answer broke off", "sa réponse s'est interrompue")
ENDLESS = Cause("it wrote without end", "il écrivait sans fin")
SLOW = Cause("it took too long", "il a mis trop de temps")
_UNREACHABLE = Cause("the connection failed", "la connexion a échoué")
_UNREADABLE = Cause(
    "its server sent an error, or nothing readable",
    "son serveur a envoyé une erreur, ou rien de lisible",
)
_NO_KEY = Cause("its key was refused or is missing", "sa clé est refusée ou manquante")
# Class names of langchain-core, the providers' kits, httpx and Python; the nearest base class wins.
_BY_CLASS = {
    "ModelAuthenticationError": _NO_KEY,
    "AuthenticationError": _NO_KEY,
    "ModelPermissionDeniedError": _NO_KEY,
    "PermissionDeniedError": _NO_KEY,
    "ModelNotFoundError": Cause("there is no such model there", "ce modèle n'y existe pas"),
    "NotFoundError": Cause("there is no such model there", "ce modèle n'y existe pas"),
    "ModelRateLimitError": Cause(
        "too many requests, or no credit left", "trop de demandes, ou crédit épuisé"
    ),
    "RateLimitError": Cause(
        "too many requests, or no credit left", "trop de demandes, ou crédit épuisé"
    ),
    "ContextOverflowError": Cause("the passages are too long", "les passages sont trop longs"),
    "ModelInvalidRequestError": Cause("it refused the request", "il a refusé la demande"),
    "BadRequestError": Cause("it refused the request", "il a refusé la demande"),
    "UnprocessableEntityError": Cause("it refused the request", "il a refusé la demande"),
    "ModelAPIError": Cause("its server failed", "son serveur est en panne"),
    "InternalServerError": Cause("its server failed", "son serveur est en panne"),
    "APIError": Cause("its server failed", "son serveur est en panne"),
    "ModelTimeoutError": SLOW,
    "APITimeoutError": SLOW,
    "TimeoutException": SLOW,
    "TimeoutError": SLOW,
    "ModelConnectionError": _UNREACHABLE,
    "APIConnectionError": _UNREACHABLE,
    "TransportError": _UNREACHABLE,
    "ConnectionError": _UNREACHABLE,
    "OSError": _UNREACHABLE,
    # LangChain tells an error inside a stream as a ValueError; what is no JSON is one as well.
    "ValueError": _UNREADABLE,
}


def translated(name: str, error: Exception) -> ChatModelError:
    """The failure of the model of that name, told from the class of a foreign error."""
    classes = [base.__name__ for base in type(error).__mro__]
    known = next((_BY_CLASS[base] for base in classes if base in _BY_CLASS), None)
    return ChatModelFailure(name, known or Cause(classes[0], classes[0]))
