import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.types import Language
from vectorstore.inflection import SHORTEST, bases

FR, EN = Language.FR, Language.EN


@pytest.mark.parametrize(
    ("word", "language", "base"),
    [
        ("router", EN, "route"),
        ("banned", EN, "ban"),
        ("herders", EN, "herd"),
        ("earliest", EN, "early"),
        ("retell", EN, "tell"),
        ("citent", FR, "citer"),
        ("voyageront", FR, "voyager"),
        ("finlandaise", FR, "finland"),
        ("grandissent", FR, "grandir"),
        ("nerveuses", FR, "nerveux"),
        ("planteur", FR, "planter"),
        ("replanter", FR, "planter"),
    ],
)
def test_a_form_leads_to_its_word(word: str, language: Language, base: str) -> None:
    assert base in set(bases(word, language))


@pytest.mark.parametrize("word", ["treatty", "teh", "budjet", "projectts", "", "s"])
def test_slips_lead_to_nothing_usual(word: str) -> None:
    found = {base for language in Language for base in bases(word, language)}
    assert not found & {"treat", "treaty", "the", "budget", "project"}


@given(st.text("abcdeilnorstuyz", max_size=14), st.sampled_from(Language))
def test_a_base_keeps_the_beginning_or_the_end(word: str, language: Language) -> None:
    for base in bases(word, language):
        assert len(base) >= SHORTEST
        assert base != word
        assert base[:SHORTEST] == word[:SHORTEST] or word.endswith(base)
