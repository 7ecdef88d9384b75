"""Errors of a chat model: the cause, in both languages, and the setting to look at.

The messages of foreign errors may carry keys, addresses and whole prompts: an error is classified
by its class, its status and its causes, and nothing of its text is repeated.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
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


_MESSAGES = {
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
        return _MESSAGES[language].format(subject=self.subject, cause=cause, advice=advice)


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


_UNREACHABLE = Cause("the connection failed", "la connexion a échoué", About.ADDRESS)
_REFUSED = Cause(
    "the connection failed: nothing is listening at its address",
    "la connexion a échoué : rien n'écoute à son adresse",
    About.ADDRESS,
)
_NO_HOST = Cause(
    "the connection failed: its host name is unknown",
    "la connexion a échoué : aucune machine de ce nom n'est connue",
    About.ADDRESS,
)
_NO_ROUTE = Cause(
    "the connection failed: its address does not answer",
    "la connexion a échoué : son adresse ne répond pas",
    About.ADDRESS,
)
_INSECURE = Cause(
    "the connection failed: a secure connection (https) could not be established",
    "la connexion a échoué : aucune connexion sécurisée (https) n'a pu y être établie",
    About.ADDRESS,
)
_ELSEWHERE = Cause(
    "its address redirects to another one, and redirects are not followed",
    "son adresse renvoie à une autre, qui n'est pas suivie",
    About.ADDRESS,
)
_NO_API = Cause(
    "something answers at its address, but not as an OpenAI-compatible API: such an address often "
    "ends in /v1",
    "quelque chose répond à son adresse, mais pas comme une API compatible avec OpenAI : une telle "
    "adresse finit souvent par /v1",
    About.ADDRESS,
)
_NO_ADDRESS = Cause("its address is not valid", "son adresse n'en est pas une", About.ADDRESS)
_UNREADABLE = Cause(
    "its server sent an error, or nothing readable",
    "son serveur a envoyé une erreur, ou rien de lisible",
    About.ADDRESS,
)
_NO_KEY = Cause("its key was refused or is missing", "sa clé est refusée ou manquante", About.KEY)
_NO_MODEL = Cause("its server has no such model", "ce modèle n'y existe pas")
_TOO_MANY = Cause(
    "too many requests, or no credit left", "trop de requêtes, ou crédit épuisé", About.LATER
)
_INVALID = Cause("it refused the request", "il a refusé la requête")
_BROKEN = Cause("its server failed", "son serveur est en panne", About.LATER)
# Class names of langchain-core, the clients, httpx and Python; the nearest base class wins.
_BY_CLASS = {
    "ModelAuthenticationError": _NO_KEY,
    "AuthenticationError": _NO_KEY,
    "ModelPermissionDeniedError": _NO_KEY,
    "PermissionDeniedError": _NO_KEY,
    "ModelNotFoundError": _NO_MODEL,
    "NotFoundError": _NO_MODEL,
    "ModelRateLimitError": _TOO_MANY,
    "RateLimitError": _TOO_MANY,
    "ContextOverflowError": Cause("the passages are too long", "les passages sont trop longs"),
    "ModelInvalidRequestError": _INVALID,
    "BadRequestError": _INVALID,
    "UnprocessableEntityError": _INVALID,
    "ModelAPIError": _BROKEN,
    "InternalServerError": _BROKEN,
    "APIError": _BROKEN,
    "ModelTimeoutError": SLOW,
    "APITimeoutError": SLOW,
    "TimeoutException": SLOW,
    "TimeoutError": SLOW,
    "ModelConnectionError": _UNREACHABLE,
    "APIConnectionError": _UNREACHABLE,
    "TransportError": _UNREACHABLE,
    "ConnectionError": _UNREACHABLE,
    "OSError": _UNREACHABLE,
    "InvalidURL": _NO_ADDRESS,
    # LangChain raises an error inside a stream as a ValueError; invalid JSON is one as well, and
    # JSON of another shape makes a client fail.
    "ValueError": _UNREADABLE,
    "AttributeError": _UNREADABLE,
    "LookupError": _UNREADABLE,
    "TypeError": _UNREADABLE,
}
# The causes of an error that only reports a failed connection.
_BEHIND = {
    "ConnectionRefusedError": _REFUSED,
    "gaierror": _NO_HOST,
    "SSLError": _INSECURE,
    "ConnectTimeout": _NO_ROUTE,
}
_UNROUTED = frozenset((errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ETIMEDOUT))
# Clients that have one class for all answers of a server.
_BY_STATUS = {400: _INVALID, 401: _NO_KEY, 403: _NO_KEY, 404: _NO_MODEL, 429: _TOO_MANY}


def translated(name: str, error: Exception) -> ChatModelError:
    """The failure of the model of that name, from a foreign error."""
    return ChatModelFailure(name, _cause(error))


def _cause(error: Exception) -> Cause:
    names = _names(error)
    status = getattr(error, "status_code", None)
    if isinstance(status, int) and 300 <= status < 400:
        return _ELSEWHERE
    known = next((_BY_CLASS[name] for name in names if name in _BY_CLASS), None)
    if known is None and isinstance(status, int):
        known = _BROKEN if status >= 500 else _BY_STATUS.get(status)
    if known is _NO_MODEL and not _speaks_of_models(error):
        return _NO_API
    if known in (_UNREACHABLE, SLOW):
        return _behind(error) or known
    return known or _unknown(names[0])


def _unknown(name: str) -> Cause:
    return Cause(f"an unknown error, {name}", f"une erreur inconnue ici, {name}")


def _names(error: BaseException) -> list[str]:
    return [base.__name__ for base in type(error).__mro__]


def _speaks_of_models(error: Exception) -> bool:
    """Whether a server's 404 is about the model; otherwise the address is wrong."""
    body = getattr(error, "body", None) or error
    return "model" in str(body).casefold()


def _behind(error: Exception) -> Cause | None:
    """The plainest of the errors that led to this one."""
    for cause in _chain(error):
        if isinstance(cause, OSError) and cause.errno in _UNROUTED:
            return _NO_ROUTE
        if found := next((_BEHIND[name] for name in _names(cause) if name in _BEHIND), None):
            return found
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error, then those that it came of."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        if isinstance(error, BaseExceptionGroup) and error.exceptions:
            error = error.exceptions[0]
        else:
            error = error.__cause__ or error.__context__
