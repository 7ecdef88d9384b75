import re
from collections.abc import Iterator
from string import Formatter

import pytest

import domain.errors
from domain.errors import PasserelleError, SourceNotReadable, UsageError
from domain.types import Language


def classes(root: type[PasserelleError] = PasserelleError) -> Iterator[type[PasserelleError]]:
    """The classes of the tree; another module may word one of them in its own way."""
    yield root
    for below in root.__subclasses__():
        if below.__module__ == domain.errors.__name__:
            yield from classes(below)


ALL = list(classes())


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    drawn = re.findall(
        r"^\s*[│├└─ ]*([A-Z]\w+(?:Error|[a-z]))(?=\s|$)", str(domain.errors.__doc__), re.M
    )
    assert [name for name in drawn if hasattr(domain.errors, name)] == [c.__name__ for c in ALL]


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_error_is_one_line_in_both_languages(kind: type[PasserelleError]) -> None:
    error = kind("SUBJECT", "the\ndetail")
    for language in Language:
        line = error.message(language)
        assert "SUBJECT" in line
        assert "\n" not in line
        assert "{" not in line
    assert str(error) == error.message(Language.EN)
    assert fields(kind.en) == fields(kind.fr) <= {"subject", "detail"}
    if kind.en is not PasserelleError.en:
        assert error.message(Language.FR) != str(error)


def test_what_the_subject_holds_is_not_a_template() -> None:
    assert "{detail}" in str(SourceNotReadable("{detail}.txt", "it is binary"))


def test_wrong_usage_ends_with_2_all_else_with_1() -> None:
    assert UsageError.exit_code == 2
    assert {kind.exit_code for kind in ALL if kind is not UsageError} == {1}
