import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.names import mentions, spelling, tokens


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("L'UE et le Japon", ["EU", "JP"]),
        ("The European Union and Japan", ["EU", "JP"]),
        ("des entreprises européennes et japonaises", ["EU", "JP"]),
        ("European and Japanese companies", ["EU", "JP"]),
        ("les Nations unies, l'ONU, the United Nations, the UN", ["UN"] * 4),
        ("l'Asie centrale, Central Asia", ["143", "143"]),
        ("Moscou, Moscow", ["Europe/Moscow", "Europe/Moscow"]),
        ("l'OTAN et l'OMC", ["NATO", "WTO"]),
        ("NATO and the WTO", ["NATO", "WTO"]),
        ("le PIB, the gross domestic product", ["GDP", "GDP"]),
        ("PME and SMEs", ["SME", "SME"]),
        ("les États-Unis, the USA, American", ["US", "US", "US"]),
        ("We gave it to us, to read and to polish; a turkey, some china.", []),
        ("a chad, a jordan and the dominion", []),
    ],
)
def test_known_things_in_both_languages(text: str, ids: list[str]) -> None:
    assert [mention.id for mention in mentions(text)] == ids


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("tokaiev", "tokayev"),
        ("tchekhov", "chekhov"),
        ("chevtchenko", "shevchenko"),
        ("poutine", "putin"),
        ("nazarbaiev", "nazarbayev"),
        ("nazarbaev", "nazarbayev"),
        ("djaksybekov", "zhaksybekov"),
        ("janaozen", "zhanaozen"),
        ("joukov", "zhukov"),
        ("manguistaou", "mangystau"),
        ("kyzylorda", "qyzylorda"),
        ("evgueni", "yevgeny"),
        ("ermek", "yermek"),
        ("sergei", "sergey"),
    ],
)
def test_names_spelled_for_each_language_are_the_same(french: str, english: str) -> None:
    assert spelling(french) == spelling(english)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("lunde", "lindt"),
        ("oslo", "osaka"),
        ("martin", "marin"),
        ("zhang", "yang"),
        ("jung", "yung"),
    ],
)
def test_other_names_stay_apart(a: str, b: str) -> None:
    assert spelling(a) != spelling(b)


@given(st.text(max_size=80))
def test_mentions_and_words_stand_in_the_text_in_order(text: str) -> None:
    for found in (mentions(text), tokens(text)):
        ends = [0]
        for item in found:
            assert ends[-1] <= item.start < item.end <= len(text)
            ends.append(item.end)
