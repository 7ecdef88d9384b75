"""Near misses that are made by one swap: what is swapped, and where nothing may be."""

import pytest

from domain.types import Language, Turn
from evaluation.gold import GoldItem
from training.near_misses import near_misses, swap_of

TEXT = (
    "The port of Grenvik opened in 2004. In 2019 Norvania sold 300 tonnes of fish to Morvania "
    "for 5 million euros. It closed its old quay because the sand rose.\n\n"
    "The museum of Tolsund shows ships. Its guide is Astrid Lunde."
)


def asked(question: str, *quotes: str, language: Language = Language.EN) -> GoldItem:
    return GoldItem("q1", language, question, "fact", True, quotes, (), (), ())


def made(question: str, quote: str, language: Language = Language.EN) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item in near_misses(asked(question, quote, language=language), TEXT):
        assert not item.answerable
        assert item.gold_quotes == ()
        found.setdefault(swap_of(item), []).append(item.question)
    return found


SOLD = "Norvania sold 300 tonnes of fish to Morvania"


def test_another_year_is_one_that_the_text_does_not_tell() -> None:
    (question,) = made("How much fish did Norvania sell in 2019?", SOLD)["years"]
    assert question.startswith("How much fish did Norvania sell in ")
    assert not any(year in question for year in ("2004", "2019"))


def test_who_gives_and_who_gets_change_places() -> None:
    swaps = made("How much fish did Norvania sell to Morvania?", SOLD)
    assert swaps["sides"] == ["How much fish did Morvania sell to Norvania?"]


def test_another_name_is_new_or_stands_far_from_what_is_asked() -> None:
    swaps = made("When did the port of Grenvik open?", "The port of Grenvik opened in 2004")
    assert len(swaps["names"]) == 2
    assert not any("Grenvik" in question for question in swaps["names"])
    near = [q for q in swaps["names"] if "Tolsund" in q or "Astrid Lunde" in q]
    assert len(near) <= 1


def test_something_else_is_counted() -> None:
    (question,) = made("How many tonnes of fish were sold?", SOLD)["heads"]
    assert question.startswith("How many ")
    assert "tonnes" not in question


def test_the_opposite_where_the_text_does_not_say_it() -> None:
    swaps = made(
        "When was the northern quay closed?", "It closed its old quay because the sand rose"
    )
    assert swaps.get("predicates") == ["When was the southern quay closed?"]


@pytest.mark.parametrize(
    ("question", "language", "denied"),
    [
        ("Why did the quay close?", Language.EN, "Why didn't the quay close?"),
        (
            "Pourquoi le quai a-t-il fermé ?",
            Language.FR,
            "Pourquoi le quai n'a-t-il pas fermé ?",
        ),
    ],
)
def test_the_reason_why_it_is_not_so(question: str, language: Language, denied: str) -> None:
    quote = "It closed its old quay because the sand rose"
    assert made(question, quote, language)["denials"] == [denied]


@pytest.mark.parametrize(
    "item",
    [
        asked("Did Norvania sell fish in 2019?", SOLD),
        asked("How much fish did Norvania sell in 2019?"),
        GoldItem("q", Language.EN, "And in 2019?", "followup", True, (SOLD,), (), (),
                 (Turn("user", "How much fish did Norvania sell?"),)),
    ],
    ids=["yes or no", "no quotation", "leans on a turn"],
)  # fmt: skip
def test_nothing_is_made_of(item: GoldItem) -> None:
    assert near_misses(item, TEXT) == ()


def test_the_same_is_made_each_time() -> None:
    item = asked("How much fish did Norvania sell to Morvania in 2019?", SOLD)
    assert near_misses(item, TEXT) == near_misses(item, TEXT) != ()
