"""JSON Lines input of the batch commands."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from domain.errors import SourceNotReadable, UsageError

STDIN = "-"


def rows(file: Path) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Each line that is not blank as an object ({} for JSON of another kind), with its location;
    "-" is standard input. Raises SourceNotReadable, and UsageError naming a line that is not JSON.
    """
    try:
        data = sys.stdin.buffer.read() if str(file) == STDIN else file.read_bytes()
        lines = data.decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        detail = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise SourceNotReadable(str(file), detail or "it cannot be opened") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            where = f"{file} line {number}"
            yield _object(line, where), where


def _object(line: str, where: str) -> Mapping[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(where, f"it is not JSON ({error})") from error
    return found if isinstance(found, Mapping) else {}
