"""Terminal output of changes in sources: old and new side by side, changed words marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from app.changed_words import runs
from app.views.answer import plain
from domain.changes import Became, DetailChange, PassageChange, SentenceChange, SourceChange
from domain.types import Language

SHOWN = 12
"""Passages printed of one source; --json has more."""
_BECAME = {
    Became.ADDED: {Language.FR: "ajoutée", Language.EN: "added"},
    Became.CHANGED: {Language.FR: "mise à jour", Language.EN: "updated"},
    Became.REMOVED: {Language.FR: "retirée", Language.EN: "removed"},
}
_BEGINNING = {Language.FR: "(début)", Language.EN: "(beginning)"}
_MOVED = {
    Language.FR: "déplacé depuis « {section} » : ",
    Language.EN: "moved from “{section}”: ",
}
_MOVED_WITHIN = {Language.FR: "déplacé : ", Language.EN: "moved: "}
_MORE = {
    Language.FR: "… et {n} autres passages (`--json` en donne davantage)",
    Language.EN: "… and {n} more passages (`--json` gives more)",
}
_ONE_MORE = {Language.FR: "… et un autre passage", Language.EN: "… and one more passage"}
_TYPOGRAPHY = {
    Language.FR: "typographie ou numérotation seulement : {n} passage(s), texte mis à jour",
    Language.EN: "typography or numbering only: {n} passage(s), text updated",
}
_DETAILS = {
    "title": {Language.FR: "titre", Language.EN: "title"},
    "language": {Language.FR: "langue", Language.EN: "language"},
    "kind": {Language.FR: "type", Language.EN: "kind"},
    "date": {Language.FR: "date", Language.EN: "date"},
    "author": {Language.FR: "auteur", Language.EN: "author"},
    "publisher": {Language.FR: "éditeur", Language.EN: "publisher"},
    "based_on": {Language.FR: "d'après", Language.EN: "based on"},
}
_NONE = {Language.FR: "(vide)", Language.EN: "(none)"}
_OLD, _NEW = ("- ", "red"), ("+ ", "green")


def print_changes(changes: Sequence[SourceChange], language: Language, out: Console) -> None:
    """A line for each source, then what differs in it, section by section."""
    for change in changes:
        out.print(
            Text(f"{_BECAME[change.became][language]}{colon(language)}{plain(change.source)}")
        )
        print_change(change, language, out)


def print_change(change: SourceChange, language: Language, out: Console) -> None:
    """What differs in one source, without its name."""
    for detail in change.details:
        _print(_detail(detail, language), 2, out)
    shown = change.passages[:SHOWN]
    for section, passages in groupby(shown, key=lambda passage: passage.section):
        _print(Text(plain(section) or _BEGINNING[language], style="bold"), 2, out)
        for passage in passages:
            for line in _lines(passage, language):
                _print(line, 4, out)
    if change.typography:
        said = _TYPOGRAPHY[language].format(n=change.typography)
        _print(Text(said, style="dim"), 2, out)
    left = change.more + len(change.passages) - len(shown)
    if left:
        said = _ONE_MORE[language] if left == 1 else _MORE[language].format(n=left)
        _print(Text(said, style="dim"), 2, out)


def colon(language: Language) -> str:
    """A colon and the spaces around it."""
    return " : " if language is Language.FR else ": "


def _print(line: Text, indent: int, out: Console) -> None:
    out.print(Padding(line, (0, 0, 0, indent), expand=False))


def _detail(detail: DetailChange, language: Language) -> Text:
    name = _DETAILS.get(detail.name, {}).get(language, detail.name)
    old, new = (plain(value or _NONE[language]) for value in (detail.old, detail.new))
    return Text(f"{name}{colon(language)}{old} → {new}")


def _lines(passage: PassageChange, language: Language) -> Iterator[Text]:
    if passage.became is Became.MOVED:
        yield _moved(passage, language)
        return
    for sentence in passage.sentences:
        yield from _sentence(sentence)


def _moved(passage: PassageChange, language: Language) -> Text:
    came_from = passage.from_section
    said = _MOVED_WITHIN[language]
    if came_from is not None and came_from != passage.section:
        said = _MOVED[language].format(section=plain(came_from) or _BEGINNING[language])
    line = Text("~ ", style="cyan")
    line.append(said, style="dim")
    return line.append(plain(passage.sentences[0].new or ""), style="default")


def _sentence(sentence: SentenceChange) -> Iterator[Text]:
    """The old one, then the new one, each with the words that the other lacks underlined."""
    old, new = plain(sentence.old or ""), plain(sentence.new or "")
    if sentence.old is not None:
        yield _marked(old, new if sentence.new is not None else old, *_OLD)
    if sentence.new is not None:
        yield _marked(new, old if sentence.old is not None else new, *_NEW)


def _marked(text: str, other: str, sign: str, colour: str) -> Text:
    line = Text(sign, style=colour)
    for run, lacking in runs(text, other):
        line.append(run, style=f"bold underline {colour}" if lacking else "default")
    return line
