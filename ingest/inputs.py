"""Ingest inputs: files, folders, uploads; each with its id and its origin.

Ids are in NFC: --id, else the path relative to the folder given, else the file's name. The origin
determines where updates of an id are accepted from.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from domain.errors import SourceKindUnknown, SourceNotReadable
from domain.types import Language, ParsedSource
from ingest.loaders import LARGEST, SUFFIXES
from ingest.parse import parse_raw
from ingest.parsing.raw import Parser, Raw
from ingest.reading import read_bytes
from ingest.web.address import is_address
from ingest.web.url_input import UrlInput
from text.wellformed import wellformed

UPLOAD_ORIGIN = "upload"


class Input(Protocol):
    """One source that was given; ``label`` is what the user called it."""

    @property
    def label(self) -> str:
        """What the user called it."""
        ...

    @property
    def id(self) -> str:
        """The id it has when none is declared."""
        ...

    def parse(
        self,
        id: str | None,
        language: Language | None,
        fallback: Language,
        parser: Parser = parse_raw,
    ) -> ParsedSource:
        """Its sections and passages, as ``parser`` makes them; raises SourceError."""
        ...


@dataclass(frozen=True, slots=True)
class FileInput:
    """A file, found on its own or in the folder ``root``."""

    path: Path
    root: Path

    @property
    def label(self) -> str:
        """The path as it was found."""
        return wellformed(str(self.path))

    @property
    def id(self) -> str:
        """The path below the root, with forward slashes, in NFC."""
        return _name(self.path.relative_to(self.root).as_posix())

    def parse(
        self,
        id: str | None,
        language: Language | None,
        fallback: Language,
        parser: Parser = parse_raw,
    ) -> ParsedSource:
        """Read and parse the file; raises SourceError."""
        return parser(
            Raw(
                read_bytes(self.path, LARGEST),
                wellformed(self.path.name),
                id=id or self.id,
                uri=wellformed(str(self.path.resolve())),
                origin=folder_origin(self.root),
                language=language,
                fallback=fallback,
            )
        )


@dataclass(frozen=True, slots=True)
class UploadInput:
    """Bytes uploaded through the page, under the browser's name."""

    name: str
    data: bytes

    @property
    def label(self) -> str:
        """The name of the upload."""
        return self.name

    @property
    def id(self) -> str:
        """The name in NFC, without any folder."""
        last = self.name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
        kept = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
        return _name(kept).strip() or UPLOAD_ORIGIN

    def parse(
        self,
        id: str | None,
        language: Language | None,
        fallback: Language,
        parser: Parser = parse_raw,
    ) -> ParsedSource:
        """Parse the bytes; raises SourceError."""
        return parser(
            Raw(
                self.data,
                self.name,
                id=id or self.id,
                uri=f"upload:{self.id}",
                origin=UPLOAD_ORIGIN,
                language=language,
                fallback=fallback,
            )
        )


@dataclass(frozen=True, slots=True)
class RefusedInput:
    """Something that cannot be an input; it fails with its reason like any other source.

    ``hides`` is the origin of the sources that it may contain: an unreadable folder.
    """

    label: str
    error: SourceNotReadable | SourceKindUnknown
    hides: str | None = None

    @property
    def id(self) -> str:
        """What was given: no source has this id."""
        return self.label

    def parse(
        self,
        id: str | None,
        language: Language | None,
        fallback: Language,
        parser: Parser = parse_raw,
    ) -> ParsedSource:
        """Raise the reason."""
        del id, language, fallback, parser
        raise self.error


def folder_origin(root: Path) -> str:
    """The origin of the files found in a folder."""
    return f"folder:{_name(str(root.resolve()))}"


def _name(text: str) -> str:
    return unicodedata.normalize("NFC", wellformed(text))


def gather(targets: Sequence[str]) -> tuple[Input, ...]:
    """The inputs behind what was typed, folders opened, in a stable order.

    In a folder, hidden files and files of a kind without a loader are skipped; a file that
    is named is always tried.
    """
    return tuple(dict.fromkeys(item for target in targets for item in _inputs(target)))


def is_folder(target: str) -> bool:
    """Whether a target is a folder; an inaccessible path is not one."""
    try:
        return bool(target) and Path(target).is_dir()
    except OSError:
        return False


def _inputs(target: str) -> tuple[Input, ...]:
    if is_address(target):
        return (UrlInput(target),)
    if not target:
        return (RefusedInput(target, SourceNotReadable("SOURCE", "its name is empty")),)
    path = Path(target)
    if not is_folder(target):
        return (FileInput(path, path.parent),)
    closed: list[OSError] = []
    files = sorted(
        Path(folder, name)
        for folder, _, names in os.walk(path, onerror=closed.append)
        for name in names
    )
    found: tuple[Input, ...] = (
        *(FileInput(file, path) for file in files if _readable(file, path)),
        *(_refused_folder(error, path) for error in closed),
    )
    if not found:
        detail = "no " + ", ".join(SUFFIXES) + " file in this folder"
        return (RefusedInput(target, SourceNotReadable(target, detail)),)
    return found


def _readable(file: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
    if hidden or file.suffix.lower() not in SUFFIXES:
        return False
    try:
        return file.is_file()
    except OSError:  # it is named where it fails
        return True


def _refused_folder(error: OSError, root: Path) -> RefusedInput:
    name = wellformed(str(error.filename or root))
    reason = SourceNotReadable(name, error.strerror or "it cannot be opened")
    return RefusedInput(name, reason, folder_origin(root))
