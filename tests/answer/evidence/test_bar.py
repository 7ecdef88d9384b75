import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.evidence.bar import Bar, bundled_bar
from answer.evidence.features import AGAINST, FEATURES

NUMBER = st.floats(-1e6, 1e6)
ROW = st.lists(NUMBER, min_size=len(FEATURES), max_size=len(FEATURES))


def row(**features: float) -> list[float]:
    return [features.get(name, 0.0) for name in FEATURES]


def test_the_bar_that_ships_has_a_weight_for_each_feature() -> None:
    bar = bundled_bar()
    assert len(bar.ranking) == len(bar.gate) == len(bar.topic) == len(FEATURES)
    assert 0 < bar.threshold < 1
    assert all(map(math.isfinite, (*bar.ranking, *bar.gate, bar.intercept)))


def test_more_evidence_ranks_higher() -> None:
    bar = bundled_bar()
    for feature in ("dense", "sentence_coverage", "local_coverage", "passage_coverage", "fit"):
        assert bar.score(row(**{feature: 0.9})) > bar.score(row(**{feature: 0.1})), feature
    for feature in ("misfit_figure", "misfit_reason", "reversed"):
        assert bar.score(row(**{feature: 1.0})) < bar.score(row()), feature


def with_one(features: Sequence[float], feature: str) -> list[float]:
    return [1.0 if name == feature else x for name, x in zip(FEATURES, features, strict=True)]


def test_a_question_that_is_covered_passes_and_one_that_is_not_does_not() -> None:
    bar = bundled_bar()
    whole = ("sentence_coverage", "passage_coverage", "family_coverage", "local_coverage")
    full = row(dense=0.9, sentence_dense=0.9, matched=1, fit=1, **dict.fromkeys(whole, 1.0))
    assert bar.probability(full) >= bar.threshold
    assert bar.probability(row(unknown=1, hole=1, local_hole=1, gap=-0.3)) < bar.threshold
    for against in ("misfit_figure", "misfit_reason", "misfit_name"):
        assert bar.probability(with_one(full, against)) < bar.threshold, against
    for against in ("reversed", "absent_time", "denied", "opposed"):
        assert bar.probability(with_one(full, against)) < bar.probability(full), against


def test_what_speaks_against_an_answer_never_speaks_for_it() -> None:
    bar = bundled_bar()
    for weights in (bar.ranking, bar.gate, bar.topic):
        for name, weight in zip(FEATURES, weights, strict=True):
            assert weight <= 0 if name in AGAINST else weight >= 0, name


def test_off_topic_is_refused_however_well_it_seems_to_answer() -> None:
    bar = Bar((0.0,), (0.0,), 9.0, 0.5, topic=(1.0,), topic_intercept=0.0)
    assert bar.probability([-9.0]) < 0.5 < bar.probability([9.0])


@given(ROW)
def test_a_probability_is_one_whatever_the_features(features: list[float]) -> None:
    assert 0 <= bundled_bar().probability(features) <= 1


@given(st.floats(-50, 50), st.floats(-50, 50))
def test_the_gate_is_the_logistic_function(a: float, b: float) -> None:
    bar = Bar((0.0,), (2.0,), 1.0, 0.5)
    low, high = sorted((a, b))
    assert bar.probability([low]) <= bar.probability([high])
    assert bar.probability([-0.5]) == 0.5
    assert bar.probability([a]) == pytest.approx(1 - bar.probability([-1 - a]))


def test_a_row_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="argument"):
        bundled_bar().score([1.0])
