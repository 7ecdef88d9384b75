"""Names in their forms: by stem, the continent and the Union, and what only begins alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.checking import bundled_dictionary
from answer.claims.ground import stated
from answer.claims.names import unnamed
from domain.types import Language

EN, FR = Language.EN, Language.FR
HARBOUR = "European ferries call at Grenvik, and the Grenvik Harbour Board meets in Tamarel."
UNION = "L'Union européenne aide les Tolquiens et la Marvanie."
NAMED = {
    "continent": ("Ferries from Europe call.", EN, HARBOUR, EN),
    "europeens": ("Des ferries européens font escale.", FR, HARBOUR, EN),
    "union": ("Elle vient d'Europe.", FR, UNION, FR),
    "eu": ("The EU gives aid.", EN, UNION, FR),
    "people": ("Les pêcheurs grenvikois partent.", FR, HARBOUR, EN),
    "People": ("Les Grenvikois partent.", FR, HARBOUR, EN),
    "tolquie": ("She visits Tolquie.", EN, UNION, FR),
    "marvania": ("She visits Marvania.", EN, UNION, FR),
    "board": ("The Harbour Board meets.", EN, HARBOUR, EN),
}
UNNAMED = {
    "africa": ("Ferries from Africa call.", EN, HARBOUR, EN, "Africa"),
    "alike": ("Ferries call at Grenville.", EN, HARBOUR, EN, "Grenville"),
    "person": ("Il a rencontré Tamarin.", FR, HARBOUR, EN, "Tamarin"),
    "union": ("Elle vient d'Asie.", FR, UNION, FR, "Asie"),
}


def lacking(claim: str, language: Language, source: str, told: Language) -> str | None:
    cited = [stated(source, told)]
    return unnamed(claim, language, cited, cited, bundled_dictionary().translate)


@pytest.mark.parametrize(("claim", "language", "source", "told"), NAMED.values(), ids=NAMED)
def test_named(claim: str, language: Language, source: str, told: Language) -> None:
    assert lacking(claim, language, source, told) is None


@pytest.mark.parametrize(
    ("claim", "language", "source", "told", "name"), UNNAMED.values(), ids=UNNAMED
)
def test_not_named(claim: str, language: Language, source: str, told: Language, name: str) -> None:
    assert lacking(claim, language, source, told) == name


@given(st.lists(st.sampled_from("Grenvik Peru EU the of (NPC) Lunde's in Trans-Caspian".split())))
def test_a_text_names_its_own_names(words: list[str]) -> None:
    text = " ".join(words)
    assert lacking(text, EN, text, EN) is None
