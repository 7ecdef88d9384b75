"""The bytes of one source before they are parsed, with what is known of it from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.types import Language, ParsedSource


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes under the name that they came with; ``language`` is the one declared, if any."""

    data: bytes
    name: str
    id: str
    uri: str
    origin: str
    language: Language | None = None
    fallback: Language = Language.EN


Parser = Callable[[Raw], ParsedSource]
