"""Files of an embedding model: their digest, and short messages for loading errors."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

_END = 2**20
_EXTRA = ("sentence_transformers", "torch", "transformers")


def digest(folder: Path, names: Iterable[str] | None = None) -> str:
    """A digest of a model's files, or of those named: small ones whole, weights by name, size and
    both ends. A missing file counts as one that is not named.
    """
    found = hashlib.sha256()
    files = folder.rglob("*") if names is None else (folder / name for name in names)
    for path in sorted(p for p in files if p.is_file()):
        size = path.stat().st_size
        found.update(json.dumps([path.relative_to(folder).as_posix(), size]).encode())
        with path.open("rb") as file:
            found.update(file.read(_END))
            if size > _END:
                file.seek(-_END, os.SEEK_END)
                found.update(file.read())
    return found.hexdigest()[:16]


def short(error: BaseException) -> str:
    """An error in at most 200 characters of one line; for a missing library, what to do."""
    if isinstance(error, ModuleNotFoundError) and error.name in _EXTRA:
        return "it needs more packages: pip install 'passerelle[models]'"
    return " ".join(str(error).split())[:200] or type(error).__name__
