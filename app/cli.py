"""The command line: `passerelle --help`.

Every command prints for people by default and JSON with --json; errors are one line on stderr.
Exit 0: done (an unanswered question too); 1: something the user can correct; 2: wrong usage.
Heavy imports come inside the commands, so that help is quick.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper

import typer

from app.commands.ask import ask, search
from app.commands.backup import backup, restore
from app.commands.chat import chat
from app.commands.completion import PROGRAM, completion
from app.commands.diff import diff
from app.commands.disagreements import disagreements
from app.commands.doctor import doctor
from app.commands.eval import evaluate
from app.commands.feedback import feedback
from app.commands.generation import rebuild, rollback
from app.commands.history import history
from app.commands.ingest import ingest
from app.commands.mcp import mcp
from app.commands.password import password
from app.commands.refresh import refresh
from app.commands.remove import remove
from app.commands.serve import serve
from app.commands.show import show, sources
from app.commands.speaking import Command, Group
from app.commands.supersede import supersede
from app.commands.token import token
from app.commands.verify import check, verify
from domain.errors import PasserelleError
from domain.types import Language

app = typer.Typer(
    name=PROGRAM,
    cls=Group,
    help="Ask about your articles in French or English; read the exact sentences that answer.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
COMMANDS = (
    ("ingest", ingest, "passerelle ingest articles/ https://example.org/page"),
    ("sources", sources, "passerelle sources --json"),
    ("show", show, "passerelle show report.pdf"),
    ("remove", remove, "passerelle remove report.pdf notes.md --yes"),
    ("search", search, 'passerelle search "transport routes" -k 5'),
    ("ask", ask, 'passerelle ask "When did the agreement enter into force?"'),
    ("check", check, "passerelle check speech.docx --export speech.md"),
    ("verify", verify, "passerelle verify --batch claims.jsonl --json"),
    ("chat", chat, "passerelle chat"),
    ("serve", serve, "passerelle serve --port 8600"),
    ("mcp", mcp, "passerelle mcp --store articles-store"),
    ("history", history, "passerelle history report.pdf"),
    ("diff", diff, "passerelle diff 3 4"),
    ("disagreements", disagreements, "passerelle disagreements --json"),
    ("supersede", supersede, "passerelle supersede old.pdf --by new.pdf"),
    ("rollback", rollback, "passerelle rollback 3"),
    ("rebuild", rebuild, "passerelle rebuild"),
    ("backup", backup, "passerelle backup library.tar.gz"),
    ("restore", restore, "passerelle restore library.tar.gz --store copy"),
    ("doctor", doctor, "passerelle doctor --repair"),
    ("refresh", refresh, "passerelle refresh https://example.org/page"),
    ("eval", evaluate, "passerelle eval gold.jsonl --html figures.html"),
    ("password", password, "passerelle password >> .env"),
    ("completion", completion, 'eval "$(passerelle completion bash)"'),
)
"""Name, command, and an example that its help ends with."""
for _name, _command, _example in COMMANDS:
    app.command(name=_name, cls=Command, epilog=_example)(_command)
app.add_typer(token, name="token")
app.add_typer(feedback, name="feedback")

INTERRUPTED = 130  # what a shell calls an end by Ctrl-C
_INTERRUPTED = {Language.FR: "interrompu", Language.EN: "interrupted"}
_PUBLISHES = frozenset(
    {"ingest", "refresh", "remove", "supersede", "rollback", "rebuild", "restore", "doctor"}
)
_UNPUBLISHED = {
    Language.FR: " ; ce qui n'était pas encore publié ne l'a pas été",
    Language.EN: "; what was not yet published stays unpublished",
}
_ANSWERS = frozenset({"ask", "search"})
_UNANSWERED = {
    Language.FR: " avant la fin de la réponse",
    Language.EN: " before the answer was finished",
}


def main() -> None:
    """Run the command line; every known problem ends as one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    try:
        app()
    except PasserelleError as error:
        _print_error(error.message(_error_language()))
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == INTERRUPTED:
            _print_error(_interrupted(sys.argv[1:2], _error_language()))
        raise


def _interrupted(command: list[str], language: Language) -> str:
    """The message for a command interrupted by Ctrl-C."""
    begun = set(command)
    more = _UNPUBLISHED if begun & _PUBLISHES else _UNANSWERED if begun & _ANSWERS else None
    return _INTERRUPTED[language] + (more[language] if more else "")


def _print_error(line: str) -> None:
    typer.echo(f"passerelle: {line}", err=True)


def _error_language() -> Language:
    from app.settings import error_language

    return error_language()
