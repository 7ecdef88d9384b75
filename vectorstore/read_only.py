"""Read-only folders opened for tantivy: a temporary folder of links to their files.

tantivy creates a lock file when it opens an index, which a replica's folder does not allow.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory


def writable(folder: Path) -> TemporaryDirectory[str] | None:
    """A temporary folder of links to the files of one that cannot be written; None for any other.

    Files are linked, not copied; locks are left out. The caller removes the folder.
    """
    if os.access(folder, os.W_OK):
        return None
    made = TemporaryDirectory(prefix="passerelle-")
    for path in folder.iterdir():
        if path.suffix != ".lock":
            (Path(made.name) / path.name).symlink_to(path.resolve())
    return made
