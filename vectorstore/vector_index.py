"""Vector index interface, for vectors in a generation's folder or in a server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from vectorstore.vectors import Vector


class VectorIndex(Protocol):
    """Unit vectors by passage id; raises StoreError."""

    def apply(self, removed: Sequence[str], added: Sequence[str], vectors: Vector) -> None:
        """Delete, then add; ``vectors`` has a row for each added id."""
        ...

    def search(
        self, vector: Vector, k: int, among: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """The k nearest: (passage id, cosine similarity), best first.

        ``among``: the ids of the passages that may be found, all by default.
        """
        ...

    def search_all(self, vectors: Sequence[Vector], k: int) -> list[list[tuple[str, float]]]:
        """The k nearest of each."""
        ...

    def get(self, ids: Sequence[str]) -> dict[str, Vector]:
        """The vectors of these ids that there are."""
        ...

    def ids(self) -> set[str]:
        """All ids."""
        ...

    def count(self) -> int:
        """How many vectors there are."""
        ...

    def close(self) -> None:
        """Close the index; it must not be used afterwards."""
        ...
