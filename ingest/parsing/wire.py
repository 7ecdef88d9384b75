"""Wire protocol of a parser process: frames of JSON, and the bytes of a source.

Replies are data only, never pickle: a child compromised by a hostile file can lie about that file's
text, and nothing more. A source keeps the id and the origin that the parent gave it; sections and
passages are sent as offsets, so that they cannot differ from the text.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

from domain.errors import SourceError
from domain.types import Language, ParsedSource, Passage, Section, Source
from ingest.parsing.raw import Raw

Json = dict[str, Any]
MOST = 512 * 2**20  # bytes of one reply
_HEAD = struct.Struct(">QQ")
_ERRORS = {kind.__name__: kind for kind in SourceError.__subclasses__()}
_SOURCE_FIELDS = (
    "title", "uri", "kind", "content_hash", "date", "author", "publisher", "twin", "based_on"
)  # fmt: skip


class WireBroken(Exception):
    """The other side has gone, or violates the protocol."""


def send(pipe: BinaryIO, message: Json, data: bytes = b"") -> None:
    """Write one frame."""
    head = json.dumps(message).encode()
    pipe.write(_HEAD.pack(len(head), len(data)))
    pipe.write(head)
    pipe.write(data)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[Json, bytes]:
    """Read one frame; raises WireBroken."""
    sizes = _HEAD.unpack(_exactly(pipe, _HEAD.size))
    if sum(sizes) > MOST:
        raise WireBroken
    head, data = (_exactly(pipe, size) for size in sizes)
    try:
        message = json.loads(head)
    except (ValueError, RecursionError) as error:
        raise WireBroken from error
    if not isinstance(message, dict):
        raise WireBroken
    return message, data


def _exactly(pipe: BinaryIO, size: int) -> bytes:
    data = pipe.read(size)
    if len(data) != size:
        raise WireBroken
    return data


def raw_json(raw: Raw) -> Json:
    """All of a raw source but its bytes."""
    known = {name: getattr(raw, name) for name in ("name", "id", "uri", "origin", "language")}
    return known | {"fallback": raw.fallback}


def read_raw(message: Json, data: bytes) -> Raw:
    """The raw source of a request."""
    spoken = message["language"]
    return Raw(
        data=data,
        name=message["name"],
        id=message["id"],
        uri=message["uri"],
        origin=message["origin"],
        language=Language(spoken) if spoken else None,
        fallback=Language(message["fallback"]),
    )


def error_json(error: SourceError) -> Json:
    """A failure, by the name of its kind."""
    return {"error": type(error).__name__, "subject": error.subject, "detail": error.detail}


def parsed_json(parsed: ParsedSource) -> Json:
    """A parsed source; its text once."""
    return {
        "source": {name: getattr(parsed.source, name) for name in _SOURCE_FIELDS},
        "language": parsed.source.language,
        "text": parsed.text,
        "sections": [[s.path, s.start, s.end] for s in parsed.sections],
        "passages": [
            [p.id, p.section_path, p.start, p.end, p.language, p.ordinal, p.paragraph, p.page]
            for p in parsed.passages
        ],
        "warnings": parsed.warnings,
    }


def read_reply(message: Json, raw: Raw) -> ParsedSource:
    """The child's result for ``raw``; raises the SourceError that it reports, WireBroken."""
    try:
        if "error" in message:
            raise _ERRORS[message["error"]](_text(message["subject"]), _text(message["detail"]))
        return _parsed(message, raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WireBroken from error


def _parsed(message: Json, raw: Raw) -> ParsedSource:
    text = _text(message["text"])
    fields = {name: _text_or_none(message["source"][name]) for name in _SOURCE_FIELDS}
    source = Source(**fields, id=raw.id, origin=raw.origin, language=Language(message["language"]))
    sections = tuple(
        Section(_path(path), _cut(text, start, end), start, end)
        for path, start, end in message["sections"]
    )
    passages = tuple(
        Passage(
            id=_text(id),
            source_id=raw.id,
            section_path=_path(path),
            text=_cut(text, start, end),
            start=start,
            end=end,
            language=Language(language),
            ordinal=_whole(ordinal),
            paragraph=_whole(paragraph),
            page=None if page is None else _whole(page),
        )
        for id, path, start, end, language, ordinal, paragraph, page in message["passages"]
    )
    return ParsedSource(source, text, sections, passages, _path(message["warnings"]))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _text_or_none(value: Any) -> Any:
    return None if value is None else _text(value)


def _whole(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError
    return value


def _path(value: Any) -> tuple[str, ...]:
    return tuple(_text(part) for part in value)


def _cut(text: str, start: Any, end: Any) -> str:
    if not 0 <= _whole(start) <= _whole(end) <= len(text):
        raise ValueError
    return text[start:end]
