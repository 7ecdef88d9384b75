"""How the wheel is made: the folders of the repository become `passerelle.app` and so on.

Names such as `app`, `text` and `domain` belong to nobody on a stranger's machine, so the wheel has
one name at the top. Two steps, both for the wheel and the sdist alone; an editable install has the
repository as it is. Why so, and what else was tried: docs/decisions/0021-install.md.

1. `under_one_name` maps: package `passerelle.text` is made from the folder text/, and so on.
2. `with_prefix` puts `passerelle.` before the imports of our own folders, in the copies; nothing
   else of a line changes, and no line moves, so that a traceback names the line of the repository.
"""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

from setuptools import Distribution
from setuptools.command.build_py import build_py
from setuptools.command.egg_info import egg_info
from setuptools.errors import BaseError

NAME = "passerelle"
ROOMS = ("app", "evaluation", "ingest", "answer", "vectorstore", "prompts", "text", "domain")
"""The folders of code; each becomes a package below NAME."""
DATA = {"corpus": ["*.md"]}
"""The folders without code that go along, with what of them does."""
PAGE_SETTINGS = Path(".streamlit") / "config.toml"
_ROOM = re.compile(rf"from(\s+)(?=(?:{'|'.join(ROOMS)})\b)")
_MODULE = re.compile(rf"(?:{'|'.join(ROOMS)})(?:\.\w+)+")


class ImportNotMovable(BaseError):
    """A line that would mean another module in the wheel."""


def under_one_name(distribution: Distribution) -> None:
    """Map the folders to packages below NAME, once; not for an editable install."""
    packages: list[str] = distribution.packages or []
    if "editable_wheel" in distribution.commands or f"{NAME}.{ROOMS[0]}" in packages:
        return
    distribution.packages = [_below(each) for each in packages] + [f"{NAME}.{d}" for d in DATA]
    distribution.package_dir = {f"{NAME}.{room}": room for room in (*ROOMS, *DATA)}
    given: dict[str, list[str]] = distribution.package_data
    distribution.package_data = {_below(each): names for each, names in given.items()}
    distribution.package_data |= {f"{NAME}.{folder}": names for folder, names in DATA.items()}


def _below(package: str) -> str:
    return f"{NAME}.{package}" if package.partition(".")[0] in ROOMS else package


def with_prefix(source: bytes, path: str) -> bytes:
    """A module's source with `passerelle.` before its imports of our folders.

    Raises ImportNotMovable for `import text...`, which would bind another name, and for a string
    that names a module of ours: nobody would rewrite that.
    """
    lines = source.splitlines(keepends=True)
    for node in ast.walk(ast.parse(source, path)):
        if isinstance(node, ast.ImportFrom) and not node.level:
            line, column = lines[node.lineno - 1], node.col_offset
            moved = _ROOM.sub(rf"from\g<1>{NAME}.", line[column:].decode(), count=1)
            lines[node.lineno - 1] = line[:column] + moved.encode()
        elif isinstance(node, ast.Import) and any(_is_ours(name.name) for name in node.names):
            raise ImportNotMovable(f"{path}:{node.lineno}: write `from ... import` instead")
        elif isinstance(node, ast.Constant) and _names_a_module(node.value):
            raise ImportNotMovable(f"{path}:{node.lineno}: say {node.value!r} by __package__")
    return b"".join(lines)


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] in ROOMS


def _names_a_module(value: object) -> bool:
    if not isinstance(value, str) or not _MODULE.fullmatch(value):
        return False
    return Path(*value.split(".")).with_suffix(".py").is_file()


class EggInfo(egg_info):
    """Metadata that knows one name at the top."""

    def finalize_options(self) -> None:
        """Map first: the metadata lists the packages."""
        under_one_name(self.distribution)
        super().finalize_options()


class BuildPy(build_py):
    """Copies the modules with the imports that fit, and the settings of the pages."""

    def finalize_options(self) -> None:
        """Map first: the packages are read here."""
        under_one_name(self.distribution)
        super().finalize_options()

    def build_module(  # type: ignore[override]
        self, module: str, module_file: str, package: str
    ) -> tuple[str, bool]:
        """Copy one module, then put the prefix before its imports."""
        made, copied = super().build_module(module, module_file, package)
        target = Path(made)
        target.write_bytes(with_prefix(Path(module_file).read_bytes(), module_file))
        return made, copied

    def run(self) -> None:
        """Copy everything; the pages read their settings from the folder they are started in."""
        if not self.editable_mode:  # what an earlier build left may be gone from the repository
            shutil.rmtree(Path(self.build_lib) / NAME, ignore_errors=True)
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / NAME / PAGE_SETTINGS
            self.mkpath(str(target.parent))
            self.copy_file(str(PAGE_SETTINGS), str(target))
