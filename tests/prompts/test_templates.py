from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import UsageError
from domain.types import Language
from prompts.templates import FOLDER, Template, load

NAMES = sorted({path.name.split(".")[0] for path in FOLDER.glob("*.md")})


def test_there_are_prompts() -> None:
    assert {"answer", "question"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_prompt_exists_in_both_languages_with_the_same_variables(name: str) -> None:
    french, english = load(name, Language.FR), load(name, Language.EN)
    assert french.variables == english.variables != frozenset()
    assert french.text != english.text


def test_values_take_their_places() -> None:
    template = Template("t", "Hello {name}, {name} of {town}.")
    assert template.render({"name": "Ada", "town": "Oslo"}) == "Hello Ada, Ada of Oslo."


@pytest.mark.parametrize(
    ("values", "named"),
    [({}, "name, town"), ({"name": "Ada"}, "town"), ({"name": "", "town": "", "x": ""}, "x")],
)
def test_missing_and_unknown_variables_are_refused(values: dict[str, str], named: str) -> None:
    with pytest.raises(UsageError, match=rf"prompt t: .* {named}$"):
        Template("t", "Hello {name} of {town}.").render(values)


@given(st.text(), st.text())
def test_values_are_never_expanded_again(first: str, second: str) -> None:
    rendered = Template("t", "{a}|{b}").render({"a": "{b}" + first, "b": "{a}\\1" + second})
    assert rendered == "{b}" + first + "|" + "{a}\\1" + second


def test_other_braces_stay_as_they_are() -> None:
    assert Template("t", '{"n": 1} {} {A} {a}').render({"a": "x"}) == '{"n": 1} {} {A} x'


def test_a_prompt_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no absent\.fr\.md"):
        load("absent", Language.FR, tmp_path)
