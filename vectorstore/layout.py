"""Path layout of a store; nothing here opens, locks or removes files."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from domain.errors import StoreDamaged

VECTORS, PLACE = "vectors", "vectors.json"
"""Of a generation: the folder of its vectors, or the file that names their collection."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths below a store's folder."""

    root: Path

    @property
    def pointer(self) -> Path:
        """The file that names the generation that answers."""
        return self.root / "CURRENT"

    @property
    def generations(self) -> Path:
        """The folder of the generations."""
        return self.root / "generations"

    @property
    def journal(self) -> Path:
        """The event journal."""
        return self.root / "journal.sqlite"

    @property
    def computed(self) -> Path:
        """The embeddings that an interrupted build left."""
        return self.root / "computed.sqlite"

    @property
    def writer_lock(self) -> Path:
        """The lock of the one writer."""
        return self.root / "ingest.lock"

    def folder(self, number: int) -> Path:
        """A generation."""
        return self.generations / f"{number:04}"

    def lock(self, number: int) -> Path:
        """The lock that the readers of a generation share."""
        return self.generations / f"{number:04}.lock"

    def building(self, number: int) -> Path:
        """A generation that this process is building."""
        return self.generations / f"{number:04}.building-{os.getpid()}"

    def gone(self, number: int) -> Path:
        """A generation that this process is removing."""
        return self.generations / f"{number:04}.gone-{os.getpid()}"

    def numbers(self) -> tuple[int, ...]:
        """The generations that are kept, in order."""
        if not self.generations.is_dir():
            return ()
        return tuple(sorted(int(p.name) for p in self.generations.iterdir() if p.name.isdigit()))

    def current(self) -> int:
        """The generation that answers; raises StoreDamaged."""
        try:
            return int(self.pointer.read_text(encoding="ascii"))
        except (OSError, ValueError) as error:
            raise StoreDamaged(str(self.root), "CURRENT is not readable") from error
