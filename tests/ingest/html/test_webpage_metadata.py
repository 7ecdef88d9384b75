import json
from typing import Any

import pytest

from ingest.document import Metadata
from ingest.html.webpage import load_webpage

WORDS = "<p>The first tram of Grenvik ran in 1998, and it has carried people since.</p>"


def metadata(head: str = "", html: str = "<html>", body: str = WORDS) -> Metadata:
    page = f"<!doctype html>{html}<head>{head}</head><body>{body}</body></html>"
    return load_webpage(page.encode(), "a.html").metadata


def linked(*data: Any) -> str:
    return "".join(
        f'<script type="application/ld+json">{json.dumps(item)}</script>' for item in data
    )


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "datePublished": "2024-05-06T07:08:09+02:00",
    "author": [{"@type": "Person", "name": " Jo \n Marsh "}],
    "publisher": {"@type": "Organization", "name": "Grenvik Courier"},
}


@pytest.mark.parametrize(
    "data",
    [
        [ARTICLE],
        [[{"@type": "BreadcrumbList"}, ARTICLE]],
        [{"@graph": [{"@type": "WebPage", "datePublished": "2001"}, ARTICLE]}],
        [{"@type": "WebSite"}, {"@type": "WebPage", "mainEntity": ARTICLE}],
        [ARTICLE | {"@type": ["Thing", "ReportageNewsArticle"], "author": "Jo Marsh"}],
    ],
)
def test_what_json_ld_says_of_the_article_counts(data: list[Any]) -> None:
    found = metadata(linked(*data))
    assert (found.date, found.author, found.publisher) == (
        "2024-05-06",
        "Jo Marsh",
        "Grenvik Courier",
    )


@pytest.mark.parametrize(
    "script",
    [
        "{broken",
        "[" * 100_000,
        json.dumps(ARTICLE | {"datePublished": 7, "author": 8, "publisher": [None, {}]}),
        json.dumps({"@type": "NewsArticle", "headline": ["Odd", "odder"]}),
        json.dumps({"@type": 7, "@graph": {"@graph": [[], "x", None]}}),
        "",
    ],
)
def test_json_ld_that_says_nothing_is_passed_over(script: str) -> None:
    found = metadata(f'<script type="application/ld+json">{script}</script>')
    assert (found.date, found.author, found.publisher) == (None, None, None)


def test_meta_elements_come_before_json_ld_and_both_before_times() -> None:
    times = f'<time>soon</time><time datetime="1999-01-01">then</time>{WORDS}'
    meta = '<meta itemprop="datePublished" content="2023-01-02"><meta name="author" content="A">'
    assert metadata(meta + linked(ARTICLE), body=times).date == "2023-01-02"
    assert metadata('<meta name="author" content="Al Marsh">').author == "Al Marsh"
    assert metadata(linked(ARTICLE), body=times).date == "2024-05-06"
    assert metadata(body=times).date == "1999-01-01"
    bad = '<meta name="date" content="yesterday">'
    assert metadata(bad + linked(ARTICLE)).date == "2024-05-06"


@pytest.mark.parametrize(
    ("html", "head", "language"),
    [
        ('<html lang="fr-FR">', "", "fr"),
        ('<html lang="fr_CA">', "", "fr"),
        ('<html lang=" EN ">', "", "en"),
        ('<html xml:lang="fr">', "", "fr"),
        ('<html lang="">', '<meta http-equiv="Content-Language" content="fr, en">', "fr"),
        ("<html>", '<meta property="og:locale" content="en_GB">', "en"),
        ("<html>", "", None),
        ('<html lang="x">', "", None),
    ],
)
def test_the_language_is_the_pages_own_word(html: str, head: str, language: str | None) -> None:
    assert metadata(head, html).language == language


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://a.example/b">', "https://a.example/b"),
        ('<meta property="og:url" content="https://a.example/c">', "https://a.example/c"),
        ('<link rel="canonical" href="/b"><meta property="og:url" content="http://a.example/c">',
         "http://a.example/c"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="https://jo:secret@a.example/">', None),
        ('<link rel="canonical" href="https://">', None),
        ('<link rel="canonical" href="b">', None),
    ],
)  # fmt: skip
def test_the_address_is_one_that_a_reader_can_open(head: str, url: str | None) -> None:
    assert metadata(head).url == url


def test_the_address_of_a_profile_is_no_author() -> None:
    profile = '<meta property="article:author" content="https://social.example/jo">'
    assert metadata(profile).author is None
    assert metadata(profile + linked(ARTICLE)).author == "Jo Marsh"
