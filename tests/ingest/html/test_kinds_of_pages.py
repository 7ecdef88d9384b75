"""Kinds of pages that lose their article, or take the page around it, where rules go by names."""

from __future__ import annotations

# ruff: noqa: E501 (pages as they come)
import json

import pytest

from domain.types import Language, ParsedSource
from ingest.loaders import load
from ingest.parse import parse

FIRST = "The harbour board of Grenvik opened a second quay on Monday and hired sixty people for it."
SECOND = "The quay cost nine million crowns, a third of which came from the county of Vell."
THIRD = "Mayor Ida Quist said that the first ferry would leave for the islands in June."
FRENCH = (
    "Le conseil du port de Grenvik a ouvert lundi un second quai et a embauché soixante personnes."
)


def read(body: str, head: str = "<title>A second quay</title>", lang: str = "en") -> ParsedSource:
    page = f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
    return parse(load(page.encode(), "page.html"), id="p", uri="p", origin="x")


def article(inside: str, names: str = "") -> str:
    return f"<article {names}><h1>A second quay</h1>{inside}</article>"


@pytest.mark.parametrize(
    "name", "paywall read-more teaser comment banner promo-free subscriber-only has-ads".split()
)
@pytest.mark.parametrize("tag", ["article", "p", "div"])
def test_no_sentence_is_lost_for_the_name_of_a_class(name: str, tag: str) -> None:
    named = f'<{tag} class="{name}">' + (f"<p>{SECOND}</p>" if tag == "div" else SECOND)
    body = article(f"<p>{FIRST}</p>{named}</{tag}><p>{THIRD}</p>")
    if tag == "article":
        body = article(f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>", f'class="{name}"')
    for text in (FIRST, SECOND, THIRD):
        assert text in read(body).text


@pytest.mark.parametrize(
    "name", ["relatedArticles", "shareButtons", "newsletterBox", "recommendedStories"]
)
def test_parts_about_other_pages_go_however_their_names_are_written(name: str) -> None:
    other = "Herons were counted on the banks of the Vell for the ninth year in a row."
    body = f"<h1>A second quay</h1><p>{FIRST}</p><p>{SECOND}</p>"
    found = read(f'<div id="app">{body}<div class="{name}"><p>{other}</p></div></div>').text
    assert other not in found
    assert SECOND in found


LABELS = [
    "Article réservé aux abonnés", "Offrir cet article", "Commenter cet article", "Photo : A. Lens",
    "© A. Lens / Agence", "Crédit photo : A. Lens", "Écouter l'article 3:41",
    "Il vous reste 71,4 % de cet article à lire. La suite est réservée aux abonnés.",
    "La rédaction vous recommande", "Listen to this article 5:02", "Gift this article",
    "This article is for subscribers only.",
]  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_lines_about_the_page_go_before_and_after_the_article(label: str) -> None:
    found = read(article(f"<p>{label}</p><p>{FRENCH}</p><p>{label}</p>"), lang="fr").text
    assert found == f"A second quay\n\n{FRENCH}"


def test_a_signature_under_an_official_text_stays() -> None:
    lines = "".join(f"<p>{line}</p>" for line in ("For the board", "The president", "I. QUIST"))
    assert read(article(f"<p>{FIRST}</p><p>{SECOND}</p>{lines}")).text.endswith("I. QUIST")


def test_a_caption_that_is_a_sentence_stays_and_a_credit_goes() -> None:
    caption = "Ida Quist cut the ribbon before three hundred guests."
    figure = f"<figure><img src=x><figcaption>{caption}</figcaption></figure>"
    assert caption in read(article(f"<p>{FIRST}</p>{figure}<p>{SECOND}</p>")).text


def test_a_panel_that_opens_at_a_click_is_read() -> None:
    answer = "A pass for the quay costs twelve crowns and holds for a year."
    panel = f"<h2>What does a pass cost?</h2><div hidden><p>{answer}</p></div>"
    assert answer in read(article(f"<p>{FIRST}</p>{panel}")).text


def test_an_article_that_only_the_data_of_the_page_has_is_read() -> None:
    data = {"@type": "NewsArticle", "headline": "A second quay", "datePublished": "2021-05-04"}
    script = json.dumps(data | {"articleBody": f"{FIRST}\n\n{SECOND}"})
    head = f'<title>x</title><script type="application/ld+json">{script}</script>'
    found = read('<div id="root">Loading…</div>', head)
    assert (found.source.title, found.source.date) == ("A second quay", "2021-05-04")
    assert FIRST in found.text
    assert SECOND in found.text


FOURTH = "Until then the boats lie at the old jetty, which the board will take down in autumn."
BODIES: list[object] = [
    [{"kind": "p", "text": text} for text in (FIRST, SECOND, THIRD, FOURTH)],
    [
        {"t": "p", "has": [{"t": "text", "text": FIRST[:40]}, {"has": [{"text": FIRST[40:]}]}]},
        {"t": "p", "has": [{"t": "text", "text": SECOND}]},
        {"t": "p", "has": [{"t": "text", "text": THIRD}]},
        {"t": "p", "has": [{"t": "text", "text": FOURTH}]},
    ],
    "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD, FOURTH)),
]


@pytest.mark.parametrize("body", BODIES, ids=["blocks", "tree", "html"])
@pytest.mark.parametrize("script", ["<script>window.__S__={};x=1</script>", '<script type="application/json">{}</script>'])  # fmt: skip
def test_an_article_that_only_a_script_holds_is_read(body: object, script: str) -> None:
    teasers = [{"t": "Herons were counted on the Vell."}, {"t": "A mill is for sale in Dorn."}]
    state = json.dumps({"menu": ["/a", "/b"], "teasers": teasers, "story": {"body": body}})
    found = read(f"<div id=root><p>Loading</p></div>{script.format(state)}").text
    assert [line for line in found.split("\n\n") if line != "A second quay"] == [
        FIRST,
        SECOND,
        THIRD,
        FOURTH,
    ]


def test_what_scripts_hold_counts_for_nothing_where_the_page_shows_its_article() -> None:
    other = [
        {"text": f"Herons number {n} were counted on the banks of the Vell."} for n in range(9)
    ]
    script = f"<script>window.__S__={json.dumps({'more': other})}</script>"
    body = article("".join(f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD, FIRST, SECOND)))
    assert "Herons" not in read(body + script).text


def test_a_definition_list_keeps_what_it_says_of_its_terms() -> None:
    place = "<dl><dt>Address:</dt><dd><div><span>12 Weir Lane</span></div></dd></dl>"
    found = read(f"<main><h1>A second quay</h1><p>{FIRST}</p><p>{SECOND}</p>{place}</main>")
    assert "12 Weir Lane" in found.text


def test_a_page_that_a_script_fills_in_says_so() -> None:
    found = read("<div><p>{{ story.title | upper }}</p><p>{% if x %}</p></div>")
    assert "{" not in found.text
    assert found.warnings


@pytest.mark.parametrize(
    "mark",
    [
        '<sup class="reference"><a href="#cite_note-1">[1]</a></sup>',
        "<sup>[12]</sup>",
        '<sup><a href="#fn3">3</a></sup>',
        "<sup>4</sup>",
        '<a href="#note5">[5]</a>',
        "<sup>[citation needed]</sup>",
        '<a href="#ntr1">(1)</a>',
    ],
)
def test_marks_of_notes_are_no_part_of_a_sentence(mark: str) -> None:
    found = read(article(f"<p>{FIRST}{mark} {SECOND}</p>"))
    assert f"{FIRST} {SECOND}" in found.text


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (
            "900 m<sup>2</sup> of stone from the 18<sup>th</sup> century",
            "900 m² of stone from the 18th",
        ),
        ("some 3 × 10<sup>6</sup> stones", "3 × 10⁶ stones"),
        ('air and <a href="#air">CO<sup>2</sup></a> in bottles', "air and CO² in bottles"),
    ],
)
def test_raised_figures_that_are_no_marks_stay(written: str, read_as: str) -> None:
    text = f"The quay of the town has {written} on it."
    assert read_as in read(article(f"<p>{FIRST}</p><p>{text}</p>")).text


def test_an_anchor_is_no_link() -> None:
    body = f'<a name="top"><h2><a href="#dues">Dues</a></h2><p>{FIRST}</p><p>{SECOND}</p>'
    found = read(f"<main><h1>A second quay</h1>{body}<p>{THIRD}</p></main>")
    assert ("Dues",) in [section.path for section in found.sections]
    assert THIRD in found.text


def test_a_short_article_element_does_not_stand_for_the_page() -> None:
    more = "".join(
        f"<p>{text} Then came number {n}.</p>" for n in range(4) for text in (FIRST, SECOND)
    )
    found = read(f"<main>{article(f'<p>{THIRD} {FIRST}</p>')}<div>{more}</div></main>").text
    assert "Then came number 3." in found


def test_a_table_without_cells_keeps_its_text() -> None:
    assert (
        SECOND
        in read(
            article(
                f"<p>{FIRST}</p><table><caption></caption><div><p>{SECOND}</p></div></table><p>{THIRD}</p>"
            )
        ).text
    )


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (
            "<title>A second quay | The Vell Courier</title>",
            '<h1><a href="/">The Vell Courier</a></h1><h2>A second quay</h2>',
            "A second quay",
        ),
        (
            '<title>The Vell Courier</title><meta property="og:title" content="A second quay">'
            '<meta property="og:site_name" content="The Vell Courier">',
            "<h1>The Vell Courier</h1>",
            "A second quay",
        ),
        ("<title>page_12.aspx</title>", "<h1>A second quay</h1>", "A second quay"),
        ("<title>C_2021.xml</title>", "<p>DECISION of 4 May on the quay</p>",
         "DECISION of 4 May on the quay"),
        ("<title>A second quay - The Vell Courier</title>", "<h1>A second quay</h1>",
         "A second quay"),
    ],
)  # fmt: skip
def test_the_title_is_the_article_s(head: str, body: str, title: str) -> None:
    assert read(f"<div>{body}<p>{FIRST}</p><p>{SECOND}</p></div>", head).source.title == title


@pytest.mark.parametrize(
    ("head", "body", "lang", "date"),
    [
        ("", '<time itemprop="dateModified" datetime="2021-06-09">x</time>'
             '<time itemprop="datePublished" datetime="2021-05-04">y</time>', "en", "2021-05-04"),
        ("", "<p>Publié le 4 mai 2021 à 10h32, mis à jour le 6 mai 2021</p>", "fr", "2021-05-04"),
        ("", "<p>Publié le 04/05/2021</p>", "fr", "2021-05-04"),
        ("", "<p>Mis en ligne le 1er mars 2022</p>", "fr", "2022-03-01"),
        ("", "<p>Posted on May 4, 2021</p>", "en", "2021-05-04"),
        ("", "<p>4 May 2021</p>", "en", "2021-05-04"),
        ("", "<p>Updated on 6 May 2021. Published 4 May 2021</p>", "en", "2021-05-04"),
        ("", "<p>Board news | Published on 4 May 2021</p>", "en", "2021-05-04"),
        ('<meta name="date" content="2021-05-04">',
         "<p>The strategy, published on 5 May 2019, says little.</p>", "en", "2021-05-04"),
        ('<meta name="date" content="2021/05/04">', "", "en", "2021-05-04"),
        ('<meta name="date" content="20210504T1030">', "", "en", "2021-05-04"),
        ('<meta name="date" content="1684045800">', "<p>4 May 2021</p>", "en", "2021-05-04"),
        ('<meta name="date" content="0001-01-01T00:00">', "<p>4 May 2021</p>", "en", "2021-05-04"),
        ("", '<nav><time datetime="2026-01-01">x</time></nav><time datetime="PT5M">5 min</time>'
             '<time datetime="2021-05-04">y</time>', "en", "2021-05-04"),
        ('<meta property="article:modified_time" content="2021-06-09">',
         "<p>Published on 4 May 2021</p>", "en", "2021-05-04"),
    ],
)  # fmt: skip
def test_the_date_is_that_of_publication(head: str, body: str, lang: str, date: str) -> None:
    found = read(article(f"{body}<p>{FIRST}</p><p>{SECOND}</p>"), head, lang)
    assert found.source.date == date


def test_the_text_says_its_language_better_than_an_attribute() -> None:
    more = "Le maire a remercié les ouvriers et les habitants du quartier pour leur patience."
    found = read(article(f"<p>{FRENCH}</p><p>{more}</p>"), lang="en")
    assert found.source.language is Language.FR


EURLEX = """<title>L_2023118EN.01000101.xml</title>"""
DECISION = """<div><table><tr><td><p>8.5.2023</p></td><td><p>EN</p></td><td><p>Journal of Vell</p></td>
</tr></table><p class="oj-doc-ti">COUNCIL DECISION 2023/118</p><p class="oj-doc-ti">of 4 May 2023</p>
<p class="oj-doc-ti">on the second quay of Grenvik</p><p>THE COUNTY COUNCIL,</p><p>Whereas:</p>
<table><tr><td><p>(1)</p></td><td><p>The board asked for a second quay on 2 March 2022.</p></td></tr>
</table><p class="oj-ti-art">Article 1</p><p class="oj-sti-art">Opening</p>
<p>The second quay of Grenvik is opened to all ships that pay their dues.</p>
<p class="oj-ti-art">Article 2</p><p class="oj-sti-art">Dues</p>
<p>Ships that call at the quay pay dues of 35 crowns a day.</p><p>Done at Vell, 4 May 2023.</p></div>"""
CODE = """<main><h1>Code des quais</h1><h2>Titre Ier : Dispositions générales</h2><h3>Article L1-1</h3>
<p>Le présent code s'applique aux quais du comté et aux navires qui y accostent.</p>
<h3>Article L1-2</h3><p>Les navires acquittent un droit de trente-cinq couronnes par jour.</p></main>"""
WIKI = """<div id="mw-navigation"><a href="/a">Main page</a><a href="/b">Random</a></div>
<main id="content"><h1 id="firstHeading"><span>Grenvik</span></h1><div id="siteSub">From Wikipaedia</div>
<div id="mw-content-text"><p><b>Grenvik</b> is a harbour town on the coast of Vell with a population of
nine thousand people.<sup class="reference"><a href="#cite_note-1">[1]</a></sup> It has two quays, of which
the second was opened in 2021.<sup class="reference"><a href="#cite_note-2">[2]</a></sup></p>
<div class="mw-heading"><h2 id="History">History</h2><span class="mw-editsection">[<a href="/e">edit</a>]</span>
</div><p>The town was founded by fishermen in the year 1721 and burnt down twice before it had a wall.</p>
</div></main>"""


def test_an_official_decision_has_its_own_title_and_its_articles_as_sections() -> None:
    found = read(DECISION, EURLEX)
    assert (
        found.source.title
        == "COUNCIL DECISION 2023/118 of 4 May 2023 on the second quay of Grenvik"
    )
    paths = [section.path for section in found.sections]
    assert paths[1:] == [("Article 1", "Opening"), ("Article 2", "Dues")]
    assert "(1) The board asked for a second quay on 2 March 2022." in found.text


def test_the_articles_of_a_code_lie_under_its_titles() -> None:
    paths = [section.path for section in read(CODE, lang="fr").sections]
    assert paths == [
        ("Titre Ier : Dispositions générales", "Article L1-1"),
        ("Titre Ier : Dispositions générales", "Article L1-2"),
    ]


def test_an_encyclopedia_page_is_its_text_without_its_marks() -> None:
    found = read(WIKI, "<title>Grenvik - Wikipaedia</title>")
    assert found.source.title == "Grenvik"
    assert "[1]" not in found.text
    assert "edit" not in found.text
    assert [section.path for section in found.sections] == [(), ("History",)]


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (
            '<div class="news-date"><time datetime="2023-05-04T10:30">4 May 2023</time></div>',
            "2023-05-04",
        ),
        ('<p class="date">Publié le 4 mai 2023</p><p>Télécharger le .pdf</p>', "2023-05-04"),
        (
            '<div class="field">04.05.2023</div><div class="field">EEAS Press Team</div>',
            "2023-05-04",
        ),
    ],
)
def test_a_press_release_gives_its_date_and_its_text(head: str, date: str) -> None:
    body = f"<main><h1>A second quay</h1>{head}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></main>"
    found = read(body)
    assert found.source.date == date
    assert THIRD in found.text


def test_a_page_in_kazakh_is_kept_and_named_as_another_language() -> None:
    line = "Мемлекет басшысы жаңа айлақтың ашылуына қатысып, құрылысшыларға алғыс айтты."
    found = read(
        f"<main><h1>Жаңа айлақ ашылды</h1><p>{line}</p><p>{line} {line}</p></main>", lang="kk"
    )
    assert line in found.text
    assert found.warnings


def test_an_article_that_is_a_paragraph_keeps_its_text() -> None:
    texts = ("The mills are open to all.", "A mill pays 9 crowns a year.")
    body = "".join(f"<p><b>Article {n}.</b> – {text}</p>" for n, text in enumerate(texts, 1))
    page = f"<html lang='en'><body><main><h1>The Mill Act</h1><h2>Part I</h2>{body}</main></html>"
    parsed = parse(load(page.encode(), "a.html"), id="a", uri="a", origin="a")
    assert [(p.section_path, p.text) for p in parsed.passages] == [
        (("Part I", "Article 1"), texts[0]),
        (("Part I", "Article 2"), texts[1]),
    ]
