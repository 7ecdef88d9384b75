"""Raw source: the bytes before parsing, with externally given attributes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.types import Language, ParsedSource


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes under their original name; ``language`` is the one declared, if any."""

    data: bytes
    name: str
    id: str
    uri: str
    origin: str
    language: Language | None = None
    fallback: Language = Language.EN


Parser = Callable[[Raw], ParsedSource]
