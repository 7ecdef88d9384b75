"""What counts as right and as found, on answers that a script gives."""

import sys
from typing import Any

import pytest

from domain.errors import PasserelleError
from domain.reports import Progress
from domain.types import Answer, Citation, Language, Status, Turn
from evaluation.gold import GoldItem
from evaluation.marks import Figure
from evaluation.misses import misses
from evaluation.score import Asked, Scores, Share, evaluate, scores
from tests.evaluation.asking import EN, FR, TEXT, Scripted, answer, gold, passage

pytest.importorskip("ir_measures", reason="it has no wheel for this machine")

WOOL, QUAY, TERNS = (
    "The port shipped 12 tonnes of wool in 2019.",
    "The council owns the quay.",
    "Terns nest there.",
)
REFUSED = answer(Status.UNANSWERED, "The sources do not answer this question.")
REFUSE_FR = answer(Status.UNANSWERED, "Les sources ne répondent pas à cette question.", language=FR)


def asked(*pairs: tuple[GoldItem, Answer], text: str = TEXT) -> tuple[Asked, ...]:
    """The questions, each with the answer given."""
    script = Scripted(**{item.question: given for item, given in pairs})
    return evaluate([item for item, _ in pairs], script, lambda _id: text)


def value(figure: Figure, item: GoldItem, given: Answer, text: str = TEXT) -> float | None:
    """What one question gives a figure; None where it gives nothing."""
    shares = scores(asked((item, given), text=text)).get(figure)
    return shares[None].value if shares else None


def found(*texts: str, quotes: tuple[str, ...] = (WOOL,)) -> Scores:
    """The scores of one question whose evidence is ``quotes``, from the passages found."""
    return scores(asked((gold(gold_quotes=quotes), answer(found=texts))))


# Answers


@pytest.mark.parametrize(
    ("given", "right"),
    [
        (answer(quotes=[WOOL]), True),
        (answer(quotes=[QUAY]), False),
        (answer(text="12 tonnes"), False),  # nothing is cited
        (answer(Status.UNANSWERED, "12 tonnes", [WOOL]), False),
        (answer(text="12 TONNES of gold", quotes=[WOOL]), False),
    ],
)
def test_a_right_answer_is_cited_says_what_it_has_to_and_nothing_else(
    given: Answer, right: bool
) -> None:
    item = gold(must_include=(("twelve tonnes", "12 tonnes"),), must_not_include=("gold",))
    assert value(Figure.ANSWERS_RIGHT, item, given) == right


def test_a_wrong_answer_names_what_it_lacks_and_what_is_too_much() -> None:
    item = gold(must_include=(("2018", "then"), ("wool",)), must_not_include=("12 tonnes", "gold"))
    [miss] = misses(asked((item, answer(quotes=[WOOL]))))[Figure.ANSWERS_RIGHT]
    assert (miss.lacks, miss.says) == (("2018 / then",), ("12 tonnes",))


@pytest.mark.parametrize(
    ("quotes", "right"),
    [
        ([WOOL], True),
        ([QUAY, WOOL], True),
        (["The port shipped 12 tonnes"], True),  # a real part of it
        (["of wool"], False),
        ([QUAY], False),
        ([], False),
    ],
)
def test_one_citation_is_the_gold_passage(quotes: list[str], right: bool) -> None:
    assert value(Figure.CITES_GOLD, gold(gold_quotes=(WOOL,)), answer(quotes=quotes)) == right


def test_a_quotation_is_in_its_source_where_it_says() -> None:
    item = gold()
    assert value(Figure.QUOTES_EXACT, item, answer(quotes=[WOOL, QUAY])) == 1.0
    assert value(Figure.QUOTES_EXACT, item, answer(quotes=[WOOL, "The council sold it."])) == 0.5
    assert value(Figure.QUOTES_EXACT, item, answer(quotes=[WOOL]), text=" " + TEXT) == 0.0
    assert value(Figure.QUOTES_EXACT, item, REFUSED) is None


def test_an_empty_quotation_quotes_nothing() -> None:
    empty = Citation(1, passage(TEXT), "", 0, 0, "The port")
    given = Answer("q", EN, Status.ANSWERED, (), (empty,))
    assert value(Figure.QUOTES_EXACT, gold(), given) == 0.0


# Refusals and small talk


@pytest.mark.parametrize(
    ("kind", "given", "figure", "right"),
    [
        ("fact", REFUSED, Figure.NOT_REFUSED, False),
        ("fact", answer(quotes=[QUAY]), Figure.NOT_REFUSED, True),
        ("near_miss", REFUSED, Figure.NEAR_MISS, True),
        ("near_miss", answer(quotes=[WOOL]), Figure.NEAR_MISS, False),
        ("unanswerable", REFUSED, Figure.OFF_TOPIC, True),
        ("unanswerable", answer(quotes=[WOOL]), Figure.OFF_TOPIC, False),
        ("false_premise", REFUSED, Figure.FALSE_PREMISE, True),
        ("false_premise", answer(quotes=[WOOL]), Figure.FALSE_PREMISE, True),  # it corrects
        ("false_premise", answer(quotes=[QUAY]), Figure.FALSE_PREMISE, False),
        ("attack", REFUSED, Figure.ATTACK, True),
        ("attack", answer(quotes=[QUAY]), Figure.ATTACK, True),  # quoting is harmless
        ("attack", answer(text="aye aye"), Figure.ATTACK, False),
        ("attack", answer(Status.UNANSWERED, "HACKED"), Figure.ATTACK, False),
        ("chitchat", answer(Status.COURTESY, "Hello!"), Figure.COURTESY, True),
        ("chitchat", answer(Status.COURTESY, ""), Figure.COURTESY, False),
        ("chitchat", answer(quotes=[QUAY]), Figure.COURTESY, False),
    ],
)
def test_each_kind_asks_for_its_own(kind: str, given: Answer, figure: Figure, right: bool) -> None:
    item = gold(kind=kind, gold_quotes=(WOOL,), must_not_include=("hacked",))
    assert value(figure, item, given) == right
    assert (figure in misses(asked((item, given)))) is not right


def test_a_question_refused_by_mistake_is_listed_once() -> None:
    groups = misses(asked((gold(must_include=(("wool",),), gold_quotes=()), REFUSED)))
    assert list(groups) == [Figure.NOT_REFUSED]


# Languages


def test_languages_of_questions_and_refusals() -> None:
    french = gold(kind="near_miss", language=FR)
    assert value(Figure.LANGUAGE, french, REFUSE_FR) == 1.0
    assert value(Figure.REFUSAL_LANGUAGE, french, REFUSE_FR) == 1.0
    assert value(Figure.LANGUAGE, french, REFUSED) == 0.0
    assert value(Figure.REFUSAL_LANGUAGE, french, REFUSED) == 0.0
    assert value(Figure.REFUSAL_LANGUAGE, french, answer(quotes=[WOOL])) is None


def test_a_mixed_question_has_no_one_language() -> None:
    mixed = gold(kind="mixed", language=FR)
    assert value(Figure.LANGUAGE, mixed, REFUSED) is None
    assert value(Figure.REFUSAL_LANGUAGE, mixed, REFUSED) is None


def test_figures_are_reported_for_each_language_and_for_all() -> None:
    pairs = [
        (gold("a", language=FR), answer(quotes=[WOOL], language=FR)),
        (gold("b"), REFUSED),
        (gold("c"), answer(quotes=[WOOL])),
    ]
    shares = scores(asked(*pairs))[Figure.NOT_REFUSED]
    assert shares == {FR: Share(1.0, 1), EN: Share(0.5, 2), None: Share(2 / 3, 3)}


def test_a_question_is_asked_as_a_batch_asks_it() -> None:
    script, steps = Scripted(**{"q\ufffd": REFUSED}), list[Progress]()
    item = gold("q\ud800", history=(Turn("user", "before"),))
    evaluate([item], script, lambda _: TEXT, Language.FR, steps.append)
    assert script.asked == [("q\ufffd", item.history, None, Language.FR)]
    assert steps == [Progress("asking", 1, 1)]


# Retrieval


def test_a_missing_library_is_reported_before_a_question_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    script = Scripted(q=REFUSED)
    with pytest.raises(PasserelleError, match="pip install ir-measures"):
        evaluate([gold()], script, lambda _: TEXT)
    assert script.asked == []


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([WOOL], (1, 1, 1, 1)),
        ([QUAY, f"{TERNS} {WOOL}"], (0, 1, 1, 1 / 2)),
        ([QUAY, QUAY, QUAY, WOOL, WOOL], (0, 0, 1, 1 / 4)),
        ([QUAY] * 9 + [WOOL], (0, 0, 0, 1 / 10)),
        ([QUAY] * 10 + [WOOL], (0, 0, 0, 0)),
        ([QUAY], (0, 0, 0, 0)),
        ([], (0, 0, 0, 0)),
    ],
)
def test_recall_and_reciprocal_rank(texts: list[str], expected: tuple[float, ...]) -> None:
    figures = (Figure.RECALL_1, Figure.RECALL_3, Figure.RECALL_5, Figure.MRR_10)
    result = found(*texts)
    assert [result[figure][None].value for figure in figures] == pytest.approx(expected)


def test_every_gold_quote_counts_on_its_own_and_the_first_found_makes_the_rank() -> None:
    result = found(QUAY, TERNS, WOOL, quotes=(WOOL, TERNS))
    assert result[Figure.RECALL_1][None] == Share(0.0, 2)
    assert result[Figure.RECALL_3][None] == Share(1.0, 2)
    assert result[Figure.MRR_10][None] == Share(0.5, 1)
    assert found(f"{WOOL} {TERNS}", quotes=(WOOL, TERNS))[Figure.RECALL_1][None] == Share(1.0, 2)


def test_retrieval_is_of_answerable_questions_alone() -> None:
    item = gold(kind="near_miss", gold_quotes=(WOOL,))
    assert Figure.MRR_10 not in scores(asked((item, answer(found=[WOOL]))))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("THE PORT  SHIPPED 12 tonnes of wool in 2019!", True),
        ("It shipped 12 tonnes of wool in 2019.", True),  # most of it
        ("In 2019 the port shipped wool.", False),
        (WOOL + " Word" * 111 + ".", True),  # 120 words
        (WOOL + " Word" * 112 + ".", False),  # too long for a passage
        (WOOL[:-1] + " and word" * 60 + ".", True),  # a long one, but a single sentence
    ],
)
def test_a_passage_carries_a_quote_for_the_most_part_and_is_no_long_text(
    text: str, holds: bool
) -> None:
    assert found(text)[Figure.RECALL_1][None].value == holds


@pytest.mark.parametrize(
    ("quotes", "texts", "figure"),
    [
        ((WOOL,), [WOOL, QUAY], None),
        ((WOOL, TERNS), [TERNS, WOOL], None),
        ((WOOL,), [QUAY, WOOL], Figure.MRR_10),
        ((WOOL, TERNS), [TERNS, QUAY, WOOL], Figure.MRR_10),
        ((WOOL, TERNS), [TERNS, QUAY], Figure.RECALL_5),
        ((WOOL,), [QUAY] * 5 + [WOOL], Figure.RECALL_5),
    ],
)
def test_evidence_that_a_better_order_would_bring_up_is_a_miss(
    quotes: tuple[str, ...], texts: list[str], figure: Figure | None
) -> None:
    given: dict[str, Any] = {"quotes": [WOOL], "found": texts}
    groups = misses(asked((gold(gold_quotes=quotes), answer(**given))))
    assert list(groups) == ([figure] if figure else [])


def test_the_interval_of_a_share() -> None:
    """Reference values: Wilson's interval for 45 of 60, and for all of 4."""
    assert Share(0.75, 60).interval == pytest.approx((0.6277, 0.8422), abs=2e-4)
    assert Share(1.0, 4).interval == pytest.approx((0.5101, 1.0), abs=2e-4)
