"""Inference of any sentence-transformers model, by name or folder, with its own prompts.

Loading takes seconds (torch), so nothing is loaded before the first text, nor for the fingerprint.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.errors import EmbeddingModelError
from vectorstore.model_files import digest, short

_BATCH = 32


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, with its own prompts, on the CPU, in float32."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = Lock()

    @cached_property
    def fingerprint(self) -> str:
        """Cheap: no torch. A folder is identified by its small files and ends of its weights."""
        folder = Path(self.name).expanduser()
        return (
            f"{folder.name}:{digest(folder)} float32" if folder.is_dir() else f"{self.name} float32"
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
                raise EmbeddingModelError(self.name, short(error)) from error
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
            raise EmbeddingModelError(self.name, short(error)) from error

    def _folder(self) -> str | None:
        """The model's folder on this machine; None for a name of the hub."""
        folder = Path(self.name).expanduser()
        looks_local = folder.is_absolute() or self.name.startswith((".", "~"))
        if looks_local and not folder.is_dir():
            raise EmbeddingModelError(self.name, "there is no such folder")
        return str(folder) if folder.is_dir() else None
