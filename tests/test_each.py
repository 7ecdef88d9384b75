import pytest

from tests.each import each


def test_every_row_that_fails_is_reported_with_its_label() -> None:
    @each([1, 2, 3], lambda row: f"row {row}")
    def odd(row: int) -> None:
        assert row % 2

    with pytest.raises(AssertionError, match="row 2"):
        odd()


def test_the_tests_of_a_class_take_every_row() -> None:
    seen = []

    @each([(1, "one"), (2, "two")])
    class TestRows:
        def test_row(self, number: int, name: str) -> None:
            seen.append((number, name))

    TestRows().test_row()  # type: ignore[call-arg]
    assert seen == [(1, "one"), (2, "two")]


def test_checks_of_nothing_are_a_mistake() -> None:
    with pytest.raises(AssertionError):
        each([])
