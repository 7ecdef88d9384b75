"""Terminal output of answers and passages.

Text of sources is printed literally, never as markup, with control characters taken out
so that no source can drive the terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from answer.phrases import made_by
from domain.types import Answer, AnswerSentence, Citation, Language, Retrieved, Status

_QUOTED_IN = {
    Language.FR: {Language.EN: "citation en anglais", Language.FR: "citation en français"},
    Language.EN: {Language.EN: "quoted in English", Language.FR: "quoted in French"},
}
_WRITING = {
    Language.FR: "Le modèle de langue rédige ; Ctrl-C pour s'en tenir là.",
    Language.EN: "The language model is writing; press Ctrl-C to keep just these quotations.",
}
_UNDERSTOOD = {Language.FR: "Question comprise ainsi : ", Language.EN: "Understood as: "}


def console() -> Console:
    """A console that interprets nothing in what it prints."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=False)


def plain(text: str) -> str:
    """The text without control characters."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")


def sentence_text(sentence: AnswerSentence) -> Text:
    """A sentence with its markers after it."""
    text = Text(plain(sentence.text))
    for marker in sentence.markers:
        text.append(f" [{marker}]", style="bold cyan")
    return text


def print_answer(answer: Answer, out: Console) -> None:
    """The answer, then the source of each sentence."""
    if answer.understood_as:
        out.print(Text(_UNDERSTOOD[answer.language] + plain(answer.understood_as), style="dim"))
    style = "" if answer.status is Status.ANSWERED else "italic"
    for sentence in answer.sentences:
        out.print(sentence_text(sentence), style=style)
    if answer.status is Status.ANSWERED:
        out.print(Text(plain(made_by(answer.language, answer)), style="dim"))
    if answer.citations:
        out.print()
    for citation in answer.citations:
        out.print(_citation_line(citation, answer.language))
    _print_notices(answer.notices, out)


def print_after(quoted: Answer | None, answer: Answer, out: Console) -> None:
    """The finished answer, after ``quoted`` was printed; without additions, only the
    notices that explain why.
    """
    if quoted is None or (quoted.status, quoted.sentences) != (answer.status, answer.sentences):
        print_answer(answer, out)
    else:
        _print_notices([n for n in answer.notices if n not in quoted.notices], out)


def _print_notices(notices: Sequence[str], out: Console) -> None:
    for notice in notices:
        out.print(Text(plain(notice), style="yellow"))


def print_meanwhile(quoted: Answer, out: Console) -> None:
    """The extractive answer, while a language model writes; no refusal, which may be
    provisional.
    """
    if quoted.status is not Status.ANSWERED:
        return
    print_answer(quoted, out)
    out.print(Text(_WRITING[quoted.language], style="dim"))
    out.print()


def _citation_line(citation: Citation, language: Language) -> Text:
    passage = citation.passage
    line = Text(f"[{citation.marker}] ", style="bold cyan")
    line.append(plain(citation.title), style="default")
    if passage.section:
        line.append(f" — {plain(passage.section)}", style="dim")
    if passage.page is not None:
        line.append(f", p. {passage.page}", style="dim")
    if passage.language is not language:
        line.append(f"  ({_QUOTED_IN[language][passage.language]})", style="dim")
    return line


def print_search(retrieved: Sequence[Retrieved]) -> None:
    """The passages found, best first, with their scores."""
    out = console()
    for place, found in enumerate(retrieved, start=1):
        passage = found.passage
        line = Text(f"{place:>2}. {found.score:.2f}  ", style="bold cyan")
        line.append(plain(found.title))
        if passage.section:
            line.append(f" — {plain(passage.section)}", style="dim")
        if passage.page is not None:
            line.append(f", p. {passage.page}", style="dim")
        out.print(line)
        out.print(Text(plain(passage.text)), "\n")
