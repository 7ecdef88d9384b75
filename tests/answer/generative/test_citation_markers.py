import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.generative.citation_markers import tucked_in, without
from tests.growing import grows_evenly


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("It opened in 1990 [1].", "It opened in 1990."),
        ("It opened [1][2], then it closed [3, 4].", "It opened, then it closed."),
        ("It opened[2-4] .", "It opened."),
        ("[1] It opened.", "It opened."),
        ("Est-il ouvert [1] ?", "Est-il ouvert ?"),
        ("It opened [99].", "It opened."),
        ("It opened [sic] in [1990].", "It opened [sic] in [1990]."),
        ("It opened【1†source】.", "It opened."),
        ("It opened (1).", "It opened."),
        ("It opened in (2019) (1).", "It opened in (2019)."),
        ("It opened^1.", "It opened."),
        ("It covers 10 km²¹.", "It covers 10 km²¹."),
        ("It opened [1](http://127.0.0.1/x.png).", "It opened."),
        ("According to passage 1, it opened.", "It opened."),
        ("It opened, according to passage 2.", "It opened."),
        ("Passage 1 says that it opened.", "The source says that it opened."),
        ("Le passage 2 indique qu'il est ouvert.", "La source indique qu'il est ouvert."),
        ("D'après le passage 2, il est ouvert.", "Il est ouvert."),
    ],
)
def test_a_text_without_its_markers(text: str, plain: str) -> None:
    assert without(text, 9) == plain


@pytest.mark.parametrize(
    ("text", "tucked"),
    [
        ("It opened. [1] It closed.", "It opened [1]. It closed."),
        ("It opened.[1][2] It closed.", "It opened [1][2]. It closed."),
        ("It opened!\n[1] [2] It closed.", "It opened [1] [2]! It closed."),
        ("Il a dit : « Oui. » [1] Il est parti.", "Il a dit : « Oui [1]. » Il est parti."),
        ("It opened… [1]", "It opened [1]…"),
        ("It opened [1]. It closed.", "It opened [1]. It closed."),
        ("It opened. (1) It closed.", "It opened (1). It closed."),
        ("It opened.¹ It closed.", "It opened ¹. It closed."),
        ("It opened.【1】 It closed.", "It opened 【1】. It closed."),
        ("It opened. [1], [2] It closed.", "It opened [1], [2]. It closed."),
        ("It opened. Source: [1] It closed.", "It opened Source: [1]. It closed."),
    ],
)
def test_markers_after_the_stop_are_put_before_it(text: str, tucked: str) -> None:
    assert tucked_in(text) == tucked


SHAPES = """
    [1] [01] [^1] [^1^] [[1]] ([1]) (see&[1]) \\[1\\] 【1】 【1†source】 {1} ① ¹ ⁽¹⁾ ^1 ^[1]^
    <sup>1</sup> <cite>1</cite> (1) (passage&1) (see&passage&1) (voir&le&passage&1) [passage&1]
    [Source:&1] (source:&[1]) [source&1] [extrait&1] [ref:1] [citation:&1] [#1] [n°&1] [P1] [S1]
    [1,&p.&3] [1](#1) passage&1 –&passage&1 ,&passage&1 –&[1]
    [1,&3] [1][3] [1]&[3] [1;3] [1|3] [1/3] [1&3] [1,&and&3] [1]&and&[3] [1]&et&[3] [1],&[3]
    [Passage&1,&Passage&3] [Passage&1;&Passage&3] (passages&1&and&3) (1,&3) (1)(3) ([1],&[3]) ¹˒³
    [P1,&P3] ①③ passages&1&and&3 [[1],&[3]]
    [1-3] [1–3] [1&to&3] [1&à&3] [1...3] [1]–[3] [1]&to&[3] (1-3) [passages&1-3]"""
EVERY_SHAPE = [shape.replace("&", " ") for shape in SHAPES.split()]
AHEAD = ["The EU is", "In 2020, 40 % went", "Article 12 entered into force", "Le port a fermé"]
BEHIND = [".", ", and it closed.", "; it closed.", " !", "", " and closed.", "…", " – it closed."]


@given(st.sampled_from(EVERY_SHAPE), st.sampled_from(AHEAD), st.sampled_from(BEHIND))
def test_any_shape_at_the_end_of_a_clause_goes_without_litter(
    shape: str, ahead: str, behind: str
) -> None:
    if "passage" in shape[:9] and behind in (" and closed.", " – it closed."):
        return  # a bare "passage 1" is a marker before a stop only
    space = "" if shape.startswith(",") else " "
    text = f"{ahead}{space}{shape}{behind}"
    assert without(text, 6) == f"{ahead}{behind}"


@pytest.mark.parametrize(
    "text",
    [
        "Run alert(1) now.",
        "Call f(1), then g(2).",
        "It opened in (2019).",
        "There are three aims: (1) trade, (2) energy and (3) transport.",
        "It rests on Article 5 (2).",
        "It rests on Articles 5 (2) and 6 (1), which hold.",
        "L'article 12 (3), en vigueur, le dit.",
        "It holds under subsections (1) and (2), and paragraph (3).",
        "It rests on subsection 7(1) or (2), as they say.",
        "Le motif a/{1,3} et la liste.",
        "They named three (3).",
        "Ils en ont nommé trois (3).",
        "The area x² and 10 km² and 10⁶ people.",
        "x^2 + y^2 and 10^6.",
        "The set {a, b} and f{1}.",
        "It opened [sic] in [1990], see [a1].",
        "Well ... said , he , and so on .",
        "Document 12 of the agreement and source 4 of the Nile.",
        "It carries 40% of goods, in 12 wagons.",
        "Est-il ouvert ? Oui : depuis mars ; enfin !",
    ],
)
def test_a_text_without_markers_is_left_as_it_is(text: str) -> None:
    assert without(text, 6) == text


WORDS = ["the EU", "in 2020", "40 %", "Article 5", "f(x)", "(2019)", "l'accord", "EU–", "and", "à"]


@given(st.lists(st.sampled_from([*WORDS, "[sic]", "…", ",", ".", ";", "«", "»"]), max_size=20))
def test_words_and_stops_alone_are_never_touched(words: list[str]) -> None:
    text = " ".join(words)
    assert without(text, 6) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("As noted in [1], about 40% is.", "About 40% is."),
        ("According to [1] and [2], it is.", "It is."),
        ("[1] states that it is.", "The source states that it is."),
        ("The EU, according to passage 1, is big.", "The EU is big."),
        ("It is big, as noted in [2].", "It is big."),
        ("According to passage 1, 12 million came.", "12 million came."),
        ("Based on the passages, it is [1].", "It is."),
        ("D'après les passages fournis, il est ouvert [1].", "Il est ouvert."),
        ("[1]: It opened.", "It opened."),
        ("It opened passage 1, and closed passage 3.", "It opened, and closed."),
        (
            "It opened, and, as passage 3 says, closed.",
            "It opened, and, as the source says, closed.",
        ),
        ("As [1] notes, it opened.", "As the source notes, it opened."),
        ("Passages 1, 3, and 4 say so.", "The sources say so."),
        ("Le passage 2 et le passage 3 disent tout.", "Les sources disent tout."),
        ("It opened[1]and closed [2].", "It opened and closed."),
        ("It opened in 2020¹.", "It opened in 2020."),
        ("It opened, [1], and closed.", "It opened, and closed."),
    ],
)
def test_what_only_contained_a_marker_goes_with_it(text: str, plain: str) -> None:
    assert without(text, 6) == plain


SIGNS = [*"[]()12,-–; .!?»^¹²", "\n", "word", "[1]", "[2-4]", "【1】", "(1)", "passage 1"]
PARTS = st.lists(st.sampled_from(SIGNS), max_size=30)


@given(PARTS.map("".join) | st.text(max_size=80))
def test_tucking_in_moves_markers_and_loses_nothing(text: str) -> None:
    tucked = tucked_in(text)
    assert sorted("".join(tucked.split())) == sorted("".join(text.split()))


@given(PARTS.map("".join), st.integers(0, 9))
def test_without_markers_none_is_left_but_what_looks_like_one_by_chance(
    text: str, most: int
) -> None:
    plain = without(text, most)
    assert plain == plain.strip()
    assert len(plain) <= len(text) + 20


@pytest.mark.parametrize(
    ("unit", "size"),
    [
        ("\u00a0", 100),
        ("\u2028", 100),
        ("\u3000 ", 100),
        ("et passage 1 ", 2_000),
        ("passages 1 and 2 and ", 2_000),
    ],
)
def test_the_time_grows_with_the_length(unit: str, size: int) -> None:
    """2,900 no-break spaces after "passage 1" took minutes: each was read from each before it."""
    assert grows_evenly(
        lambda text: without(f"According to passage 1{text} it is open.", 9), unit, size
    )


@pytest.mark.parametrize("space", ["\u00a0", "\u2028", "\u3000", " ", "\n"])
def test_spaces_that_run_on_are_one(space: str) -> None:
    text = f"According to passage 1,{space * 2_900}it is{space * 2_900}open [2]."
    assert without(text, 6) == "It is open."
