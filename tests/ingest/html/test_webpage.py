import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import SourceEmpty, SourceError, SourceNotReadable
from domain.types import Language
from ingest.document import BlockKind
from ingest.html.webpage import load_webpage
from ingest.loaders import load
from ingest.parse import parse

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head>
<meta charset="utf-8"><title>Otters return to the Vell | The Upland Courier</title>
<meta property="og:site_name" content="The Upland Courier">
<meta property="article:published_time" content="2022-04-09T06:30:00+02:00">
<meta name="author" content="Ida Quist">
<link rel="canonical" href="https://courier.example/otters">
<script type="application/ld+json">{"headline": "SCRIPTED words that nobody reads"}</script>
<style>p { color: red }</style></head>
<body class="single has-sidebar">
<a class="skip-link" href="#c">Skip to content</a>
<div id="cookie-banner"><p>We use cookies to improve your visit to our pages, with your consent.
</p><button>Accept all</button></div>
<header><div class="logo">The Upland Courier</div><nav><ul><li>Home</li><li>Sport</li></ul></nav>
</header>
<div class="page-with-sidebar"><div class="layout sidebar-right">
<article class="post category-social tag-newsletter">
 <p class="kicker">Rivers</p>
 <h1 id="related-otters">Otters return to the Vell</h1>
 <div class="byline">By Ida Quist</div>
 <p>Published on 9 April 2022</p>
 <ul class="social-share"><li>Facebook</li><li>Twitter</li><li>Email</li></ul>
 <p>After forty years without a single sighting, otters are back in the river Vell, and the
 <a class="social" href="/x">anglers</a> are pleased.</p>
 <figure><img src="https://tracker.example/o.jpg" alt="Otter"><figcaption>Photo: A. Lens
 </figcaption></figure>
 <div class="advert">Advertisement</div>
 <h2 id="social-policy">What the cookies did</h2>
 <p>A bakery left its stale cookies on the bank, and the newsletter of the parish said that the
 animals ate every one of them.<br>The baker has stopped.<br><br>Nobody
 complained about<br>the change at all.</p>
 <aside><h3>Related articles</h3><ul><li>Herons of the Vell</li></ul></aside>
 <section id="share-of-the-catch"><h2>The share of the catch</h2>
 <p>The otters take about 12&nbsp;% of the trout:</p>
 <ul><li>half of it in <b>spring</b>,</li><li>the rest in autumn.</li></ul></section>
 <figure class="wp-block-table"><table><caption>Counts by year</caption>
 <thead><tr><th>Year</th><th>Otters</th></tr></thead>
 <tr><td>2021</td><td>4</td></tr><tr><td>2022</td><td>11</td></tr></table></figure>
 <blockquote><p>“They are shy,” says Tom Weir.</p></blockquote>
 <p style="display:none">HIDDEN words</p><p hidden>HIDDEN too</p><!-- COMMENTED words -->
 <div class="newsletter-signup"><p>Sign up for our letter.</p><input name="mail"></div>
 <div class="related-posts"><h3>You may also like</h3><a href="/b">The beavers of Oxwell dig
 a canal</a></div>
 <p>The views expressed here are those of the author and do not necessarily reflect those of
 the Courier.</p>
</article></div>
<section id="comments"><h3>3 comments</h3><p>First! I saw an otter eat my hat on Tuesday.</p>
</section></div>
<footer><p>© 2022 The Upland Courier. All rights reserved.</p></footer>
</body></html>"""


def texts(page: str) -> list[str]:
    return [b.text for b in load_webpage(page.encode(), "a.html").blocks]


def test_a_news_page_is_its_article_and_nothing_else() -> None:
    parsed = parse(load(PAGE.encode(), "otters.html"), id="o", uri="/o.html", origin="x")
    assert parsed.text == "\n\n".join(
        [
            "Otters return to the Vell",
            "After forty years without a single sighting, otters are back in the river Vell, "
            "and the anglers are pleased.",
            "What the cookies did",
            "A bakery left its stale cookies on the bank, and the newsletter of the parish said "
            "that the animals ate every one of them.",
            "The baker has stopped.",
            "Nobody complained about the change at all.",
            "The share of the catch",
            "The otters take about 12\u00a0% of the trout:\n"
            "half of it in spring,\nthe rest in autumn.",
            "Counts by year",
            "Year: 2021; Otters: 4\nYear: 2022; Otters: 11",
            "“They are shy,” says Tom Weir.",
        ]
    )
    assert [s.path for s in parsed.sections] == [
        (),
        ("What the cookies did",),
        ("The share of the catch",),
    ]


def test_what_the_page_says_of_itself() -> None:
    source = parse(load(PAGE.encode(), "otters.html"), id="o", uri="/o.html", origin="x").source
    assert source.title == "Otters return to the Vell"
    assert (source.date, source.author) == ("2022-04-09", "Ida Quist")
    assert (source.publisher, source.language) == ("The Upland Courier", Language.EN)
    assert source.uri == "https://courier.example/otters"


@pytest.mark.parametrize("href", ["javascript:alert(1)", "/otters", "file:///etc/passwd"])
def test_only_web_addresses_are_addresses(href: str) -> None:
    page = f"<html><head><link rel=canonical href='{href}'></head><body><p>Text.</body></html>"
    assert load_webpage(page.encode(), "a.html").metadata.url is None


def test_an_element_that_holds_the_page_is_no_furniture_whatever_its_name() -> None:
    article = "<h1>The fair</h1><p>The fair opened on Monday with nine hundred stands.</p>"
    for wrapper in ("div class=sidebar", "div id=social", "form id=aspnetForm", "div class=ads"):
        page = f"<html><body><{wrapper}>{article}</{wrapper.split()[0]}></body></html>"
        assert texts(page) == [
            "The fair",
            "The fair opened on Monday with nine hundred stands.",
        ], wrapper


def test_scripts_weigh_nothing_when_the_article_is_looked_for() -> None:
    script = "<script>" + "var word = 1; " * 500 + "</script>"
    text = "The ferry of the morning takes nine hundred people to the island. " * 9
    page = f"<body>{script}<div>Site</div><article><p>{text}</p></article></body>"
    assert texts(page) == [text.strip()]


def test_several_teasers_do_not_hide_the_body() -> None:
    teasers = "".join(f"<article><p>Teaser {n} is here.</p></article>" for n in range(5))
    page = f"<body><div><p>{'The one long text goes on. ' * 9}</p></div>{teasers}</body>"
    assert "The one long text" in texts(page)[0]


def test_tables_that_lay_a_page_out_are_walked_through() -> None:
    page = (
        "<body><table><tr><td><table><tr><td>Left</td></tr></table></td>"
        "<td><h1>Title</h1><p>First paragraph.</p><p>Second one.</p></td></tr></table></body>"
    )
    assert texts(page)[-3:] == ["Title", "First paragraph.", "Second one."]


def test_inline_elements_do_not_break_words() -> None:
    page = "<body><p>The <b>M</b>useum<i>s</i> of&nbsp;wool<sup>2</sup>.</p></body>"
    assert texts(page) == ["The Museums of\u00a0wool²."]


def test_text_outside_of_elements_is_kept() -> None:
    assert texts("<body>Before.<div>In.<p>Within.</p>After.</div>End.</body>") == [
        "Before.",
        "In.",
        "Within.",
        "After.",
        "End.",
    ]


def test_deep_nesting_loses_no_text_and_does_not_overflow() -> None:
    page = "<body>" + "<div>" * 230 + "<p>Deep words.</p>" + "</div>" * 230 + "</body>"
    assert "Deep words." in " ".join(texts(page))
    load_webpage(b"<div>" * 20_000 + b"x", "a.html")


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>x</script></body></html>"])
def test_a_page_without_text_is_empty(page: str) -> None:
    with pytest.raises(SourceEmpty):
        parse(load(page.encode(), "a.html"), id="a", uri="a", origin="x")


def test_binary_is_refused() -> None:
    with pytest.raises(SourceNotReadable):
        load_webpage(b"<html>\x00\x01\x02", "a.html")


def test_a_broken_page_gives_what_it_has() -> None:
    assert texts("<html><body><p>One<p>Two <b>bold<div>Three</html") == ["One", "Two bold", "Three"]


def test_the_declared_charset_counts() -> None:
    page = "<meta charset=iso-8859-1><p>L’été à « Vell »…</p>".encode("cp1252")
    assert load_webpage(page, "a.html").blocks[0].text == "L’été à « Vell »…"


def test_headings_keep_their_levels() -> None:
    page = "<body><h1>A</h1><p>a</p><h3>B</h3><p>b</p></body>"
    heads = [b for b in load_webpage(page.encode(), "a.html").blocks if b.kind is BlockKind.HEADING]
    assert [(b.text, b.level) for b in heads] == [("A", 1), ("B", 3)]


MARKUP = st.lists(
    st.sampled_from(
        "<p> </p> <div> </div> <table> <tr> <td> <th> </table> <h1> </h1> <ul> <li> <br> <script> "
        "</script> <article> <main> <!-- --> <form> &#x0; &#xD800; &amp; <p/ > < \" ' word été "
        "<svg> <body> </body> <html> <head> <title> <caption> <![CDATA[ ]]> <?php ?> \x0b".split()
    ),
    max_size=40,
).map(" ".join)


@given(MARKUP.map(str.encode) | st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_only_source_errors_come_out(data: bytes) -> None:
    try:
        blocks = load_webpage(data, "a.html").blocks
    except SourceError:
        return
    for block in blocks:
        assert block.text == block.text.strip()
        assert block.text.encode()
        assert "\n" not in block.text
