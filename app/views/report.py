"""Terminal output of reports, lists and progress, for people or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)  # fmt: skip
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

from app.interruption import remembered
from app.spacing import decimal
from app.views.answer import console, plain
from app.views.as_json import report_json
from app.views.changes import colon, print_change
from domain.reports import IngestReport, Progress
from domain.types import Language, Source

_STATES = {
    "added": {Language.FR: "ajoutée", Language.EN: "added"},
    "updated": {Language.FR: "mise à jour", Language.EN: "updated"},
    "unchanged": {Language.FR: "inchangée", Language.EN: "unchanged"},
    "removed": {Language.FR: "retirée", Language.EN: "removed"},
    "failed": {Language.FR: "échec", Language.EN: "failed"},
    "warned": {Language.FR: "attention", Language.EN: "warning"},
}
_KEPT = {
    Language.FR: "absente du dossier, conservée (--prune la retire)",
    Language.EN: "no longer in the folder, kept (--prune removes it)",
}
_SUMMARY = {
    Language.FR: "génération {n} : {passages} passages, {embedded} calculés, {seconds} s",
    Language.EN: "generation {n}: {passages} passages, {embedded} embedded, {seconds} s",
}
_NOTHING_WRITTEN = {
    Language.FR: "aperçu : rien n'a été écrit",
    Language.EN: "preview: nothing was written",
}
_WAITS = {
    Language.FR: "attend une relecture",
    Language.EN: "waiting for review",
}
_DISCARDED = {
    Language.FR: "écartée lors d'une relecture",
    Language.EN: "discarded at an earlier review",
}
_NOTHING_PUBLISHED = {
    Language.FR: "rien n'a été publié : la page Bibliothèque montre ce qui attend",
    Language.EN: "nothing was published: the library page shows what is waiting",
}
_ANSWERS = {
    Language.FR: "la génération {n} répond désormais",
    Language.EN: "generation {n} answers now",
}
_COLUMNS = {
    Language.FR: ("id", "titre", "langue", "type", "date", "passages"),
    Language.EN: ("id", "title", "language", "kind", "date", "passages"),
}

_PAST = {Language.FR: "remplacée par {id}", Language.EN: "superseded by {id}"}
_STAGES = {
    "reading": {Language.FR: "lecture", Language.EN: "reading"},
    "embedding": {Language.FR: "calcul", Language.EN: "embedding"},
    "indexing": {Language.FR: "indexation", Language.EN: "indexing"},
    "checking": {Language.FR: "contrôle", Language.EN: "checking"},
    "publishing": {Language.FR: "publication", Language.EN: "publishing"},
    "asking": {Language.FR: "questions", Language.EN: "asking"},
}
_FAILED = {Language.FR: ("source", "raison"), Language.EN: ("source", "reason")}
MOST_NAMED = 20  # sources of one state; beyond, only their number is shown


class _Rate(ProgressColumn):
    """Steps a second, of the stage under way."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "", style="dim")


@contextmanager
def progress_bar(quiet: bool, language: Language) -> Iterator[Callable[[Progress], None]]:
    """A bar with rate and time left on stderr; nothing where stderr is not a terminal. Each step
    raises KeyboardInterrupt if Ctrl-C was pressed before it.
    """
    err = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with remembered() as check:
        if quiet or not err.is_terminal:
            yield lambda _: check()
            return
        with _bar(err, language) as follow:

            def checked(step: Progress) -> None:
                check()
                follow(step)

            yield checked


@contextmanager
def _bar(err: Console, language: Language) -> Iterator[Callable[[Progress], None]]:
    columns = (
        TextColumn("{task.description:<11}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=err, transient=True) as bar:
        task, stage = bar.add_task("", total=None), ""

        def follow(step: Progress) -> None:
            nonlocal stage
            if step.stage != stage:
                stage = step.stage
                bar.reset(task, completed=step.done)  # each stage has its own pace
            name = _STAGES.get(stage, {}).get(language, stage)
            bar.update(task, description=name, completed=step.done, total=step.total)

        yield follow


def print_report(
    report: IngestReport, language: Language, as_json: bool, preview: bool = False
) -> None:
    """What an ingest did, or would do: a line a source, then one for the store."""
    if as_json:
        print(json.dumps(report_json(report), ensure_ascii=False))
        return
    out, err = console(), Console(stderr=True, highlight=False, markup=False, emoji=False)
    changes = {change.source: change for change in report.changes}
    for state in ("added", "updated", "removed"):
        ids = getattr(report, state)
        if len(ids) > MOST_NAMED:
            out.print(Text(f"{_STATES[state][language]}{colon(language)}{len(ids)}"))
            continue
        for id in ids:
            out.print(Text(f"{_STATES[state][language]}{colon(language)}{plain(id)}"))
            if state == "updated" and id in changes:
                print_change(changes[id], language, out)
    for id in report.kept:
        out.print(Text(f"{_KEPT[language]}{colon(language)}{plain(id)}", style="yellow"))
    if report.unchanged:
        out.print(Text(f"{_STATES['unchanged'][language]}{colon(language)}{len(report.unchanged)}"))
    _print_failed(report, language, err)
    for warned in report.warnings:
        pieces = (_STATES["warned"][language], plain(warned.source), plain(warned.text))
        line = colon(language).join(pieces)
        err.print(Text(line, style="yellow"), soft_wrap=True)
    if preview:
        out.print(Text(_NOTHING_WRITTEN[language]))
        return
    counts = report.passages
    total = counts.added + counts.changed + counts.moved + counts.unchanged
    out.print(
        Text(
            _SUMMARY[language].format(
                n=report.generation,
                passages=total,
                embedded=report.embedded,
                seconds=decimal(report.seconds, language),
            )
        )
    )


def print_reviews(report: IngestReport, waiting: Sequence[str], language: Language) -> None:
    """Changes found by a refresh: those waiting for an editor, with the difference, and those not,
    because an editor has discarded them.
    """
    out, err = console(), Console(stderr=True, highlight=False, markup=False, emoji=False)
    changes = {change.source: change for change in report.changes}
    for id in report.updated:
        line = (_WAITS if id in waiting else _DISCARDED)[language]
        out.print(Text(f"{line}{colon(language)}{plain(id)}"))
        if id in waiting and id in changes:
            print_change(changes[id], language, out)
    if report.unchanged:
        out.print(Text(f"{_STATES['unchanged'][language]}{colon(language)}{len(report.unchanged)}"))
    _print_failed(report, language, err)
    out.print(Text(_NOTHING_PUBLISHED[language]))


def _print_failed(report: IngestReport, language: Language, err: Console) -> None:
    """A table for a person who has several to look at; else a line each, to be searched."""
    if not err.is_terminal or len(report.failed) < 2:
        for failure in report.failed:
            line = f"{_STATES['failed'][language]}{colon(language)}{plain(failure.error)}"
            err.print(Text(line, style="red"), soft_wrap=True)
        return
    title = f"{_STATES['failed'][language]}{colon(language)}{len(report.failed)}"
    table = Table(*_FAILED[language], title=title, title_justify="left", header_style="bold")
    for failure in report.failed:
        table.add_row(Text(plain(failure.source), style="red"), Text(plain(failure.error)))
    err.print(table)


def print_generation(written: Mapping[str, int], language: Language, as_json: bool) -> None:
    """The generation that is current from now on."""
    if as_json:
        print(json.dumps(dict(written)))
    else:
        console().print(Text(_ANSWERS[language].format(n=written["generation"])))


def print_sources(sources: Sequence[tuple[Source, int]], language: Language) -> None:
    """A table of the sources; ids are whole, because other commands need them."""
    table = Table(box=None, header_style="bold")
    for place, name in enumerate(_COLUMNS[language]):
        table.add_column(name, overflow="fold" if place == 0 else "ellipsis")
    for s, count in sources:
        title = f"{s.title} ({_PAST[language].format(id=s.superseded_by)})"
        named = title if s.superseded_by else s.title
        cells = (s.id, named, str(s.language), s.kind, s.date or "", str(count))
        table.add_row(*(Text(plain(cell)) for cell in cells))
    console().print(table)
