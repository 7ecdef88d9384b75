import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.bar import Bar, bundled_bar
from answer.evidence import FEATURES

NUMBER = st.floats(-1e6, 1e6)
ROW = st.lists(NUMBER, min_size=len(FEATURES), max_size=len(FEATURES))


def row(**features: float) -> list[float]:
    return [features.get(name, 0.0) for name in FEATURES]


def test_the_bar_that_ships_has_a_weight_for_each_feature() -> None:
    bar = bundled_bar()
    assert len(bar.ranking) == len(bar.gate) == len(FEATURES)
    assert 0 < bar.threshold < 1
    assert all(map(math.isfinite, (*bar.ranking, *bar.gate, bar.intercept)))


def test_more_evidence_ranks_higher() -> None:
    bar = bundled_bar()
    for feature in ("dense", "lexical", "lead", "sentence_coverage", "passage_coverage", "fit"):
        assert bar.score(row(**{feature: 0.9})) > bar.score(row(**{feature: 0.1})), feature
    assert bar.score(row(misfit=1.0)) < bar.score(row())


def test_a_question_that_is_covered_passes_and_one_that_is_not_does_not() -> None:
    bar = bundled_bar()
    full = row(dense=0.9, lexical=0.8, sentence_coverage=1, passage_coverage=1, fit=1, words=0.75)
    assert bar.probability(full) >= bar.threshold
    assert bar.probability(row(dense=0.1, words=0.75, hole=1)) < bar.threshold
    for against in ("misfit", "conflict", "missing_names"):
        worse = [1.0 if name == against else x for name, x in zip(FEATURES, full, strict=True)]
        assert bar.probability(worse) < bar.probability(full), against


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
