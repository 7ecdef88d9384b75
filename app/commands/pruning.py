"""Confirmation before pruning with an empty folder, which would remove its sources from the store.

A failed mount looks like an empty folder: it must not empty a store.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.prompting import agreed
from domain.errors import PruneNotConfirmed
from domain.types import Language
from ingest.inputs import Input, RefusedInput, folder_origin, is_folder

if TYPE_CHECKING:
    from app.wiring import Parts

_QUESTION = {
    Language.FR: "{folder} est vide. Retirer les {n} sources qui en viennent ?",
    Language.EN: "{folder} is empty. Remove the {n} sources that came from it?",
}


def confirmed(
    parts: Parts, given: Sequence[str], inputs: Sequence[Input], reader: Language, yes: bool
) -> tuple[Input, ...]:
    """The inputs of a pruning ingest, without the empty folders confirmed for pruning.

    Raises PruneNotConfirmed where nobody can be asked, or the user declines.
    """
    agreed = set()
    for folder in filter(is_folder, given):
        empty = any(isinstance(item, RefusedInput) and item.label == folder for item in inputs)
        stored = _stored_count(parts, folder) if empty else 0
        if stored:
            if not yes and not _agrees(folder, stored, reader):
                raise PruneNotConfirmed(folder, str(stored))
            agreed.add(folder)
    return tuple(i for i in inputs if not (isinstance(i, RefusedInput) and i.label in agreed))


def _stored_count(parts: Parts, folder: str) -> int:
    origin = folder_origin(Path(folder))
    return sum(source.origin == origin for source, _ in parts.sources())


def _agrees(folder: str, stored: int, reader: Language) -> bool:
    if not sys.stdin.isatty():
        return False
    return agreed(_QUESTION[reader].format(folder=folder, n=stored), reader)
