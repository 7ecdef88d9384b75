"""The command line: `passerelle --help`.

Every command prints for people by default and JSON with --json; errors are one line on stderr.
Exit 0: done (an unanswered question too); 1: something the user can mend; 2: wrong usage.
Heavy imports come inside the commands, so that help is quick.
"""

from __future__ import annotations

import json
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer

from app.diff_command import diff
from app.eval_command import evaluate
from app.history_command import history
from app.options import JsonOption, LanguageOption, StoreOption, parts_of, reader_of
from app.refresh_command import refresh
from domain.errors import PasserelleError, UsageError
from domain.types import Language

app = typer.Typer(
    name="passerelle",
    help="Ask your articles in French or English; read the exact sentences they answer with.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

INTERRUPTED = 130  # what a shell calls an end by Ctrl-C
_INTERRUPTED = {
    Language.FR: "interrompu ; ce qui n'était pas encore publié ne l'est pas",
    Language.EN: "interrupted; what was not yet published is not",
}


@app.command()
def ingest(
    sources: Annotated[
        list[str], typer.Argument(help="Files, folders or web addresses to take in.")
    ],
    store: StoreOption = None,
    id: Annotated[
        str | None, typer.Option("--id", help="Id of the source (one SOURCE only).")
    ] = None,
    language: LanguageOption = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove what came from these folders and is gone.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="With --prune: do not ask before an empty folder counts.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Take sources in, or bring them up to date. One bad file never costs the others."""
    from app.pruning import confirmed
    from app.report_view import print_report, progress_bar
    from ingest.inputs import folder_origin, gather, is_folder
    from ingest.sync import Options

    parts = parts_of(store)
    folders = frozenset(folder_origin(Path(s)) for s in sources if is_folder(s))
    if prune and not folders:
        raise UsageError("--prune", "it needs a folder among the sources")
    reader = reader_of(parts)
    pruned = folders if prune else frozenset()
    options = Options(id, language, pruned, reader, reader, folders)
    inputs = gather(sources)
    if prune:
        inputs = confirmed(parts, sources, inputs, reader, yes)
    with progress_bar(quiet=as_json) as progress:
        report = parts.ingest(inputs, options, progress)
    print_report(report, reader, as_json)
    raise typer.Exit(1 if report.failed else 0)


@app.command()
def sources(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """List the sources with their languages, dates and numbers of passages."""
    from app.json_view import source_json
    from app.report_view import print_sources

    parts = parts_of(store)
    found = parts.sources()
    if as_json:
        _print_json([source_json(source, count) for source, count in found])
    else:
        print_sources(found, str(parts.folder), reader_of(parts))


@app.command()
def show(
    id: Annotated[str, typer.Argument(help="Id of the source, as `sources` lists it.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print a source as it is cited: its cleaned text, with its sections in --json."""
    from app.json_view import shown_json

    parsed = parts_of(store).show(id)
    if as_json:
        _print_json(shown_json(parsed))
    else:
        typer.echo(parsed.text)


@app.command()
def remove(
    ids: Annotated[list[str], typer.Argument(help="Ids of the sources to remove.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Remove sources; `passerelle rollback` brings them back."""
    from app.report_view import print_report, progress_bar

    parts = parts_of(store)
    with progress_bar(quiet=as_json) as progress:
        report = parts.remove(ids, progress)
    print_report(report, reader_of(parts), as_json)


@app.command()
def search(
    question: Annotated[str, typer.Argument(help="What to look for, in French or English.")],
    store: StoreOption = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages.")] = 10,
    as_json: JsonOption = False,
) -> None:
    """Print the passages nearest to a question, best first."""
    from app.answer_view import print_search
    from app.json_view import search_json
    from text.language import detect
    from text.wellformed import wellformed

    parts, question = parts_of(store), wellformed(question)
    if not question.strip():
        raise UsageError("QUESTION", "it is empty: search in French or in English")
    language = detect(question, reader_of(parts))
    retrieval = parts.retriever.retrieve(question, language, k)
    if as_json:
        _print_json(search_json(question, language, retrieval.retrieved))
    else:
        print_search(retrieval.retrieved)


@app.command()
def ask(
    question: Annotated[
        str | None, typer.Argument(help="The question; without one, a conversation starts.")
    ] = None,
    store: StoreOption = None,
    language: LanguageOption = None,
    batch: Annotated[
        Path | None,
        typer.Option("--batch", metavar="FILE.jsonl", help="Answer a question a line, as JSON."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a question with the exact sentences of the sources."""
    from app import terminal
    from text.wellformed import wellformed

    parts = parts_of(store)
    interface = reader_of(parts)
    if batch is not None and question is not None:
        raise UsageError("--batch", "give either a QUESTION or a file")
    if batch is not None:
        terminal.answer_batch(parts, batch, language, interface)
    elif question is not None:
        terminal.answer_one(parts, wellformed(question), language, interface, as_json)
    elif sys.stdin.isatty():
        terminal.converse(parts, language, interface)
    else:
        raise UsageError("QUESTION", 'it is missing: passerelle ask "..."')


@app.command()
def serve(
    store: StoreOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501,
) -> None:
    """Open the chat in the browser; Ctrl-C ends it."""
    from app.server import run

    run(parts_of(store).folder, host, port)


@app.command()
def rollback(
    generation: Annotated[
        int | None, typer.Argument(help="Number to go back to; without it, the one before.")
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer again from an earlier generation of the store; nothing is lost."""
    from app.report_view import print_generation

    parts = parts_of(store)
    print_generation({"generation": parts.store.rollback(generation)}, reader_of(parts), as_json)


@app.command()
def rebuild(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Make the store anew from its own texts, with the embedding model of the settings."""
    from dataclasses import asdict

    from app.report_view import print_generation, progress_bar
    from ingest.rebuild import rebuild as make_anew

    parts = parts_of(store)
    with progress_bar(quiet=as_json) as progress:
        written = make_anew(parts.store, progress)
    print_generation(asdict(written), reader_of(parts), as_json)


app.command()(history)
app.command()(diff)
app.command()(refresh)
app.command(name="eval")(evaluate)


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))


def main() -> None:
    """Run the command line; every known problem ends as one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    try:
        app()
    except PasserelleError as error:
        _tell(error.message(_error_language()))
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == INTERRUPTED:
            _tell(_INTERRUPTED[_error_language()])
        raise


def _tell(line: str) -> None:
    typer.echo(f"passerelle: {line}", err=True)


def _error_language() -> Language:
    from app.settings import error_language

    return error_language()
