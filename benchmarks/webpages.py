"""What is kept of an article in a news page, and what of the page: our reading and trafilatura's.

    python -m benchmarks.webpages

Templates (tests/ingest/html/news_pages.py) around the documents of the briefing and of the
calibration, in both languages; sentences of other documents stand in teasers and comments. Prints,
for each template and way: the share of the article's sentences that are kept whole, of its
headings that are kept as headings, and the words of the page's own for each hundred of the article.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.settings import PROJECT
from ingest import boilerplate
from ingest.document import Block, BlockKind
from ingest.html.webpage import load_webpage
from ingest.loaders import read_file
from tests.ingest.documents import Article
from tests.ingest.html.news_pages import TEMPLATES, UNSEEN, enriched, page
from text.sentences import split

Way = Callable[[str], Sequence[Block]]


@dataclass(frozen=True, slots=True)
class Kept:
    """Shares in 0..1, words of the page for each of the article's, seconds."""

    sentences: float
    headings: float
    added: float
    seconds: float


def main() -> None:
    """Every template, document and way; then the means."""
    articles = [*_articles()]
    ways: dict[str, Way] = {"passerelle": ours, "trafilatura": theirs}
    print(f"{len(articles)} documents; sentences kept, headings kept, words added a hundred, ms")
    totals: dict[str, list[Kept]] = {name: [] for name in ways}
    for template in TEMPLATES:
        cells = []
        for name, way in ways.items():
            found = [_measure(template, n, articles, way) for n in range(len(articles))]
            totals[name] += found
            cells.append(f"{name} {_told(found)}")
        print(f"{template:14}" + "   ".join(cells))
    unseen = len(UNSEEN) * len(articles)
    for name, found in totals.items():
        print(
            f"{'mean':14}{name} {_told(found)}; of the last {len(UNSEEN)}: {_told(found[-unseen:])}"
        )


def ours(text: str) -> Sequence[Block]:
    """The loader and the boilerplate that an ingest puts a page through."""
    return boilerplate.strip(load_webpage(text.encode(), "a.html").blocks)


def theirs(text: str) -> Sequence[Block]:
    """trafilatura's extraction in its XML form, with its defaults for recall and comments off."""
    import trafilatura
    from lxml import etree

    found = trafilatura.extract(
        text, output_format="xml", include_comments=False, include_tables=True
    )
    root = etree.fromstring(found) if found else etree.Element("doc")
    return [
        Block(
            " ".join("".join(element.itertext()).split()),
            BlockKind.HEADING if element.tag == "head" else BlockKind.PARAGRAPH,
        )
        for element in root.iter("head", "p", "item", "cell", "quote")
    ]


def _articles() -> list[Article]:
    paths = [*sorted((PROJECT / "corpus").glob("*.md"))]
    paths += sorted((PROJECT / "evaluation" / "calibration").glob("*.md"))
    found = []
    for path in paths:
        title, *blocks = read_file(path).blocks
        found.append(enriched(Article(title.text, tuple(blocks))))
    return found


def _measure(template: str, place: int, articles: Sequence[Article], way: Way) -> Kept:
    article, other = articles[place], articles[place - 3]
    own = _sentences(article)
    around = [s for s in _sentences(other) if len(s.split()) > 8 and s not in own][:8]
    made = page(template, article, around, "en")
    started = time.perf_counter()
    blocks = way(made.html)
    seconds = time.perf_counter() - started
    whole = _plain(" ".join(block.text for block in blocks))
    heads = [b.text for b in article.blocks if b.kind is BlockKind.HEADING]
    marked = {_plain(b.text) for b in blocks if b.kind is BlockKind.HEADING}
    words = sum(len(sentence.split()) for sentence in own)
    known = {word for s in (*own, *heads, article.title) for word in _plain(s).split()}
    strange = sum(_plain(text) in whole for text in around) * 10
    strange += sum(word not in known for word in whole.split())
    return Kept(
        sum(_plain(sentence) in whole for sentence in own) / len(own),
        sum(_plain(head) in marked for head in heads) / max(len(heads), 1),
        strange / words,
        seconds,
    )


def _sentences(article: Article) -> list[str]:
    texts = [b.text for b in article.blocks if b.kind is not BlockKind.HEADING]
    return [text[a:b] for text in texts for a, b in split(text)]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _told(found: Sequence[Kept]) -> str:
    count = len(found)
    figures = (
        f"{sum(k.sentences for k in found) / count:.3f}",
        f"{sum(k.headings for k in found) / count:.3f}",
        f"{100 * sum(k.added for k in found) / count:5.1f}",
        f"{1000 * sum(k.seconds for k in found) / count:5.1f}",
    )
    return " ".join(figures)


if __name__ == "__main__":
    main()
