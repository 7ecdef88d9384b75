"""The words given to a language model: files with {variables} that refuse what does not fit.

A prompt is a value. This module knows nothing of models, questions or passages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from domain.errors import UsageError
from domain.types import Language

FOLDER = Path(__file__).parent
_VARIABLE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A text with places for values; ``name`` appears in errors."""

    name: str
    text: str

    @property
    def variables(self) -> frozenset[str]:
        """The names of the places to fill."""
        return frozenset(_VARIABLE.findall(self.text))

    def render(self, values: Mapping[str, str]) -> str:
        """The text with every place filled; values are put in as they are, braces included.

        Raises UsageError where a variable is missing or unknown.
        """
        if missing := self.variables - values.keys():
            raise UsageError(f"prompt {self.name}", f"give a value to {_listed(missing)}")
        if unknown := values.keys() - self.variables:
            raise UsageError(f"prompt {self.name}", f"it has no place for {_listed(unknown)}")
        return _VARIABLE.sub(lambda match: values[match[1]], self.text)


def _listed(names: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(names))


def load(name: str, language: Language, folder: Path = FOLDER) -> Template:
    """The template <name>.<language>.md of the folder; raises UsageError where there is none."""
    path = folder / f"{name}.{language}.md"
    if not path.is_file():
        raise UsageError(f"prompt {name}", f"there is no {path.name} among the prompts")
    return Template(path.name, path.read_text(encoding="utf-8").strip())
