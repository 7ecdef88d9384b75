"""Filtering and sorting of sources, translations as one row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from domain.types import Language, Source
from text.folding import fold

CountedSource = tuple[Source, int]
"""A source with its number of passages."""


@dataclass(frozen=True, slots=True)
class Title:
    """A source, or two that are each other's translation, the one to be shown first before."""

    sources: tuple[CountedSource, ...]

    @property
    def first(self) -> Source:
        """The source that a row is named after."""
        return self.sources[0][0]


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort: what by, and whether the greatest comes first."""

    name: str
    key: Callable[[Title], str | int]
    descending: bool = False


ORDERS: tuple[Order, ...] = (
    Order("by_title", lambda title: folded(title.first.title)),
    Order("by_date", lambda title: max(s.date or "" for s, _ in title.sources), descending=True),
    Order(
        "by_change",
        lambda title: max(s.ingested_at or "" for s, _ in title.sources),
        descending=True,
    ),
    Order("by_passages", lambda title: max(count for _, count in title.sources), descending=True),
)
"""The first one is the one that a page opens with."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Filter criteria: words in its title, id or makers; languages and kinds."""

    words: str = ""
    languages: frozenset[Language] = frozenset()
    kinds: frozenset[str] = frozenset()

    def passes(self, source: Source) -> bool:
        """Whether a source matches all criteria; an empty set matches any."""
        return self.of_kind(source) and self.has_words(source)

    def of_kind(self, source: Source) -> bool:
        """Whether a source is of one of the languages and of one of the kinds."""
        return (not self.languages or source.language in self.languages) and (
            not self.kinds or source.kind in self.kinds
        )

    def has_words(self, source: Source) -> bool:
        """Whether a source names all of the words."""
        fields = (source.title, source.id, source.author, source.publisher, source.based_on)
        text = folded(" ".join(part for part in (*fields, public(source)) if part))
        return all(word in text for word in folded(self.words).split())


def listed(
    sources: Iterable[CountedSource], wanted: Filter, order: Order, reader: Language = Language.EN
) -> list[Title]:
    """The titles that pass, sorted; equal ones by title.

    Of two translations the user's language comes first, and both match where either has the words.
    """
    titles = []
    for twins in _twins(sources, reader):
        shown = tuple(one for one in twins if wanted.of_kind(one[0]))
        if shown and any(wanted.has_words(source) for source, _ in twins):
            titles.append(Title(shown))
    passed = sorted(titles, key=ORDERS[0].key)
    return sorted(passed, key=order.key, reverse=order.descending)


def _twins(
    sources: Iterable[CountedSource], reader: Language
) -> Iterator[tuple[CountedSource, ...]]:
    """Each source with its translation, if any, once."""
    by_id = {source.id: (source, count) for source, count in sources}
    seen: set[str] = set()
    for source, count in by_id.values():
        other = by_id.get(source.twin or "")
        linked = other is not None and other[0].twin == source.id
        pair = ((source, count), other) if linked and other else ((source, count),)
        if source.id not in seen:
            seen |= {twin.id for twin, _ in pair}
            yield tuple(sorted(pair, key=lambda one: one[0].language is not reader))


def public(source: Source) -> str:
    """Its public web address; "" for a file: a path of the server is not shown."""
    return source.uri if urlsplit(source.uri).scheme in ("http", "https") else ""


def folded(text: str) -> str:
    """Without case and accents."""
    return fold(text).text.casefold()
