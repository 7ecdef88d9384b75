"""Whole verdicts on claims over invented sentences, in either language and across.

whole.txt has blocks: a sentence after its language, then claims, each right or wrong of it. What is
known to be judged wrongly is not among them: this keeps what works, and measures nothing.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.types import Language
from tests.answer.claims.judging import judged

Row = tuple[str, Language, str, Language, bool]
BLOCKS = Path(__file__).with_name("whole.txt").read_text(encoding="utf-8").strip().split("\n\n")


def rows() -> Iterator[tuple[str, Row]]:
    """An id ("3-wrong-fr-en-2": of the third sentence), a claim, its source, if it is right."""
    for n, block in enumerate(BLOCKS, start=1):
        first, *claims = block.split("\n")
        told, _, source = first.partition(": ")
        for place, line in enumerate(claims, start=1):
            kind, _, claim = line.partition(": ")
            judgement, language = kind.split(" ")
            row = (claim, Language(language), source, Language(told), judgement == "right")
            yield f"{n}-{judgement}-{language}-{told}-{place}", row


ROWS = dict(rows())


def test_the_table_has_both_kinds_in_all_four_ways() -> None:
    ways = {(row[1], row[3], row[4]) for row in ROWS.values()}
    assert len(ways) == 8
    assert len(ROWS) > 150


@pytest.mark.parametrize(("claim", "language", "source", "told", "right"), ROWS.values(), ids=ROWS)
def test_a_claim(claim: str, language: Language, source: str, told: Language, right: bool) -> None:
    found = judged(claim, language, source, told)
    assert found.supported is right, (found, source)


@pytest.mark.parametrize("block", BLOCKS, ids=[str(n) for n in range(1, len(BLOCKS) + 1)])
def test_a_sentence_bears_itself_out(block: str) -> None:
    told, _, source = block.split("\n")[0].partition(": ")
    for claim in (source, source.rstrip("."), f"  {source}"):
        assert judged(claim, Language(told), source, Language(told)).supported


CLAIMS = [(claim, language) for claim, language, _, _, right in ROWS.values() if right]
SOURCES = [(source, told) for _, _, source, told, _ in ROWS.values()]


@settings(max_examples=150)
@given(st.sampled_from(CLAIMS), st.sampled_from(SOURCES))
def test_a_claim_of_another_sentence_is_not_borne_out(
    claim: tuple[str, Language], source: tuple[str, Language]
) -> None:
    own = {row[2] for row in ROWS.values() if row[:2] == claim}
    if source[0] not in own:
        assert not judged(*claim, *source).supported
