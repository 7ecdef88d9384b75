"""Dates and titles in the shapes in which pages give them."""

from __future__ import annotations

# ruff: noqa: E501 (pages as they come)
import json
from typing import Any

import pytest

from ingest.document import Metadata
from ingest.html.webpage import load_webpage

ENGLISH = (
    "<p>The harbour board of Grenvik opened a second quay on Monday and hired sixty people.</p>"
    "<p>The quay cost nine million crowns, a third of which came from the county of Vell.</p>"
)
FRENCH = (
    "<p>Le conseil du port de Grenvik a ouvert lundi un second quai et a embauché du monde.</p>"
    "<p>Le quai a coûté neuf millions de couronnes, dont un tiers payé par le comté de Vell.</p>"
)
TITLE = "<title>A second quay</title>"


def metadata(language: str, head: str, body: str) -> Metadata:
    page = (
        f'<!doctype html><html lang="{language}"><head>{head}</head><body><main>{body}'
        f"</main><footer>© 2026 Courier</footer></body></html>"
    )
    return load_webpage(page.encode(), "a.html").metadata


def linked(data: dict[str, Any]) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


FRENCH_LINES = [
    "<div>Publié le : 04/05/2021 - 10:32</div><div>Modifié le : 06/05/2021 - 09:00</div>",
    "<div>Mis à jour le 06/05/2021 à 09h00 - Publié le 04/05/2021 à 10h32</div>",
    "<p>Par Ida Quist, le 04/05/2021 à 18:20</p>",
    "<p>Mardi 4 mai 2021</p>",
    "<p>Communiqué - 04.05.2021</p>",
    "<p>Grenvik, le 4 mai 2021</p>",
    '<span class="date">04-05-2021</span>',
    '<time datetime="2021-05-04 10:32:00">il y a 3 ans</time>',
    '<time datetime="04/05/2021">mardi</time>',
    '<time class="updated" datetime="2021-05-06">x</time><time datetime="2021-05-04">y</time>',
    "<p>Temps de lecture : 4 min</p><p>Le 4 mai 2021 à 10:32</p>",
    "<p>Date de publication : 4 mai 2021</p><p>Dernière mise à jour : 6 mai 2021</p>",
]
ENGLISH_LINES = [
    "<div>Press release | 4 May 2021 | Grenvik</div>",
    "<div>Tuesday, May 4th, 2021</div>",
    "<div>First published: 04 May 2021</div><div>Last updated: 06 May 2021</div>",
    "<ul><li>News</li><li>04 May 2021</li><li>By Ida Quist</li></ul>",
    '<abbr class="published" title="2021-05-04">May 4</abbr>',
]


@pytest.mark.parametrize(
    ("language", "line"),
    [*(("fr", line) for line in FRENCH_LINES), *(("en", line) for line in ENGLISH_LINES)],
)
def test_a_line_under_the_title_gives_the_date_with_the_day_first(language: str, line: str) -> None:
    text = FRENCH if language == "fr" else ENGLISH
    body = f"<article><h1>A second quay</h1>{line}{text}</article>"
    assert metadata(language, TITLE, body).date == "2021-05-04"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("11 июня 2024 года, 18:20", "2024-06-11"),
        ("2024 жылғы 11 маусым", "2024-06-11"),
        ("May 2021", "2021-05"),
    ],
)
def test_a_day_in_russian_or_kazakh_and_a_month_alone(line: str, date: str) -> None:
    body = f"<article><h1>A second quay</h1><p>{line}</p>{ENGLISH}</article>"
    assert metadata("en", TITLE, body).date == date


@pytest.mark.parametrize(
    "data",
    [
        {"@type": "BlogPosting", "datePublished": "May 4, 2021", "dateModified": "2021-05-06"},
        {"@type": "NewsArticle", "dateCreated": "2021-05-04", "dateModified": "2021-05-06"},
        {"@graph": [{"@type": "Organization", "foundingDate": "1990-01-01"},
                    {"@type": ["Article"], "datePublished": "2021-05-04T23:30:00-05:00"}]},
    ],
)  # fmt: skip
def test_the_date_of_the_data_however_it_is_written(data: dict[str, Any]) -> None:
    other = linked({"@type": "WebPage", "datePublished": "2010-01-01"})
    head = TITLE + (other if "datePublished" in data else "") + linked(data)
    assert metadata("en", head, f"<h1>A second quay</h1>{ENGLISH}").date == "2021-05-04"


SITE = '<meta property="og:site_name" content="The Vell Courier">'


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (f"<title>The Vell Courier : A second quay</title>{SITE}", ""),
        (f"<title>The Vell Courier</title>{SITE}", "<h1>The Vell Courier</h1><h2>A second quay</h2>"),
        ("<title>A second quay - News - The Vell Courier</title>",
         "<h1>The Vell Courier</h1><h2>A second quay</h2>"),
        ("<title>The Vell Courier | A second quay</title>",
         '<h1><a href="https://courier.example/">The Vell Courier</a></h1><p>A second quay</p>'),
        ('<title>The Vell Courier</title><meta name="application-name" content="The Vell Courier">',
         "<h1>The Vell Courier</h1><h3>A second quay</h3>"),
        ('<title>Courier – A second quay</title><meta name="twitter:title" content="A second quay">',
         "<h1>Courier</h1>"),
        ("<title>A second quay : County of Vell</title>",
         "<h1>County of Vell</h1><h1>A second quay</h1>"),
        ("<title>A second quay | Vell</title>" + linked({"@type": "WebSite", "name": "Vell"}), ""),
    ],
)  # fmt: skip
def test_the_name_of_the_site_is_not_the_title(head: str, body: str) -> None:
    assert metadata("en", head, f"<div>{body}{ENGLISH}</div>").title == "A second quay"
