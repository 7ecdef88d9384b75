"""Why a sentence is not shown is itself a sentence, in both languages."""

from __future__ import annotations

import pytest

from answer.claims.verdict import Reason, unsupported
from answer.model.drafting import DraftSentence
from answer.withholding import withheld
from domain.types import Language


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("reason", list(Reason))
def test_a_reason_is_told_as_a_sentence(reason: Reason, language: Language) -> None:
    kept = withheld(DraftSentence("It is so.", (1,)), unsupported(reason, "9\n km"), language)
    assert kept.explanation[0].isupper()
    assert kept.explanation.endswith(".")
    assert "{" not in kept.explanation
    assert "\n" not in kept.explanation
