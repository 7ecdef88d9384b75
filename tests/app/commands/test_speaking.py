"""The help and the usage errors of the command line, in French and in English."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner, Result

from app.cli import app
from app.views.help_texts import EXAMPLES, HELP

ROOT: Any = typer.main.get_command(app)
SEARCH = {
    "en": """\
Usage: passerelle search [OPTIONS] {question}

  Print the passages nearest to a question, best first.

Arguments:
  question <str>  What to look for, in French or English.  [required]

Options:
  --store DIR     Folder of the store [PASSERELLE_STORE].
  -k <int range>  How many passages.  [default: 10; 1<=x<=100]
  --source ID     Only look in this source; may be repeated.
  --in <fr|en>    Only look in sources of this language.
  --from DATE     Only look in sources dated DATE (2024-05) or later.
  --to DATE       Only look in sources dated DATE or earlier.
  --json          Print JSON instead of text.
  --help          Show this message and exit.

  Example: passerelle search "transport routes" -k 5
""",
    "fr": """\
Usage_: passerelle search [OPTIONS] {question}

  Afficher les passages les plus proches d'une question, le meilleur d'abord.

Arguments_:
  question <str>  Ce qu'il faut chercher, en français ou en anglais.
                  [obligatoire]

Options_:
  --store DOSSIER  Dossier de la base [PASSERELLE_STORE].
  -k <int range>   Nombre de passages.  [par défaut_: 10; 1<=x<=100]
  --source ID      Ne chercher que dans cette source_; l'option peut être
                   répétée.
  --in <fr|en>     Ne chercher que dans les sources de cette langue.
  --from DATE      Ne chercher que dans les sources de cette date (2024-05) ou
                   plus récentes.
  --to DATE        Ne chercher que dans les sources de cette date ou plus
                   anciennes.
  --json           Afficher du JSON au lieu de texte.
  --help           Afficher ce message et s'arrêter.

  Exemple_: passerelle search "voies de transport" -k 5
""",
}
TOKEN = {
    "en": """\
Usage: passerelle token [OPTIONS] COMMAND [ARGS]...

  Create, list and revoke tokens for programs that use HTTP.

Options:
  --help  Show this message and exit.

Commands:
  create  Create a token and print it; only its digest is kept.
  list    List the tokens by name, scope and date of creation; never the...
  revoke  Revoke a token: a running server refuses it from the next request...
""",
    "fr": """\
Usage_: passerelle token [OPTIONS] COMMANDE [ARGUMENTS]...

  Créer, lister et révoquer les jetons des programmes qui passent par HTTP.

Options_:
  --help  Afficher ce message et s'arrêter.

Commandes_:
  create  Créer un jeton et l'afficher_; seule son empreinte est conservée.
  list    Lister les jetons_: nom, portée, date de création_; jamais les...
  revoke  Révoquer un jeton_: un serveur en marche le refuse dès la requête...
""",
}
CREATE = {
    "en": """\
Usage: passerelle token create [OPTIONS] {NAME}

  Create a token and print it; only its digest is kept.

Arguments:
  NAME <str>  Name of the token.  [required]

Options:
  --scope <read|edit>  What it allows: reading, or editing the sources too.
                       [default: read]
  --store DIR          Folder of the store [PASSERELLE_STORE].
  --json               Print JSON instead of text.
  --help               Show this message and exit.

  Example: passerelle token create newsroom --scope edit
""",
    "fr": """\
Usage_: passerelle token create [OPTIONS] {NOM}

  Créer un jeton et l'afficher_; seule son empreinte est conservée.

Arguments_:
  NOM <str>  Le nom du jeton.  [obligatoire]

Options_:
  --scope <read|edit>  Ce qu'il permet_: lire, ou modifier aussi les sources.
                       [par défaut_: read]
  --store DOSSIER      Dossier de la base [PASSERELLE_STORE].
  --json               Afficher du JSON au lieu de texte.
  --help               Afficher ce message et s'arrêter.

  Exemple_: passerelle token create newsroom --scope edit
""",
}
WRONG = [
    ("show", "Missing argument 'id'.", "l'argument id <str> manque."),
    ("verify", "Missing option '--batch'.", "l'option --batch FICHIER.jsonl manque."),
    (
        "completion",
        "Missing argument 'shell'. Choose from:\n\tbash,\n\tzsh,\n\tfish",
        "l'argument shell <bash|zsh|fish> manque.",
    ),
    ("ask --xyz", "No such option: --xyz", "l'option --xyz n'existe pas."),
    (
        "ask --lang fr",
        "No such option: --lang (Possible options: --in, --language)",
        "l'option --lang n'existe pas_; peut-être --in, --language.",
    ),
    (
        "search x -k 0",
        "Invalid value for '-k': Input should be greater than or equal to 1",
        "valeur incorrecte pour -k <int range>_: «_0_» est en dessous de 1.",
    ),
    (
        "search x -k 101",
        "Invalid value for '-k': Input should be less than or equal to 100",
        "valeur incorrecte pour -k <int range>_: «_101_» est au-dessus de 100.",
    ),
    (
        "rollback {x}",
        "Invalid value for 'generation': Input should be a valid integer, unable to parse string "
        "as an integer",
        "valeur incorrecte pour generation <int>_: «_{x}_» n'est pas un nombre entier.",
    ),
    (
        "ask x --language de",
        "Invalid value for '--language': Value error, 'de' is not one of 'fr', 'en'.",
        "valeur incorrecte pour --language <fr|en>_: «_de_» n'est pas admis.",
    ),
    ("zzz", "No such command 'zzz'.", "la commande zzz n'existe pas."),
    (
        "sho x",
        "No such command 'sho'. Did you mean 'show'?",
        "la commande sho n'existe pas_; peut-être show.",
    ),
    ("-- --show", "No such option: --show", "l'option --show n'existe pas."),
    ("token bogus", "No such command 'bogus'.", "la commande bogus n'existe pas."),
    ("show a b c", "Got unexpected extra argument(s) (b c)", "en trop_: b c."),
    (
        "ask --language",
        "Option '--language' requires an argument.",
        "l'option --language demande une valeur.",
    ),
    (
        "ask --json=3",
        "Option '--json' does not take a value.",
        "l'option --json ne prend pas de valeur.",
    ),
]


def told(language: str, *arguments: str) -> Result:
    """What a call says to a reader of that language, in a window 80 columns wide."""
    variables = {"PASSERELLE_LANGUAGE": language, "COLUMNS": "80"}
    return CliRunner().invoke(app, arguments, prog_name="passerelle", env=variables)


def shown(text: str) -> str:
    """The text with a no-break space for each _ before or after a French sign."""
    return re.sub(r"_(?=[:;»])|(?<=«)_", "\N{NO-BREAK SPACE}", text)


def commands(command: Any = ROOT, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with the words that call it, the program itself first."""
    yield path, command
    for name, each in getattr(command, "commands", {}).items():
        yield from commands(each, *path, name)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("call", "help"),
    [("search", SEARCH), ("token", TOKEN), ("token create", CREATE)],
    ids=["search", "token", "create"],
)
def test_a_help_is_in_the_language_of_the_reader(
    call: str, help: dict[str, str], language: str
) -> None:
    ended = told(language, *call.split(), "--help")
    expected = shown(help[language])
    assert (ended.exit_code, ended.stderr, ended.stdout) == (0, "", expected)


@pytest.mark.parametrize(("call", "english", "french"), WRONG, ids=[row[0] for row in WRONG])
def test_a_wrong_call_is_told_in_the_language_of_the_reader(
    call: str, english: str, french: str
) -> None:
    ended = told("en", *shlex.split(call))
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.endswith(f"Error: {english}\n")
    ended = told("fr", *shlex.split(call))
    assert (ended.exit_code, ended.stdout) == (2, "")
    usage, hint, _, error = ended.stderr.splitlines()
    assert usage.startswith(shown("Usage_: passerelle "))
    assert re.fullmatch(shown("Voyez l'aide_: `passerelle( [a-z]+)* --help`."), hint)
    assert error == shown(f"Erreur_: {french}")


def test_the_command_that_a_wrong_call_was_of_is_named() -> None:
    english = "Usage: passerelle show [OPTIONS] {id}\nTry 'passerelle show --help' for help.\n"
    assert told("en", "show").stderr.startswith(english)
    french = "Usage_: passerelle show [OPTIONS] {id}\nVoyez l'aide_: `passerelle show --help`.\n"
    assert told("fr", "show").stderr.startswith(shown(french))


@pytest.mark.parametrize("call", ["", "token", "feedback"])
def test_a_call_without_a_command_is_answered_with_the_help(call: str) -> None:
    for language, title in (("fr", "Commandes_:"), ("en", "Commands:")):
        ended = told(language, *call.split())
        assert ended.exit_code == 2
        assert f"\n{shown(title)}\n" in ended.stderr
        assert ended.stderr == told(language, *call.split(), "--help").stdout


def test_what_drives_a_terminal_is_not_repeated() -> None:
    assert told("fr", "show", "a", "b\a\x1b").stderr.endswith(shown("en trop_: b.\n"))


def test_each_help_has_its_french_and_no_french_is_left_over() -> None:
    texts = {
        " ".join(each.help.split())
        for _, command in commands()
        for each in (command, *command.get_params(command.context_class(command)))
    }
    assert texts == set(HELP)
    assert set(EXAMPLES) <= {command.epilog for _, command in commands()}


@pytest.mark.parametrize("path", [path for path, _ in commands()], ids=" ".join)
def test_no_line_of_a_french_help_can_begin_with_a_sign(path: tuple[str, ...]) -> None:
    ended = told("fr", *path, "--help")
    assert ended.exit_code == 0
    said = ended.stdout.partition("Exemple")[0]  # an example is as it is to be typed
    assert not re.search(r"[ \n][;:!?»]|«[ \n]", said)
    assert not re.search(r"Usage:|Options:|Arguments:|Commands:|required|default", said)
