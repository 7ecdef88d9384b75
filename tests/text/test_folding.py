from hypothesis import given
from hypothesis import strategies as st

from text.folding import fold


def test_accents_go_and_case_stays() -> None:
    assert fold("L’Été à Łódź, ÇA").text == "L'Ete a Łodz, CA"


def test_odd_spaces_become_plain_and_line_ends_stay() -> None:
    assert fold("40\u00a0%\u202fet\u2009plus\nfin").text == "40 % et plus\nfin"


def test_combining_marks_and_soft_hyphens_go() -> None:
    folded = fold("me\u0301ga\u00adwatt")
    assert folded.text == "megawatt"
    assert folded.offsets == (0, 1, 3, 4, 6, 7, 8, 9, 10)


def test_raised_letters_are_letters_and_raised_digits_stay() -> None:
    assert fold("1ᵉʳ, XVIᵉ, nº 5, 3 m²").text == "1er, XVIe, no 5, 3 m²"


@given(st.text(max_size=100))
def test_offsets_lead_back_to_the_original(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(set(folded.offsets))
    assert folded.offsets[-1] == len(text)
    for character, offset in zip(folded.text, folded.offsets, strict=False):
        if character.isascii() and character.isalnum() and text[offset].isascii():
            assert character == text[offset]


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=100))
def test_ascii_is_left_alone(text: str) -> None:
    assert fold(text).text == text
