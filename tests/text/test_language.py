import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.types import Language
from text.language import detect, detect_or_none

FRENCH = [
    "Combien coûte un billet ?",
    "combien coute un billet",
    "Quand la ligne a-t-elle ouvert ?",
    "C'est quoi l'EPCA ?",
    "Où se trouve le musée ?",
    "Et en 2005 ?",
    "Qui dirige le port ?",
    "pourquoi le pont est ferme",
    "Les loutres de la rivière",
    "Le « Green Deal » s'applique-t-il ici ?",
    "Que veut dire “memorandum of understanding” ?",
    "Peux-tu résumer l'article ?",
    "météo à Lunde",
    "tu peu me dire kan la ligne a commencé",
    "prévisions budget 2026",
]
ENGLISH = [
    "How much is a ticket?",
    "when did the line open",
    "What is the EPCA?",
    "Where is the museum?",
    "And in 2005?",
    "Who runs the port?",
    "why is the bridge closed",
    "The otters of the river",
    'What does "développement durable" mean?',
    "Does « la métropole » pay for it?",
    "Can you sum up the article?",
    "give me a list of ports",
    "show me the résumé of the chair",
]
UNCLEAR = ["", "   ", "?", "2005", "EPCA ?", "42 %", "🙂", "«»"]


@pytest.mark.parametrize("text", FRENCH)
def test_french(text: str) -> None:
    assert detect(text, Language.EN) is Language.FR


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text: str) -> None:
    assert detect(text, Language.FR) is Language.EN


@pytest.mark.parametrize("text", UNCLEAR)
@pytest.mark.parametrize("fallback", list(Language))
def test_what_is_unclear_is_the_fallback(text: str, fallback: Language) -> None:
    assert detect(text, fallback) is fallback


def test_a_long_text_is_detected_by_its_own_words_not_by_its_quotations() -> None:
    quoted = "« The harbour of the town was built by the company and it is theirs. » "
    text = "Le port de la ville a été bâti par une compagnie. " * 20 + quoted * 8
    assert detect(text, Language.EN) is Language.FR


def test_a_mixed_question_follows_its_function_words() -> None:
    assert detect("Quel est le budget du Green Deal ?", Language.EN) is Language.FR
    assert detect("What is the budget of the Assemblée nationale?", Language.FR) is Language.EN


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert detect_or_none(text) in (Language.FR, Language.EN, None)
