"""Hostile text comes out as the characters that it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from app import markup

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</div></details><script>alert(1)</script>",
    "![x](http://198.51.100.7/x.png)",
    "5$ et 6$",
    ":red[x] :material/home:",
    "[x](javascript:alert(1))",
    "\" onmouseover='x' &amp; &#60;b&#62;",
)
MADE_HERE = {"div", "p", "br", "mark", "sup", "details", "summary", "table"}
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1)


def read(written: str) -> html.HtmlElement:
    return html.fragment_fromstring(written, create_parent="div")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_markup_of_a_source_survives(hostile: str) -> None:
    written = markup.block(
        markup.details(hostile, markup.marked(f"a {hostile} b", 2, 2 + len(hostile)))
    )
    tree = read(written)
    assert {element.tag for element in tree.iter()} <= MADE_HERE
    assert all(set(element.attrib) <= {"class"} for element in tree.iter())
    assert hostile in tree.findtext(".//summary")
    assert hostile == tree.findtext(".//mark")


@given(WORDS, WORDS, WORDS)
def test_what_is_marked_is_the_span_alone(before: str, quote: str, after: str) -> None:
    marked = markup.marked(before + quote + after, len(before), len(before) + len(quote))
    assert marked.count("<mark>") == 1
    inner = marked.partition("<mark>")[2].partition("</mark>")[0]
    assert inner == markup.text(quote)


@given(st.text())
def test_escaped_text_has_no_tag(value: str) -> None:
    assert not set(markup.text(value)) & set("<>\"'\x00\x1b")


@given(st.lists(st.tuples(WORDS, st.lists(st.integers(1, 9), max_size=2)), max_size=3))
def test_each_sentence_is_followed_by_its_markers(told: list[tuple[str, list[int]]]) -> None:
    tree = read(markup.sentences(told))
    markers = [f"[{marker}]" for _, markers in told for marker in markers]
    assert [element.text_content() for element in tree.iter("sup")] == markers
