"""HTML rendering of the library's sources, all text escaped; see app/markup.py."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from app import markup
from app.interface import say
from domain.types import Language, ParsedSource, Passage

STYLE = """<style>
.pa.shelf { font-size: .875rem; opacity: .85; padding-bottom: .9rem; }
.pa.happened { font-size: .9rem; }
.pa.shelf span, .pa.happened span { display: inline-block; max-width: 100%; }
.pa.shelf span:not(:last-child)::after, .pa.happened span:not(:last-child)::after {
  content: "\\a0·\\a0"; }
.pa.hit { font-size: .95rem; }
.pa.hit p { margin: 0 0 .2rem 0; }
.pa h2.title { font-size: 1.6rem; line-height: 1.25; margin: .2rem 0 .4rem 0; padding: 0; }
.pa dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; margin: 0;
  padding: 0; font-size: .9rem; }
.pa dl dt, .pa dl dd { margin: 0; padding: 0; }
.pa dt { opacity: .8; }
.pa dd { overflow-wrap: anywhere; }
.pa.source h3 { font-size: 1.15rem; margin: 1.2rem 0 .4rem 0; padding: 0; scroll-margin-top: 5rem; }
.pa.source .found { border-left: .25rem solid #c98a00; padding-left: .5rem;
  scroll-margin-top: 30vh; }
.pa.source .leaf { font-size: .8rem; opacity: .8; margin: .2rem 0; }
.pa nav ol { margin: 0; padding-left: 1.4rem; }
.pa nav li { padding: .1rem 0; }
.pa.signing form, .pa.signed form { display: flex; flex-wrap: wrap; gap: .6rem;
  align-items: center; margin: 0; }
.pa.signing input[type="password"] { flex: 1 1 12rem; min-width: 0; }
.pa.signing input[type="password"], .pa.signing button, .pa.signed button { font: inherit;
  color: inherit; background: transparent; border: 1px solid #80868f; border-radius: .5rem;
  padding: .4rem .75rem; min-height: 2.5rem; }
.pa.signing button, .pa.signed button { cursor: pointer; }
.pa.signing button:hover, .pa.signed button:hover { border-color: currentColor; }
.pa.signed { font-size: .9rem; }
.st-key-shelf button, .st-key-hits button, [class*="st-key-disputed-"] button { min-height: 2rem; }
.st-key-shelf button p, .st-key-hits button p, [class*="st-key-disputed-"] button p {
  text-align: left; white-space: normal;
  font-size: 1rem; font-weight: 600; text-decoration: underline; text-underline-offset: .2em; }
</style>"""
TO_FOUND = (
    'setTimeout(() => document.querySelector(".pa.source .found")'
    '?.scrollIntoView({ block: "center" }), 100);'
)
"""A script that brings the passage found into sight."""
TO_TOP = 'document.querySelector(".stMain")?.scrollTo(0, 0);'
"""A script for when the page shows something else than before."""
SCRIPTS = (TO_FOUND, TO_TOP)
"""All of them, for the policy that lets no other run."""
_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")
FEW = 12  # sections whose links are shown unfolded
_NAME = re.compile(r":(?=\S)")
_JOINER = "\u2060"  # zero width; keeps Streamlit from reading names between colons


def label(value: str) -> str:
    """A text as the label of a button: Markdown, LaTeX, icons and emoji are literal characters."""
    kept = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return _NAME.sub(f":{_JOINER}", _MARKDOWN.sub(r"\\\1", kept))


def run(script: str, at: str) -> str:
    """HTML that runs one of the scripts whenever ``at`` changes."""
    return f'<span data-at="{markup.text(at)}"></span><script>{script}</script>'


def facts(values: Iterable[str], kind: str, language: Language) -> str:
    """Short facts on a line."""
    inner = "".join(f"<span>{markup.text(value)}</span>" for value in values if value)
    return markup.block(inner, kind, language)


def sign_in_form(back: str, language: Language) -> str:
    """A form that sends the password to the server by itself, as password managers expect one."""
    field = (
        '<input id="pa-password" name="password" type="password" required maxlength="1000" '
        'autocomplete="current-password">'
    )
    who = '<input name="username" autocomplete="username" value="editor" hidden>'
    inner = (
        who + f'<label for="pa-password">{markup.text(say("password", language))}</label>{field}'
    )
    return _form("sign-in", inner, say("open_up", language), back)


def sign_out_form(back: str, language: Language, signed_in: str) -> str:
    """The signed-in state, and the sign-out button."""
    said = f"<span>{markup.text(signed_in)}</span>"
    return _form("sign-out", said, say("sign_out", language), back)


def _form(action: str, inner: str, send: str, back: str) -> str:
    hidden = f'<input type="hidden" name="back" value="{markup.text(back)}">'
    sent = f'<button type="submit">{markup.text(send)}</button>'
    return f'<form method="post" action="{action}">{hidden}{inner}{sent}</form>'


def details(rows: Iterable[tuple[str, str]], language: Language) -> str:
    """A source's metadata, by name; a web address as a link."""
    inner = "".join(f"<dt>{markup.text(n)}</dt><dd>{linked(v)}</dd>" for n, v in rows)
    return markup.block(f"<dl>{inner}</dl>", "", language)


def contents(names: Sequence[str], title: str, language: Language) -> str:
    """The sections of a source as links to them; many of them in an expander."""
    items = "".join(
        f'<li><a href="#{place(number)}">{markup.text(name)}</a></li>'
        for number, name in enumerate(names)
    )
    few, head = len(names) <= FEW, f'<p class="small">{markup.text(title)}</p>'
    inner = f'<nav aria-label="{markup.text(title)}"><ol>{items}</ol></nav>'
    return markup.block(head + inner if few else markup.details(title, inner), "", language)


def place(number: int) -> str:
    """The anchor of a section, by its number from 0."""
    return f"section-{number}"


@dataclass(frozen=True, slots=True)
class Found:
    """The highlight in a source: a passage, and in it ``passage.text[start:end]``."""

    passage: Passage
    start: int
    end: int


def section(parsed: ParsedSource, number: int, name: str, page: str, found: Found | None) -> str:
    """A section with its passages in order; ``page`` is the format of a page label: "p. {page}"."""
    part = parsed.sections[number]
    inside = [p for p in parsed.passages if part.start <= p.start and p.end <= part.end]
    body = "".join(
        _leaf(run, parsed, page) + _paragraph(run, parsed, found)
        for _, run in ((n, list(ps)) for n, ps in groupby(inside, key=lambda p: p.paragraph))
    )
    return f'<h3 id="{place(number)}">{markup.text(name)}</h3>{body}'


def _leaf(paragraph: Sequence[Passage], parsed: ParsedSource, page: str) -> str:
    """The page that a paragraph begins on, where it is not that of the passage before."""
    first = paragraph[0]
    before = parsed.passages[first.ordinal - 1].page if first.ordinal else None
    if first.page is None or first.page == before:
        return ""
    return f'<p class="leaf">{markup.text(page.format(page=first.page))}</p>'


def _paragraph(paragraph: Sequence[Passage], parsed: ParsedSource, found: Found | None) -> str:
    """The passages of a paragraph with the text between them."""
    inner, end = "", paragraph[0].start
    for passage in paragraph:
        inner += markup.text(parsed.text[end : passage.start]) + _passage(passage, parsed, found)
        end = passage.end
    here = found is not None and any(p.id == found.passage.id for p in paragraph)
    lines = inner.replace("\n", "<br>")
    return f'<p class="found">{lines}</p>' if here else f"<p>{lines}</p>"


def _passage(passage: Passage, parsed: ParsedSource, found: Found | None) -> str:
    inner = markup.text(passage.text)
    if found is not None and found.passage.id == passage.id:
        text, start, end = passage.text, found.start, found.end
        marked = f"<mark>{markup.text(text[start:end])}</mark>"
        inner = markup.text(text[:start]) + marked + markup.text(text[end:])
    if passage.language is parsed.source.language:
        return inner
    return f'<span lang="{passage.language}">{inner}</span>'


def linked(value: str) -> str:
    """A text; an address of the web as a link to it."""
    shown = markup.text(value)
    if urlsplit(value).scheme not in ("http", "https"):
        return shown
    return f'<a href="{shown}" target="_blank" rel="noopener noreferrer">{shown}</a>'
