"""News pages around a text of one's own: fourteen templates in the manner of real sites.

What a page adds says PLUNK (or is in a list of teasers, comments and menus), so that a test can
tell it from the article. Class names follow content systems, or are hashes without meaning.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.document import Block, BlockKind
from tests.ingest.documents import Article, html_body


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and the sentences of other articles and of readers that it shows around."""

    html: str
    around: tuple[str, ...]


Template = Callable[[Article, Sequence[str], str], str]


def page(template: str, article: Article, around: Sequence[str], language: str) -> Page:
    """The article in a template; ``around`` are whole sentences of other texts, at least eight."""
    return Page(TEMPLATES[template](article, around, language), tuple(around))


def _body(article: Article) -> list[str]:
    """The article's blocks as HTML, without its title."""
    return html_body(article).split("\n")[1:]


def _split(article: Article, inside: str) -> str:
    """The body with something of the page's in its middle, after a paragraph."""
    parts = _body(article)
    middle = len(parts) // 2
    while middle < len(parts) and not parts[middle - 1].startswith("<p>"):
        middle += 1
    return "\n".join([*parts[:middle], inside, *parts[middle:]])


def _plain(texts: Sequence[str], tag: str, name: str = "") -> str:
    named = f' class="{name}"' if name else ""
    return "".join(f"<{tag}{named}>{html.escape(text)}</{tag}>" for text in texts)


def _links(texts: Sequence[str]) -> str:
    return "".join(
        f'<li><a href="/a/{n}">{html.escape(text)}</a></li>' for n, text in enumerate(texts)
    )


MENU = _links(["PLUNK Home", "PLUNK World", "PLUNK Business", "PLUNK Sport", "PLUNK Culture"])
HEAD = (
    '<meta charset="utf-8"><title>{title} - PLUNK Courier</title>'
    '<meta property="og:site_name" content="The Courier">'
    '<meta property="article:published_time" content="2022-04-09T06:30:00Z">'
    "<style>.PLUNK{{color:red}}</style>"
    '<script>var PLUNK = "{title}"; window.dataLayer = [];</script>'
)


def _whole(article: Article, language: str, body: str, attributes: str = "") -> str:
    head = HEAD.format(title=html.escape(article.title))
    return (
        f'<!DOCTYPE html><html lang="{language}"><head>{head}</head>'
        f"<body {attributes}>{body}<noscript>PLUNK needs JavaScript</noscript></body></html>"
    )


def _title(article: Article) -> str:
    return f"<h1>{html.escape(article.title)}</h1>"


def blog(article: Article, around: Sequence[str], language: str) -> str:
    """As WordPress does it: article, entry-content, widgets, comments below."""
    inside = '<div class="sharedaddy sd-sharing"><h3>PLUNK share this</h3></div>'
    return _whole(
        article,
        language,
        f"""
<a class="skip-link screen-reader-text" href="#c">PLUNK skip</a>
<header class="site-header"><p class="site-title">PLUNK</p><nav><ul>{MENU}</ul></nav></header>
<div id="content" class="site-content"><main><article class="post type-post hentry category-news">
<header class="entry-header">{_title(article)}<div class="entry-meta">
<span class="byline">PLUNK by Ida</span></div></header>
<div class="entry-content">{_split(article, inside)}</div>
<footer class="entry-footer"><span class="tags-links">PLUNK tags</span></footer></article>
<div id="comments" class="comments-area"><h2 class="comments-title">PLUNK 3 thoughts</h2>
<ol class="comment-list">{_plain(around[:3], "li", "comment")}</ol></div></main>
<aside id="secondary" class="widget-area"><section class="widget"><h2>PLUNK Recent</h2>
<ul>{_links(around[3:6])}</ul></section></aside></div>
<footer class="site-footer"><p>PLUNK Courier 2022</p></footer>""",
    )


def daily(article: Article, around: Sequence[str], language: str) -> str:
    """A daily paper: a cookie banner, a related box inside, more stories below."""
    inside = (
        '<aside class="related-inline"><h4>PLUNK more on this</h4>'
        f"<ul>{_links(around[:2])}</ul></aside><div class='ad-slot'>PLUNK advertisement</div>"
    )
    return _whole(
        article,
        language,
        f"""
<div id="didomi-popup" class="cookie-banner"><p>PLUNK values your privacy, and so do its 812
partners, who store and read information on this device.</p><button>PLUNK agree</button></div>
<header><nav class="main-menu"><ul>{MENU}</ul></nav></header>
<main role="main"><nav class="breadcrumb"><a>PLUNK World</a></nav>
<article>{_title(article)}<p class="byline author">PLUNK Ida Quist</p>
<div class="share-buttons"><a>PLUNK Facebook</a><a>PLUNK X</a></div>
{_split(article, inside)}
<div class="newsletter-box"><h3>PLUNK every morning</h3><p>PLUNK gets the best of the paper to you
every morning, for free and without any advertising at all.</p></div></article>
<section class="read-next"><h2>PLUNK read next</h2>{_plain(around[2:5], "p", "teaser")}</section>
<section class="comments"><h2>PLUNK comments</h2>{_plain(around[5:8], "p")}</section></main>
<footer><ul>{MENU}</ul></footer>""",
    )


def hashed(article: Article, around: Sequence[str], language: str) -> str:
    """Class names that say nothing; tags that still do."""
    return _whole(
        article,
        language,
        f"""
<div class="x1k2"><header class="b7"><nav class="q0"><ul class="q1">{MENU}</ul></nav></header>
<main class="m9"><article class="z3"><div class="z4">{_title(article)}
<p class="z9"><a href="/ida">PLUNK Ida Quist</a></p></div>
<div class="z5">{_split(article, f'<div class="k2"><ul class="k3">{_links(around[:2])}</ul></div>')}
</div></article></main><aside class="s1"><h3 class="s2">PLUNK most read</h3>
<ol class="s3">{_links(around[2:6])}</ol></aside><footer class="f1">PLUNK legal</footer></div>""",
    )


def soup(article: Article, around: Sequence[str], language: str) -> str:
    """Nothing but <div>s, with names of an old content system."""
    return _whole(
        article,
        language,
        f"""
<div id="page"><div id="top"><div class="logo">PLUNK Courier</div><ul id="nav">{MENU}</ul></div>
<div id="wrapper"><div id="left"><div id="article">{_title(article)}
<div class="social"><a>PLUNK tweet</a></div><div class="text">
{_split(article, '<div class="advert">PLUNK ad</div>')}</div></div>
<div id="comments">{_plain(around[:3], "div", "comment-body")}</div></div>
<div id="sidebar"><h3>PLUNK latest</h3><ul>{_links(around[3:7])}</ul></div></div>
<div id="footer">PLUNK all rights</div></div>""",
    )


def bare_soup(article: Article, around: Sequence[str], language: str) -> str:
    """Nothing but <div>s, and no name says anything."""
    return _whole(
        article,
        language,
        f"""
<div class="a1"><div class="a2"><ul>{MENU}</ul></div><div class="a3">
<div class="a4">{_title(article)}
<div class="a5">{_split(article, "")}</div></div>
<div class="a6"><h3>PLUNK latest</h3><ul>{_links(around[:4])}</ul></div></div>
<div class="a7">PLUNK all rights</div></div>""",
    )


def agency(article: Article, around: Sequence[str], language: str) -> str:
    """A press agency: figures with captions, tags, a note on the author."""
    inside = "<figure><img alt='PLUNK'><figcaption>PLUNK Photo: A. Lens</figcaption></figure>"
    return _whole(
        article,
        language,
        f"""
<header role="banner"><nav>{MENU}</nav></header>
<div class="layout"><article itemscope itemtype="https://schema.org/NewsArticle">
{_title(article)}<time datetime="2022-04-09">PLUNK 9 April</time>
<div itemprop="articleBody">{_split(article, inside)}</div>
<div class="article-tags"><a>PLUNK bridges</a></div>
<div class="author-bio author-box"><p>PLUNK Ida Quist writes about rivers and has done so for the
last nine years from an office in the old town.</p></div></article>
<div class="recommendations"><h2>PLUNK you may like</h2>{_plain(around[:4], "h3")}</div></div>
<footer>PLUNK</footer>""",
    )


def portal(article: Article, around: Sequence[str], language: str) -> str:
    """A ministry's portal: main, side navigation, feedback form, a language switch."""
    return _whole(
        article,
        language,
        f"""
<div class="lang-switch"><ul><li>PLUNK FR</li><li>PLUNK EN</li></ul></div>
<div class="fr-header"><nav class="fr-nav"><ul>{MENU}</ul></nav></div>
<main id="main"><div class="fr-container"><div class="fr-breadcrumb"><ol>{MENU}</ol></div>
{_title(article)}<div class="fr-share"><p>PLUNK partager</p></div>
{_split(article, "")}<form class="feedback"><label>PLUNK was this page useful?</label>
<button>PLUNK yes</button></form></div></main>
<div class="fr-footer"><p>PLUNK gouv</p><ul>{_links(around[:3])}</ul></div>""",
    )


def live(article: Article, around: Sequence[str], language: str) -> str:
    """Several <article>s: the one that is read, and cards of others."""
    cards = "".join(
        f'<article class="card"><h3><a href="/x">{html.escape(a)}</a></h3><p>{html.escape(b)}</p>'
        "</article>"
        for a, b in zip(around[::2], around[1::2], strict=False)
    )
    return _whole(
        article,
        language,
        f"""
<header><nav><ul>{MENU}</ul></nav></header><main><article class="main-story">{_title(article)}
{_split(article, '<div class="promo-box"><p>PLUNK subscribe</p></div>')}</article>
<section class="cards"><h2>PLUNK also</h2>{cards}</section></main>""",
    )


def layout_table(article: Article, around: Sequence[str], language: str) -> str:
    """Laid out with tables, as twenty years ago."""
    return _whole(
        article,
        language,
        f"""
<table width="100%"><tr><td colspan="3"><b>PLUNK Courier</b></td></tr><tr>
<td width="20%"><ul>{MENU}</ul></td><td>{_title(article)}{_split(article, "")}</td>
<td width="20%"><b>PLUNK latest</b><ul>{_links(around[:4])}</ul></td></tr>
<tr><td colspan="3">PLUNK 2003</td></tr></table>""",
    )


def wall(article: Article, around: Sequence[str], language: str) -> str:
    """A paper with a subscription box, read-also lines and a list of topics among the text."""
    also = f'<p class="read-also">Lire aussi : <a href="/y">{html.escape(around[0])}</a></p>'
    return _whole(
        article,
        language,
        f"""
<header class="header"><nav>{MENU}</nav></header>
<section class="article__wrapper"><article class="article article--longform">
<header class="article__header">{_title(article)}</header>
<section class="article__content">{_split(article, also)}</section>
<section class="article__paywall paywall"><p>PLUNK offers you the first month for one euro, and
then every month for nine euros ninety-nine, without any obligation.</p></section>
</article><section class="inread"><ul>{_links(around[1:4])}</ul></section></section>
<section id="js-comments" class="comments__list">{_plain(around[4:8], "p")}</section>
<footer class="footer">PLUNK</footer>""",
        'class="has-sidebar paywall-on"',
    )


def wiki(article: Article, around: Sequence[str], language: str) -> str:
    """As an encyclopedia does it: links in every paragraph, a box of contents, categories."""
    linked = [re.sub(r"^<p>(\S+) ", r'<p><a href="/w">\1</a> ', part) for part in _body(article)]
    return _whole(
        article,
        language,
        f"""
<div id="mw-navigation"><h2>PLUNK navigation</h2><ul>{MENU}</ul></div>
<div id="content" class="mw-body" role="main">{_title(article)}<div id="siteSub">PLUNK</div>
<div id="toc" class="toc"><h2>PLUNK contents</h2><ul>{MENU}</ul></div>
{NEWLINE.join(linked)}<div id="catlinks"><ul>{_links(around[:3])}</ul></div></div>
<div id="footer"><ul>{MENU}</ul></div>""",
    )


def gallery(article: Article, around: Sequence[str], language: str) -> str:
    """Pictures with captions between the paragraphs, then a slider of teasers in anchors."""
    inside = "".join(
        f"<figure><img alt='PLUNK'><figcaption>PLUNK picture {n}</figcaption></figure>"
        for n in range(4)
    )
    slides = "".join(
        f'<a class="sl" href="/s"><span>PLUNK</span> <b>{html.escape(text)}</b></a>'
        for text in around[:5]
    )
    return _whole(
        article,
        language,
        f"""
<div class="hd"><a href="/">PLUNK Courier</a> <a href="/l">PLUNK log in</a></div>
<div role="main"><div class="st">{_title(article)}{_split(article, inside)}</div>
<div class="slider">{slides}</div></div><div class="ft"><a href="/i">PLUNK imprint</a></div>""",
    )


def regional(article: Article, around: Sequence[str], language: str) -> str:
    """A French regional paper: boxes in the text whose names say nothing."""
    box = (
        f'<div class="c-b"><p class="c-t">Sur le même sujet</p><ul>{_links(around[:3])}</ul></div>'
        '<div class="c-p">Publicité</div>'
    )
    return _whole(
        article,
        language,
        f"""
<div class="c-h"><ul>{MENU}</ul></div><article class="c-a">{_title(article)}
<div class="c-s"><a href="#f">Partager</a><a href="#x">Imprimer</a></div>
{_split(article, box)}<p class="c-k">Abonnez-vous à la newsletter</p></article>
<div class="c-l"><h2>Les plus lus</h2><ol>{_links(around[3:7])}</ol></div>""",
    )


def forum(article: Article, around: Sequence[str], language: str) -> str:
    """A column with readers' letters below it, under names of a commenting service."""
    posts = "".join(
        f'<li class="post-content"><span class="author">PLUNK reader</span>'
        f'<div class="post-message">{html.escape(text)}</div></li>'
        for text in around[:5]
    )
    return _whole(
        article,
        language,
        f"""
<nav>{MENU}</nav><main><article><header>{_title(article)}</header>{_split(article, "")}</article>
<div id="disqus_thread"><ul id="posts">{posts}</ul></div></main><footer>PLUNK</footer>""",
    )


NEWLINE = "\n"
SEEN = (blog, daily, hashed, soup, bare_soup, agency, portal, live, layout_table, wall)
UNSEEN = (wiki, gallery, regional, forum)
TEMPLATES: dict[str, Template] = {made.__name__: made for made in (*SEEN, *UNSEEN)}
"""The rules were drawn with the first ten in sight; the last four were written afterwards."""


def enriched(article: Article) -> Article:
    """The article with a list and a quotation more, which a page must not lose either."""
    added = (
        Block("Three things follow from it:"),
        Block("the first is short,", BlockKind.ITEM),
        Block("the second one is a good deal longer than that,", BlockKind.ITEM),
        Block("and the third ends it.", BlockKind.ITEM),
        Block("“They are shy,” says Tom Weir."),
    )
    return Article(article.title, (*article.blocks, *added))
