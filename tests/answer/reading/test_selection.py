"""What is chosen from the reader's scores: one sentence, several, or none."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.reading.calibration import (
    CERTAIN,
    FEATURES,
    Calibration,
    Logistic,
    bundled_calibration,
)
from answer.reading.reader import Reading
from answer.reading.selection import MOST, merge, rank, select
from domain.types import Language, Passage, Retrieved
from text.sentences import split
from vectorstore.retriever import Background

BACKGROUND = Background(0.2, 0.1)
PLAIN = Calibration(
    ranking={"odds": 1.0, "lead": 0.0, "lexical": 0.0},
    topic=CERTAIN,
    gate=Logistic({"odds": 1.0}),
    belief=Logistic({"odds": 1.0}),
    threshold=0.5,
    believed=0.0,
    nearly=1.0,
    least=0.0,
    premise=1.0,
    about=0.0,
)
PORT = "The port handled 12 tonnes. This figure was a record. The council owns the port."
FAIR = "The fair opens in May. It lasts three days."


def passage(text: str, id: str = "p", language: Language = Language.EN) -> Passage:
    return Passage(id, f"source {id}", ("Traffic",), text, 100, 100 + len(text), language, 0, 0)


def reading(
    text: str,
    answers: list[float],
    *,
    id: str = "p",
    corrects: list[float] | None = None,
    about: float | None = 1.0,
    score: float = 0.6,
) -> Reading:
    spans = tuple(split(text))
    retrieved = Retrieved(passage(text, id), score, dense=0.5, title="A page")
    wrong = corrects or [-9.0] * len(spans)
    return Reading(retrieved, 0, spans, tuple(answers), tuple(wrong), about)


def test_the_best_sentence_is_quoted_with_its_place_in_the_source() -> None:
    found = select([reading(PORT, [3.0, -4.0, -5.0])], Language.EN, BACKGROUND, PLAIN)
    assert [e.text for e in found.chosen] == ["The port handled 12 tonnes."]
    assert (found.chosen[0].start, found.chosen[0].end) == (100, 127)
    assert found.probability == pytest.approx(0.953, abs=0.001)


def test_nothing_is_quoted_below_the_threshold() -> None:
    found = select([reading(PORT, [-0.1, -4.0, -5.0])], Language.EN, BACKGROUND, PLAIN)
    assert found.chosen == ()
    assert found.near is not None
    assert found.near.title == "A page"


def test_a_passage_about_something_else_is_not_named() -> None:
    found = select([reading(PORT, [-3.0] * 3, about=-2.0)], Language.EN, BACKGROUND, PLAIN)
    assert (found.chosen, found.near) == ((), None)
    unscored = select([reading(PORT, [-3.0] * 3, about=None)], Language.EN, BACKGROUND, PLAIN)
    assert unscored.near is None


def test_a_passage_is_named_where_reader_and_retriever_agree_on_it() -> None:
    first = reading(PORT, [-3.0] * 3, about=1.0)
    likelier = reading(FAIR, [-3.0] * 2, id="q", about=2.0)
    apart = select([first, likelier], Language.EN, BACKGROUND, PLAIN)
    assert apart.near is None
    agreed = select([likelier, first], Language.EN, BACKGROUND, PLAIN)
    assert agreed.near == likelier.retrieved
    translated = replace(passage(FAIR, "q", Language.FR), twin_id="p")
    other = replace(likelier, retrieved=replace(likelier.retrieved, passage=translated))
    assert select([first, other], Language.EN, BACKGROUND, PLAIN).near == other.retrieved


def test_sentences_nearly_as_good_are_shown_too_in_the_order_of_the_source() -> None:
    readings = [
        reading(PORT, [-5.0, -5.0, 2.5]),
        reading(FAIR, [3.0, -2.0], id="q"),
    ]
    found = select(readings, Language.EN, BACKGROUND, PLAIN)
    assert [e.text for e in found.chosen] == [
        "The council owns the port.",
        "The fair opens in May.",
    ]
    few = select(readings, Language.EN, BACKGROUND, replace(PLAIN, nearly=0.1))
    assert [e.text for e in few.chosen] == ["The fair opens in May."]


def test_a_sentence_that_points_back_comes_with_the_one_before() -> None:
    found = select([reading(PORT, [-6.0, 4.0, -6.0])], Language.EN, BACKGROUND, PLAIN)
    assert [e.text for e in found.chosen] == [
        "The port handled 12 tonnes.",
        "This figure was a record.",
    ]


def test_what_sets_a_false_premise_right_is_kept_for_the_refusal() -> None:
    wrong = [reading(PORT, [-3.0, -4.0, -5.0], corrects=[-1.0, -2.0, 2.0])]
    found = select(wrong, Language.EN, BACKGROUND, PLAIN)
    assert found.chosen == ()
    assert found.correction is not None
    assert found.correction.text == "The council owns the port."
    unsure = select(wrong, Language.EN, BACKGROUND, replace(PLAIN, premise=3.0))
    assert unsure.correction is None


def test_a_part_that_has_no_answer_is_named_whatever_is_found_for_another() -> None:
    answered = select([reading(PORT, [4.0, -9.0, -9.0])], Language.EN, BACKGROUND, PLAIN)
    refused = select([reading(PORT, [-2.0, -9.0, -9.0])], Language.EN, BACKGROUND, PLAIN)
    both = merge({"How many tonnes?": answered, "Who paid?": refused})
    assert [e.text for e in both.chosen] == ["The port handled 12 tonnes."]
    assert both.unanswered == ("Who paid?",)
    assert merge({"Who paid?": refused, "Why?": refused}).chosen == ()


def test_nothing_read_is_nothing_found() -> None:
    assert select([], Language.FR, BACKGROUND, PLAIN).chosen == ()


@given(st.lists(st.floats(-20, 20), min_size=5, max_size=5))
def test_any_scores_give_a_probability_and_at_most_a_few_sentences(scores: list[float]) -> None:
    readings = [reading(PORT, scores[:3]), reading(FAIR, scores[3:], id="q", score=0.4)]
    found = select(readings, Language.FR, BACKGROUND, bundled_calibration())
    assert found.probability is not None
    assert 0 <= found.probability <= 1
    assert len(found.chosen) <= 2 * MOST
    ranked = rank(readings, bundled_calibration())
    assert [e.score for e in ranked] == sorted((e.score for e in ranked), reverse=True)


def test_the_calibration_that_ships_looks_at_known_features() -> None:
    shipped = bundled_calibration()
    for model in (shipped.topic, shipped.gate, shipped.belief):
        assert set(model.weights) <= set(FEATURES)
    assert shipped.gate.weights["odds"] + shipped.gate.weights["answered"] > 0
    assert 0 < shipped.threshold < 1
