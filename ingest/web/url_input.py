"""Web page as an ingest input: its address, then the fetched page.

An address is fetched first (fetch_all), before sources are parsed; the result is bytes like those
of an upload.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from domain.errors import SourceError, SourceNotReachable
from domain.reports import Progress
from domain.types import Language, ParsedSource
from ingest.decoding import decode
from ingest.parse import parse_raw
from ingest.parsing.raw import Parser, Raw
from ingest.web.address import shown, source_address
from ingest.web.kind import TEXTS, file_name, suffix_of

if TYPE_CHECKING:
    from ingest.inputs import Input
    from ingest.web.fetch import Page
    from vectorstore.validators import Validators

ORIGIN = "url:"


class Fetching(Protocol):
    """A page fetcher; see ingest.fetch.Fetcher."""

    def fetch(self, address: str, known: Validators | None = None) -> Page | None:
        """The page; None where it is still as ``known``; raises SourceError."""
        ...


@dataclass(frozen=True, slots=True)
class UrlInput:
    """An address as it was typed, not fetched yet or not fetched at all (``failure``).

    ``stored_id`` is the id of the source that it renews, if it is not the address; ``language``
    is that declared for the source; ``known`` the stored version.
    """

    address: str
    stored_id: str | None = None
    language: Language | None = None
    known: Validators | None = None
    failure: SourceError | None = None

    @property
    def label(self) -> str:
        """The input as typed, without a password."""
        return self.stored_id or shown(self.address)

    @property
    def id(self) -> str:
        """The page's normalised address; the input as typed where it is not one."""
        try:
            return self.stored_id or source_address(self.address)
        except SourceNotReachable:
            return self.label

    def parse(
        self,
        id: str | None,
        language: Language | None,
        fallback: Language,
        parser: Parser = parse_raw,
    ) -> ParsedSource:
        """Raise why there is no page."""
        del id, language, fallback, parser
        raise self.failure or SourceNotReachable(self.label, "it was not fetched")

    def fetched(self, fetcher: Fetching) -> PageInput | UrlInput | None:
        """With its page, or with why there is none; None where the page is unchanged."""
        try:
            address = source_address(self.address)
            page = fetcher.fetch(address, self.known)
        except SourceError as error:
            return replace(self, failure=error)
        if page is None:
            return None
        return PageInput(self.label, self.id, address, page, self.language)


@dataclass(frozen=True, slots=True)
class PageInput:
    """A page that was fetched from ``address``."""

    label: str
    id: str
    address: str
    page: Page
    language: Language | None = None

    def parse(
        self,
        id: str | None,
        language: Language | None,
        fallback: Language,
        parser: Parser = parse_raw,
    ) -> ParsedSource:
        """Parse the page; raises SourceError, which names the address."""
        page = self.page
        try:
            suffix = suffix_of(page.data, page.content_type, page.url)
            name = file_name(page.url, suffix)
            data = _marked(page.data, name, page.charset) if suffix in TEXTS else page.data
            return parser(
                Raw(
                    data,
                    name,
                    id=id or self.id,
                    uri=page.url,
                    origin=f"{ORIGIN}{self.address}",
                    language=language or self.language,
                    fallback=fallback,
                )
            )
        except SourceError as error:
            raise type(error)(self.label, error.detail) from error


def fetch_all(
    inputs: Sequence[Input], fetcher: Fetching, on_progress: Callable[[Progress], None]
) -> tuple[Input, ...]:
    """The inputs with the addresses among them fetched, each page once.

    Those whose page is unchanged are left out.
    """
    total = sum(isinstance(item, UrlInput) for item in inputs)
    ready: list[Input] = []
    asked: list[str] = []
    for item in inputs:
        if not isinstance(item, UrlInput):
            ready.append(item)
        elif item.id not in asked:
            on_progress(Progress("reading", len(asked), total, item.label))
            asked.append(item.id)
            found = item.fetched(fetcher)
            ready += [found] if found is not None else []
    return tuple(ready)


def _marked(data: bytes, name: str, charset: str | None) -> bytes:
    """The text in UTF-8 and marked as such, where the server declared a charset."""
    if charset is None or not data.strip():
        return data
    return codecs.BOM_UTF8 + decode(data, name, charset).encode()
