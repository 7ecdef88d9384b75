"""`passerelle search` and `passerelle ask`: retrieval and question answering."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from app.commands.options import (
    FromOption,
    InOption,
    JsonOption,
    LanguageOption,
    SourceOption,
    StoreOption,
    ToOption,
    parts_of,
    reader_of,
    scope_given,
)
from domain.errors import UsageError
from domain.question import checked


def search(
    question: Annotated[str, typer.Argument(help="What to look for, in French or English.")],
    store: StoreOption = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages.")] = 10,
    source: SourceOption = None,
    in_: InOption = None,
    since: FromOption = None,
    until: ToOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the passages nearest to a question, best first."""
    from app.opened import OpenStore
    from app.views.answer import print_search
    from app.views.as_json import to_json
    from text.wellformed import wellformed

    parts, question = parts_of(store), checked(wellformed(question), "QUESTION")
    scope = scope_given(source, in_, since, until)
    found = OpenStore(parts, reader_of(parts)).search(question, k, scope)
    if as_json:
        typer.echo(json.dumps(to_json(found), ensure_ascii=False))
    else:
        print_search(found.retrieved)


def ask(
    question: Annotated[
        str | None, typer.Argument(help="The question; without one, a conversation starts.")
    ] = None,
    store: StoreOption = None,
    language: LanguageOption = None,
    batch: Annotated[
        Path | None,
        typer.Option(
            "--batch", metavar="FILE.jsonl", help="Answer one question per line, as JSON."
        ),
    ] = None,
    source: SourceOption = None,
    in_: InOption = None,
    since: FromOption = None,
    until: ToOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a question with the exact sentences of the sources."""
    from app import terminal
    from text.wellformed import wellformed

    parts = parts_of(store)
    interface = reader_of(parts)
    scope = scope_given(source, in_, since, until)
    if batch is not None and question is not None:
        raise UsageError("--batch", "give either a QUESTION or a file")
    if batch is not None:
        terminal.answer_batch(parts, batch, language, interface, scope)
    elif question is not None:
        terminal.answer_one(parts, wellformed(question), language, interface, as_json, scope)
    elif sys.stdin.isatty():
        terminal.converse(parts, language, interface, scope)
    else:
        raise UsageError("QUESTION", 'it is missing: passerelle ask "..."')
