import pytest

from domain.languages import NAMES
from text.foreign import is_plain, third_language
from text.language import of_plain_words

OTHERS = {
    "German": "Der Rat hat neun Millionen für die neue Brücke über den Fluss ausgegeben.",
    "Spanish": "El consejo gastó nueve millones en el nuevo puente sobre el río en ese año, y la "
    "ciudad no ha pagado la parte que le toca de la obra.",
    "Italian": "Il consiglio ha speso nove milioni per il nuovo ponte sul fiume in quell'anno.",
    "Portuguese": "O conselho gastou nove milhões na nova ponte sobre o rio naquele ano.",
    "Dutch": "De raad heeft negen miljoen uitgegeven aan de nieuwe brug over de rivier in dat jaar",
    "Polish": "Rada wydała dziewięć milionów na nowy most nad rzeką w tym roku, mówi burmistrz.",
    "Russian": "Совет потратил девять миллионов на новый мост через реку в том году.",
    "Kazakh": "Кеңес өзен үстіндегі жаңа көпірге тоғыз миллион жұмсады. Қала өз үлесін төлемеді.",
    "Turkish": "Belediye meclisi o yıl nehrin üzerindeki yeni köprü için dokuz milyon harcadı.",
    "Norwegian": "Rådet brukte ni millioner på den nye broen over elven det året, sier ordføreren.",
}
NONE = [
    "The council spent nine million on the new bridge over the river in that year.",
    "Le conseil a dépensé neuf millions pour le nouveau pont sur la rivière cette année-là.",
    "Exports 2021: 4, 2022: 11, 2023: 19",
    "Astana",
    "",
    "12 345 678 901 234 567 890 123 456 789 012 345 678 901 234 567 890",
]


@pytest.mark.parametrize(("name", "text"), OTHERS.items())
def test_a_third_language_is_named(name: str, text: str) -> None:
    assert third_language(text) == name
    assert name in dict(NAMES)
    assert of_plain_words(text) is None or name == "Spanish"


@pytest.mark.parametrize("text", NONE)
def test_french_english_and_what_is_unclear_are_none(text: str) -> None:
    assert third_language(text) is None


def test_function_words_settle_it_where_there_are_enough() -> None:
    assert is_plain(NONE[0])
    assert is_plain(NONE[1])
    assert not any(is_plain(text) for text in (*OTHERS.values(), ""))
