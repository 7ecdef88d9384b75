"""An article in a news page loses nothing and gains nothing of the page."""

from __future__ import annotations

import re

import pytest

from domain.settings import PROJECT
from ingest.document import Block, BlockKind
from ingest.loaders import load, read_file
from ingest.parse import parse
from tests.ingest.documents import Article
from tests.ingest.html.news_pages import TEMPLATES, enriched, page
from text.sentences import split

PATHS = ("energy.en.md", "education-and-culture.fr.md")
OTHER = {"en": "outlook.en.md", "fr": "outlook.fr.md"}
# Where neither tags nor names nor links tell: at most this many words of the page stay.
SPARE = {"hashed": 3, "bare_soup": 3, "layout_table": 4, "wiki": 1}


def article(name: str) -> Article:
    title, *blocks = read_file(PROJECT / "corpus" / name).blocks
    return enriched(Article(title.text, tuple(blocks)))


def sentences(given: Article) -> list[str]:
    texts = [b.text for b in given.blocks if b.kind is not BlockKind.HEADING]
    return [text[a:b] for text in texts for a, b in split(text)]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@pytest.mark.parametrize("name", PATHS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_news_page_gives_its_article_and_nothing_else(template: str, name: str) -> None:
    given, language = article(name), name.split(".")[1]
    around = [s for s in sentences(article(OTHER[language])) if len(s.split()) > 8][:8]
    assert len(around) == 8
    made = page(template, given, around, language)
    assert "PLUNK" in made.html
    parsed = parse(load(made.html.encode(), "a.html"), id="a", uri="a", origin="x")
    assert [s for s in sentences(given) if s not in parsed.text] == []
    assert [s for s in made.around if s in parsed.text] == []
    assert parsed.source.title == given.title
    headings = [b.text for b in given.blocks if b.kind is BlockKind.HEADING]
    paths = [part for section in parsed.sections for part in section.path]
    assert [h for h in headings if not any(h.startswith(p) for p in paths)] == []
    own = [w for b in (Block(given.title), *given.blocks) for w in words(b.text)]
    gained = len(words(parsed.text)) - len(own)
    assert gained <= SPARE.get(template, 0), parsed.text


def test_lists_of_links_are_the_article_s_when_they_say_more_than_links() -> None:
    listed = (
        "<ul><li><a href='/p'>The port</a> takes the ferries of the morning and the boats.</li>"
        "<li><a href='/f'>The fort</a> keeps the books and the boats of the old company.</li></ul>"
    )
    text = "<p>The council spent nine million on the new bridge over the river in that year.</p>"
    loaded = load(f"<html><body><h1>T</h1>{text * 3}{listed}</body></html>".encode(), "a.html")
    assert [b.text[:8] for b in loaded.blocks if b.kind is BlockKind.ITEM] == [
        "The port",
        "The fort",
    ]
