"""The `passerelle ...` lines of both READMEs do what they say, and both show the same ones."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.fr.md")
PASSERELLE = Path(sys.executable).with_name("passerelle")


def commands(name: str) -> list[list[str]]:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
    lines = (line for block in blocks for line in block.splitlines())
    return [shlex.split(line, comments=True) for line in lines if line.startswith("passerelle ")]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme") / "store"


def test_both_readmes_show_the_same_commands() -> None:
    shown = [[(c[1], len(c)) for c in commands(name)] for name in READMES]
    assert shown[0] == shown[1]
    assert shown[0][0][0] == "ingest"


@pytest.mark.parametrize("name", READMES)
def test_the_commands_of_a_readme_run(name: str, store: Path) -> None:
    for command in commands(name):
        done = subprocess.run(
            [str(PASSERELLE), *command[1:]],
            cwd=ROOT,
            env=os.environ | {"PASSERELLE_STORE": str(store)},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert done.stdout.strip(), command
        if command[1] == "ask":
            assert "[1]" in done.stdout, f"{command} is not answered: {done.stdout}"


@pytest.mark.parametrize("name", READMES)
def test_the_files_that_a_readme_points_at_are_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [target for target in targets if not (ROOT / target).exists()] == []
