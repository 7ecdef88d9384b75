"""Text of sources, questions and models as HTML in which nothing is interpreted.

Every public function takes untrusted text and gives escaped HTML for ``st.html``: tags, Markdown,
LaTeX and Streamlit's own codes come out as the characters that they are. Knows nothing of answers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from html import escape

from app.spacing import bound

STYLE = """<style>
.stMainBlockContainer { padding-top: 3.5rem; }
.stApp :is(a, button, summary, [tabindex], [role="button"]):focus-visible {
  outline: 3px solid #1f6feb !important; outline-offset: 1px !important; }
.stApp :is(input, textarea, select):focus-visible {
  outline: 3px solid #1f6feb !important; outline-offset: -3px !important; }
.stApp :is([data-testid="stChatInput"] > div, [data-testid="stTextInputRootElement"],
  [data-testid="stTextAreaRootElement"]):has(:is(input, textarea):focus-visible) {
  outline: 3px solid #1f6feb !important; outline-offset: 0 !important; border-radius: .5rem; }
.stApp :is([data-testid="stChatInput"], [data-testid="stTextInputRootElement"],
  [data-testid="stTextAreaRootElement"]) :is(input, textarea):focus-visible {
  outline: none !important; }
.stApp label:has(input:is([type="radio"], [type="checkbox"]):focus-visible) {
  outline: 3px solid #1f6feb !important; outline-offset: 2px !important; border-radius: .3rem; }
.pa h2.asked { font-size: 1rem; font-weight: 500; line-height: 1.55; margin: 0; padding: 0;
  letter-spacing: normal; }
.pa.beside { font-size: 1.1rem; font-weight: 600; }
.stSidebar [class*="st-key-conversation"] button p { text-align: left; overflow: hidden;
  text-overflow: ellipsis; white-space: nowrap; }
.stSidebar [class*="st-key-conversation"] button { justify-content: flex-start;
  padding-left: .6rem; padding-right: .6rem; }
.stSidebar [class*="st-key-conversation"] button > div { min-width: 0;
  justify-content: flex-start; }
.pa h2.part { font-size: 1.5rem; line-height: 1.25; margin: .8rem 0 .2rem 0; padding: 0; }
.pa { font-size: 1rem; line-height: 1.55; overflow-wrap: anywhere; }
.pa p { margin: 0 0 .6rem 0; }
.pa.small p, .pa.note p, .pa.by p { font-size: inherit; }
.pa mark { background: #ffe39a; color: #1b1b1b; padding: .05em .15em; border-radius: .2em; }
.pa sup.n { font-weight: 600; margin-left: .15em; white-space: nowrap; }
.pa sup.n a { padding: 0 .1em; }
.pa details > div[id] { scroll-margin-top: 6rem; }
.pa.refusal { border-left: .25rem solid #8a8f98; padding-left: .8rem; }
.pa.note { font-size: .875rem; border-left: .25rem solid #c98a00; padding-left: .8rem; }
.pa.by { font-size: .85rem; opacity: .8; }
.pa .one { border-left: .2rem solid rgba(128,128,128,.4); padding-left: .7rem; margin: .5rem 0; }
.pa .one p { margin: 0 0 .15rem 0; }
.pa.error { border-left: .25rem solid #c0392b; padding-left: .8rem; }
.pa.small { font-size: .875rem; opacity: .85; }
.pa details { border: 1px solid rgba(128,128,128,.4); border-radius: .4rem; margin: .35rem 0; }
.pa summary { cursor: pointer; padding: .45rem .7rem; font-size: .9rem; }
.pa details > div { padding: .2rem .9rem .6rem .9rem; border-top: 1px solid rgba(128,128,128,.4); }
.pa a { color: inherit; }
.pa .where { font-size: .85rem; opacity: .8; }
.pa .scroll { overflow-x: auto; }
.pa table { border-collapse: collapse; width: 100%; font-size: .9rem; }
.pa th, .pa td { text-align: left; padding: .35rem .6rem; vertical-align: top;
  border-bottom: 1px solid rgba(128,128,128,.3); overflow-wrap: normal; }
.pa th:first-child, .pa td:first-child { min-width: 8rem; }
.pa td:not(:first-child) { white-space: nowrap; }
</style>"""


def uploader_style(pick: str) -> str:
    """Our word on the button of an upload; Streamlit has its own only in English."""
    zone = '[data-testid="stFileUploaderDropzone"]'
    quiet = '[data-testid="stFileUploaderDropzoneInstructions"] { display: none; }'
    word = f'{zone} button p::after {{ content: "{text(pick)}"; font-size: .875rem; }}'
    return f"<style>{quiet} {zone} button p {{ font-size: 0; }} {word}</style>"


def page_language(language: str) -> str:
    """A script for the page's own language, which screen readers speak; Streamlit says English."""
    return f"<script>{page_script(language)}</script>"


def page_script(language: str) -> str:
    """The code of that script; the browser is told to run this and no other."""
    return f'document.documentElement.lang = "{text(language)}";'


LIVE = (
    'if (!document.getElementById("pa-live")) { const live = document.createElement("div"); '
    'live.id = "pa-live"; live.setAttribute("role", "status"); '
    'live.setAttribute("aria-live", "polite"); live.style.cssText = "position:fixed;width:1px;'
    'height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap"; '
    "document.body.append(live); }"
)
"""A script that makes the one place whose changes screen readers speak; it is there before them."""
ANNOUNCE = (
    '{ const live = document.getElementById("pa-live"); '
    'const said = [...document.querySelectorAll("[data-said]")].pop(); '
    'if (live && said) { live.lang = said.lang; live.textContent = ""; '
    "setTimeout(() => { live.textContent = said.dataset.said; }, 150); "
    "setTimeout(() => { if (live.textContent === said.dataset.said) live.textContent = ''; }, "
    "20000); } }"
)
"""A script that has them speak what the last ``announced`` says, and then takes it away, so that
nobody who reads on meets it twice."""
CURRENT = (
    '{ const at = [...document.querySelectorAll("[data-current]")].pop()?.dataset.current; '
    'for (const row of document.querySelectorAll(".stSidebar [class*=st-key-conversation-]")) '
    'for (const button of row.querySelectorAll("button")) '
    'if (row.classList.contains(at)) button.setAttribute("aria-current", "true"); '
    'else button.removeAttribute("aria-current"); }'
)
"""A script that has them say which conversation of the list is the one on the page."""
SCRIPTS = (LIVE, ANNOUNCE, CURRENT)
"""The fixed ones, for the policy that lets no other run."""


def live() -> str:
    """HTML that runs the first of them."""
    return f"<script>{LIVE}</script>"


def announced(said: str, language: str) -> str:
    """HTML that shows nothing and has screen readers speak a text when they are at leisure."""
    told = " ".join(said.split())
    return (
        f'<span data-said="{text(told)}" lang="{text(language)}"></span><script>{ANNOUNCE}</script>'
    )


def current(id: str) -> str:
    """HTML that shows nothing and marks the button of this conversation; of none for no id."""
    return f'<span data-current="st-key-conversation-{text(id)}"></span><script>{CURRENT}</script>'


def remembered_language(language: str) -> str:
    """A script that has the browser keep the language that was chosen."""
    return f"<script>{language_script(language)}</script>"


def language_script(language: str) -> str:
    """The code of that script."""
    kept = "path=/; max-age=34560000; samesite=lax"
    return f'document.cookie = "passerelle_language={text(language)}; {kept}";'


def text(value: str) -> str:
    """One run of text, escaped; control characters go, French signs stay on their line."""
    kept = (c for c in value if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return escape(bound("".join(kept)), quote=True)


def block(inner: str, kind: str = "", language: str = "", role: str = "") -> str:
    """A box around HTML made here; ``language`` is for screen readers."""
    attributes = f' lang="{text(language)}"' if language else ""
    attributes += f' role="{text(role)}"' if role else ""
    return f'<div class="pa {text(kind)}"{attributes}>{inner}</div>'


def paragraphs(value: str) -> str:
    """Text between blank lines as paragraphs; single line ends stay line ends."""
    parts = (part for part in re.split(r"\n\s*\n", value) if part.strip())
    return "".join(f"<p>{_lines(text(part))}</p>" for part in parts)


def heading(value: str, kind: str) -> str:
    """A heading of the second level; line ends stay line ends."""
    return f'<h2 class="{text(kind)}">{_lines(text(value.strip()))}</h2>'


def marked(value: str, start: int, end: int) -> str:
    """The paragraphs of a text with value[start:end] marked."""
    before, quote, after = value[:start], value[start:end], value[end:]
    lead, _, opening = before.rpartition("\n\n")
    closing, _, rest = after.partition("\n\n")
    middle = f"{text(opening)}<mark>{text(quote)}</mark>{text(closing)}"
    return paragraphs(lead) + f"<p>{_lines(middle)}</p>" + paragraphs(rest)


def sentences(told: Iterable[tuple[str, Sequence[int]]], place: str = "") -> str:
    """Sentences, each with its markers after it, as one paragraph.

    A marker leads to the line of its citation, and opens it; ``place`` tells answers apart.
    """
    parts = [text(said) + "".join(_marker(n, place) for n in markers) for said, markers in told]
    return f"<p>{' '.join(parts)}</p>"


def _marker(number: int, place: str) -> str:
    return f'<sup class="n"><a href="#{anchor(place, number)}">[{number}]</a></sup>'


def anchor(place: str, number: int) -> str:
    """The name of what a citation opens; a link to something inside it makes a browser open it."""
    return text(f"quote-{place}-{number}")


def details(summary: str, inner: str, name: str = "") -> str:
    """A line that opens, by mouse or keyboard, to show HTML made here."""
    named = f' id="{text(name)}"' if name else ""
    return f"<details><summary>{text(summary)}</summary><div{named}>{inner}</div></details>"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of text that scrolls sideways where it does not fit."""
    head = "".join(f'<th scope="col">{text(cell)}</th>' for cell in header)
    body = "".join(f"<tr>{''.join(f'<td>{text(c)}</td>' for c in row)}</tr>" for row in rows)
    inner = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<div class="scroll"><table>{inner}</table></div>'


def _lines(escaped: str) -> str:
    return escaped.replace("\n", "<br>")
