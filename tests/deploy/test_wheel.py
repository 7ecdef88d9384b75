"""What the wheel holds, from the list of its files: no wheel is built, no environment made.

`python -m benchmarks.install` builds it and tries it in a clean environment.
"""

from __future__ import annotations

import ast
from pathlib import Path, PurePosixPath
from typing import cast

import pytest
from setuptools import Distribution

from deploy.wheel import ROOMS, BuildPy, ImportNotMovable, with_prefix
from tests.vectorstore.versions import ROOT

NEEDED = (
    "__init__.py",
    "__main__.py",
    "langchain.py",
    "py.typed",
    "app/cli.py",
    "app/icon.png",
    "app/main.py",
    "app/api/docs.html.jinja",
    "app/views/eval_page.html.jinja",
    "answer/question/intents.npz",
    "answer/reading/calibration.json",
    "answer/reading/model/model.onnx",
    "answer/reading/model/claims.onnx",
    "answer/reading/model/tokenizer.json",
    "answer/verification/calibration.json",
    "corpus/overview.fr.md",
    "prompts/answer.en.md",
    "text/data/abbreviations.toml",
    "vectorstore/data/lexicon.sqlite",
    "vectorstore/data/words.sqlite",
    "vectorstore/model/embedder.json",
    "vectorstore/model/model.onnx",
)


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> BuildPy:
    """The build step as the wheel has it, its folder elsewhere; nothing has been copied yet."""
    monkeypatch.chdir(ROOT)
    distribution = Distribution({"script_name": "setup.py"})
    distribution.commands = ["bdist_wheel"]
    distribution.parse_config_files()
    distribution.command_options["build"] = {"build_base": ("test", str(tmp_path / "build"))}
    distribution.command_options["egg_info"] = {"egg_base": ("test", str(tmp_path))}
    step = cast(BuildPy, distribution.get_command_obj("build_py"))
    step.ensure_finalized()
    step.__dict__["manifest_files"] = {}
    return step


def test_the_wheel_has_one_name_at_the_top_and_all_data_below_it(built: BuildPy) -> None:
    built.data_files = built.get_data_files_without_manifest()
    names = {
        PurePosixPath(Path(path).relative_to(built.build_lib).as_posix())
        for path in built.get_outputs(include_bytecode=False)
    }
    assert {name.parts[0] for name in names} == {"passerelle"}
    below = {str(name.relative_to("passerelle")) for name in names}
    assert not set(NEEDED) - below
    modules = {
        p.relative_to(ROOT).as_posix() for room in ROOMS for p in (ROOT / room).rglob("*.py")
    }
    assert not modules - below
    assert not [name for name in below if name.startswith(("tests", "training", "benchmarks"))]


def test_every_module_imports_below_the_one_name_and_keeps_its_lines() -> None:
    for folder in (*ROOMS, "passerelle"):
        for path in (ROOT / folder).rglob("*.py"):
            source = path.read_bytes()
            moved = with_prefix(source, str(path))
            assert moved.count(b"\n") == source.count(b"\n")
            assert moved.replace(b"from passerelle.", b"from ") == source.replace(
                b"from passerelle.", b"from "
            )
            for node in ast.walk(ast.parse(moved)):
                if isinstance(node, ast.ImportFrom) and not node.level and node.module:
                    assert node.module.partition(".")[0] not in ROOMS, path


@pytest.mark.parametrize(
    ("line", "moved"),
    [
        ("from text.sentences import split", "from passerelle.text.sentences import split"),
        ("if x:\n    from  app import main", "if x:\n    from  passerelle.app import main"),
        ("é = 1; from domain import types", "é = 1; from passerelle.domain import types"),
        ("from textual.app import App", "from textual.app import App"),
        ("import text_unidecode", "import text_unidecode"),
        ('"""from text import nothing"""', '"""from text import nothing"""'),
    ],
)
def test_only_imports_of_ours_are_moved(line: str, moved: str) -> None:
    assert with_prefix(line.encode(), "a.py").decode() == moved


@pytest.mark.parametrize(
    "line", ["import text.sentences", "import os, app", "import_module('answer.assistant')"]
)
def test_what_could_not_be_moved_stops_the_build(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(ImportNotMovable, match=r"a\.py:1"):
        with_prefix(line.encode(), "a.py")
