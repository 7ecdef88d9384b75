"""Date parsing: dates in French and in English text, at the precision at which they are given.

Works on folded text; offsets are into it. A date begins with a digit or with one of a few words;
patterns are tried there only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from text import roman
from text.numerals import Numeral, in_words
from text.ordinals import ENGLISH, FRENCH, FRENCH_DAYS, PARTS, pattern
from text.places import Places
from text.quantity import Figure, FigureKind
from text.spelled import NUMBER_WORDS

_MONTHS = {
    name: number
    for names in (
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "january february march april may june july august september october november december",
        "janv fevr mars avr mai juin juil aout sept oct nov dec",
        "jan feb mar apr may jun jul aug sep oct nov dec",
    )
    for number, name in enumerate(names.split(), start=1)
}
# Verbs and the like when they are not capitalised.
_LOOK_ALIKES = frozenset(("may", "march", "mar"))
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_START = r"(?<![\w/])(?<!\d[.,])"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:er|st|nd|rd|th)?"
_MONTH = rf"(?P<month>{_NAMES})\b\.?"
_DAYS = ENGLISH | FRENCH_DAYS
_DAY_IN_WORDS = rf"\b(?P<day>{pattern(_DAYS)})"
_YEAR = r"(?P<year>1\d{3}|20\d{2}|2100)(?![\d%])"
_YEAR_IN_WORDS = (
    r"(?P<year>(?:deux mille|mil(?:le)? (?:huit|neuf) cents?|two thousand|eighteen|nineteen|twenty)"
    rf"(?:[ -](?:et |and )?(?:{'|'.join(NUMBER_WORDS)})){{0,6}})\b"
)
_ANY_YEAR = rf"(?:{_YEAR}|{_YEAR_IN_WORDS.replace('<year>', '<spelled>')})"
_GAP = r"[ \n]{1,2}"

Reader = Callable[[re.Match[str]], Iterator[Figure]]


def _figure(value: int, unit: str, start: int, end: int) -> Figure:
    return Figure(Decimal(value), unit, FigureKind.DATE, start, end)


def _month(match: re.Match[str]) -> int:
    return _MONTHS[match["month"]]


def _day(match: re.Match[str]) -> int:
    return _DAYS.get(match["day"]) or int(match["day"])


def _year(match: re.Match[str]) -> int:
    """The year of a date, in digits or else in words."""
    return int(match["year"]) if match["year"] else _year_in_words(match["spelled"])


def _year_in_words(words: str) -> int:
    """2021 of "deux mille vingt et un", 1991 of "nineteen ninety-one"; 0 if not a number."""
    values = [int(numeral.value) for numeral in in_words(re.sub("^mil ", "mille ", words))]
    if len(values) == 2 and max(values) < 100:
        values = [values[0] * 100 + values[1]]
    return values[0] if len(values) == 1 and 1800 <= values[0] <= 2100 else 0


def _spelled_year(match: re.Match[str]) -> Iterator[Figure]:
    if year := _year_in_words(match["year"]):
        yield Figure(Decimal(year), None, FigureKind.YEAR, match.start(), match.end())


def _to_the_day(match: re.Match[str]) -> Iterator[Figure]:
    if year := _year(match):
        yield from _with_first_day(match, year * 100 + _month(match), "day")


def _to_the_month(match: re.Match[str]) -> Iterator[Figure]:
    if year := _year(match):
        yield _figure(year * 100 + _month(match), "month", match.start(), match.end())


def _every_year(match: re.Match[str]) -> Iterator[Figure]:
    yield from _with_first_day(match, _month(match), "day of year")


_FIRST_DAY = re.compile(
    r"(?<![\w.,/])(3[01]|[12]\d|0?[1-9])(?:er|st|nd|rd|th)?(?: ?[-–] ?| (?:au|to|et|and|or|ou) )$"
)


def _with_first_day(match: re.Match[str], month: int, unit: str) -> Iterator[Figure]:
    """The date, after the first day of "15–17 March 2021" where there is one."""
    first = _FIRST_DAY.search(match.string, max(0, match.start() - 10), match.start())
    if first is not None:
        yield _figure(month * 100 + int(first[1]), unit, first.start(1), first.end(1))
    yield _figure(month * 100 + _day(match), unit, match.start(), match.end())


def _in_digits(match: re.Match[str]) -> Iterator[Figure]:
    """Day before month, as in Europe, unless only the other order makes a date."""
    day, month = int(match["day"]), int(match["digits"])
    if month > 12:
        day, month = month, day
    if 1 <= month <= 12 and 1 <= day <= 31:
        value = (int(match["year"]) * 100 + month) * 100 + day
        yield _figure(value, "day", match.start(), match.end())


def _month_in_digits(match: re.Match[str]) -> Iterator[Figure]:
    yield _figure(
        int(match["year"]) * 100 + int(match["digits"]), "month", match.start(), match.end()
    )


def _iso_month(match: re.Match[str]) -> Iterator[Figure]:
    """2020-03 is a month; 2008-09 is two years running."""
    year, short = int(match["year"]), int(match["digits"])
    start = match.start()
    if short == (year + 1) % 100:
        yield Figure(Decimal(year), None, FigureKind.YEAR, start, start + 4)
        yield Figure(Decimal(year + 1), None, FigureKind.YEAR, start + 5, match.end())
    elif 1 <= short <= 12:
        yield _figure(year * 100 + short, "month", start, match.end())


def _decade(match: re.Match[str]) -> Iterator[Figure]:
    tens = int(match["tens"])
    hundreds = int(match["hundreds"] or (20 if tens < 3 else 19))
    yield _figure(hundreds * 100 + tens * 10, "decade", match.start(), match.end())


def _century(match: re.Match[str]) -> Iterator[Figure]:
    numeral = match["number"]
    if numeral.isdigit():
        value: int | None = int(numeral)
    else:
        value = _CENTURIES.get(numeral) or roman.value(numeral.upper())
    if value is not None:
        yield _figure(value, "century", match.start(), match.end())


_CENTURIES = ENGLISH | FRENCH


_ORDINAL = rf"(?P<number>{pattern(PARTS)})"


def _part_of_year(unit: str) -> Reader:
    """A reader of quarters or halves; the year is a figure of its own beside it: Q3 2020 is both.

    The value is the year with the number of the part: 20203.
    """

    def read(match: re.Match[str]) -> Iterator[Figure]:
        number = match["number"]
        part = int(number) if number.isdigit() else PARTS[number]
        year, (start, end) = int(match["year"]), match.span("year")
        full = year if year > 99 else 2000 + year
        first = (match.start(), start) if start > match.start() else (end, match.end())
        shown = match.string[slice(*first)]
        begin = first[0] + len(shown) - len(shown.lstrip(" -/'("))
        stop = first[0] + len(_LINK.sub("", shown))
        yield Figure(Decimal(full), None, FigureKind.YEAR, start, end)
        yield _figure(full * 10 + part, unit, begin, stop)

    return read


_LINK = re.compile(r"(?: of the year| de l'annee| of| de)?[ \n/',-]*$")
_quarter, _half = _part_of_year("quarter"), _part_of_year("half-year")
_JOIN = r"(?:[ \n]{1,2}(?:of |de |of the year |de l'annee )?|[-/' ]|, )"
_MANY = r"(?<= [12]000 )[a-z]{3,}s\b"  # "T3 2000 passengers" counts them
_SHORT_YEAR = rf"(?P<year>(?:19|20)\d{{2}}|(?<=')\d{{2}})(?![\d%]| {_MANY})"
_ISO_DAY = rf"{_START}(?P<year>\d{{4}})-(?P<digits>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?!\d)"
_EUROPEAN = rf"{_START}(?P<day>\d\d?)([/.])(?P<digits>\d\d?)\2(?P<year>[12]\d{{3}})(?!\d)"
# The forms in the order in which they claim their place, in lower case.
_FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(form), reader)
    for form, reader in (
        (_ISO_DAY, _in_digits),
        (_EUROPEAN, _in_digits),
        (rf"\b[qt](?P<number>[1-4]){_JOIN}?{_SHORT_YEAR}", _quarter),
        (rf"\b(?P<number>[1-4])[qt]{_JOIN}?{_YEAR}", _quarter),
        (r"\b(?P<number>[1-4])q(?P<year>\d\d)\b", _quarter),
        (rf"{_START}{_YEAR}[ -]?[qt](?P<number>[1-4])\b", _quarter),
        (rf"\b{_ORDINAL}[ -](?:quarter|trimestre){_JOIN}{_YEAR}", _quarter),
        (rf"(?<!hydrogene )(?<!hydrogen )\b[hs](?P<number>[12]){_JOIN}{_SHORT_YEAR}", _half),
        (rf"\b(?P<number>[12])[hs]{_JOIN}?{_YEAR}", _half),
        (rf"{_START}{_YEAR}[ -]?[hs](?P<number>[12])\b", _half),
        (rf"\b{_ORDINAL}[ -](?:half|semestre){_JOIN}{_YEAR}", _half),
        (rf"{_START}(?P<digits>0?[1-9]|1[0-2])/{_YEAR}(?!/)", _month_in_digits),
        (rf"{_START}{_DAY}(?: of)?{_GAP}{_MONTH},?{_GAP}(?:de )?{_ANY_YEAR}", _to_the_day),
        (rf"{_DAY_IN_WORDS}(?: of)?{_GAP}{_MONTH},?{_GAP}(?:de )?{_ANY_YEAR}", _to_the_day),
        (rf"\b{_MONTH}{_GAP}{_DAY},?{_GAP}{_ANY_YEAR}", _to_the_day),
        (rf"\b{_MONTH},?{_GAP}(?:of |de )?{_ANY_YEAR}", _to_the_month),
        (rf"{_START}{_DAY}(?: of)?{_GAP}{_MONTH}(?!\w)", _every_year),
        (rf"\b(?P<day>{pattern(ENGLISH)}) of{_GAP}{_MONTH}(?!\w)", _every_year),
        (rf"(?<=\ble )(?P<day>{pattern(FRENCH_DAYS)}){_GAP}{_MONTH}(?!\w)", _every_year),
        (rf"\b{_MONTH}{_GAP}{_DAY}(?![\w%]|[.,]\d)", _every_year),
        (rf"{_START}(?P<year>1\d{{3}}|20\d\d)-(?P<digits>\d\d)(?![\w-])", _iso_month),
        (rf"{_START}(?P<hundreds>1\d|20)(?P<tens>\d)0s\b", _decade),
        (
            rf"\bannees{_GAP}(?P<hundreds>1\d|20)?(?P<tens>\d)0(?!\d| (?:a|et) \d{{4}}|-\d{{4}})",
            _decade,
        ),
        (rf"\b(?P<number>\d\d?)(?:e|eme|st|nd|rd|th)(?:{_GAP}|-)(?:siecle|century)\b", _century),
        (rf"\b(?P<number>[xvi]+)e(?:me)?{_GAP}siecle\b", _century),
        (rf"\b(?P<number>{pattern(_CENTURIES)})[ \n-](?:siecle|century)\b", _century),
        (rf"\b(?!two|deux|twenty\b|mille){_YEAR_IN_WORDS}(?!-)", _spelled_year),
    )
)
_BEGINNING = re.compile(r"\w+")
_FIRST_WORDS = frozenset(
    {name.split()[0].split("-")[0] for name in (*_MONTHS, *_DAYS, *FRENCH, *PARTS)}
    | {"annees", "mil", "eighteen", "nineteen"}
)
_NUMBERED = re.compile(r"[qths][1-4]|[xvi]+e(?:me)?$")


def _beginnings(text: str) -> list[int]:
    """Where dates may begin in a text in lower case."""
    return [
        match.start()
        for match in _BEGINNING.finditer(text)
        if (word := match.group())[0].isdigit()
        or word in _FIRST_WORDS
        or (word[0] in "qthsxvi" and _NUMBERED.match(word))
    ]


def dates(text: str) -> list[Figure]:
    """Dates given by day, month, decade or century, in order; a lone year is in words only."""
    found: list[Figure] = []
    places, low = Places(text), text.lower()
    beginnings = _beginnings(low)
    for form, reader in _FORMS:
        for beginning in beginnings:
            match = form.match(low, beginning)
            if match and places.free(*match.span()) and not _is_verb(text, match, reader):
                read = list(reader(match))
                found += read
                for figure in read:
                    places.take(figure.start, figure.end)
    return sorted(found, key=lambda figure: figure.start)


def _is_verb(text: str, match: re.Match[str], reader: Reader) -> bool:
    """Whether "may" or "march" beside a number is not a month."""
    return reader is _every_year and text[slice(*match.span("month"))] in _LOOK_ALIKES


_TEMPORAL = frozenset(
    """
    a after an and annee annees apres as au aux avant avril before beyond by d'ici de debut depuis
    des des during early en et et/ou exercice exercices fin for from ici in jusqu'en jusque la le
    l'annee les l'exercice late mi mid milieu of ou since summer the to until vers year years
    """.split()
)
_APPROXIMATE = re.compile(
    r"\b(?:plus|moins|pres|autour|over|about|around|nearly|almost|some|environ|quelque|quelques|"
    r"(?:more|less|fewer) than|at (?:least|most)|up to|jusqu'a|au (?:moins|plus))(?: de)? $",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"([\w'/]+)[ -]$")
_PLURAL_AFTER = re.compile(r" (?!(?:was|is|has|does|as|us|its|this)\b)([a-z]{3,}(?<!s)[sx])\b")
_FUNCTION = frozenset(
    "des ces ses les mes nos vos dans sous sans vers mais puis plus apres".split()
)


def is_year(text: str, numeral: Numeral) -> bool:
    """Whether a bare number from 1000 to 2100 is a year, and not a count of what follows it."""
    if not numeral.bare or numeral.end - numeral.start != 4 or not 1000 <= numeral.value <= 2100:
        return False
    if _APPROXIMATE.search(text, max(0, numeral.start - 16), numeral.start):
        return False
    before = _BEFORE.search(text, max(0, numeral.start - 16), numeral.start)
    if before is not None and before[1].lower() in _TEMPORAL:
        return True
    counted = _PLURAL_AFTER.match(text, numeral.end)
    return counted is None or counted[1] in _FUNCTION
