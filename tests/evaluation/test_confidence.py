"""Risk, coverage and calibration error, by hand."""

import pytest

from domain.types import Answer, Language, Status
from evaluation.confidence import Point, calibration_error, risk_coverage
from evaluation.gold import GoldItem
from evaluation.marks import Figure, Mark
from evaluation.score import Asked


def asked(probability: float | None, right: bool, status: Status = Status.ANSWERED) -> Asked:
    item = GoldItem("x", Language.EN, "Q?", "fact", True, (), (), (), ())
    answer = Answer("Q?", Language.EN, status, (), probability=probability)
    marks = (Mark(Figure.RIGHT_ANSWERED, right),) if status is Status.ANSWERED else ()
    return Asked(item, answer, marks, ())


def test_the_surest_come_first() -> None:
    found = [
        asked(0.9, True),
        asked(0.6, False),
        asked(0.8, True),
        asked(0.1, True, Status.UNANSWERED),
    ]
    assert risk_coverage(found, points=3) == (
        Point(0.25, 0.0),
        Point(0.5, 0.0),
        Point(0.75, pytest.approx(1 / 3)),
    )


def test_the_error_is_the_distance_of_probability_and_share() -> None:
    assert calibration_error([asked(0.85, True), asked(0.85, False)]) == pytest.approx(0.35)
    assert calibration_error([asked(1.0, True)]) == 0
    assert calibration_error([asked(1.0, True), asked(0.0, False)]) == 0


def test_prose_has_no_probability() -> None:
    assert calibration_error([asked(None, True)]) is None
    assert risk_coverage([asked(None, True)]) == ()
