"""OpenAPI 3.1 description of the HTTP API; a test compares it with the routes."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

_TEXT: Json = {"type": "string"}
_NULLABLE: Json = {"type": ["string", "null"]}
_NUMBER: Json = {"type": "number"}
_COUNT: Json = {"type": "integer"}
_LANGUAGE: Json = {"type": "string", "enum": ["fr", "en"]}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _object(properties: Json, required: str = "", description: str = "") -> Json:
    schema: Json = {"type": "object", "properties": properties}
    schema |= {"required": required.split()} if required else {}
    return schema | ({"description": description} if description else {})


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


_PLACE: Json = {
    "passage_id": _TEXT,
    "source_id": _TEXT,
    "title": _TEXT,
    "section": _TEXT,
    "language": _LANGUAGE,
    "start": _COUNT,
    "end": _COUNT,
    "page": _COUNT,
}
SCHEMAS: Json = {
    "Error": _object(
        {"error": _object({"code": _TEXT, "message": _TEXT, "type": _TEXT}, "code message")},
        "error",
    ),
    "Turn": _object(
        {"role": {"type": "string", "enum": ["user", "assistant"]}, "content": _TEXT},
        "role content",
    ),
    "Question": _object(
        {
            "question": {"type": "string", "minLength": 1, "maxLength": 2000},
            "history": _list(_ref("Turn")) | {"description": "The last 200 are read."},
            "language": _LANGUAGE,
            "scope": _ref("Scope"),
        },
        "question",
    )
    | {"additionalProperties": False},
    "Scope": _object(
        {
            "sources": {"type": ["array", "null"], "items": _TEXT, "maxItems": 200},
            "language": {"enum": ["fr", "en", None]},
            "from": _NULLABLE,
            "to": _NULLABLE,
        },
        description="What a question is limited to: ids of sources, their language, a span of "
        "dates (YYYY, YYYY-MM or YYYY-MM-DD, both included). Dates leave out undated sources.",
    )
    | {"additionalProperties": False},
    "Sentence": _object({"text": _TEXT, "markers": _list(_COUNT)}, "text markers"),
    "Citation": _object(
        _PLACE
        | {"marker": _COUNT, "quote": _TEXT, "version": _TEXT, "ingested_at": _NULLABLE}
        | {"based_on": _TEXT},
        "marker source_id quote start end passage_id",
        "show's text[start:end] is the quote, in Unicode code points.",
    ),
    "Passage": _object(_PLACE | {"text": _TEXT, "score": _NUMBER}, "passage_id source_id text"),
    "Answer": _object(
        {
            "id": _NULLABLE,
            "question": _TEXT,
            "understood_as": _NULLABLE,
            "language": _LANGUAGE,
            "status": {"type": "string", "enum": ["answered", "unanswered", "courtesy"]},
            "text": _TEXT,
            "sentences": _list(_ref("Sentence")),
            "citations": _list(_ref("Citation")),
            "retrieved": _list(_ref("Passage")),
            "answerer": _TEXT,
            "probability": {"type": ["number", "null"]},
            "notices": _list(_TEXT),
            "withheld": _list({"type": "object"}),
            "timings_ms": {"type": "object"},
            "scope": _ref("Scope") | {"description": "Only where the question was limited."},
        },
        "question language status text sentences citations retrieved answerer notices",
        "What `passerelle ask --json` prints.",
    ),
    "Search": _object(
        {"question": _TEXT, "language": _LANGUAGE, "retrieved": _list(_ref("Passage"))},
        "question language retrieved",
    ),
    "Source": _object(
        {
            "id": _TEXT,
            "title": _TEXT,
            "uri": _NULLABLE,
            "language": _LANGUAGE,
            "date": _NULLABLE,
            "based_on": _NULLABLE,
            "passages": _COUNT,
        },
        "id title uri language passages",
    ),
    "Shown": _object(
        {"source": _ref("Source"), "text": _TEXT, "sections": _list({"type": "object"})},
        "source text sections",
    ),
    "NewSource": _object(
        {
            "url": _TEXT,
            "name": _TEXT,
            "text": _TEXT,
            "id": _TEXT,
            "language": _LANGUAGE,
            "dry_run": {"type": "boolean"},
        },
        description="Either url, or name and text.",
    )
    | {"additionalProperties": False},
    "Report": _object(
        {
            "generation": _COUNT,
            **{state: _list(_TEXT) for state in ("added", "updated", "unchanged", "removed")},
            "failed": _list({"type": "object"}),
        },
        "generation added updated unchanged removed failed",
        "What `passerelle ingest --json` prints.",
    ),
    "Health": _object({"status": _TEXT, "generation": _COUNT}, "status"),
    "ChatRequest": _object(
        {
            "model": _TEXT,
            "messages": _list({"type": "object"}) | {"minItems": 1},
            "stream": {"type": "boolean"},
            "stream_options": {"type": ["object", "null"]},
        },
        "model messages",
        "As OpenAI's; other fields (temperature, tools...) are ignored.",
    ),
    "Completion": _object(
        {
            "id": _TEXT,
            "object": _TEXT,
            "model": _TEXT,
            "choices": _list({"type": "object"}),
            "usage": {"type": "object"},
            "passerelle": _ref("Answer"),
        },
        "id object model choices usage passerelle",
    ),
    "Metrics": _TEXT,
    "Model": _object({"id": _TEXT, "object": _TEXT}, "id object"),
    "Models": _object({"object": _TEXT, "data": _list({"type": "object"})}, "object data"),
}


def _json(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}


def _query(name: str, schema: Json, description: str, required: bool = False) -> Json:
    return {
        "name": name,
        "in": "query",
        "required": required,
        "schema": schema,
        "description": description,
    }


_ID: Json = {
    "name": "id",
    "in": "path",
    "required": True,
    "schema": _TEXT,
    "description": "Id of a source, percent-encoded.",
}
_ERRORS = {
    "400": "The request is wrong; the message says how.",
    "401": "The token is missing or unknown.",
    "403": "The token does not allow it, or the request comes from a page of another site.",
    "404": "Not found.",
    "409": "Somebody else is changing the store.",
    "413": "The body is too large.",
    "415": "The content type of the body is not supported.",
    "422": "No source could be added.",
    "429": "Too many requests.",
    "503": "Nothing can be answered now; the message says why.",
}
_USUAL = ("400", "401", "403", "429", "503")


def _operation(summary: str, given: str, *errors: str, **more: Any) -> Json:
    """An operation that returns a schema, or a common error or one of those named."""
    failures = {
        status: {"description": _ERRORS[status], "content": _json(_ref("Error"))}
        for status in sorted({*_USUAL, *errors})
    }
    ok = {"description": "Done.", "content": _json(_ref(given))}
    responses = {"200": ok | more.pop("also", {})} | failures
    return {"summary": summary, "responses": responses} | more


def _sent(name: str, **also: Json) -> Json:
    return {"required": True, "content": _json(_ref(name)) | also}


_EDITOR: Json = {"security": [{"token": []}]}
_STREAM: Json = {
    "content": _json(_ref("Answer")) | {"text/event-stream": {"schema": _TEXT}},
}
PATHS: Json = {
    "/api/ask": {
        "post": _operation(
            "Answer a question. With Accept: text/event-stream, the answer is streamed: the events "
            "stage, quotes and sentence, then answer (the whole answer) or error.",
            "Answer",
            *("413", "415"),
            requestBody=_sent("Question"),
            also=_STREAM,
        )
    },
    "/api/search": {
        "get": _operation(
            "The passages nearest to a question, best first.",
            "Search",
            parameters=[
                _query("q", _TEXT | {"minLength": 1, "maxLength": 2000}, "The question.", True),
                _query("k", _COUNT | {"minimum": 1, "maximum": 100}, "How many; 10 by default."),
                _query("source", _list(_TEXT), "Ids of the sources to search, all by default."),
                _query("in", _LANGUAGE, "Language of the sources to search."),
                _query("from", _TEXT, "Earliest date of the sources: YYYY, YYYY-MM, YYYY-MM-DD."),
                _query("to", _TEXT, "Latest date of the sources."),
            ],
        )
    },
    "/api/sources": {
        "get": _operation("The sources.", "Sources"),
        "post": _operation(
            "Add or update sources: an address, a text, or files as multipart/form-data (with the "
            "fields id, language, dry_run). It needs a token with the scope edit.",
            "Report",
            *("409", "413", "415", "422"),
            requestBody=_sent("NewSource", **{"multipart/form-data": {"schema": {}}}),
            **_EDITOR,
        ),
        "delete": _operation(
            "Remove sources by ?id=, several at once. It needs a token with the scope edit.",
            "Report",
            *("404", "409"),
            parameters=[_query("id", _list(_TEXT) | {"minItems": 1}, "Ids of sources.", True)],
            **_EDITOR,
        ),
    },
    "/api/sources/{id}": {
        "get": _operation("A source in full.", "Shown", "404", parameters=[_ID]),
        "delete": _operation(
            "Remove a source. It needs a token with the scope edit.",
            "Report",
            *("404", "409"),
            parameters=[_ID],
            **_EDITOR,
        ),
    },
    "/api/health": {"get": _operation("Ready only when questions can be answered.", "Health")},
    "/v1/models": {"get": _operation("The one model, as OpenAI lists it.", "Models")},
    "/v1/models/{id}": {
        "get": _operation(
            "The model of that name.",
            "Model",
            "404",
            parameters=[_ID | {"description": "passerelle; there is no other."}],
        )
    },
    "/v1/chat/completions": {
        "post": _operation(
            "Answer the last message, as OpenAI does, streamed or not. The footnotes are in the "
            "text, the citations in the field passerelle.",
            "Completion",
            *("404", "413", "415"),
            requestBody=_sent("ChatRequest"),
            also={
                "content": _json(_ref("Completion")) | {"text/event-stream": {"schema": _TEXT}},
            },
        )
    },
    "/metrics": {
        "get": _operation(
            "Counts since the server started, in the format of Prometheus.",
            "Metrics",
            also={"content": {"text/plain": {"schema": _ref("Metrics")}}},
        )
    },
}
SCHEMAS["Sources"] = _list(_ref("Source"))
DOCUMENT: Json = {
    "openapi": "3.1.0",
    "info": {
        "title": "Passerelle",
        "version": "1",
        "description": (
            "Questions in French or English, answered with the exact sentences of the sources. "
            "Reading needs no token; changing needs one made by `passerelle token create NAME "
            "--scope edit`, sent as Authorization: Bearer. Errors are {error: {code, message}}; "
            "the message is French with Accept-Language: fr."
        ),
    },
    "paths": PATHS,
    "components": {
        "schemas": SCHEMAS,
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
    },
}
