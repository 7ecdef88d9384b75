"""Terminal output of feedback and refused questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.text import Text

from app.feedback.kept import Refused, Verdict
from app.views.answer import console, plain
from domain.types import Language

_TEXTS = {
    "useful": ("utile", "useful"),
    "not_useful": ("pas utile", "not useful"),
    "handled": ("traité par {who}", "handled by {who}"),
    "no_text": ("(aucun texte n'est gardé)", "(no text is kept)"),
    "remark": ("remarque : {reason}", "comment: {reason}"),
    "no_feedback": ("Aucun avis pour l'instant.", "No feedback yet."),
    "no_missing": ("Aucune question sans réponse pour l'instant.", "No refused questions yet."),
    "times": ("{n} fois", "{n} times"),
    "exported": ("questions exportées : {n}", "questions exported: {n}"),
    "by_hand": (
        "{said} ; {n} sans citation (note « not useful ») : complétez gold_quotes à la main",
        "{said}; {n} without a quotation (note “not useful”): complete gold_quotes by hand",
    ),
}


def print_verdicts(found: Sequence[Verdict], reader: Language) -> None:
    """A verdict with its question, and the remark below it where there is one."""
    if not found:
        console().print(Text(_said("no_feedback", reader)))
    for verdict in found:
        useful = _said("useful" if verdict.useful else "not_useful", reader)
        line = Text(f"{_when(verdict.at)}  ", style="dim")
        line.append(f"{useful:<10}  ", style="bold")
        line.append(plain(verdict.question or _said("no_text", reader)))
        console().print(line, soft_wrap=True)
        if verdict.reason:
            said = _said("remark", reader, reason=" ".join(verdict.reason.split()))
            console().print(Text(f"    {plain(said)}"), soft_wrap=True)
        if verdict.handled_at is not None:
            said = _said("handled", reader, who=verdict.handled_by)
            console().print(Text(f"    {plain(said)}", style="dim"), soft_wrap=True)


def print_missing(found: Sequence[Refused], reader: Language) -> None:
    """A line for each question."""
    if not found:
        console().print(Text(_said("no_missing", reader)))
    for refused in found:
        line = Text(f"{_when(refused.last_at)}  ", style="dim")
        line.append(f"{_said('times', reader, n=str(refused.times)):<10}  ", style="bold")
        line.append(plain(refused.question))
        console().print(line, soft_wrap=True)


def exported(count: int, by_hand: int, reader: Language) -> str:
    """How many questions were written, and how many need completion."""
    said = _said("exported", reader, n=str(count))
    return _said("by_hand", reader, said=said, n=str(by_hand)) if by_hand else said


def _said(name: str, reader: Language, **values: str) -> str:
    french, english = _TEXTS[name]
    return (french if reader is Language.FR else english).format(**values)


def _when(at: float) -> str:
    return datetime.fromtimestamp(at).astimezone().strftime("%Y-%m-%d %H:%M")
