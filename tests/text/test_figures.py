from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.types import Language
from text.figures import Figure, FigureKind, carries, figures, same


def only(text: str) -> Figure:
    found = figures(text)
    assert len(found) == 1, found
    return found[0]


SAME = [
    (
        "24 milliards d'euros",
        "24 milliards d’euros",
        "24 billion euros",
        "EUR 24bn",
        "€24bn",
        "24 Md€",
        "24\u00a0Mds\u202f€",
        "€24,000 million",
        "24\u202f000 M€",
        "24 000 millions EUR",
        "twenty-four billion euros",
        "vingt-quatre milliards d'euros",
    ),
    ("40 %", "40\u00a0%", "40%", "40 per cent", "40 percent", "40 pour cent", "quarante pour cent"),
    ("mars 2020", "March 2020", "Mars 2020", "march 2020", "2020-03"),
    ("15 March 2021", "15 mars 2021", "March 15, 2021", "2021-03-15", "15/03/2021", "15.03.2021"),
    ("le 1er mars 2021", "1st March 2021", "1 March 2021", "March 1st, 2021"),
    ("75 mégawatts", "75 MW", "75 megawatts", "me\u0301gawatts 75 me\u0301gawatts", "0,075 GW"),
    ("dix-huit mois", "eighteen months", "18 mois", "an 18-month plan", "1.5 years"),
    (
        *("half a million", "0.5 million", "un demi-million", "500 000", "500,000"),
        *("one half million", "half million", "nearly half-million", "half of a million"),
    ),
    ("a third of a million", "un tiers de million", "un tiers d'un million"),
    ("two thirds of a million", "two-thirds of a million", "deux tiers d'un million"),
    ("half a dozen", "a half-dozen", "une demi-douzaine", "6"),
    ("two-and-a-half years", "a two-and-a-half-year plan", "30 months"),
    ("5 Mbbl", "5 mbbl", "5,000 barrels"),
    ("2.5 million", "two and a half million", "deux millions et demi", "2,5 millions"),
    ("un million et demi d'euros", "one and a half million euros", "1,5 M€", "EUR 1.5 million"),
    ("un an et demi", "a year and a half", "one and a half years", "18 months"),
    ("a quarter of a million", "un quart de million", "250 000"),
    ("minus 4.5 °C", "moins 4,5 °C", "-4.5 °C", "−4,5 °C"),
    ("31 bcm", "31 Gm³", "31 Gm3", "31 billion cubic metres", "31 milliards de m³", "31 bcm/an"),
    ("2.1 mb/d", "2,1 Mb/j", "2.1 million barrels", "2 100 kb/d", "2 100 000 bpd"),
    ("12 Mt", "12 Mt/an", "12 million tonnes", "12 MtCO2e", "12 millions de tonnes"),
    ("3 Mtoe", "3 Mtep", "34.89 TWh"),
    ("220 kV", "220 kilovolts"),
    ("le 1ᵉʳ mars 2021", "1 March 2021", "the first of March 2021", "le premier mars 2021"),
    (
        *("le vingt et un mai 1993", "the twenty-first of May, 1993", "21 May 1993"),
        *("le vingt et un mai mil neuf cent quatre-vingt-treize", "21 May nineteen ninety-three"),
    ),
    ("3,5 M de tonnes", "3.5 million tonnes"),
    ("–3,5 %", "-3.5%"),
    ("XVIIᵉ siècle", "XVIIe siècle", "17th century", "seventeenth century"),
    ("deux tiers", "two thirds", "two-thirds", "2/3"),
    ("un quart des", "a quarter of", "25 %"),
    ("la moitié des", "half of", "50%"),
    ("5 millions de dollars", "$5m", "US$ 5 million", "5 million US dollars", "5 M$"),
    ("300 tenges", "300 tenge", "KZT 300", "300 ₸"),
    ("2 500 km", "2,500 kilometres", "2500 kilomètres", "2500 kilometers"),
    ("3 millions de km²", "3 million square kilometres", "3 000 000 kilomètres carrés"),
    ("20 millions de tonnes", "20 million tonnes", "twenty million tons"),
    ("1,5 million d'habitants", "1.5 million inhabitants", "1 500 000", "1,500,000"),
    ("24 billions de dollars", "$24 trillion", "24 mille milliards de dollars"),
    ("une vingtaine de villes", "twenty towns", "vingt villes", "20 towns"),
    ("le XIXe siècle", "the 19th century", "19e siècle"),
    ("les années 1990", "the 1990s", "les années 90"),
    ("cinq jours", "five days", "five working days", "5 consecutive days"),
]


@pytest.mark.parametrize("writings", SAME, ids=lambda writings: str(writings[0]))
def test_one_figure_however_it_is_written(writings: tuple[str, ...]) -> None:
    first = only(writings[0])
    assert [w for w in writings if not same(only(w), first)] == []


DIFFERENT = [
    ("24 milliards d'euros", "24 millions d'euros"),
    ("24 milliards d'euros", "24 billion dollars"),
    ("24 billions d'euros", "24 billion euros"),
    ("40 %", "40"),
    ("40 %", "40 points de pourcentage"),
    ("mars 2020", "mai 2020"),
    ("mars 2020", "15 mars 2020"),
    ("2 km", "2 m"),
    ("5 ans", "5 mois"),
    ("en 1990", "les années 1990"),
    ("-5 %", "5 %"),
]


QUARTERS = [
    (
        "Q2 2017",
        "T2 2017",
        "2Q 2017",
        "second quarter of 2017",
        "deuxième trimestre 2017",
        "2017 Q2",
        "2Q17",
    ),
    (
        "Q2-2017",
        "Q2/2017",
        "Q2'17",
        "2e trimestre de 2017",
        "2ᵉ trimestre 2017",
        "the 2nd quarter of 2017",
    ),
    ("H1 2017", "S1 2017", "first half of 2017", "premier semestre 2017", "1er semestre de 2017"),
]


@pytest.mark.parametrize("writings", QUARTERS)
def test_a_part_of_a_year_is_said_with_its_year(writings: tuple[str, ...]) -> None:
    said = {frozenset((f.kind, f.unit, f.value) for f in figures(text)) for text in writings}
    assert len(said) == 1
    [found] = said
    assert (FigureKind.YEAR, None, Decimal(2017)) in found
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("the G7 2024 summit", [2024]),
        ("COP28 2023", [2023]),
        ("au moins 3 navires", [3]),
        ("plus or minus 3 points", [3]),
        ("moins de 3 %", [3]),
        ("fell to minus 2 per cent", [-2]),
        ("5 €/t", [5]),
        ("3 TV channels", [3]),
        ("the T3 2000 passengers", [2000]),
        ("hydrogène H2 2030", [2030]),
        ("fell by one quarter, 2019 levels", [2019]),
        ("3 hours and a half-truth", [3 * 3600]),
    ],
)
def test_numbers_beside_names_and_signs(text: str, values: list[int]) -> None:
    assert [figure.value for figure in figures(text)] == values


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_figures_that_differ(a: str, b: str) -> None:
    assert not same(only(a), only(b))


@pytest.mark.parametrize(
    "text",
    [
        "un port, une ville, a harbour, one town",
        "le 3e rang, the 2nd place, la première année, the third time",
        "le CO2, la 5G, l'A320 et le B-52",
        "Q400 aircraft and T129 helicopters",
        "les deux rives et the two banks",
        "to seize opportunities",
        "un quart d'heure",
        "version 1.2.3",
        "",
        "…",
    ],
)
def test_what_is_not_a_figure(text: str) -> None:
    assert figures(text) == ()


def kinds(text: str) -> list[tuple[str, str]]:
    return [(str(figure.value), figure.kind.value) for figure in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("entre 2005 et 2020", [("2005", "year"), ("2020", "year")]),
        ("2005–2020", [("2005", "year"), ("2020", "year")]),
        ("2005-2020", [("2005", "year"), ("2020", "year")]),
        ("la saison 2008-09", [("2008", "year"), ("2009", "year")]),
        ("Et en 2005 ?", [("2005", "year")]),
        ("mi-2020", [("2020", "year")]),
        ("the 2023 results", [("2023", "year")]),
        ("1500 étudiants", [("1500", "number")]),
        ("environ 2000 personnes", [("2000", "number")]),
        ("it enrols 2000 students", [("2000", "number")]),
        ("en 2005 100 navires", [("2005", "year"), ("100", "number")]),
        ("40 à 50 %", [("40", "share"), ("50", "share")]),
        ("between 5 and 7 billion euros", [("5000000000", "money"), ("7000000000", "money")]),
        ("€5–7bn", [("5000000000", "money"), ("7000000000", "money")]),
        ("deux ou trois ans", [("24", "duration"), ("36", "duration")]),
        ("du 15 au 17 mars 2021", [("20210315", "date"), ("20210317", "date")]),
        ("le 9 mai", [("509", "date")]),
        ("5 may be kept", [("5", "number")]),
        ("les cinq ports", [("5", "number")]),
        ("COP 29", [("29", "number")]),
        ("12, 13 et 14", [("12", "number"), ("13", "number"), ("14", "number")]),
    ],
)
def test_the_figures_of_a_text_in_order(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("La ligne a coûté 1 234,5 €, dit-on.", "1 234,5 €"),
        ("It opened on 15 March 2021.", "15 March 2021"),
        ("Ce\u0301vennes : 24\u00a0Md€ !", "24\u00a0Md€"),
        ("a 500-kilometre pipeline", "500-kilometre"),
    ],
)
def test_offsets_are_into_the_text_as_given(text: str, written: str) -> None:
    figure = only(text)
    assert text[figure.start : figure.end] == written


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1,234", None, "1234"),
        ("1,234", Language.EN, "1234"),
        ("1,234", Language.FR, "1.234"),
        ("1.234", Language.EN, "1.234"),
        ("1.234", Language.FR, "1234"),
        ("1.234.567", None, "1234567"),
        ("1,234.5", Language.FR, "1234.5"),
    ],
)
def test_the_language_decides_where_a_mark_has_two_readings(
    text: str, language: Language | None, value: str
) -> None:
    (figure,) = figures(text, language)
    assert figure.value == Decimal(value)


@pytest.mark.parametrize(
    ("stated", "claimed", "borne_out"),
    [
        ("15 mars 2020", "March 2020", True),
        ("15 mars 2020", "in 2020", True),
        ("15 mars 2020", "on 15 March", True),
        ("mars 2020", "in 2020", True),
        ("en 2020", "March 2020", False),
        ("mars 2020", "in 2021", False),
        ("-500", "500", False),
        ("24 milliards d'euros", "24 billion", True),
        ("24 milliards", "24 billion euros", False),
        ("40 %", "40", False),
    ],
)
def test_a_figure_bears_out_what_is_stated_with_less(
    stated: str, claimed: str, borne_out: bool
) -> None:
    assert carries(only(stated), only(claimed)) is borne_out


def grouped(digits: str, mark: str) -> str:
    return f"{int(digits):,}".replace(",", mark)


def french(value: Decimal, space: str) -> str:
    whole, _, decimals = f"{value:f}".partition(".")
    return grouped(whole, space) + ("," + decimals if decimals else "")


def english(value: Decimal) -> str:
    whole, _, decimals = f"{value:f}".partition(".")
    return grouped(whole, ",") + ("." + decimals if decimals else "")


quantities = st.decimals(min_value=0, max_value=10**12, places=2) | st.integers(0, 10**15).map(
    Decimal
)


@given(quantities, st.sampled_from([" ", "\u00a0", "\u202f", "\u2009"]))
def test_an_amount_reads_the_same_in_both_notations(value: Decimal, space: str) -> None:
    in_french = only(f"Il vaut {french(value, space)}{space}€ ici.")
    in_english = only(f"It is worth €{english(value)} here.")
    assert same(in_french, in_english)
    assert in_english.value == value


@given(quantities.filter(lambda value: not 1000 <= value <= 2100))
def test_a_bare_number_reads_the_same_in_both_notations(value: Decimal) -> None:
    in_french, in_english = only(french(value, " ")), only(english(value))
    assert same(in_french, in_english)
    assert in_french.kind is FigureKind.NUMBER


MONTHS = {
    Language.FR: "janvier février mars avril mai juin juillet août septembre octobre novembre "
    "décembre".split(),
    Language.EN: "January February March April May June July August September October November "
    "December".split(),
}


@given(st.dates(date(1000, 1, 1), date(2100, 12, 31)))
def test_a_day_reads_the_same_in_both_languages(day: date) -> None:
    in_french = only(f"le {day.day} {MONTHS[Language.FR][day.month - 1]} {day.year}")
    in_english = only(f"on {MONTHS[Language.EN][day.month - 1]} {day.day}, {day.year}")
    assert same(in_french, in_english)
    assert same(in_french, only(day.isoformat()))


@given(
    st.text(st.sampled_from("0123456789 .,'-–/%€$kMmdbn éèaux²\u00a0\u0301\n") | st.characters())
)
def test_any_text_is_read_without_overlaps(text: str) -> None:
    found = figures(text)
    ends = [0, *(figure.end for figure in found)]
    assert all(end <= f.start < f.end <= len(text) for end, f in zip(ends, found, strict=False))
