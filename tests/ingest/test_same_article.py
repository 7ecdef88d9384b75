"""One article in every kind of file gives the same sections and the same sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.settings import PROJECT
from domain.types import ParsedSource
from ingest.document import Block, BlockKind
from ingest.loaders import load, read_file
from ingest.parse import parse
from tests.ingest.documents import KINDS, Article
from text.sentences import split

CORPUS = sorted((PROJECT / "corpus").glob("*.md"))


def article(path: Path) -> Article:
    """A file of the briefing without its front matter."""
    title, *blocks = read_file(path).blocks
    return Article(title.text, tuple(blocks))


def parsed(given: Article, kind: str) -> ParsedSource:
    return parse(load(KINDS[kind](given), f"a.{kind}"), id="a", uri="a", origin="x")


def outline(source: ParsedSource) -> list[tuple[tuple[str, ...], list[str]]]:
    """Each section with its sentences, white space aside."""
    return [
        (tuple(map(spaced, section.path)), list(map(spaced, sentences(section.text))))
        for section in source.sections
    ]


def sentences(text: str) -> list[str]:
    return [line[a:b] for line in text.split("\n") for a, b in split(line)]


def spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.name)
def test_the_same_article_gives_the_same_sections_and_sentences(path: Path) -> None:
    given = article(path)
    expected = parsed(given, "md")
    assert len(expected.sections) > 1
    for kind in KINDS:
        found = parsed(given, kind)
        assert spaced(found.source.title) == spaced(expected.source.title), kind
        assert found.source.language is expected.source.language, kind
        assert outline(found) == outline(expected), kind
        assert not found.warnings


LISTED = Article(
    "The stops of the tram",
    (
        Block("Where it goes", BlockKind.HEADING, 2),
        Block("The tram stops at three places in the old town:"),
        Block("the port, where the ferry to the island leaves every morning at half past six,",
              BlockKind.ITEM),
        Block("the fort above it,", BlockKind.ITEM),
        Block("and the market of the well-known rue de l'Église, on its way back.", BlockKind.ITEM),
        Block("The tram then goes back to the depot."),
        Block("What it costs", BlockKind.HEADING, 2),
        Block("For children", BlockKind.HEADING, 3),
        Block("A ticket costs 1,20\u00a0€ for a child."),
    ),
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_stays_with_the_line_that_leads_it_in(kind: str) -> None:
    found = parsed(LISTED, kind)
    assert [p.section_path for p in found.passages] == [
        ("Where it goes",),
        ("Where it goes",),
        ("What it costs", "For children"),
    ]
    lead, *items = found.passages[0].text.split("\n")
    assert lead == "The tram stops at three places in the old town:"
    assert list(map(spaced, items)) == [b.text for b in LISTED.blocks if b.kind is BlockKind.ITEM]
