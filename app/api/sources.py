"""/api/sources: the sources of the store, listed and read; ingested and removed by an editor.

A source comes as an address, as a text or as uploaded files: never as a path of the server.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from app.api.access import need
from app.api.errors import error_json, json_response
from app.api.service import Service, body_of, token_of
from app.audit.actor import HTTP, Actor, acting
from app.conversation import language_of
from app.tokens import Scope
from app.views.as_json import to_json
from domain.errors import SourceError, UsageError
from domain.reports import IngestReport
from domain.types import Language
from ingest.inputs import Input, UploadInput
from ingest.sync import Options
from ingest.web.url_input import UrlInput
from text.wellformed import wellformed

MOST_FILES = 100
_FIELDS = frozenset(("id", "language", "dry_run"))
_ELSEWHERE = re.compile("https?://|(url|upload|id):")
_BOOLEANS = {"true": True, "false": False}
_WANTED = '{"url"}, {"name", "text"}'


class Sources:
    """The endpoints over a service."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def all(self, request: Request) -> Response:
        """The sources, as `passerelle sources --json`; [] where there are none."""
        store = self._service.store(request)
        listed = to_json(await self._service.work.look(store.sources))
        return json_response([_for_caller(source, request) for source in listed])

    async def one(self, request: Request) -> Response:
        """A source whole, as `passerelle show --json`."""
        store, id = self._service.store(request), wellformed(request.path_params["id"])
        payload = to_json(await self._service.work.look(lambda: store.show(id)))
        return json_response(payload | {"source": _for_caller(payload["source"], request)})

    async def add(self, request: Request) -> Response:
        """Ingest sources; 422 where every one of them failed."""
        need(token_of(request), Scope.EDIT)
        store = self._service.store(request)
        async with self._service.work.changing():
            inputs, fields = await _given(request)
            options = _options(fields, store.interface)
            with acting(_actor(request)):
                work = partial(store.parts.ingest, inputs, options)
                report = await self._service.work.change(work)
        return _reported(report, store.interface)

    async def remove(self, request: Request) -> Response:
        """Remove the sources of ?id=, or of the path."""
        need(token_of(request), Scope.EDIT)
        store = self._service.store(request)
        ids = [*request.query_params.getlist("id"), *request.path_params.values()]
        if not ids:
            raise UsageError("id", "it is missing: /api/sources?id=...")
        named = [wellformed(id) for id in ids]
        async with self._service.work.changing():
            with acting(_actor(request)):
                report = await self._service.work.change(lambda: store.remove(*named))
        return json_response(to_json(report))


def _for_caller(source: dict[str, Any], request: Request) -> dict[str, Any]:
    """A source without paths of this machine, which only callers with a token see."""
    if token_of(request) is not None:
        return source
    local = [name for name in ("uri", "origin") if not _ELSEWHERE.match(source[name])]
    return source | dict.fromkeys(local)


def _actor(request: Request) -> Actor:
    """The token, by its name."""
    token = token_of(request)
    return Actor(token.name if token else "", HTTP, str(token.scope) if token else "")


def is_form(request: Request) -> bool:
    """Whether the body is a form that may contain files."""
    return request.headers.get("content-type", "").lower().startswith("multipart/form-data")


async def _given(request: Request) -> tuple[tuple[Input, ...], Mapping[str, Any]]:
    """The inputs to ingest, and the fields beside them; raises UsageError."""
    if is_form(request):
        return await _uploaded(request)
    body = await body_of(request)
    match body:
        case {"url": str(url)} if "text" not in body:
            return (UrlInput(wellformed(url).strip()),), _fields(body, "url")
        case {"name": str(name), "text": str(text)} if "url" not in body:
            given = UploadInput(wellformed(name), wellformed(text).encode())
            return (given,), _fields(body, "name", "text")
    raise UsageError("body", f"give one of {{{_WANTED}}}, or files as multipart/form-data")


async def _uploaded(request: Request) -> tuple[tuple[Input, ...], Mapping[str, Any]]:
    async with request.form(max_files=MOST_FILES, max_fields=20) as form:
        fields: dict[str, Any] = {}
        inputs: list[Input] = []
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                inputs.append(UploadInput(wellformed(value.filename or ""), await value.read()))
            else:
                fields[name] = wellformed(value)
    if not inputs:
        raise UsageError("body", f"give one of {{{_WANTED}}}, or files as multipart/form-data")
    dry_run = fields.get("dry_run", "false")
    fields["dry_run"] = _BOOLEANS.get(dry_run, dry_run)
    return tuple(inputs), _fields(fields)


def _fields(given: Mapping[str, Any], *own: str) -> Mapping[str, Any]:
    """The fields of one way to give a source; raises UsageError for any other."""
    unknown = sorted(set(given) - {*_FIELDS, *own})
    if unknown:
        raise UsageError("body", f"unknown field: {wellformed(unknown[0])[:80]}")
    return given


def _options(fields: Mapping[str, Any], reader: Language) -> Options:
    id, dry_run = fields.get("id"), fields.get("dry_run", False)
    if not isinstance(id, str | None) or not isinstance(dry_run, bool):
        raise UsageError("body", 'it needs "id": "...", "dry_run": true|false')
    language = language_of(fields.get("language"), "language")
    id = wellformed(id).strip() or None if id else None
    return Options(id, language, fallback=reader, reader=reader, preview=dry_run)


def _reported(report: IngestReport, reader: Language) -> Response:
    """The report, as `passerelle ingest --json`; with an error where nothing could be ingested."""
    payload = to_json(report)
    if report.failed and not (report.added or report.updated or report.unchanged):
        error = SourceError(report.failed[0].source)
        said = error_json(error, reader)
        said["error"]["message"] = report.failed[0].error
        return json_response(said | {"report": payload}, 422)
    return json_response(payload)
