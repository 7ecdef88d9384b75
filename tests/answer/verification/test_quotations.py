import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.verification.quotations import missing, quotations


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("They call it “a long and winding road”.", True),
        ("They call it « a long and winding road ».", True),
        ('They call it "A long and winding road."', True),
        ("They call it “a long […] road”.", True),
        ("They call it “a long road”.", False),
        ("They call it ‘a winding path’.", False),
        ("They call it “a long and winding road.", True),
        ("They call it “a long and winding lane.", False),
        ("They call it “long”.", True),
        ("They call it “lon”.", False),
        ("It isn't what they'd call o'clock.", True),
        ("It is l'ami d'un d'eux.", True),
    ],
)
def test_quotations_are_word_for_word(claim: str, found: bool) -> None:
    passage = "It’s known, l’ami, as “a long and  winding\u00a0road” [3] by some."
    assert (missing(claim, [passage]) is None) is found


@given(st.text(alphabet="ab ’'\"“”«».,é", max_size=60))
def test_what_is_between_marks_is_part_of_the_text(text: str) -> None:
    for quotation in quotations(text):
        assert quotation in text


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_text_without_marks_quotes_nothing(before: str, after: str) -> None:
    plain = "".join(c for c in before + after if c not in "\"'«»“”„‹›‘’")
    assert missing(plain, ["x"]) is None
