"""`passerelle feedback`: feedback on answers, and unanswered questions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app.audit.kept import FOLDER
from app.commands.options import JsonOption, StoreOption, parts_of, reader_of
from app.commands.speaking import Command, Group
from app.feedback.gold import exportable, gold_line
from app.feedback.kept import FILE, MOST, Feedback
from app.wiring import Parts
from domain.errors import StoreDamaged, UsageError

feedback = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    help="List what readers think of answers, and export it as gold questions.",
    rich_markup_mode=None,
)


class Which(StrEnum):
    """Which verdicts."""

    ALL = "all"
    UP = "up"
    DOWN = "down"


_USEFUL = {Which.ALL: None, Which.UP: True, Which.DOWN: False}
OpenOption = Annotated[
    bool, typer.Option("--open", help="Only what has not been marked as handled.")
]


@feedback.command("list", cls=Command, epilog="passerelle feedback list --only down --open")
def list_(
    only: Annotated[Which, typer.Option("--only", help="Which feedback to list.")] = Which.ALL,
    open_: OpenOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the feedback on answers, the latest first."""
    from app.views.feedback import print_verdicts

    parts = parts_of(store)
    with _of(parts) as kept:
        found = kept.verdicts(_USEFUL[only], False if open_ else None)
    if as_json:
        typer.echo(json.dumps([asdict(verdict) for verdict in found], ensure_ascii=False))
    else:
        print_verdicts(found, reader_of(parts))


@feedback.command(cls=Command, epilog="passerelle feedback missing --json")
def missing(
    open_: OpenOption = False, store: StoreOption = None, as_json: JsonOption = False
) -> None:
    """List the questions that the sources do not answer, the most frequent first."""
    from app.views.feedback import print_missing

    parts = parts_of(store)
    with _of(parts) as kept:
        found = kept.missing(False if open_ else None)
    if as_json:
        typer.echo(json.dumps([asdict(refused) for refused in found], ensure_ascii=False))
    else:
        print_missing(found, reader_of(parts))


@feedback.command(cls=Command, epilog="passerelle feedback export --output questions.jsonl")
def export(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", metavar="FILE", help="File to write; by default, standard output."
        ),
    ] = None,
    all_: Annotated[
        bool,
        typer.Option(
            "--all", help="Include answers that were not useful, to be completed by hand."
        ),
    ] = False,
    store: StoreOption = None,
) -> None:
    """Write what readers found useful as gold questions, which `passerelle eval` reads."""
    from app.views.feedback import exported

    parts = parts_of(store)
    with _of(parts) as kept:
        found = exportable(kept.verdicts(most=100 * MOST), all_)
    text = "".join(f"{gold_line(verdict)}\n" for verdict in found)
    if output is None:
        typer.echo(text, nl=False)
    else:
        try:
            output.write_text(text, "utf-8")
        except OSError as error:
            detail = f"{output} cannot be written ({error.strerror}): give another FILE"
            raise UsageError("--output", detail) from error
    by_hand = sum(not verdict.useful for verdict in found)
    typer.echo(f"passerelle: {exported(len(found), by_hand, reader_of(parts))}", err=True)


@contextmanager
def _of(parts: Parts) -> Iterator[Feedback]:
    """The feedback of a store; raises StoreDamaged where its file cannot be read."""
    file = parts.folder / FOLDER / FILE
    try:
        yield Feedback(file, parts.settings.keep_conversations)
    except sqlite3.Error as error:
        raise StoreDamaged(str(file), str(error)) from error
