"""Commands whose help and usage errors are in the language of the interface.

In English all is Typer's own. In French the texts are those of app/views/help_texts.py, and which
error it is comes from the exception's class, never from its words.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import IO, TYPE_CHECKING, Any

import typer
from typer import core

from app.settings import error_language
from app.spacing import bound
from app.views import help_texts as texts
from domain.types import Language

if TYPE_CHECKING:
    from typer._click import Command as _Base
    from typer._click import Context, HelpFormatter, Parameter
else:
    _Base = object

_errors: Any = sys.modules[typer.BadParameter.__module__]
"""Click's exceptions, wherever this version of Typer has them."""


class _Speaking(_Base):
    """What a command and a group of commands have in common."""

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the line that a help and a usage error begin with."""
        if error_language() is Language.EN:
            return super().format_usage(ctx, formatter)
        _translate(self, ctx)
        pieces = " ".join(self.collect_usage_pieces(ctx))
        return formatter.write_usage(ctx.command_path, pieces, bound(texts.USAGE))

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help."""
        if error_language() is Language.EN:
            return super().format_help(ctx, formatter)
        with _typer_in_french():
            return super().format_help(ctx, formatter)

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002
        """Write the example that a help ends with, as it is to be typed."""
        reader, example = error_language(), self.epilog
        if example:
            if reader is Language.FR:
                example = texts.EXAMPLES.get(example, example)
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(bound(texts.EXAMPLE[reader]) + example)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The beginning of the help, for a list of commands; Click makes its spaces plain ones."""
        return bound(super().get_short_help_str(limit))

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read what was given; raises Click's UsageError."""
        given = list(args)
        try:
            return super().parse_args(ctx, args)
        except _errors.UsageError as error:
            if _left_as_it_is(error):
                raise
            _translate(self, ctx)
            if type(error) is _errors.UsageError:  # only more arguments than it takes
                ctx.allow_extra_args = True
                said = _wrong("extra", name=" ".join(super().parse_args(ctx, given)))
            else:
                said = _said(error, ctx)
            raise InFrench(said, ctx) from error


class Command(_Speaking, core.TyperCommand):
    """A command."""


class Group(_Speaking, core.TyperGroup):
    """The program, or a command that has commands."""

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, _Base | None, list[str]]:
        """The command that was named; raises Click's UsageError."""
        try:
            return super().resolve_command(ctx, args)
        except _errors.UsageError as error:
            if _left_as_it_is(error):
                raise
            near = get_close_matches(args[0], self.list_commands(ctx))
            raise InFrench(_with_near(_wrong("no_command", name=args[0]), near), ctx) from error


class InFrench(typer.BadParameter):
    """A usage error, worded in French."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the usage, where help is, and what is wrong."""
        from app.views.answer import plain

        if self.ctx is not None:
            hint = texts.HINT.format(command=f"{self.ctx.command_path} --help")
            typer.echo(f"{self.ctx.get_usage()}\n{bound(hint)}\n", file, err=True)
        typer.echo(bound(texts.ERROR.format(said=plain(self.message))), file, err=True)


def _left_as_it_is(error: Exception) -> bool:
    """Whether an error is in French already, or a help, or the reader's language is English."""
    in_french = isinstance(error, (InFrench, _errors.NoArgsIsHelpError))
    return in_french or error_language() is Language.EN


def _said(error: Any, ctx: Context) -> str:
    """What is wrong, by the class of the error; in Click's words for a class that has no French."""
    if isinstance(error, _errors.MissingParameter) and error.param:
        return _wrong(error.param.param_type_name, name=_name(error.param, ctx))
    if isinstance(error, _errors.BadParameter) and error.param:
        return _wrong("value", name=_name(error.param, ctx), said=_unfit(error))
    if isinstance(error, _errors.NoSuchOption):
        return _with_near(_wrong("no_option", name=error.option_name), error.possibilities or ())
    if isinstance(error, _errors.BadOptionUsage):
        flags = {name for p in ctx.command.get_params(ctx) if _is_flag(p) for name in p.opts}
        kind = "value_extra" if error.option_name in flags else "value_missing"
        return _wrong(kind, name=error.option_name)
    return str(error.format_message())


def _unfit(error: Any) -> str:
    """What is wrong with a value, by pydantic's error."""
    cause = getattr(error.__cause__, "errors", None)
    if cause is None:
        return str(error.message)
    first = cause()[0]
    wrong = texts.VALUES.get(first["type"], texts.UNFIT)
    return wrong.format(input=first["input"], **first.get("ctx", {}))


def _wrong(kind: str, **values: str) -> str:
    return texts.WRONG[kind].format(**values)


def _with_near(said: str, near: Any) -> str:
    return _wrong("near", said=said, near=", ".join(sorted(near))) if near else said


def _name(parameter: Parameter, ctx: Context) -> str:
    """An argument or an option with what it takes, as its help names it."""
    record = parameter.get_help_record(ctx)
    return record[0] if record else parameter.name


def _is_flag(parameter: Parameter) -> bool:
    return isinstance(parameter, core.TyperOption) and parameter.is_flag


def _translate(command: Any, ctx: Context) -> None:
    """Put the French of its help in the place of the English, and of its commands' help."""
    for each in (command, *command.get_params(ctx), *getattr(command, "commands", {}).values()):
        if each.help:
            french = texts.HELP.get(" ".join(each.help.split()))
            each.help = bound(french) if french else each.help
        for place in ("metavar", "subcommand_metavar"):
            named = getattr(each, place, None)
            if named in texts.PLACES:
                setattr(each, place, texts.PLACES[named])


@contextmanager
def _typer_in_french() -> Iterator[None]:
    """Typer's own words of a help, through the name by which it calls gettext."""
    names = vars(core)
    gettext = names.get("_", str)
    names["_"] = lambda message: texts.TYPER.get(message) or gettext(message)
    try:
        yield
    finally:
        names["_"] = gettext
