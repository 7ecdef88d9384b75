"""Named-entity lookup: proper names in a text, with ids that both languages share.

Countries, regions and the cities of the time zones are known across French and English from the
Unicode CLDR (through babel), peoples and organisations from short tables beside this file. Any
other name is identified by its spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from domain.types import Language
from text.folding import fold
from text.organisations import organisations
from text.peoples import needs_capital, people

MOST_WORDS = 8
_WORD = re.compile(r"[A-Za-z0-9]+(?:\.[A-Za-z](?=\.))*(?:&[A-Za-z]+)?")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, folded (``case`` kept in ``text``); ``opens`` a sentence or a clause."""

    text: str
    start: int
    end: int
    opens: bool

    @property
    def low(self) -> str:
        """In lower case."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing with a known id, at [start, end) of the text; ``token`` is its first word."""

    id: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in order; offsets are into the text as given."""
    folded = fold(text.replace("œ", "oe").replace("Œ", "Oe")) if "œ" in text.lower() else fold(text)
    at = folded.offsets
    return tuple(
        Token(m.group(), at[m.start()], at[m.end()], _opens(folded.text, m.start()))
        for m in _WORD.finditer(folded.text)
    )


_OPENING = re.compile(r"(?:^|[.!?:…]|[«“\"(\[])[\s«“\"(\[—–-]*$")


def _opens(text: str, start: int) -> bool:
    return _OPENING.search(text, max(0, start - 8), start) is not None


@lru_cache(maxsize=4096)
def mentions(text: str) -> tuple[Mention, ...]:
    """The known things that a text names, the longest names first, without overlaps."""
    words = tokens(text)
    found: list[Mention] = []
    at = 0
    while at < len(words):
        length, id = _longest(words, at)
        if id:
            found.append(Mention(id, words[at].start, words[at + length - 1].end))
        at += length or 1
    return tuple(found)


def _longest(words: tuple[Token, ...], at: int) -> tuple[int, str | None]:
    """How many words from here on make the longest known name, and its id."""
    first = words[at]
    for length in range(min(MOST_WORDS, len(words) - at, _most(first.low)), 0, -1):
        run = words[at : at + length]
        name = " ".join(word.low for word in run)
        id = _gazetteer().get(name) or _plural(run, name)
        if id and _written_as_name(run, name):
            return (length, id)
        joined = name.replace(" ", "-")
        code = people(joined) if length < 3 else None
        if code and (first.capital or not needs_capital(joined)):
            return (length, code)
    return (0, None)


def _plural(run: tuple[Token, ...], name: str) -> str | None:
    """SDGs and SMEs are abbreviations in the plural."""
    plural = len(run) == 1 and run[0].text.endswith("s") and run[0].text[:-1].isupper()
    return _gazetteer().get(name[:-1]) if plural else None


def _written_as_name(run: tuple[Token, ...], name: str) -> bool:
    """Long names in any letters, others with a capital, and abbreviations in capitals."""
    if len(run) > 2 or name in _small():
        return len(run) > 1 or run[0].text.isupper()
    capital = any(word.capital for word in run)
    return capital and (len(run) > 1 or len(name) > 3 or run[0].text[:2].isupper())


def _key(name: str) -> str:
    return " ".join(word.low for word in tokens(name))


@cache
def _gazetteer() -> dict[str, str]:
    """Names, folded and in lower case, to ids."""
    found = {_key(name): id for id, name in (*_cities(), *_territories())}
    for names in organisations():
        keys = [_key(name) for name in names]
        id = next((found[key] for key in keys if key in found), names[0])
        found |= dict.fromkeys(keys, id)
    found.pop("", None)
    return found


@cache
def _small() -> frozenset[str]:
    """Names that are common nouns, written without a capital."""
    every = (name for names in organisations() for name in names)
    return frozenset(_key(name) for name in every if name[0].islower())


@cache
def _most(first: str) -> int:
    """How many words the longest name that begins with this word has."""
    return max(_lengths().get(first, 1), 2)


@cache
def _lengths() -> dict[str, int]:
    lengths: dict[str, int] = {}
    for name in _gazetteer():
        words = name.split()
        lengths[words[0]] = max(lengths.get(words[0], 0), len(words))
    return lengths


def _territories() -> Iterator[tuple[str, str]]:
    from babel import Locale

    for language in Language:
        for code, name in Locale(language).territories.items():
            if code not in ("ZZ", "XA", "XB", "QO"):
                yield (code, re.sub(r" ?\(.*\)", "", str(name)))


def _cities() -> Iterator[tuple[str, str]]:
    from babel import Locale

    for language in Language:
        for zone, named in Locale(language).time_zones.items():
            if city := named.get("city"):
                yield (str(zone), str(city))
    # A zone whose city is spelled as in its own name has no entry in the English data.
    for zone in map(str, Locale(Language.FR).time_zones):
        yield (zone, zone.rpartition("/")[2].replace("_", " "))


# The sounds of Russian and Kazakh names as French and English write them, in this order.
_SOUNDS = (
    (re.compile(r"stch"), "chch"),
    (re.compile(r"tch"), "ch"),
    (re.compile(r"sch|sh"), "ch"),
    (re.compile(r"dzh|zh|dj"), "j"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"w"), "v"),
    (re.compile(r"gh?(?:u(?=[eiy])|(?<=gh))"), "g"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"q"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"y"), "i"),
    (re.compile(r"ks"), "x"),
    (re.compile(r"(.)\1"), r"\1"),
    (re.compile(r"(?:^|(?<=[aeou]))ie"), "e"),
    (re.compile(r"(?<=.)[ei]$"), ""),
)


@lru_cache(maxsize=4096)
def spelling(word: str) -> str:
    """A word, in a spelling common to both languages: Tokaïev is Tokayev, Tchekhov is Chekhov."""
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    return word
