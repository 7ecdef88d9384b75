"""Clauses and items that no cited passage holds, words enough, and what is denied where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.claims.clauses import enumerations
from answer.claims.wording import Wording
from domain.types import Language
from tests.answer.claims.judging import sources

EN, FR = Language.EN, Language.FR
VINEYARD = "The vineyard grows grapes, figs and almonds, and sells wine in nine countries."
VERGER = "Le verger donne des pommes, des poires et des noix, et vend du cidre dans neuf pays."


def over(source: str, told: Language) -> Wording:
    return sources(source, told).likeness.wording


CLAUSES = {
    "held": ("The vineyard grows grapes, which are sold as wine.", EN, VINEYARD, EN, False),
    "strange": ("It sells wine in nine countries, which angers the local mayors.", EN, VINEYARD,
                EN, True),
    "etrange": ("Le verger vend du cidre, ce qui a fâché les maires voisins.", FR, VERGER, FR,
                True),
    "tenu": ("Le verger donne des noix, et son cidre se vend dans neuf pays.", FR, VERGER, FR,
             False),
    "across": ("Le vignoble vend du vin dans neuf pays, et cultive des raisins.", FR, VINEYARD, EN,
               False),
    "first": ("Local mayors are angry.", EN, VINEYARD, EN, False),
}  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "language", "source", "told", "strange"), CLAUSES.values(), ids=CLAUSES
)
def test_a_clause_of_which_nothing_is_held(
    claim: str, language: Language, source: str, told: Language, strange: bool
) -> None:
    found = over(source, told).strange_clause(claim, language, [0])
    assert (found is not None) is strange
    assert found is None or all(word in claim for word in found.split())


ITEMS = {
    "held": ("It grows almonds, figs and grapes.", EN, VINEYARD, EN, None),
    "strange": ("It grows: grapes, lemons and figs.", EN, VINEYARD, EN, "lemons"),
    "strange-last": ("It grows: grapes, figs and lemons.", EN, VINEYARD, EN, "lemons"),
    "across": ("On y cultive: raisins, figues et citrons.", FR, VINEYARD, EN, "citrons"),
    "across-held": ("On y cultive: raisins, figues et amandes.", FR, VINEYARD, EN, None),
    "mostly": ("It grows: melons, lemons and figs.", EN, VINEYARD, EN, None),
    "unknown-word": ("On y cultive: raisins, figues et zorbules.", FR, VINEYARD, EN, None),
}


@pytest.mark.parametrize(("claim", "language", "source", "told", "item"), ITEMS.values(), ids=ITEMS)
def test_an_item_that_is_not_held(
    claim: str, language: Language, source: str, told: Language, item: str | None
) -> None:
    assert over(source, told).strange_item(claim, language, [0]) == item


WORDS = st.lists(st.sampled_from("grapes, figs, and or almonds lemons: with of les des".split()))


@given(WORDS, st.sampled_from(Language))
def test_the_items_of_an_enumeration_stand_in_the_text(
    words: list[str], language: Language
) -> None:
    text = " ".join(words)
    for items in enumerations(text, language):
        assert len(items) > 2
        assert all(item in text for item in items)


ENOUGH = {
    "words": ("The vineyard sells wine.", EN, True),
    "few": ("The cathedral impresses careful painters.", EN, False),
    "figure-alone": ("There are nine.", EN, True),
    "figure-other": ("Nine cathedrals impress painters.", EN, False),
    "across": ("Le vignoble vend du vin.", FR, True),
}


@pytest.mark.parametrize(("claim", "language", "enough"), ENOUGH.values(), ids=ENOUGH)
def test_words_enough(claim: str, language: Language, enough: bool) -> None:
    assert over(VINEYARD, EN).says_enough(claim, language, [0]) is enough


NURSES = "Les hôpitaux manquent d'infirmiers et ont fermé deux services de soins pour enfants."
COUNCIL = "The council did not approve the car park. It opened two new libraries in the spring."
DENIED = {
    "told": ("Le conseil n'a pas approuvé le parking.", FR, COUNCIL, EN, True),
    "elsewhere": ("The council did not open new libraries in spring.", EN, COUNCIL, EN, False),
    "lack": ("There are not enough nurses in the hospitals.", EN, NURSES, FR, True),
    "other-part": ("Les hôpitaux ne manquent pas d'infirmiers.", FR, NURSES, FR, False),
}


@pytest.mark.parametrize(
    ("claim", "language", "source", "told", "denied"), DENIED.values(), ids=DENIED
)
def test_what_is_denied_where_it_is_spoken_of(
    claim: str, language: Language, source: str, told: Language, denied: bool
) -> None:
    assert over(source, told).denied_there(claim, language, [0]) is denied
