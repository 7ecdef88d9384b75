"""/api/docs: the OpenAPI document as a self-contained page."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app.api.errors import json_response
from app.api.openapi import DOCUMENT, SCHEMAS


async def document(request: Request) -> Response:
    """The document for programs."""
    del request
    return json_response(DOCUMENT)


async def page(request: Request) -> Response:
    """The same for people."""
    del request
    return HTMLResponse(_page())


@cache
def _page() -> str:
    folder = FileSystemLoader(Path(__file__).parent)
    pages = Environment(loader=folder, autoescape=True, undefined=StrictUndefined)
    return pages.get_template("docs.html.jinja").render(
        info=DOCUMENT["info"], paths=_with_optional(DOCUMENT["paths"]), schema=_shown
    )


def _with_optional(paths: dict[str, Any]) -> dict[str, Any]:
    """The paths, with optional fields present and empty."""
    usual = {"parameters": (), "requestBody": None}
    return {
        path: {method: usual | operation for method, operation in methods.items()}
        for path, methods in paths.items()
    }


def _shown(schema: dict[str, Any]) -> str:
    """A schema as an outline: names and types, references followed."""
    return json.dumps(_outline(schema), ensure_ascii=False, indent=2)


def _outline(schema: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _outline(SCHEMAS[schema["$ref"].rsplit("/", 1)[1]])
    if "properties" in schema:
        return {name: _outline(each) for name, each in schema["properties"].items()}
    if schema.get("type") == "array":
        return [_outline(schema["items"])]
    kind = schema.get("enum", schema.get("type", "any"))
    return kind if isinstance(kind, str) else "|".join("null" if k is None else k for k in kind)
