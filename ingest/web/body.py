"""HTTP response bodies with size limits, on the wire and again when decompressed.

Supports gzip only, which is what is requested; nothing is decompressed beyond the limit.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from domain.errors import SourceNotReachable, SourceTooLarge

PIECE = 64 * 1024  # bytes unpacked at once
_PLAIN, _GZIP = ("", "identity"), ("gzip", "x-gzip")
_CUT_SHORT = "the answer was cut short"


def read_body(chunks: Iterable[bytes], encoding: str, most: int, subject: str) -> bytes:
    """The whole body; raises SourceTooLarge above ``most`` bytes, SourceNotReachable."""
    encoding = encoding.strip().lower()
    if encoding not in _PLAIN + _GZIP:
        raise SourceNotReachable(
            subject, f"it is compressed as {encoding[:40]}, which was not requested"
        )
    raw = _capped(chunks, most, subject)
    if encoding in _GZIP:
        raw = _capped(_unpacked(raw, subject), most, subject)
    return b"".join(raw)


def too_large(subject: str, most: int) -> SourceTooLarge:
    """The error for a page above ``most`` bytes."""
    return SourceTooLarge(subject, f"over {most / 2**20:.4g} MB")


def _capped(chunks: Iterable[bytes], most: int, subject: str) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > most:
            raise too_large(subject, most)
        yield chunk


def _unpacked(chunks: Iterable[bytes], subject: str) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    for chunk in chunks:
        while chunk:
            try:
                yield unpacker.decompress(chunk, PIECE)
            except zlib.error as error:
                raise SourceNotReachable(subject, "its compression is damaged") from error
            chunk = unpacker.unconsumed_tail
        if unpacker.unused_data:
            raise SourceNotReachable(subject, "its compression is damaged")
    if not unpacker.eof:
        raise SourceNotReachable(subject, _CUT_SHORT)
