"""`passerelle eval`: evaluation on gold questions, as figures and misses."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from app.commands.options import JsonOption, StoreOption, parts_of, reader_of
from domain.errors import UsageError
from evaluation.gold import Half, read_gold


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Gold questions, one JSON object per line.")],
    store: StoreOption = None,
    half: Annotated[
        Half | None, typer.Option("--half", help="Only the questions of this half.")
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write an HTML page that lists every miss."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Score the store's answers to gold questions, on this machine, with no model as judge."""
    from app.views.eval import Evaluation, print_evaluation
    from app.views.eval_page import write_page
    from app.views.report import progress_bar
    from evaluation.score import evaluate as ask_all

    parts = parts_of(store)
    reader = reader_of(parts)
    items = [item for item in read_gold(gold) if half is None or item.half is half]
    if not items:
        if half is not None:
            raise UsageError(str(gold), f"it has no questions of the half {half}")
        raise UsageError(str(gold), "it has no questions")
    if html is not None and not html.absolute().parent.is_dir():
        raise UsageError(str(html), "there is no such folder")
    text_of = cache(lambda id: parts.show(id).text)
    with progress_bar(as_json, reader_of(parts)) as progress:
        asked = ask_all(items, parts.assistant, text_of, reader, progress)
    evaluation = Evaluation(gold.name, str(half) if half else None, asked)
    if html is not None:
        write_page(evaluation, html, reader)
    print_evaluation(evaluation, reader, as_json)
