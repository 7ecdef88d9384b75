"""HTML escaping and rendering of text from sources, questions and models.

Every public function takes untrusted text and returns escaped HTML for ``st.html``: tags, Markdown,
LaTeX and Streamlit's own codes are literal characters.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from app.spacing import bound


@dataclass(frozen=True, slots=True)
class Mark:
    """What a mark in an answer leads to: an address, the name of its citation's line, and what is
    shown of it before it is opened; ``asked`` is the language of the answer.
    """

    address: str
    name: str
    quote: str
    title: str
    language: str
    asked: str


def uploader_style(pick: str) -> str:
    """The translated label of the upload button; Streamlit has it only in English."""
    zone = '[data-testid="stFileUploaderDropzone"]'
    quiet = '[data-testid="stFileUploaderDropzoneInstructions"] { display: none; }'
    word = f'{zone} button p::after {{ content: "{text(pick)}"; font-size: .875rem; }}'
    return f"<style>{quiet} {zone} button p {{ font-size: 0; }} {word}</style>"


def page_language(language: str) -> str:
    """A script that sets the page's language for screen readers; Streamlit sets English."""
    return f"<script>{page_script(language)}</script>"


def page_script(language: str) -> str:
    """The code of that script, for the Content-Security-Policy."""
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
COPY = (
    "if (!window.paCopying) { window.paCopying = true; "
    "const read = (encoded) => new TextDecoder().decode("
    "Uint8Array.from(atob(encoded), (sign) => sign.charCodeAt(0))); "
    "const plainly = (parts) => { let done = false; const put = (event) => { "
    "for (const kind in parts) event.clipboardData.setData(kind, parts[kind]); "
    "event.preventDefault(); done = true; }; "
    'document.addEventListener("copy", put, true); document.execCommand("copy"); '
    'document.removeEventListener("copy", put, true); return done; }; '
    'document.addEventListener("click", async (event) => { '
    'const button = event.target.closest?.("[data-copy]"); if (!button) return; '
    'const parts = { "text/plain": read(button.dataset.copy) }; '
    'if (button.dataset.html) parts["text/html"] = read(button.dataset.html); '
    "let done = true; try { const blobs = {}; "
    "for (const kind in parts) blobs[kind] = new Blob([parts[kind]], { type: kind }); "
    "await navigator.clipboard.write([new ClipboardItem(blobs)]); } "
    "catch { done = plainly(parts); } "
    "button.dataset.name ??= button.textContent; "
    "const said = done ? button.dataset.done : button.dataset.failed; button.textContent = said; "
    'const live = document.getElementById("pa-live"); '
    "if (live) { live.lang = document.documentElement.lang; live.textContent = said; } "
    "setTimeout(() => { button.textContent = button.dataset.name; "
    "if (live?.textContent === said) live.textContent = ''; }, 3000); }); }"
)
"""A script that has the buttons of ``copy_button`` copy; where the page came without https, by the
older way."""
SCRIPTS = (LIVE, ANNOUNCE, CURRENT, COPY)
"""The fixed ones, for the policy that lets no other run."""


def live() -> str:
    """HTML that runs the first of them."""
    return f"<script>{LIVE}</script>"


def announced(said: str, language: str) -> str:
    """An invisible live region that has screen readers announce a text politely."""
    line = " ".join(said.split())
    announcement = f'<span data-said="{text(line)}" lang="{text(language)}"></span>'
    return f"{announcement}<script>{ANNOUNCE}</script>"


def current(id: str) -> str:
    """Invisible HTML that marks the button of this conversation; of none for no id."""
    return f'<span data-current="st-key-conversation-{text(id)}"></span><script>{CURRENT}</script>'


def copy_button(label: str, plain: str, formatted: str, done: str, failed: str) -> str:
    """A button that copies a text as it is; ``formatted`` is the same as HTML, or empty.

    In base 64, because the sanitizer drops attributes that look like markup.
    """
    copied = "".join(
        f' data-{name}="{base64.b64encode(value.encode()).decode()}"'
        for name, value in (("copy", plain), ("html", formatted))
        if value
    )
    messages = f'data-done="{text(done)}" data-failed="{text(failed)}"'
    return f'<button type="button"{copied} {messages}>{text(label)}</button>'


def copying(buttons: str, language: str) -> str:
    """Those buttons in a row, and the script that makes them work."""
    return block(buttons, "copies", language) + f"<script>{COPY}</script>"


def remembered_language(language: str) -> str:
    """A script that has the browser keep the language that was chosen."""
    return f"<script>{language_script(language)}</script>"


def language_script(language: str) -> str:
    """The code of that script."""
    kept = "path=/; max-age=34560000; samesite=lax"
    return f'document.cookie = "passerelle_language={text(language)}; {kept}";'


def text(value: str) -> str:
    """One run of text, escaped; control characters removed, French punctuation kept on its line."""
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


def sentences(
    marked_sentences: Iterable[tuple[str, Sequence[int]]],
    place: str = "",
    marks: Mapping[int, Mark] | None = None,
) -> str:
    """Sentences, each with its markers after it, as one paragraph.

    A marker opens its source; one that is not among ``marks`` leads to the line of its citation,
    where ``place`` distinguishes answers.
    """
    known = marks or {}
    parts = [
        text(said) + "".join(_marker(n, place, known.get(n)) for n in markers)
        for said, markers in marked_sentences
    ]
    return f"<p>{' '.join(parts)}</p>"


def _marker(number: int, place: str, mark: Mark | None) -> str:
    if mark is None:
        return f'<sup class="n"><a href="#{anchor(place, number)}">[{number}]</a></sup>'
    return f'<sup class="n">{evidence_link(mark, f"[{number}]", "mark")}</sup>'


def evidence_link(mark: Mark, inner: str, kind: str) -> str:
    """A link around HTML made here that opens a source in the pane; see app/evidence."""
    pairs = (
        ("href", mark.address),
        ("class", kind),
        ("data-evidence", mark.name),
        ("data-quote", mark.quote),
        ("data-title", mark.title),
        ("data-quoted", mark.language),
        ("data-asked", mark.asked),
    )
    attributes = " ".join(f'{name}="{text(value)}"' for name, value in pairs)
    return f"<a {attributes}>{inner}</a>"


def anchor(place: str, number: int) -> str:
    """The anchor of a citation's target; a link to something inside it makes a browser open it."""
    return text(f"quote-{place}-{number}")


def details(summary: str, inner: str, name: str = "") -> str:
    """An expander, for mouse and keyboard, around HTML made here."""
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
