"""Who does what and what is whose, exchanged or not, of known things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.claims.ground import stated
from answer.claims.roles import exchanged
from domain.types import Language
from tests.answer.claims.judging import sources

EN, FR = Language.EN, Language.FR
SCHOOLS = "Le Pérou finance les écoles du Chili."
CREWS = "Morocco's fishermen train Norway's crews."
EXCHANGED = {
    "doer": ("Chile funds Peru's schools.", EN, SCHOOLS, FR),
    "faiseur": ("Le Chili finance les écoles du Pérou.", FR, SCHOOLS, FR),
    "agent": ("Peru's schools are funded by Chile.", EN, SCHOOLS, FR),
    "owner": ("Norway's fishermen train Morocco's crews.", EN, CREWS, EN),
    "possesseur": ("Les pêcheurs de Norvège forment les équipages du Maroc.", FR, CREWS, EN),
}
KEPT = {
    "doer": ("Peru funds Chile's schools.", EN, SCHOOLS, FR),
    "passive": ("Chile's schools are funded by Peru.", EN, SCHOOLS, FR),
    "passif": ("Les écoles du Chili sont financées par le Pérou.", FR, SCHOOLS, FR),
    "owner": ("Norway's crews are trained by Morocco's fishermen.", EN, CREWS, EN),
    "of": ("The fishermen of Morocco train the crews of Norway.", EN, CREWS, EN),
    "one-name": ("Chile has schools.", EN, SCHOOLS, FR),
    "no-names": ("The schools are funded.", EN, SCHOOLS, FR),
}


def crossed(claim: str, language: Language, source: str, told: Language) -> bool:
    says = sources(source, told).likeness.wording.says(language, told)
    return exchanged(claim, language, [stated(source, told)], says)


@pytest.mark.parametrize(("claim", "language", "source", "told"), EXCHANGED.values(), ids=EXCHANGED)
def test_ends_exchanged(claim: str, language: Language, source: str, told: Language) -> None:
    assert crossed(claim, language, source, told)


@pytest.mark.parametrize(("claim", "language", "source", "told"), KEPT.values(), ids=KEPT)
def test_ends_kept(claim: str, language: Language, source: str, told: Language) -> None:
    assert not crossed(claim, language, source, told)


WORDS = "Peru Chile's Norway funds schools of by the crews Morocco and train".split()


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_a_claim_never_exchanges_its_own_ends(words: list[str]) -> None:
    text = " ".join(words)
    assert not crossed(text, EN, text, EN)
