import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import SourceError, SourceNotReadable
from ingest.document import Block, BlockKind, Metadata
from ingest.markdown import load_markdown


def blocks(text: str) -> list[tuple[str, str]]:
    return [(b.kind.value, b.text) for b in load_markdown(text.encode(), "a.md").blocks]


def metadata(front: str) -> Metadata:
    return load_markdown(f"---\n{front}\n---\n\nThe text.\n".encode(), "a.md").metadata


def test_headings_with_their_levels() -> None:
    loaded = load_markdown(b"# One\n\n## Two\n\nText.\n\nThree\n=====\n\nFour\n----\n", "a.md")
    assert [b for b in loaded.blocks if b.kind is BlockKind.HEADING] == [
        Block("One", BlockKind.HEADING, 1),
        Block("Two", BlockKind.HEADING, 2),
        Block("Three", BlockKind.HEADING, 1),
        Block("Four", BlockKind.HEADING, 2),
    ]


def test_inline_markup_becomes_its_text() -> None:
    text = "The **new** line, [opened](http://x.example) by `ACME`,\nruns *fast*.<br>"
    assert blocks(text) == [("paragraph", "The new line, opened by ACME, runs fast.")]


def test_images_and_raw_html_go() -> None:
    text = "![a tram](http://tracker.example/t.png)\n\n<script>alert(1)</script>\n\nThe tram."
    assert blocks(text) == [("paragraph", "The tram.")]


def test_lists_are_items_nested_ones_too() -> None:
    text = "Stops:\n\n- Port\n- Market\n  1. North gate\n  2. South gate\n"
    assert blocks(text) == [
        ("paragraph", "Stops:"),
        ("item", "Port"),
        ("item", "Market"),
        ("item", "North gate"),
        ("item", "South gate"),
    ]


def test_table_rows_can_be_quoted_by_themselves() -> None:
    text = "| Year | Riders |\n|---|---|\n| 2020 | 41,000 |\n| 2021 | |\n\n|A|B|\n|-|-|\n|1|2|\n"
    assert blocks(text) == [
        ("row", "Year: 2020; Riders: 41,000"),
        ("row", "Year: 2021"),
        ("row", "A: 1; B: 2"),
    ]


def test_quotations_and_code_are_kept() -> None:
    assert blocks("> A quotation.\n\n```\ncode = 1\n```\n") == [
        ("paragraph", "A quotation."),
        ("paragraph", "code = 1"),
    ]


def test_deep_nesting_loses_nothing() -> None:
    assert blocks(">" * 40 + " The deep text.") == [("paragraph", "The deep text.")]


def test_front_matter_is_metadata_not_text() -> None:
    front = (
        "title: The pier\nlanguage: en\ndate: 2021-05-03\nauthor: A. Berg\n"
        "publisher: The Post\nurl: https://x.example/pier\ntwin: pier.fr.md\n"
        'based_on: "a report,\\nretold"'
    )
    loaded = load_markdown(f"---\n{front}\n---\nThe text.".encode(), "a.md")
    assert loaded.metadata == Metadata(
        "The pier",
        "en",
        "2021-05-03",
        "A. Berg",
        "The Post",
        "https://x.example/pier",
        "pier.fr.md",
        "a report, retold",
    )
    assert (loaded.authored, [b.text for b in loaded.blocks]) == (True, ["The text."])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2021-05-03", "2021-05-03"),
        ("2021-05", "2021-05"),
        ("2021", "2021"),
        ("2021-05-03 10:00:00", "2021-05-03"),
        ("'2021'", "2021"),
        ("soon", None),
        ("true", None),
        ("[2021]", None),
        ("", None),
    ],
)
def test_dates_are_iso_or_none(written: str, read: str | None) -> None:
    assert metadata(f"date: {written}").date == read


@pytest.mark.parametrize(
    "front",
    [
        "title: [unclosed",
        "title: a: b",
        "\ttitle: x",
        "date: 2021-13-45",
        "title: !!python/object:os.system x",
        "title: !!timestamp never",
        "title: !!bool maybe",
        "title: !!int many",
        "? [a, b]\n: c\n? {d: e}\n: f",
        "title: " + "[" * 3000,
        "title: *unknown",
        "title: " + "9" * 5000,
    ],
)
def test_broken_front_matter_is_named(front: str) -> None:
    with pytest.raises(SourceNotReadable, match="front matter"):
        metadata(front)


def test_escapes_cannot_smuggle_control_characters_in() -> None:
    title = metadata('title: "a\\x1b[31mb\\ud800\\u0007 c"').title
    assert title == "a[31mb c"


def test_a_rule_is_not_front_matter() -> None:
    loaded = load_markdown(b"The text.\n\n---\n\nMore text.\n", "a.md")
    assert (loaded.authored, len(loaded.blocks)) == (False, 2)


@pytest.mark.parametrize("front", ["just words", "- a\n- b", "1"])
def test_front_matter_that_is_no_mapping_says_nothing(front: str) -> None:
    assert metadata(front) == Metadata()


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_only_source_errors_come_out(data: bytes) -> None:
    for raw in (data, b"---\n" + data + b"\n---\ntext"):
        try:
            load_markdown(raw, "a.md")
        except SourceError:
            continue


@given(st.text(alphabet="#*_`[]()!|-> \n1.ab<&;:~=", max_size=200))
def test_blocks_never_hold_line_breaks(text: str) -> None:
    for block in load_markdown(text.encode(), "a.md").blocks:
        assert block.text.strip()
        assert "\n" not in block.text
