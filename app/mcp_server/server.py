"""MCP tools and resources of a store: ask, search, list_sources, read_source.

Each result has two forms, as MCP defines: short JSON text for the model, and structured
content, which for ``ask`` and ``search`` is what the commands print with --json.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import quote

from mcp.server.mcpserver import Context, MCPServer, ResourceSecurity
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError, ToolError
from mcp_types import CallToolResult, Resource, TextContent, ToolAnnotations
from pydantic import BaseModel, Field
from starlette.requests import Request

from app.api.service import Question as Asked
from app.api.service import Service, caller_of
from app.api.turns import Caller
from app.conversation import language_of, scope_from, turns_of
from app.mcp_server import texts
from app.opened import Listed, OpenStore
from app.views.as_json import to_json
from domain.errors import PasserelleError, SourceNotFound
from domain.types import Answer, ParsedSource, Scope
from text.wellformed import wellformed

T = TypeVar("T")
DOOR = "mcp"
PAGE = 100
"""Sources of a page of list_sources."""
CHARACTERS = 20_000
"""Characters of a page of read_source."""
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_CITED = ("marker", "source_id", "title", "section", "language", "quote")
_URI = "passerelle://sources/"


class Turn(BaseModel):
    """A turn of the conversation before the question."""

    role: Literal["user", "assistant"]
    content: str


Question = Annotated[str, Field(description="The question, in French or English.")]
History = Annotated[list[Turn] | None, Field(description="The earlier turns, oldest first.")]
Spoken = Annotated[
    Literal["fr", "en"] | None,
    Field(description="Language of the answer; the question's own by default."),
]
Sources = Annotated[
    list[str] | None, Field(description="Ids of the sources to look in; all by default.")
]
In = Annotated[
    Literal["fr", "en"] | None, Field(description="Only look in sources of this language.")
]
From = Annotated[
    str | None,
    Field(description="Only look in sources dated then or later: YYYY, YYYY-MM or YYYY-MM-DD."),
]
To = Annotated[str | None, Field(description="Only look in sources dated then or earlier.")]
Count = Annotated[int, Field(ge=1, le=100, description="How many passages.")]
Start = Annotated[int, Field(ge=0, description="Offset to continue from; 0 for the beginning.")]
Section = Annotated[int | None, Field(ge=1, description="Number in the table of contents.")]


def mcp_server(service: Service) -> MCPServer[Any]:
    """A server over a store, with the threads and the counts of the other endpoints."""
    server = _Server(service)
    tools = Tools(service)
    described = (
        (tools.ask, texts.ASK, "Ask the library"),
        (tools.search, texts.SEARCH, "Search the library"),
        (tools.list_sources, texts.LIST_SOURCES, "List the sources"),
        (tools.read_source, texts.READ_SOURCE, "Read a source"),
    )
    for tool, description, title in described:
        server.add_tool(tool, title=title, description=description, annotations=_READS)
    server.resource(
        _URI + "{id}",
        name="source",
        description=texts.RESOURCE,
        mime_type="text/plain",
        security=ResourceSecurity(exempt_params={"id"}),  # an id of the catalog, never a path
    )(tools.source_text)
    return server


class _Server(MCPServer[Any]):
    """Its resources are the current sources."""

    def __init__(self, service: Service) -> None:
        super().__init__("passerelle", instructions=texts.INSTRUCTIONS, log_level="WARNING")
        self._service = service

    async def list_resources(self) -> list[Resource]:
        """The sources, each as a resource."""
        listed = await self._service.work.look(self._service.opened.sources)
        return [_resource(each) for each in listed]


def _resource(listed: Listed) -> Resource:
    source = listed.source
    return Resource(
        uri=_URI + quote(source.id, safe=""),
        name=source.id,
        title=source.id,  # its title is untrusted text of the source
        description=texts.RESOURCE,
        mime_type="text/plain",
    )


@dataclass(frozen=True)
class Tools:
    """The tools; the methods have their names."""

    service: Service

    async def ask(
        self,
        question: Question,
        context: Context[Any, Any],
        history: History = None,
        language: Spoken = None,
        sources: Sources = None,
        sources_in: In = None,
        from_date: From = None,
        to_date: To = None,
    ) -> CallToolResult:
        """The answer; see texts.ASK."""
        store, caller = self._caller(context)
        turns = turns_of([turn.model_dump() for turn in history or ()], "history")
        scope = _scope(store, sources, sources_in, from_date, to_date)
        asked = Asked(question, turns, language_of(language, "language"), scope)
        answering = self.service.work.ask(
            lambda on_wait: self.service.answer(store, DOOR, asked, on_wait), caller
        )
        answer = await _awaited(store, answering)
        return _result(_short(answer), to_json(answer))

    async def search(
        self,
        question: Question,
        context: Context[Any, Any],
        k: Count = 5,
        sources: Sources = None,
        sources_in: In = None,
        from_date: From = None,
        to_date: To = None,
    ) -> CallToolResult:
        """The passages; see texts.SEARCH."""
        store, caller = self._caller(context)
        scope = _scope(store, sources, sources_in, from_date, to_date)
        searching = self.service.work.search(lambda: store.search(question, k, scope), caller)
        found = to_json(await _awaited(store, searching))
        return _result(found, found)

    async def list_sources(self, context: Context[Any, Any], start: Start = 0) -> CallToolResult:
        """A page of the sources; see texts.LIST_SOURCES."""
        store, _ = self._caller(context)
        listed = await _awaited(store, self.service.work.look(store.sources))
        page = [_listed(each) for each in listed[start : start + PAGE]]
        return _page({"sources": page, "total": len(listed)}, start + PAGE, len(listed))

    async def read_source(
        self,
        source_id: Annotated[str, Field(description="Id of the source.")],
        context: Context[Any, Any],
        section: Section = None,
        start: Start = 0,
    ) -> CallToolResult:
        """The contents of a source, or a section; see texts.READ_SOURCE."""
        (store, _), id = self._caller(context), wellformed(source_id)
        parsed = await _awaited(store, self.service.work.look(lambda: store.show(id)))
        if section is None:
            contents = _contents(parsed)
            return _result(contents, contents)
        if section > len(parsed.sections):
            said = texts.NO_SUCH_SECTION[store.interface]
            raise ToolError(said.format(id=id, count=len(parsed.sections)))
        found = parsed.sections[section - 1]
        payload = _head(parsed) | {
            "section": " › ".join(found.path),
            "text": found.text[start : start + CHARACTERS],
            "start": found.start + start,
        }
        return _page(payload, start + CHARACTERS, len(found.text))

    async def source_text(self, id: str, context: Context[Any, Any]) -> str:
        """The text of a source; raises ResourceNotFoundError."""
        store, _ = self._caller(context)
        try:
            parsed = await self.service.work.look(lambda: store.show(wellformed(id)))
        except SourceNotFound as error:
            raise ResourceNotFoundError(error.message(store.interface)) from error
        except PasserelleError as error:
            raise ResourceError(error.message(store.interface)) from error
        return parsed.text

    def _caller(self, context: Context[Any, Any]) -> tuple[OpenStore, Caller]:
        """The store in the caller's language, and the caller."""
        request = context.request_context.request
        if isinstance(request, Request):
            return self.service.store(request), caller_of(request)
        return self.service.opened, Caller("stdio")


def _scope(
    store: OpenStore,
    sources: list[str] | None,
    language: str | None,
    since: str | None,
    until: str | None,
) -> Scope | None:
    """What a call is limited to; raises ToolError."""
    given = {"sources": sources, "language": language, "from": since, "to": until}
    try:
        return scope_from(given, "scope")
    except PasserelleError as error:
        raise ToolError(error.message(store.interface)) from error


async def _awaited(store: OpenStore, doing: Awaitable[T]) -> T:
    """The result; raises ToolError with the one-line message."""
    try:
        return await doing
    except PasserelleError as error:
        raise ToolError(error.message(store.interface)) from error


def _short(answer: Answer) -> dict[str, Any]:
    """The parts of an answer for a model."""
    payload = to_json(answer)
    cited = [{name: each[name] for name in _CITED} for each in payload["citations"]]
    text = " ".join(
        "".join([s["text"], *(f" [{marker}]" for marker in s["markers"])])
        for s in payload["sentences"]
    )
    kept = {name: payload[name] for name in ("status", "language", "understood_as", "notices")}
    return kept | {"answer": text, "citations": cited}


def _listed(each: Listed) -> dict[str, Any]:
    names = ("id", "title", "language", "date", "publisher", "superseded_by", "passages")
    payload = to_json(each)
    return {name: payload[name] for name in names}


def _head(parsed: ParsedSource) -> dict[str, Any]:
    source = parsed.source
    return {"source_id": source.id, "title": source.title, "language": str(source.language)}


def _contents(parsed: ParsedSource) -> dict[str, Any]:
    sections = [
        {"section": number, "path": " › ".join(each.path), "characters": len(each.text)}
        for number, each in enumerate(parsed.sections, start=1)
    ]
    return _head(parsed) | {"date": parsed.source.date, "sections": sections}


def _page(payload: dict[str, Any], end: int, total: int) -> CallToolResult:
    """A page of a long result, with the next offset."""
    payload = payload | {"next_start": end if end < total else None}
    return _result(payload, payload)


def _result(read: dict[str, Any], whole: dict[str, Any]) -> CallToolResult:
    text = json.dumps(read, ensure_ascii=False)
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=whole)
