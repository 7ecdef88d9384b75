"""Stand-ins for what cannot be had in tests: an embedding model that costs nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

DIMENSION = 64


class HashEmbedder:
    """Texts that share words have near vectors; counts the texts it was given."""

    def __init__(self, name: str = "hash", fingerprint: str = "hash 1") -> None:
        self.name = name
        self.fingerprint = fingerprint
        self.embedded = 0

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), DIMENSION), unit length."""
        self.embedded += len(texts)
        return np.stack([self._vector(text) for text in texts])

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Shape (DIMENSION,), unit length."""
        return self._vector(text)

    def _vector(self, text: str) -> NDArray[np.float32]:
        vector = np.full(DIMENSION, 0.01, dtype=np.float32)
        for word in re.findall(r"\w+", text.casefold()):
            digest = hashlib.sha256(f"{self.fingerprint} {word}".encode()).digest()
            vector[digest[0] % DIMENSION] += 1.0 if digest[1] % 2 else -1.0
        return vector / np.float32(np.linalg.norm(vector))
