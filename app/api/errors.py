"""HTTP error responses: JSON with a code for programs and a sentence for people.

The sentence is in the caller's language; no error shows a stack trace or a library's message.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar

from starlette.responses import Response

from app.unexpected import Unexpected
from domain.errors import (
    EmbedderMismatch,
    GenerationNotFound,
    ModelError,
    PasserelleError,
    SettingsError,
    SourceError,
    SourceNotFound,
    StoreBusy,
    StoreDamaged,
    StoreEmpty,
    StoreError,
    UsageError,
)
from domain.types import Language

logger = logging.getLogger("passerelle")


class ApiError(PasserelleError):
    """A request that is refused; ``status`` and ``code`` are for programs."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "bad_request"
    headers: ClassVar[Mapping[str, str]] = {}


class NotJson(ApiError):
    """The body cannot be read; ``detail`` is the reason."""

    code = "not_json"
    en = "the body is not a JSON object ({detail})."
    fr = "le corps n'est pas un objet JSON ({detail})."


class WrongType(ApiError):
    """Unsupported content type; ``detail`` names the supported ones."""

    status = 415
    code = "wrong_content_type"
    en = "Content-Type {subject} is not accepted here: send {detail}."
    fr = "Content-Type {subject} n'est pas lu ici : envoyez {detail}."


class TypeMissing(ApiError):
    """Content type missing; ``detail`` names the supported ones."""

    status = 415
    code = "content_type_missing"
    en = "the request has no Content-Type: send {detail}."
    fr = "la requête n'a pas de Content-Type : envoyez {detail}."


class TooLarge(ApiError):
    """A body over the limit; ``subject`` is the limit in MB."""

    status = 413
    code = "too_large"
    headers: ClassVar[Mapping[str, str]] = {"Connection": "close"}
    en = "the body is over {subject} MB: send less at once."
    fr = "le corps dépasse {subject} Mo : envoyez-en moins à la fois."


class TokenMissing(ApiError):
    """A change without a token."""

    status = 401
    code = "token_missing"
    headers: ClassVar[Mapping[str, str]] = {"WWW-Authenticate": "Bearer"}
    en = (
        "this needs a token with the scope {subject}: create one with "
        "`passerelle token create NAME --scope {subject}` and send it as Authorization: Bearer."
    )
    fr = (
        "il faut un jeton de portée {subject} : créez-en un par "
        "`passerelle token create NOM --scope {subject}` et envoyez-le en Authorization: Bearer."
    )


class TokenUnknown(ApiError):
    """A token that was never made, or was revoked."""

    status = 401
    code = "token_unknown"
    headers: ClassVar[Mapping[str, str]] = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
    en = "this token is unknown or was revoked: create one with `passerelle token create NAME`."
    fr = "ce jeton est inconnu ici, ou révoqué : `passerelle token create` en crée un."


class ScopeTooSmall(ApiError):
    """A token that may not do this."""

    status = 403
    code = "scope_too_small"
    headers: ClassVar[Mapping[str, str]] = {"WWW-Authenticate": 'Bearer error="insufficient_scope"'}
    en = "the token {subject} does not allow this: it needs the scope {detail}."
    fr = "le jeton {subject} ne le permet pas : il faut la portée {detail}."


class ForeignOrigin(ApiError):
    """A page of another site, or a name that is not this server's."""

    status = 403
    code = "foreign_origin"
    en = "{subject} may not call this server: PASSERELLE_API_ORIGINS lists who may."
    fr = "{subject} ne peut pas appeler ce serveur : PASSERELLE_API_ORIGINS dit qui le peut."


class HostMissing(ApiError):
    """A request without a Host header."""

    code = "host_missing"
    en = "the request has no Host header: send one."
    fr = "la requête n'a pas d'en-tête Host : envoyez-en un."


class TooMany(ApiError):
    """More requests than the limit; ``subject`` is the limit a minute."""

    status = 429
    code = "too_many_requests"
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "5"}
    en = "more than {subject} requests per minute: wait a few seconds, then try again."
    fr = "plus de {subject} requêtes par minute : attendez quelques secondes, puis réessayez."


class Overloaded(ApiError):
    """Too many requests wait already, of this caller or in all."""

    status = 503
    code = "overloaded"
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "5"}
    en = "too many requests are already waiting: wait a few seconds, then try again."
    fr = "trop de requêtes attendent déjà : attendez quelques secondes, puis réessayez."


class CallerGone(ApiError):
    """The client has disconnected; the status is the one that proxies log."""

    status = 499
    code = "caller_gone"
    en = "the client disconnected before the answer was ready: send the request again."
    fr = "la requête a été abandonnée avant la réponse : renvoyez-la."


class ModelNotFound(ApiError):
    """A model name of the OpenAI-compatible endpoints that is not ours."""

    status = 404
    code = "model_not_found"
    en = "there is no model {subject}: GET /v1/models lists them."
    fr = "il n'y a pas de modèle {subject} : GET /v1/models les énumère."


class NoSuchPath(ApiError):
    """There is no such path."""

    status = 404
    code = "no_such_path"
    en = "there is no {subject} here: /api/docs lists the endpoints."
    fr = "rien ne répond à {subject} ici : /api/docs énumère ce qui répond."


class MethodNotAllowed(ApiError):
    """A path that does not take this method."""

    status = 405
    code = "method_not_allowed"
    en = "{subject} is not allowed here, use {detail}: see /api/docs."
    fr = "{subject} n'est pas accepté ici, {detail} l'est : consultez /api/docs."


class FormNotRead(ApiError):
    """A form that is broken or has too many parts; ``subject`` is how many files it may have."""

    code = "form_not_read"
    en = "the form cannot be read: send multipart/form-data, with at most {subject} files."
    fr = "le formulaire est illisible : envoyez du multipart/form-data, {subject} fichiers au plus."


_STATUS: tuple[tuple[type[PasserelleError], int, str], ...] = (
    (Unexpected, 500, "unexpected"),
    (UsageError, 400, "bad_request"),
    (SourceNotFound, 404, "source_not_found"),
    (GenerationNotFound, 404, "generation_not_found"),
    (StoreBusy, 409, "store_busy"),
    (StoreEmpty, 503, "store_empty"),
    (StoreDamaged, 503, "store_damaged"),
    (EmbedderMismatch, 503, "embedder_mismatch"),
    (StoreError, 503, "store_not_usable"),
    (SourceError, 422, "source_not_taken"),
    (ModelError, 503, "model_not_usable"),
    (SettingsError, 503, "setting_not_usable"),
)


def status_of(error: PasserelleError) -> tuple[int, str]:
    """The HTTP status of an error and its code."""
    if isinstance(error, ApiError):
        return error.status, error.code
    found = next((row for row in _STATUS if isinstance(error, row[0])), None)
    return found[1:] if found else (400, "bad_request")


def error_json(error: PasserelleError, language: Language) -> dict[str, Any]:
    """{"error": {"code", "message", "type"}}, as the clients of OpenAI read it too."""
    status, code = status_of(error)
    kind = "invalid_request_error" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "server_error"
    said = {"code": code, "message": error.message(language), "type": kind, "param": None}
    return {"error": said}


def error_response(error: PasserelleError, language: Language) -> Response:
    """The error as an answer to the request."""
    headers = dict(error.headers) if isinstance(error, ApiError) else {}
    if isinstance(error, MethodNotAllowed):
        headers["Allow"] = error.detail
    return json_response(error_json(error, language), status_of(error)[0], headers)


def json_response(
    value: Any, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """JSON in UTF-8; what UTF-8 cannot encode is replaced."""
    return Response(json_bytes(value), status, headers, "application/json")


def json_bytes(value: Any) -> bytes:
    """JSON in UTF-8, on one line."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
