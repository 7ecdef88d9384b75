"""Checks of data as one test over all rows: a test a row took longer to set up than to run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


def each(values: Iterable[Any], label: Callable[[Any], str] = str) -> Callable[[Any], Any]:
    """Decorates a test, or the tests of a class: called with every value, a tuple as several
    arguments. Failures are reported with the value's label, all in one message.
    """
    rows = list(values)
    assert rows

    def decorate(test: Any) -> Any:
        if isinstance(test, type):
            for name, method in list(vars(test).items()):
                if name.startswith("test_"):
                    setattr(test, name, _looped(method, rows, label, of_a_class=True))
            return test
        return _looped(test, rows, label)

    return decorate


def _looped(
    test: Callable[..., None],
    rows: list[Any],
    label: Callable[[Any], str],
    *,
    of_a_class: bool = False,
) -> Any:
    def run(*itself: object) -> None:
        failures = []
        for row in rows:
            try:
                test(*itself, *(row if isinstance(row, tuple) else (row,)))
            except AssertionError as error:
                failures.append(f"{label(row)}: {error}")
        assert not failures, "\n".join(failures)

    def of_class(self: object) -> None:
        run(self)

    def alone() -> None:
        run()

    made = of_class if of_a_class else alone
    made.__name__, made.__qualname__, made.__doc__ = test.__name__, test.__qualname__, test.__doc__
    return made
