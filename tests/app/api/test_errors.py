"""Every refusal over HTTP is one line in both languages, with a status and a code of its own."""

from __future__ import annotations

from string import Formatter

import pytest

from app.api import errors
from app.api.errors import ApiError, error_json
from app.tokens import TokenNotFound
from domain.errors import PasserelleError
from domain.types import Language

KINDS = [*ApiError.__subclasses__(), TokenNotFound]


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_refusal_is_told_in_both_languages(kind: type[PasserelleError]) -> None:
    assert fields(kind.en) == fields(kind.fr) <= {"subject", "detail"}
    said = [error_json(kind("S", "d"), language)["error"]["message"] for language in Language]
    assert said[0] != said[1]


def test_every_code_is_that_of_one_refusal() -> None:
    codes = [kind.code for kind in ApiError.__subclasses__()]
    assert len(set(codes)) == len(codes)
    assert all(400 <= kind.status < 504 for kind in ApiError.__subclasses__())
    assert errors.status_of(PasserelleError("x")) == (400, "bad_request")
