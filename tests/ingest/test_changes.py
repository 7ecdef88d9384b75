from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.changes import Became, DetailChange, PassageChange, SentenceChange
from domain.types import Language, Passage, Source
from ingest.changes import MOST, MOST_OF_ALL, Account, edited, whole
from ingest.difference import compare

SOURCE = Source("port.md", "The port", "/port.md", "file:port.md", Language.EN, "markdown", "1")


def passages(*texts: str, section: str = "Trade") -> list[Passage]:
    return [
        Passage(text, "port.md", (section,), text, 0, len(text), Language.EN, n, n)
        for n, text in enumerate(texts)
    ]


def changes(old: list[Passage], new: list[Passage]) -> tuple[PassageChange, ...]:
    change = edited(SOURCE, SOURCE, compare(old, new))
    return change.passages if change else ()


PORT = "The port opened in 1990. It serves forty ships a day. Tugs guide them in."
SALMON = "Salmon is the main export of the northern coast."
FERRY = "A ferry links the two banks every hour of the day."


def test_a_sentence_that_changed_is_beside_the_old_one() -> None:
    new = PORT.replace("forty", "fifty")
    assert changes(passages(PORT, SALMON), passages(new, SALMON)) == (
        PassageChange(
            Became.CHANGED,
            "Trade",
            (SentenceChange("It serves forty ships a day.", "It serves fifty ships a day."),),
        ),
    )


def test_a_sentence_written_anew_is_a_pair_and_a_further_one_is_not() -> None:
    new = PORT.replace(
        "Tugs guide them in.", "Pilots come aboard first. Tugs guide all of them in."
    )
    [change] = changes(passages(PORT), passages(new))
    assert change.sentences == (
        SentenceChange(None, "Pilots come aboard first."),
        SentenceChange("Tugs guide them in.", "Tugs guide all of them in."),
    )
    rewritten = PORT.replace("Tugs guide them in.", "No pilot is needed here.")
    [change] = changes(passages(PORT), passages(rewritten))
    assert change.sentences == (SentenceChange("Tugs guide them in.", "No pilot is needed here."),)


def test_what_came_and_what_went_is_reported_in_order() -> None:
    wind = "Wind turbines stand on the hills. They turn all day."
    found = changes(passages(SALMON, PORT, FERRY), passages(SALMON, FERRY, wind))
    assert [(c.became, [s.old or s.new for s in c.sentences]) for c in found] == [
        (Became.REMOVED, PORT.replace(". ", ".|").split("|")),
        (Became.ADDED, ["Wind turbines stand on the hills.", "They turn all day."]),
    ]


def test_a_passage_that_moved_says_where_from() -> None:
    new = [*passages(PORT), *(replace(p, ordinal=1) for p in passages(FERRY, section="Roads"))]
    assert changes(passages(PORT, FERRY), new) == (
        PassageChange(Became.MOVED, "Roads", (SentenceChange(FERRY, FERRY),), "Trade"),
    )


def test_a_sentence_that_only_went_to_the_next_passage_is_not_reported() -> None:
    old = passages("One is here. Two is there. Three is near.", "Four is far. Five is high.")
    new = passages("One is here. Two is there.", "Three is near. Four is far. Five is high.")
    assert compare(old, new).counts.changed == 2
    assert changes(old, new) == ()
    assert edited(SOURCE, SOURCE, compare(old, new)) is None


TYPESET = [
    ('L\'usine a dit : "Oui."', "L’usine a dit : « Oui. »"),
    ("It has 24 000 looms - all old.", "It has 24\u202f000 looms — all old."),
    ("The mill closed.[2] It reopened.", "The mill closed. It reopened.[14]"),
    ("L'oeuvre finale... est là.", "L’œuvre ﬁnale… est là."),
    ("Depuis 1990.¹ Rien.", "Depuis 1990. Rien."),
    ("Since 1990.[^1] It shut.[3]:14", "Since 1990. It shut.[4]:15"),
    ("L'État et l'Église ont signé.", "L'Etat et l'Eglise ont signé."),
    ("a) the mill;\nb) the ferry.", "b) the mill;\nc) the ferry."),
]


@pytest.mark.parametrize(("old", "new"), TYPESET)
def test_typography_and_reference_numbers_are_counted_and_not_reported(old: str, new: str) -> None:
    change = edited(SOURCE, SOURCE, compare(passages(old, FERRY), passages(new, FERRY)))
    assert change
    assert (change.passages, change.typography) == ((), 1)


def test_a_heading_with_another_apostrophe_moves_nothing() -> None:
    old, new = (passages(FERRY, section=name) for name in ("L'usine", "L’usine"))
    change = edited(SOURCE, SOURCE, compare(old, new))
    assert change
    assert (change.passages, change.typography) == ((), 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It is 5 m² wide.", "It is 5 m³ wide."),
        ("It has 24 000.", "It has 24 001."),
        ("le", "Le"),
        ("Il est jugé.", "Il est juge."),
        ("Gain: -3.5", "Gain: 3.5"),
        ("3 mills", "4 mills"),
    ],
)
def test_what_only_looks_like_typography_is_reported(old: str, new: str) -> None:
    change = edited(SOURCE, SOURCE, compare(passages(old), passages(new)))
    assert change
    assert change.passages
    assert change.typography == 0


def test_beside_a_change_of_words_typography_is_not_reported() -> None:
    new = PORT.replace("forty", "fifty").replace("1990.", "1990.[3]")
    [change] = changes(passages(PORT), passages(new))
    assert [s.new for s in change.sentences] == ["It serves fifty ships a day."]


def test_new_details_are_reported() -> None:
    later = replace(SOURCE, title="The old port", date="2024", content_hash="2")
    change = edited(SOURCE, later, compare([], []))
    assert change
    assert change.details == (
        DetailChange("title", "The port", "The old port"),
        DetailChange("date", None, "2024"),
    )


def test_long_accounts_are_bounded_and_say_what_is_left_out() -> None:
    old = passages(*(f"Ship {n} carries {n} tonnes of wool to the coast." for n in range(80)))
    new = passages(*(f"Ship {n} carries {n} tonnes of silk to the coast." for n in range(80)))
    change = edited(SOURCE, SOURCE, compare(old, new))
    assert change
    assert (len(change.passages), change.more) == (MOST, 80 - MOST)
    account = Account()
    for _ in range(8):
        account = account.plus(change)
    assert sum(len(c.passages) for c in account.changes) == MOST_OF_ALL
    assert sum(len(c.passages) + c.more for c in account.changes) == 8 * 80
    assert account.plus(None) == account


def test_a_sentence_without_end_is_cut_short() -> None:
    [change] = changes([], passages("word " * 2_000))
    assert len(change.sentences[0].new or "") == 2_000


def test_a_whole_source_is_reported_without_its_passages() -> None:
    assert whole(SOURCE, Became.REMOVED).passages == ()


TEXTS = st.lists(st.sampled_from("abcdef"), max_size=5).map(
    lambda letters: " ".join(f"The {x} stands by the {x} in town." for x in letters)
)


@given(st.lists(TEXTS.filter(bool), unique=True), st.lists(TEXTS.filter(bool), unique=True))
def test_old_sentences_are_of_the_old_version_and_new_ones_of_the_new(
    old: list[str], new: list[str]
) -> None:
    for change in changes(passages(*old), passages(*new)):
        assert change.sentences
        for sentence in change.sentences:
            assert sentence.old is None or any(sentence.old in text for text in old)
            assert sentence.new is None or any(sentence.new in text for text in new)
            assert sentence.old != sentence.new or change.became is Became.MOVED
