"""Which sources are listed, and in what order. Knows nothing of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from domain.types import Language, Source
from text.folding import fold

Held = tuple[Source, int]
"""A source with its number of passages."""


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort: what by, and whether the greatest comes first."""

    name: str
    key: Callable[[Held], str | int]
    descending: bool = False


ORDERS: tuple[Order, ...] = (
    Order("by_title", lambda held: folded(held[0].title)),
    Order("by_date", lambda held: held[0].date or "", descending=True),
    Order("by_change", lambda held: held[0].ingested_at or "", descending=True),
    Order("by_passages", lambda held: held[1], descending=True),
)
"""The first one is the one that a page opens with."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a source has to be: hold these words in its title, id or makers; these kinds."""

    words: str = ""
    languages: frozenset[Language] = frozenset()
    kinds: frozenset[str] = frozenset()

    def passes(self, source: Source) -> bool:
        """Whether a source is all of it; an empty set asks for nothing."""
        told = (source.title, source.id, source.author, source.publisher, source.uri)
        text = folded(" ".join(part for part in told if part))
        return (
            all(word in text for word in folded(self.words).split())
            and (not self.languages or source.language in self.languages)
            and (not self.kinds or source.kind in self.kinds)
        )


def listed(held: Iterable[Held], wanted: Filter, order: Order) -> list[Held]:
    """The sources that pass, sorted; equal ones by title."""
    passed = sorted((h for h in held if wanted.passes(h[0])), key=ORDERS[0].key)
    return sorted(passed, key=order.key, reverse=order.descending)


def folded(text: str) -> str:
    """Without case and accents."""
    return fold(text).text.casefold()
