"""Passages of the numbered part that a question names."""

import pytest

from answer.reading.divisions import of_the_part_asked_for, under_the_part
from domain.types import Language, Passage, Retrieved


def retrieved(id: str, path: tuple[str, ...], text: str) -> Retrieved:
    return Retrieved(Passage(id, "act", path, text, 0, len(text), Language.EN, 0, 0), 0.5)


ACT = (
    retrieved("scope", ("Article 1", "Scope"), "This act applies to the mills of Vell."),
    retrieved("fees", ("Article 2", "Fees"), "A fee of 9 crowns is due for each mill."),
    retrieved("end", ("Article 3",), "Article 2 ends in 2030."),
    retrieved("news", (), "The mills of Vell are old."),
)


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("What does Article 2 say?", ["fees", "end", "news"]),
        ("Que dit l'art. 1er ?", ["scope", "news"]),
        ("What does Article II say?", ["fees", "end", "news"]),
        ("What does Article 9 say?", ["news"]),
        ("How high is the fee?", ["scope", "fees", "end", "news"]),
    ],
)
def test_what_is_read_for_a_question(question: str, ids: list[str]) -> None:
    assert [r.passage.id for r in of_the_part_asked_for(question, ACT)] == ids


def test_the_passages_of_the_part_itself_come_from_one_source() -> None:
    other = Passage(
        "dues", "by-laws", ("Article 2",), "Members pay 5 crowns.", 0, 21, Language.EN, 0, 0
    )
    found = (*ACT, Retrieved(other, 0.4))
    assert [r.passage.id for r in under_the_part("What does Article 2 say?", found)] == ["fees"]
    assert under_the_part("What does Article 9 say?", found) == ()
    assert under_the_part("How high is the fee?", found) == ()
