from hypothesis import given
from hypothesis import strategies as st

from text.wellformed import wellformed


def test_lone_surrogates_become_replacement_characters() -> None:
    assert wellformed("caf\udce9 ?") == "caf\ufffd ?"


def test_a_pair_of_surrogates_is_the_character_it_stands_for() -> None:
    assert wellformed("\ud83d\ude00") == "😀"


@given(st.text(st.characters(), max_size=50))
def test_any_text_can_be_written_down_afterwards(text: str) -> None:
    written = wellformed(text).encode()
    try:
        assert written == text.encode()
    except UnicodeEncodeError:
        assert b"\xef\xbf\xbd" in written
