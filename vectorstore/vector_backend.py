"""Vector storage backends: in the generations' folders, or in a Chroma server.

    <store>/generations/0007/vectors/       Chroma's own files
    <store>/generations/0007/vectors.json   or the name of its collection in the server
    <store>/server.json                     whose collections are this store's, in any server

A generation is read from where it was stored, whatever the current setting; the next one is stored
where the setting names. A collection's name contains the store, the generation and the build, so
that each collection in the server can be assigned to a generation, or recognised as a stray.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import ChromaNotSet, StoreDamaged, StoreError
from vectorstore.chroma_server import ChromaServer
from vectorstore.files import copy_generation
from vectorstore.layout import PLACE, VECTORS
from vectorstore.vector_index import VectorIndex
from vectorstore.vectors import Vectors

if TYPE_CHECKING:
    from vectorstore.generation import Generation

IDENTITY = "server.json"
GRACE = 600.0
"""Seconds for which a generation in a server is kept after it stopped answering, by default: the
replicas of other machines may still read it, and their locks may not be seen here."""


def collection_of(folder: Path) -> str | None:
    """The collection of a generation; None where its vectors are in its folder."""
    try:
        return str(json.loads((folder / PLACE).read_text(encoding="utf-8"))["collection"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreDamaged(str(folder), f"{PLACE} cannot be read") from error


@dataclass(frozen=True, slots=True)
class VectorBackend:
    """Opens, makes and removes the vectors of the generations of one store.

    ``grace`` is in seconds; see GRACE.
    """

    root: Path
    server: ChromaServer | None = None
    grace: float = GRACE

    def open(self, folder: Path) -> VectorIndex:
        """The vectors of a generation; raises StoreDamaged, StoreNotWritable, ChromaServerError."""
        name = collection_of(folder)
        if name is None:
            return Vectors.open(folder / VECTORS)
        if self.server is None:
            raise ChromaNotSet(str(self.root), name)
        from vectorstore.server_vectors import ServerVectors

        return ServerVectors.open(self.server, name)

    def create(self, folder: Path, neighbours: int) -> VectorIndex:
        """New ones, empty, for a generation that is being built in a folder."""
        if self.server is None:
            return Vectors.open(folder / VECTORS, create=True, neighbours=neighbours)
        from vectorstore.server_vectors import ServerVectors

        return ServerVectors.create(self.server, self._placed(folder), neighbours)

    def copy(
        self, parent: Generation, folder: Path, without: Sequence[str], neighbours: int
    ) -> VectorIndex:
        """A copy of a generation's folder, and the vectors that it begins with, opened.

        Those of ``without`` may be there or not.
        """
        there = collection_of(parent.folder) is not None
        if not there and self.server is None:
            copy_generation(parent.folder, folder)
            return Vectors.open(folder / VECTORS)
        copy_generation(parent.folder, folder, without=(VECTORS, PLACE))
        if self.server is None:
            made = Vectors.open(folder / VECTORS, create=True, neighbours=neighbours)
            _fill(made, parent.vectors, without)
            return made
        from vectorstore.server_vectors import ServerVectors

        name = self._placed(folder)
        return ServerVectors.copy(self.server, name, parent.vectors, without, neighbours)

    def discard(self, folder: Path) -> None:
        """Delete a generation's collection, where it has one that is this store's.

        Where the server does not answer it stays, to be swept at a later write.
        """
        with suppress(StoreError):
            name = collection_of(folder)
            if name is not None:
                self.drop(name)

    def drop(self, name: str) -> None:
        """Delete a collection of this store's; raises ChromaServerError."""
        if self.server is not None and name.startswith(self._prefix()):
            from vectorstore.chroma_api import ChromaApi

            with ChromaApi(self.server) as api:
                api.drop(name)

    def strays(self, folders: Iterable[Path]) -> list[str]:
        """The collections of this store without a generation; raises ChromaServerError."""
        if self.server is None:
            return []
        from vectorstore.chroma_api import ChromaApi

        with ChromaApi(self.server) as api:
            api.check()
            found = api.collections(self._prefix()) if self.identity() else []
        return sorted(set(found) - {collection_of(folder) for folder in folders})

    def sweep(self, folders: Sequence[Path]) -> list[str]:
        """Delete stray collections; under the writer's lock only. Raises ChromaServerError."""
        found = self.strays(folders)
        for name in found:
            self.drop(name)
        return found

    def _placed(self, folder: Path) -> str:
        """A name for a new collection, recorded in its folder before it is created."""
        number, build = folder.name.partition(".")[0], uuid.uuid4().hex[:8]
        if self.identity() is None:
            _identify(self.root / IDENTITY)
        name = f"{self._prefix()}{number}-{build}"
        (folder / PLACE).write_text(json.dumps({"collection": name}), encoding="utf-8")
        return name

    def _prefix(self) -> str:
        return f"passerelle-{self.identity() or 'nobody'}-"

    def identity(self) -> str | None:
        """This store's name in a server; None before it has a collection, and for a copy.

        A copy of a store's folder reads the collections of the original, and must not delete them.
        """
        path = self.root / IDENTITY
        try:
            known = json.loads(path.read_text(encoding="utf-8"))
            return str(known["store"]) if known["inode"] == path.stat().st_ino else None
        except (OSError, ValueError, KeyError, TypeError):
            return None


def _identify(path: Path) -> None:
    """Give a store a new name, bound to this very file."""
    made = path.with_name(f"{path.name}.{os.getpid()}.new")
    with made.open("w", encoding="utf-8") as file:
        inode = os.fstat(file.fileno()).st_ino
        json.dump({"store": uuid.uuid4().hex[:12], "inode": inode}, file)
        file.flush()
        os.fsync(file.fileno())
    made.replace(path)


def _fill(made: Vectors, parent: VectorIndex, without: Sequence[str]) -> None:
    """Copy the vectors of a server into a folder."""
    import numpy as np

    stored = parent.get(sorted(parent.ids() - set(without)))
    if stored:
        made.apply((), list(stored), np.stack(list(stored.values())))
