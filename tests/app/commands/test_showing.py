"""Reading, removing and completing from the command line, as a person or a shell does it."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli import COMMANDS, app
from app.wiring import build
from domain.settings import Settings
from tests.app.test_cli import SCRIPT, run

TRAM = """# The tramway\x1b[31m of Grenvik

## The line

It opened in 1998.

### Fares

A ride is 3 €.
"""
WOOL = "The museum of wool opened in 2004.\n"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    (folder / "tram.md").write_text(TRAM, "utf-8")
    (folder / "wool.txt").write_text(WOOL, "utf-8")
    assert run("ingest", folder, "--store", folder / "store").code == 0
    return folder / "store"


def ids(store: Path) -> list[str]:
    parts = build(Settings(), store)
    held = [source.id for source, _ in parts.sources()]
    parts.store.close()
    return held


def on_a_terminal(answer: bytes, *arguments: str | Path) -> tuple[int, str]:
    """A command whose standard input is a terminal where this was typed."""
    master, slave = pty.openpty()
    try:
        os.write(master, answer)
        ended = subprocess.run(
            [SCRIPT, *arguments], stdin=slave, capture_output=True, check=False, text=True
        )
    finally:
        os.close(master)
        os.close(slave)
    return ended.returncode, ended.stdout + ended.stderr


def complete(line: str, **variables: str) -> list[str]:
    """What the Tab key offers at the end of a line, in bash."""
    words = line.split(" ")
    return run(
        COMP_WORDS=line, COMP_CWORD=str(len(words) - 1), _PASSERELLE_COMPLETE="complete_bash",
        **variables,
    ).out.split()  # fmt: skip


def test_a_source_is_shown_by_section_and_drives_no_terminal(kept: Path) -> None:
    shown = run("show", "tram.md", "--store", kept, PASSERELLE_LANGUAGE="fr")
    assert (shown.code, shown.err) == (0, "")
    lines = shown.out.splitlines()
    assert "\x1b" not in shown.out
    assert "langue : en" in lines
    place = lines.index("The line › Fares")
    assert lines[place + 1] == "A ride is 3 €."
    assert lines.index("The line") < place


def test_whoever_says_no_at_the_terminal_keeps_everything(kept: Path) -> None:
    code, told = on_a_terminal(b"n\n", "remove", "tram.md", "--store", kept)
    assert code == 1
    assert "tram.md: “The tramway" in told
    assert "nothing was removed" in told
    assert ids(kept) == ["tram.md", "wool.txt"]


def test_whoever_agrees_at_the_terminal_removes(kept: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(kept, store)
    assert on_a_terminal(b"y\n", "remove", "wool.txt", "--store", store)[0] == 0
    assert ids(store) == ["tram.md"]
    assert on_a_terminal(b"", "remove", "tram.md", "--yes", "--store", store)[0] == 0
    empty = run("sources", "--store", store)
    assert (empty.code, empty.out) == (1, "")
    assert "is empty" in empty.error


def test_an_unknown_id_removes_nothing_of_the_others(kept: Path) -> None:
    ran = run("remove", "wool.txt", "nothing.txt", "--store", kept)
    assert (ran.code, ran.out) == (1, "")
    assert "no source is called nothing.txt" in ran.error
    assert ids(kept) == ["tram.md", "wool.txt"]


def test_the_tab_key_completes_commands_and_ids(kept: Path, tmp_path: Path) -> None:
    assert {"refresh", "remove", "rebuild"} <= set(complete("passerelle re"))
    assert complete(f"passerelle show --store {kept} t") == ["tram.md"]
    assert complete("passerelle remove ", PASSERELLE_STORE=str(kept)) == ["tram.md", "wool.txt"]
    assert complete("passerelle remove tram.md ", PASSERELLE_STORE=str(kept)) == ["wool.txt"]
    assert complete("passerelle show ", PASSERELLE_STORE=str(tmp_path)) == []


def printed(*arguments: str) -> str:
    """What a command prints that needs no store, without a process of its own."""
    english = {"PASSERELLE_LANGUAGE": "en"}
    ended = CliRunner().invoke(app, arguments, prog_name="passerelle", env=english)
    assert ended.exit_code == 0
    return ended.output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_names_the_program(shell: str) -> None:
    script = printed("completion", shell)
    assert f"complete_{shell}" in script
    assert "passerelle" in script


def test_bash_takes_its_script(tmp_path: Path) -> None:
    (tmp_path / "script").write_text(printed("completion", "bash"))
    asked = ["bash", "-c", f"source {tmp_path / 'script'} && complete -p passerelle"]
    assert "_passerelle_completion" in subprocess.run(asked, capture_output=True, text=True).stdout


@pytest.mark.parametrize(("command", "example"), [(name, line) for name, _, line in COMMANDS])
def test_the_help_of_a_command_ends_with_an_example(command: str, example: str) -> None:
    assert command in example
    shown = " ".join(printed(command, "--help").split())
    assert shown.endswith(f"Example: {' '.join(example.split())}")


def test_what_a_source_is_based_on_is_told_wherever_it_is_shown_or_quoted(tmp_path: Path) -> None:
    head = "---\ntitle: The tramway\nlanguage: en\nbased_on: {based}\n---\n"
    tram, store = tmp_path / "tram.md", tmp_path / "store"

    def ingested(based: str) -> Any:
        tram.write_text(head.format(based=based) + TRAM.replace("\x1b[31m", ""), "utf-8")
        return run("ingest", tram, "--store", store, "--json").json

    assert ingested("a report of the town")["added"] == ["tram.md"]
    [change] = ingested("a report of the county")["changes"]
    assert change["details"] == [
        {"name": "based_on", "old": "a report of the town", "new": "a report of the county"}
    ]
    assert "based on: a report of the county" in run("show", "tram.md", "--store", store).out
    shown = run("show", "tram.md", "--store", store, "--json").json
    assert shown["source"]["based_on"] == "a report of the county"
    answer = run("ask", "When did the tramway of Grenvik open?", "--store", store, "--json").json
    assert [c["based_on"] for c in answer["citations"]] == ["a report of the county"]
