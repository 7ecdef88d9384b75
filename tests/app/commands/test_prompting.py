"""What is asked at a terminal in French, through the console script."""

from __future__ import annotations

import pytest
import typer
from typer.testing import CliRunner

from app.cli import app
from app.commands.prompting import agreed
from app.password import matches
from domain.types import Language

asking = typer.Typer()


@asking.command()
def ask() -> None:
    typer.echo(agreed("Retirer ?", Language.FR))


@pytest.mark.parametrize(
    ("typed", "said"),
    [("o\n", True), ("OUI\n", True), ("yes\n", True), ("\n", False), ("non\n", False)],
)
def test_a_question_is_answered_with_yes_or_no(typed: str, said: bool) -> None:
    told = CliRunner().invoke(asking, input=typed)
    assert told.stdout.strip().splitlines()[-1] == str(said)
    assert "[o/N]" in told.output


def test_another_word_is_asked_again() -> None:
    told = CliRunner().invoke(asking, input="peut-être\no\n")
    assert "Répondez par oui ou par non." in told.output
    assert told.stdout.strip().splitlines()[-1] == "True"


def test_where_the_input_ends_nothing_is_agreed() -> None:
    told = CliRunner().invoke(asking, input="")
    assert (told.exit_code, "Abandonné." in told.output) == (1, True)
    assert "True" not in told.output


def test_a_password_is_asked_for_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSERELLE_LANGUAGE", "fr")
    told = CliRunner().invoke(app, ["password"], input="un\ndeux\ntrois\ntrois\n")
    assert "Mot de passe" in told.output
    assert "Les deux saisies diffèrent" in told.output
    assert matches("trois", told.stdout.strip().splitlines()[-1].partition("=")[2])
