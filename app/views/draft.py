"""Output of a verified draft: printed as a stream, as JSON, and as Markdown with footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from answer.verification.draft import CheckedSentence, Verdict
from app.views.answer import console, plain
from app.views.as_json import citation_json
from domain.types import Citation, Language, ParsedSource

_MARKS = {
    Verdict.SUPPORTED: ("✓", "green"),
    Verdict.CONTRADICTED: ("✗", "bold red"),
    Verdict.NOT_FOUND: ("?", "yellow"),
    Verdict.NO_CLAIM: ("·", "dim"),
}
_SUMMARY = {
    Language.FR: "{supported} étayées, {contradicted} contredites, {not_found} introuvables dans "
    "les sources",
    Language.EN: "{supported} supported, {contradicted} contradicted, {not_found} not found in the "
    "sources",
}
_SAYS_OTHERWISE = {
    Language.FR: "la source dit autre chose",
    Language.EN: "the source says otherwise",
}
_NOT_FOUND = {
    Language.FR: "introuvable dans les sources",
    Language.EN: "not found in the sources",
}
_QUOTED = {Language.FR: "{place} : « {quote} »", Language.EN: "{place}: “{quote}”"}
_WRITTEN = {
    Language.FR: "Écrit avec des notes : {file}",
    Language.EN: "Written with footnotes: {file}",
}


class Printer:
    """Prints each sentence as soon as it is checked."""

    def __init__(self, language: Language, out: Console | None) -> None:
        self._language, self._out = language, out

    def sentence(self, checked: CheckedSentence) -> None:
        """A line, with the deciding source sentence below it."""
        if self._out is None:
            return
        mark, style = _MARKS[checked.verdict]
        line = Text(f"{mark} ", style)
        line.append(plain(checked.text), style="dim" if mark == "·" else "default")
        self._out.print(line)
        if checked.citation is not None:
            quoted = Text(f"    [{checked.citation.marker}] ", "bold cyan")
            place, quote = _where(checked.citation), checked.citation.quote
            quotation = _QUOTED[self._language].format(place=place, quote=quote)
            quoted.append(plain(quotation), "dim")
            self._out.print(quoted)

    def summary(self, checked: Sequence[CheckedSentence], export: Path | None) -> None:
        """How many of each, and where the export is."""
        if self._out is None:
            return
        self._out.print(Text(_SUMMARY[self._language].format(**counts(checked)), "bold"))
        if export is not None:
            self._out.print(Text(plain(_WRITTEN[self._language].format(file=export)), "dim"))


def printer(language: Language, quiet: bool) -> Printer:
    """A printer on standard output; with ``quiet`` it prints nothing."""
    return Printer(language, None if quiet else console())


def draft_json(parsed: ParsedSource, checked: Sequence[CheckedSentence]) -> dict[str, Any]:
    """The sentences with their offsets in ``text``, the draft as it was read."""
    return {
        "text": parsed.text,
        "language": str(parsed.source.language),
        "counts": counts(checked),
        "sentences": [
            {
                "text": c.text,
                "start": c.start,
                "end": c.end,
                "verdict": str(c.verdict),
                "probability": round(c.probability, 3),
                "citation": citation_json(c.citation) if c.citation else None,
                "detail": c.detail or None,
            }
            for c in checked
        ],
    }


def footnoted(text: str, checked: Sequence[CheckedSentence], language: Language) -> str:
    """The draft's text: a footnote after each sentence that a source supports or contradicts (p1,
    p2..., for the draft may have its own), a remark after those that none does.
    """
    parts, at = [], 0
    notes: dict[int, str] = {}
    for sentence in checked:
        parts.append(text[at : sentence.end])
        at = sentence.end
        if sentence.citation is not None:
            marker = sentence.citation.marker
            if sentence.verdict is Verdict.CONTRADICTED:
                parts.append(f" **[{_SAYS_OTHERWISE[language]}]**")
            parts.append(f"[^p{marker}]")
            quote = " ".join(sentence.citation.quote.split())
            quotation = _QUOTED[language].format(place=_where(sentence.citation), quote=quote)
            notes[marker] = f"[^p{marker}]: {quotation}"
        elif sentence.verdict is Verdict.NOT_FOUND:
            parts.append(f" **[{_NOT_FOUND[language]}]**")
    parts.append(text[at:].rstrip())
    footnotes = "\n".join(notes[marker] for marker in sorted(notes))
    return "".join(parts) + (f"\n\n{footnotes}" if footnotes else "") + "\n"


def counts(checked: Sequence[CheckedSentence]) -> dict[str, int]:
    """How many sentences there are of each verdict, by its name."""
    return {str(kind): sum(c.verdict is kind for c in checked) for kind in Verdict}


def _where(citation: Citation) -> str:
    section = citation.passage.section
    return f"{citation.title}, {section}" if section else citation.title
