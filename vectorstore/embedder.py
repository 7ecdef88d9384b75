"""Texts to vectors: the model that ships, or any other, by the name or folder of a setting.

Which kind of model a name means is decided here; how each is run: onnx_model.py, sentence_model.py.
Knows nothing of passages or indexes.
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
"""The bilingual model that ships: training/ says how it was made, its model card what it is."""


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
    """The embedder of a setting; None is the model that ships. Nothing is loaded yet.

    A folder with an exported model is run by onnxruntime; any other folder, and any other name, is
    sentence-transformers' to load.
    """
    if name in (None, BUNDLED):
        return OnnxEmbedder(MODEL_FOLDER, BUNDLED)
    folder = Path(str(name)).expanduser()
    if is_exported(folder):
        return OnnxEmbedder(folder, str(name))
    return SentenceTransformerEmbedder(str(name))
