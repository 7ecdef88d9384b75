import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Block, BlockKind
from ingest.loaders import load
from ingest.sections import Structured, build

BODY = "The council spent nine million on the new bridge over the river in that year."


def structured(text: str, name: str = "a.txt") -> Structured:
    loaded = load(text.encode(), name)
    bare = not any(b.kind is BlockKind.HEADING for b in loaded.blocks)
    return build(loaded.blocks, loaded.metadata.title, bare)


def paths(text: str, name: str = "a.txt") -> list[tuple[str, ...]]:
    return [section.path for section in structured(text, name).sections]


def test_markdown_headings_nest_by_level() -> None:
    text = f"# T\n\n{BODY}\n\n## A\n\n{BODY}\n\n### B\n\n{BODY}\n\n## C\n\n### D\n\n{BODY}\n"
    assert paths(text, "a.md") == [(), ("A",), ("A", "B"), ("C", "D")]
    assert structured(text, "a.md").title == "T"


def test_a_title_in_the_metadata_is_not_a_section() -> None:
    text = f"---\ntitle: The bridge!\n---\n# The Bridge\n\n## Cost\n\n{BODY}\n"
    found = structured(text, "a.md")
    assert (found.title, [s.path for s in found.sections]) == ("The bridge!", [("Cost",)])


def test_a_title_below_a_first_paragraph_is_not_a_section_either() -> None:
    page = f"<body><p>{BODY}</p><h1>T</h1><p>{BODY}</p></body>"
    found = structured(page, "a.html")
    assert (found.title, [s.path for s in found.sections]) == ("T", [()])


def test_several_top_headings_are_sections_not_a_title() -> None:
    text = f"# One\n\n{BODY}\n\n# Two\n\n{BODY}\n"
    assert (structured(text, "a.md").title, paths(text, "a.md")) == (None, [("One",), ("Two",)])


def test_html_headings_nest_by_level() -> None:
    page = f"<body><h1>T</h1><p>{BODY}</p><h2>A</h2><p>{BODY}</p><h3>B</h3><p>{BODY}</p></body>"
    assert paths(page, "a.html") == [(), ("A",), ("A", "B")]


def test_in_bare_text_a_short_line_without_a_stop_is_a_heading() -> None:
    text = f"The bridge over the Vell\n\n{BODY}\n\nWho pays for it\n\n{BODY}\n\n{BODY}"
    found = structured(text)
    assert found.title == "The bridge over the Vell"
    assert [(s.path, s.text) for s in found.sections] == [
        ((), BODY),
        (("Who pays for it",), f"{BODY}\n\n{BODY}"),
    ]


def test_in_bare_text_a_colon_makes_a_heading_of_the_second_level() -> None:
    text = (
        f"The bridge over the Vell\n\nMoney and time\n\n{BODY}\n\n"
        f"Trade and investment :\n\n{BODY}\n\nTravaux\u00a0:\n\n{BODY}\n\nWhat comes next\n\n{BODY}"
    )
    assert paths(text) == [
        ("Money and time",),
        ("Money and time", "Trade and investment"),
        ("Money and time", "Travaux"),
        ("What comes next",),
    ]


LABELLED = [
    ("Investment: The council spent nine million on it.", "Investment"),
    ("Investissement\u00a0: La ville a dépensé neuf millions.", "Investissement"),
    ("Investissement\u202f: La ville a dépensé neuf millions.", "Investissement"),
    ("Énergie verte :  Le parc éolien compte douze mâts.", "Énergie verte"),
    ("Contre-terrorisme : Les deux villes échangent des données.", "Contre-terrorisme"),
    ("2030 targets: Nine towns will join the network.", "2030 targets"),
    ("Eau: 40 % des foyers sont raccordés au réseau.", "Eau"),
]


@pytest.mark.parametrize(("paragraph", "label"), LABELLED)
def test_a_label_at_the_start_of_a_paragraph_is_a_section(paragraph: str, label: str) -> None:
    found = structured(f"{BODY}\n\n{paragraph}\n\n{BODY}")
    assert [s.path for s in found.sections] == [(), (label,), ()]
    body = found.sections[1]
    assert found.text[body.start : body.end] == body.text
    assert paragraph.endswith(body.text)
    assert ":" not in body.text


NOT_LABELS = [
    "The minister said: The bridge will open in the spring.",
    "Le ministre a déclaré : Le pont ouvrira au printemps.",
    "Note: The figures of this table are provisional ones.",
    "He had two reasons: money, and the lack of time to build it.",
    "Il y a deux raisons : le prix et le manque de temps.",
    "The train leaves at 10:45 and it arrives at noon.",
    "Voir le site https://example.org pour en savoir davantage.",
    "It was, in the words of the mayor of the town, simple: The bridge had to go.",
    "« Pourquoi ? » demanda-t-elle : Le pont était fermé depuis un an.",
    "Il est venu. Résultat : Le pont a fermé pendant un an.",
    "Vell (Orrish: Vella), officially the City of Vell, is a town on the river.",
    "Vell (en orrois : Vella), en forme longue la Ville de Vell, est une commune du nord.",
    "Odile Varen, maire de Vell : Le pont ouvrira au printemps.",
    "score 3:2 Was the result of the match on that evening.",
]


@pytest.mark.parametrize("paragraph", NOT_LABELS)
def test_what_only_looks_like_a_label_is_none(paragraph: str) -> None:
    assert paths(f"{BODY}\n\n{paragraph}\n\n{BODY}") == [()]


NOT_HEADINGS = [
    "It rains.",
    "Really?",
    "and then nothing,",
    "« Une citation »",
    "This line goes on for so many words that nobody would ever take it for a heading at all",
]


@pytest.mark.parametrize("line", NOT_HEADINGS)
def test_what_only_looks_like_a_heading_is_none(line: str) -> None:
    assert paths(f"{BODY}\n\n{line}\n\n{BODY}") == [()]


@pytest.mark.parametrize("form", ["{}", "## {}"])
def test_the_number_of_an_article_stays_above_its_name(form: str) -> None:
    heads = ("Article 1", "Scope", "Article 2", "Fees", "Article 3")
    parts = [form.format(head) for head in heads]
    text = "\n\n".join(
        [
            "The Bridge Act of Vell",
            parts[0],
            parts[1],
            BODY,
            *parts[2:4],
            BODY,
            BODY,
            parts[4],
            BODY,
        ]
    )
    name = "a.txt" if form == "{}" else "a.md"
    found = [path for path in paths(text, name) if path]
    assert found == [("Article 1", "Scope"), ("Article 2", "Fees"), ("Article 3",)]


def test_parts_of_a_law_nest_by_their_names() -> None:
    heads = ["CHAPITRE I", "Règles", "Art. 1er.", BODY, "Art. 2.", "Taxes", BODY, "CHAPITRE II"]
    text = "\n\n".join(["La loi des ponts de Vell", *heads, "Art. 3.", BODY, "Annexe A", BODY])
    assert paths(text) == [
        ("CHAPITRE I", "Règles", "Art. 1er"),
        ("CHAPITRE I", "Règles", "Art. 2", "Taxes"),
        ("CHAPITRE II", "Art. 3"),
        ("Annexe A",),
    ]


def test_articles_that_begin_their_paragraphs_head_what_follows() -> None:
    title, more = "Loi sur les ponts de Vell", "Le permis est donné par le maire."
    heads = ("Titre II – Permis", f"Article 2. – {BODY}", more, f"Art. 3. {BODY}")
    text = "\n\n".join((title, f"Article premier – {BODY}", *heads))
    parsed = structured(text)
    assert [(s.path, s.text) for s in parsed.sections] == [
        (("Article premier",), BODY),
        (("Titre II – Permis", "Article 2"), f"{BODY}\n\n{more}"),
        (("Titre II – Permis", "Art. 3"), BODY),
    ]


def test_one_paragraph_that_begins_with_an_article_numbers_nothing() -> None:
    assert paths(f"Des ponts de toute sorte\n\nArticle 2. – {BODY}\n\n{BODY}") == [()]


def test_an_empty_heading_of_markdown_is_above_nothing() -> None:
    text = f"# T\n\n## Notes\n\n## Links\n\n{BODY}\n"
    assert paths(text, "a.md") == [("Links",)]


def test_the_last_line_heads_nothing() -> None:
    assert structured(f"{BODY}\n\nThe last words").sections[-1].text.endswith("The last words")


def test_items_stand_below_the_line_that_leads_them_in() -> None:
    text = f"# T\n\nThe stops:\n\n- port\n- fort\n\n{BODY}\n"
    assert structured(text, "a.md").sections[0].text == f"The stops:\nport\nfort\n\n{BODY}"


BLOCKS = st.lists(
    st.builds(
        Block,
        st.sampled_from(["Heading", "A b:", "Label: The text of it is here.", BODY, "😀 été", "x"]),
        st.sampled_from(list(BlockKind)),
        st.integers(1, 6),
    ),
    max_size=12,
)


@given(BLOCKS, st.none() | st.sampled_from(["Heading", "Other"]), st.booleans())
def test_sections_are_slices_in_order_and_no_text_is_lost(
    blocks: list[Block], title: str | None, bare: bool
) -> None:
    found = build(blocks, title, bare)
    ends = [0]
    for section in found.sections:
        assert found.text[section.start : section.end] == section.text
        assert section.text.strip()
        assert section.start >= ends[-1]
        ends.append(section.end)
    for block in blocks:
        if block.text == BODY and block.kind is not BlockKind.HEADING:
            assert BODY in found.text
