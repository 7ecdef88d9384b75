"""Publication date of a page: from its markup, then from its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ingest.html.linked_data import LinkedObject, created, published
from ingest.html.meta import Meta
from ingest.html.page import SENTENCE_END, Piece
from ingest.html.parts import AROUND
from ingest.office.properties import sane_date
from text.dates import dates
from text.folding import fold_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MONTH = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?(?![\d/.-])", re.ASCII)
_PARTED = re.compile(r"(\d{4})[/.](\d\d)[/.](\d\d)(?!\d)", re.ASCII)
_PARTS = re.compile(r"\s+[|·•]\s+|\s*\|\s*")  # of a line such as "Press release | 4 May 2021"
_LINE_START = re.compile(r"(?:^|[.|·•])\s*$")
_PUBLISHED = frozenset(
    "article:published_time og:published_time og:article:published_time datepublished "
    "article:published publication_date pubdate dc.date.issued dcterms.issued "
    "citation_publication_date".split()
)
_GENERAL = frozenset("date dc.date dcterms.date dc.date.created dcterms.created".split())
_SAYS = re.compile(
    r"\b(?:publiee?s?|parue?|mise? en ligne|postee?|diffusee?|published|posted|issued|released|"
    r"(?:date|data) (?:de |of )?(?:publication|parution))\b[^.\d]{0,30}"
)
_CHANGED = re.compile(r"\b(?:modifie|mise? a jour|actualise|maj|updated|modified|revised|changed)")
_CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]+")
CYRILLIC_WORDS = 4  # a month, the word for year, an hour: a line with more is not a bare date
NEAR = 40  # pieces at the top among which one may be only a date
LINE_WORDS = 12  # a line that is only a date, with a weekday, an hour or a place
LONGEST = 250  # characters of a line with a publication date


def publication_date(
    root: HtmlElement,
    meta: Meta,
    linked: Sequence[LinkedObject],
    pieces: Sequence[Piece],
    guessed: str | None,
) -> str | None:
    """ISO 8601, to the day, month or year; ``guessed`` is what htmldate takes for the date."""
    texts = [piece.block.text for piece in pieces]
    saying = _said(texts)
    general = (*meta.all(*_GENERAL), *created(linked), *_shown(root))
    for value in (*_of_publication(root, meta, linked), saying, *general):
        if found := _iso(value or ""):
            return found
    return _alone(pieces) or (guessed if guessed not in _changes(texts) else None)


def _iso(written: str) -> str | None:
    """The day, else the month or the year, that an attribute unambiguously gives."""
    text = _PARTED.sub(r"\1-\2-\3", written.strip(), count=1)
    month = _MONTH.match(text)
    in_words = _days(fold_text(written)) if len(written) < NEAR else []
    if not sane_date(text) and len(in_words) == 1:
        return in_words[0][0]
    return sane_date(text) or (month.group() if month else None)


def _of_publication(
    root: HtmlElement, meta: Meta, linked: Sequence[LinkedObject]
) -> Iterator[str | None]:
    """The publication date in the markup."""
    yield from meta.all(*_PUBLISHED)
    yield from published(linked)
    for element in root.iter("time", "span", "abbr"):
        named = (element.get("itemprop") or element.get("property") or "").casefold()
        if named.endswith("datepublished") or element.get("pubdate") is not None:
            yield element.get("datetime") or element.get("content")


def _shown(root: HtmlElement) -> Iterator[str | None]:
    """The content of each <time>, except those of a change or around the article."""
    for element in root.iter("time"):
        names = fold_text(f"{element.get('itemprop') or ''} {element.get('class') or ''}")
        around = next(element.iterancestors(*AROUND), None)
        if around is None and not re.search("modif|updat", names):
            yield element.get("datetime")


def _said(texts: Sequence[str]) -> str | None:
    """The date after "Publié le" or the like, in a line outside the article's sentences."""
    for text in filter(_may_hold_date, texts):
        folded = fold_text(text)
        match = _SAYS.search(folded)
        if match and (_LINE_START.search(folded[: match.start()]) or not SENTENCE_END.search(text)):
            rest = _CHANGED.split(folded[match.end() :])[0]
            found = _days(rest)
            if found and found[0][1] <= 1:
                return found[0][0]
    return None


def _may_hold_date(text: str) -> bool:
    return len(text) < LONGEST and any(map(str.isdigit, text))


def _changes(texts: Sequence[str]) -> set[str]:
    """The dates of changes in the text."""
    folded = map(fold_text, filter(_may_hold_date, texts))
    rests = (text[match.end() :] for text in folded if (match := _CHANGED.search(text)))
    return {day for rest in rests for day, _ in _days(rest)[:1]}


def _alone(pieces: Sequence[Piece]) -> str | None:
    """The first line near the top that is only a date, with its weekday or hour; else its month."""
    lines = [p.block.text for p in pieces[:NEAR] if not p.around]
    short = [part for line in lines for part in _PARTS.split(line)]
    short = [part for part in short if _may_hold_date(part) and len(part.split()) <= LINE_WORDS]
    for text in short:
        folded = fold_text(text)
        found = _days(folded)
        if len(found) == 1 and len(re.findall(r"[a-z]{3,}", folded)) <= 3:
            return found[0][0]
        if day := _cyrillic_day(text):
            return day
    return next((month for text in short if (month := _only_month(fold_text(text)))), None)


def _only_month(folded: str) -> str | None:
    """The month that is all of a text: "May 2021"."""
    found = dates(folded)
    if len(found) != 1 or found[0].unit != "month" or found[0].end - found[0].start < len(folded):
        return None
    return f"{str(found[0].value)[:4]}-{str(found[0].value)[4:6]}"


def _cyrillic_day(line: str) -> str | None:
    """The day of a date in Russian or Kazakh: "11 июня 2024 года", "2024 жылғы 11 маусым"."""
    words = _CYRILLIC.findall(line.casefold())
    numbers = [int(number) for number in re.findall(r"\d+", line)]
    months = [month for word in words if (month := _cyrillic_months().get(word))]
    days = [n for n in numbers if n <= 31]
    years = [n for n in numbers if 1900 <= n <= 2100]
    if len(words) > CYRILLIC_WORDS or not (months and days and len(years) == 1):
        return None
    return sane_date(f"{years[0]}-{months[0]:02}-{days[0]:02}")


@cache
def _cyrillic_months() -> dict[str, int]:
    from babel.dates import get_month_names

    named = [get_month_names("wide", locale=locale) for locale in ("ru", "kk")]
    return {name.casefold(): month for names in named for month, name in names.items()}


def _days(folded: str) -> list[tuple[str, int]]:
    """The days that a folded text names, in ISO 8601, and where each starts."""
    found = ((str(figure.value), figure) for figure in dates(folded) if figure.unit == "day")
    return [(f"{v[:4]}-{v[4:6]}-{v[6:]}", f.start) for v, f in found if len(v) == 8]
