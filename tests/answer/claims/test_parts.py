"""Quotations, figures, names and denials of a claim against stretches of sources."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.checking import bundled_dictionary
from answer.claims.clauses import clauses, enumerations
from answer.claims.figures import unstated
from answer.claims.ground import stated
from answer.claims.names import swapped, unnamed
from answer.claims.polarity import denies
from answer.claims.quotes import missing, quotations
from domain.types import Language

FR, EN = Language.FR, Language.EN
TRADE = "Trade reached €24 billion in 2021. About 40% of exports went to Peru, the third buyer."
ECHANGES = "Les échanges ont atteint 24 milliards d'euros en mars 2021, contre 18 en 2005."


@pytest.mark.parametrize(
    ("claim", "language", "source", "lacking"),
    [
        ("It came to 24,000 million euros.", EN, TRADE, None),
        ("Ils valaient 24 milliards d'euros en 2021.", FR, TRADE, None),
        ("Il s'agit de quarante pour cent.", FR, TRADE, None),
        ("It was 40 per cent, two fifths.", EN, TRADE, None),
        ("It was €24bn in March 2021.", EN, ECHANGES, None),
        ("It was €24bn in 03/2021.", EN, ECHANGES, None),
        ("It was in 2021.", EN, ECHANGES, None),
        ("Peru is the 3rd buyer.", EN, TRADE, None),
        ("Le Pérou est le troisième acheteur.", FR, TRADE, None),
        ("Le Pérou est le premier acheteur.", FR, TRADE, None),
        ("It was €24 million.", EN, TRADE, "€24 million"),
        ("It was 24 billion dollars.", EN, TRADE, "24 billion dollars"),
        ("It was 42%.", EN, TRADE, "42%"),
        ("It rose by 40 percentage points.", EN, TRADE, "40 percentage points"),
        ("It was in April 2021.", EN, ECHANGES, "April 2021"),
        ("It was in March 2021.", EN, TRADE, "March 2021"),
        ("Peru is the fourth buyer.", EN, TRADE, "fourth"),
        ("Five countries buy.", EN, TRADE, "Five"),
        ("It uses 5G and B52.", EN, TRADE, "5"),
        ("It was €24 billion in 2005.", EN, ECHANGES, "2005"),
        ("It was less than €24 billion.", EN, "It was more than €24 billion.", "€24 billion"),
        ("Moins de 40 % y vont.", FR, "More than 40% go there.", "40 %"),
        ("It was over €24 billion.", EN, TRADE, "€24 billion"),
        ("Ils atteignaient 18 en mars 2021.", FR, ECHANGES, "mars 2021"),
        ("Ils atteignaient 18 en 2005.", FR, ECHANGES, None),
    ],
)
def test_figures_have_to_be_stated(
    claim: str, language: Language, source: str, lacking: str | None
) -> None:
    sentences = [part.strip() + "." for part in source.split(". ")]
    stretches = [stated(part, EN if source is TRADE else FR) for part in sentences]
    assert unstated(claim, language, stretches) == lacking


LAKE = "The Northern Lake Council (NLC) of Norway met Astrid Lunde and Sergueï Tokaïev in Geneva."
LAC = "Le Conseil du lac, dont le siège est en Suisse, réunit l'UE et le Pérou."


def lacking(claim: str, language: Language, source: str, source_language: Language) -> str | None:
    cited = [stated(source, source_language)]
    return unnamed(claim, language, cited, cited, bundled_dictionary().translate)


@pytest.mark.parametrize(
    "claim",
    [
        "Astrid Lunde met the NLC.",
        "The Council met Lunde in Geneva.",
        "Norwegian and other members met Tokayev.",
        "However, the Northern Lake Council met.",
        "With Lunde came others. Between them was Norway.",
        "Norway's council met in 2019.",
    ],
)
def test_names_that_a_source_has(claim: str) -> None:
    assert lacking(claim, EN, LAKE, EN) is None


@pytest.mark.parametrize(
    "claim",
    ["Le Conseil a rencontré Tokaïev à Genève.", "La Norvège, pays norvégien, et Astrid Lunde."],
)
def test_names_that_a_source_in_the_other_language_has(claim: str) -> None:
    assert lacking(claim, FR, LAKE, EN) is None


def test_the_union_is_the_union_in_both_languages() -> None:
    assert lacking("The EU and Peru meet in Swiss offices.", EN, LAC, FR) is None


@pytest.mark.parametrize(
    ("claim", "name"),
    [
        ("Astrid Berg met the council.", "Berg"),
        ("Sweden met the council.", "Sweden"),
        ("The Swedish council met.", "Swedish"),
        ("UNESCO met Lunde.", "UNESCO"),
        ("The council met Lundgren.", "Lundgren"),
        ("The council met in Bergen.", "Bergen"),
        ("Kowalski met Lunde.", "Kowalski"),
    ],
)
def test_names_that_a_source_lacks(claim: str, name: str) -> None:
    assert lacking(claim, EN, LAKE, EN) == name


def test_a_country_in_the_place_of_another_beside_a_figure() -> None:
    telling = [stated("About 40% of exports went to Peru.", EN)]
    assert swapped("About 40% of exports went to Chile.", telling) == "Chile"
    assert swapped("About 40% went to Peru.", telling) is None
    assert swapped("About 40% went to it.", telling) is None


@pytest.mark.parametrize(
    ("claim", "held"),
    [
        ("They call it “a long and winding road”.", True),
        ("They call it « a long and winding road ».", True),
        ('They call it "A long and winding road."', True),
        ("They call it “a long […] road”.", True),
        ("They call it “a long road”.", False),
        ("They call it ‘a winding path’.", False),
        ("They call it “a long and winding road.", True),
        ("They call it “a long and winding lane.", False),
        ("They call it “long”.", True),
        ("They call it “lon”.", False),
        ("It isn't what they'd call o'clock.", True),
        ("It is l'ami d'un d'eux.", True),
    ],
)
def test_quotations_are_word_for_word(claim: str, held: bool) -> None:
    passage = "It’s known, l’ami, as “a long and  winding\u00a0road” [3] by some."
    assert (missing(claim, [passage]) is None) is held


@given(st.text(alphabet="ab ’'\"“”«».,é", max_size=60))
def test_what_stands_between_marks_is_part_of_the_text(text: str) -> None:
    for quotation in quotations(text):
        assert quotation in text


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_text_without_marks_quotes_nothing(before: str, after: str) -> None:
    plain = "".join(c for c in before + after if c not in "\"'«»“”„‹›‘’")
    assert missing(plain, ["x"]) is None


@given(st.lists(st.sampled_from("abc d, et qui which and ; long words here 12".split(" "))))
def test_clauses_hold_all_words_of_a_claim(words: list[str]) -> None:
    claim = " ".join(words)
    told = " ".join(clauses(claim))
    assert re.findall(r"\w+", told) == re.findall(r"\w+", claim)


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("It does not export gas.", True),
        ("Il n'exporte pas de gaz.", True),
        ("It never did.", True),
        ("Aucun pays ne l'a signé.", True),
        ("It isn't so.", True),
        ("It exports not only gas but oil.", False),
        ("Il exporte plus de gaz, et n'a cessé de croître.", False),
        ("No less than ten.", False),
        ("Il exporte du gaz.", False),
    ],
)
def test_denials(text: str, does: bool) -> None:
    assert (denies(text) > 0) is does


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("They sell oil, gas and uranium.", (("They sell oil", "gas", "uranium"),)),
        ("Oil, gas, or coal.", (("Oil", "gas", "coal"),)),
        ("Du blé, du seigle et de l'orge", (("Du blé", "du seigle", "de l'orge"),)),
        ("Oil and gas.", ()),
        ("It is so, and so.", ()),
    ],
)
def test_enumerations(text: str, items: tuple[tuple[str, ...], ...]) -> None:
    assert enumerations(text) == items
