"""Rendering of verified sentences beside their sources, as escaped HTML."""

from __future__ import annotations

from collections.abc import Sequence

from answer.verification.draft import CheckedSentence, Verdict
from app import markup
from app.interface import say
from app.places import library_address
from domain.types import Citation, Language

STYLE = """<style>
.pa.checked ol { list-style: none; margin: 0; padding: 0; }
.pa.checked li { display: grid; grid-template-columns: 1fr 1fr; gap: .3rem 1.2rem; margin: 0;
  padding: .55rem 0 .55rem .8rem; border-left: .25rem solid rgba(128,128,128,.4);
  border-bottom: 1px solid rgba(128,128,128,.25); }
.pa.checked li.supported { border-left-color: #2e8b57; }
.pa.checked li.contradicted { border-left-color: #c0392b; }
.pa.checked li.not_found { border-left-color: #c98a00; border-left-style: dashed; }
.pa.checked li.no_claim { grid-template-columns: 1fr; padding-top: .3rem; padding-bottom: .3rem; }
.pa.checked li > div { min-width: 0; }
.pa.checked .verdict { display: block; font-size: .8rem; font-weight: 600; }
.pa.checked li.no_claim .verdict { font-weight: 400; }
.pa.checked blockquote { margin: 0; padding: 0; border: 0; }
.pa.checked .from { display: block; font-size: .8rem; margin-top: .2rem; }
@media (max-width: 640px) { .pa.checked li { grid-template-columns: 1fr; } }
</style>"""
MARKS = {
    Verdict.SUPPORTED: "✓",
    Verdict.CONTRADICTED: "✗",
    Verdict.NOT_FOUND: "?",
    Verdict.NO_CLAIM: "·",
}


def sentences(
    checked: Sequence[CheckedSentence], spoken: Language, reader: Language, first: int = 1
) -> str:
    """Sentences of a draft in ``spoken``, each with its verdict and the sentence that decides."""
    rows = "".join(_row(sentence, spoken, reader) for sentence in checked)
    return markup.block(f'<ol start="{first}">{rows}</ol>', "checked", reader)


def _row(checked: CheckedSentence, spoken: Language, reader: Language) -> str:
    kind = checked.verdict
    verdict = f"{MARKS[kind]} {say(f'check_{kind}', reader)}"
    own = (
        f'<div><span class="verdict">{markup.text(verdict)}</span>'
        f'<span lang="{spoken}">{markup.text(checked.text)}</span></div>'
    )
    return f'<li class="{kind}">{own}{_beside(checked, reader)}</li>'


def _beside(checked: CheckedSentence, reader: Language) -> str:
    """The deciding sentence; for claims not found, what the nearest one lacks."""
    if checked.citation is not None:
        return f"<div>{_quoted(checked.citation, reader)}</div>"
    if checked.verdict is Verdict.NOT_FOUND and checked.detail:
        said = markup.text(say("check_detail", reader, detail=checked.detail))
        return f'<div><span class="from">{said}</span></div>'
    return ""


def _quoted(citation: Citation, reader: Language) -> str:
    passage = citation.passage
    where = " — ".join(part for part in (citation.title, passage.section) if part)
    address = markup.text(library_address(citation))
    link = f'<a href="{address}" target="_blank">{markup.text(say("check_open", reader))}</a>'
    return (
        f'<blockquote lang="{passage.language}">{markup.text(citation.quote)}</blockquote>'
        f'<span class="from">[{citation.marker}] '
        f'<span lang="{passage.language}">{markup.text(where)}</span> · {link}</span>'
    )
