"""Manifest of a published generation: file checksums that reveal damage.

Excludes locks, and Chroma's files, because Chroma writes to them on opening.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.errors import StoreDamaged
from vectorstore.layout import VECTORS

MANIFEST = "manifest.json"
_LEFT_OUT = ("-journal", "-wal", "-shm", ".lock", MANIFEST)


@dataclass(frozen=True, slots=True)
class Deviation:
    """Paths below the generation's folder that are not as they were published."""

    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


def write(folder: Path) -> None:
    """Record the files of a closed generation."""
    digests = {name: _digest(folder / name) for name in _names(folder)}
    (folder / MANIFEST).write_text(json.dumps(digests, indent=0), encoding="utf-8")


def deviation(folder: Path) -> Deviation | None:
    """Differences from the manifest; None for an older generation, which has none.

    Raises StoreDamaged where the manifest itself cannot be read.
    """
    try:
        known: dict[str, str] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        names = set(_names(folder))
        changed = {n for n in names & known.keys() if _digest(folder / n) != known[n]}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, AttributeError) as error:
        raise StoreDamaged(str(folder), "its manifest cannot be read") from error
    missing, extra = known.keys() - names, names - known.keys()
    return Deviation(tuple(sorted(missing)), tuple(sorted(changed)), tuple(sorted(extra)))


def names(folder: Path) -> tuple[str, ...]:
    """The files that a manifest lists; raises StoreDamaged where it cannot be read."""
    try:
        known: dict[str, str] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        listed = tuple(dict(known))
    except (OSError, ValueError, TypeError) as error:
        raise StoreDamaged(str(folder), "its manifest cannot be read") from error
    if any(".." in Path(name).parts or Path(name).is_absolute() for name in listed):
        raise StoreDamaged(str(folder), "its manifest lists what is not its own")
    return listed


def _names(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(f"{VECTORS}/") and not name.endswith(_LEFT_OUT):
            yield name


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()[:32]
