"""Sentence embeddings: the bundled model, or any other, by the name or folder of a setting.

Selects the kind of model by name; each kind is run in onnx_model.py or sentence_model.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from vectorstore.onnx_model import OnnxEmbedder, is_exported
from vectorstore.sentence_model import SentenceTransformerEmbedder

BUNDLED = "bundled"
MODEL_FOLDER = Path(__file__).with_name("model")
"""The bundled bilingual model; see training/ and its model card."""


class Embedder(Protocol):
    """Maps texts to unit vectors of one model; safe to share between threads."""

    @property
    def name(self) -> str:
        """ "bundled", or the name or folder that the setting gave."""
        ...

    @property
    def fingerprint(self) -> str:
        """Equal for equal vectors: model, revision, precision, prompts."""
        ...

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """An array of shape (len(texts), dimension)."""
        ...

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """An array of shape (dimension,)."""
        ...


def load_embedder(name: str | None) -> Embedder:
    """The embedder of a setting; None is the bundled model. Loads nothing yet.

    A folder with an exported model is run by onnxruntime; any other folder or name is loaded by
    sentence-transformers.
    """
    if name in (None, BUNDLED):
        return OnnxEmbedder(MODEL_FOLDER, BUNDLED)
    folder = Path(str(name)).expanduser()
    if is_exported(folder):
        return OnnxEmbedder(folder, str(name))
    return SentenceTransformerEmbedder(str(name))
