"""Reading of untrusted ZIP archives: sizes are checked before and while a part is unpacked.

Word, OpenDocument and EPUB files are such archives. XML is parsed without entities, external
files or the network.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, NoReturn

from domain.errors import SourceNotReadable, SourceTooLarge

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_PARTS = 10_000
LARGEST_PART = 24 * 2**20  # bytes, unpacked: as a tree it takes some ten times that
LARGEST_WHOLE = 400 * 2**20  # bytes, unpacked, of all parts as the archive declares them
MOST_RATIO = 200  # unpacked to packed, above a megabyte: text reaches 20, a bomb 1,000
_FREE = 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HOSTILE = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, KeyError, NotImplementedError,
    RuntimeError,
)  # fmt: skip


class Archive:
    """The parts of one file, by name; raises SourceNotReadable and SourceTooLarge."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        if data.startswith(_OLE):
            protected = _ENCRYPTED in data
            self.refuse("it is password-protected" if protected else "it is an old Office file")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except _HOSTILE as error:
            raise SourceNotReadable(name, "it is broken or cut short") from error
        self._parts = {part.filename: part for part in parts}
        self._left = LARGEST_WHOLE
        self._check(parts, len(data))

    def _check(self, parts: list[zipfile.ZipInfo], packed: int) -> None:
        if any(part.flag_bits & 1 for part in parts):
            self.refuse("it is password-protected")
        whole = sum(part.file_size for part in parts)
        bomb = whole > _FREE and whole > MOST_RATIO * packed
        if len(parts) > MOST_PARTS or whole > LARGEST_WHOLE or bomb:
            limit = f"{max(whole >> 20, 1)} MB unpacked, {len(parts)} parts"
            raise SourceTooLarge(self.name, limit)

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the archive's order."""
        return tuple(self._parts)

    def read(self, part: str) -> bytes:
        """The bytes of a part, at most LARGEST_PART, whatever its header says."""
        if part not in self._parts:
            self.refuse(f"{part} is missing in it")
        try:
            with self._zip.open(self._parts[part]) as file:
                data = file.read(LARGEST_PART + 1)
        except _HOSTILE as error:
            raise SourceNotReadable(self.name, "it is broken or cut short") from error
        self._left -= len(data)
        if len(data) > LARGEST_PART or self._left < 0:
            most = f"over {LARGEST_PART >> 20} MB unpacked"
            raise SourceTooLarge(self.name, most)
        return data

    def xml(self, part: str) -> _Element:
        """The root of an XML part; a document type, where entities are declared, is refused."""
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(self.read(part), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise SourceNotReadable(self.name, "it is broken or cut short") from error
        if root.getroottree().docinfo.internalDTD is not None:
            self.refuse("it declares XML entities")
        return root

    def refuse(self, detail: str) -> NoReturn:
        """Raise SourceNotReadable for this file."""
        raise SourceNotReadable(self.name, detail)
