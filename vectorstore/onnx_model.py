"""Inference of an exported embedding model with onnxruntime: one text at a time, no torch.

A folder contains model.onnx, tokenizer.json and embedder.json (training/export.py writes them). One
text at a time, because quantised activations are scaled over all that is computed at once: a vector
must not depend on its neighbours. Texts are spread over the processor's cores instead.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.errors import EmbeddingModelError
from vectorstore.model_files import digest, short

MODEL, TOKENIZER, DESCRIPTION = "model.onnx", "tokenizer.json", "embedder.json"


def is_exported(folder: Path) -> bool:
    """Whether the folder contains an exported model."""
    return (folder / DESCRIPTION).is_file()


def load(folder: Path) -> tuple[Any, Any]:
    """The tokenizer of an exported model and its session on one thread.

    Raises what the libraries raise.
    """
    return load_tokenizer(folder), session(folder / MODEL)


def load_tokenizer(folder: Path) -> Any:
    """The tokenizer of an exported model, without padding. Raises what tokenizers raises."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.no_padding()
    return tokenizer


def session(path: Path) -> Any:
    """An exported model on one thread. Raises what onnxruntime raises."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class OnnxEmbedder:
    """The model of one folder; nothing is loaded before the first text."""

    def __init__(self, folder: Path, name: str | None = None) -> None:
        """``name``: what the setting calls it, else the folder."""
        self.name = name or str(folder)
        self._folder = folder
        self._lock = Lock()

    @cached_property
    def fingerprint(self) -> str:
        """Differs for other weights, another tokenizer or another precision."""
        files = digest(self._folder, (MODEL, TOKENIZER, DESCRIPTION))
        return f"onnx:{files} {self._facts['precision']}"

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension); raises EmbeddingModelError."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        self._loaded()
        workers = min(len(texts), os.cpu_count() or 1)
        with ThreadPoolExecutor(workers) as pool:
            return np.stack(list(pool.map(self.embed_query, texts)))

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Shape (dimension,); raises EmbeddingModelError."""
        tokenizer, session = self._loaded()
        ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
        try:
            vector: NDArray[np.float32] = session.run(None, {"input_ids": ids})[0]
        except Exception as error:
            raise EmbeddingModelError(self.name, short(error)) from error
        return vector

    @cached_property
    def _facts(self) -> dict[str, Any]:
        try:
            facts: dict[str, Any] = json.loads((self._folder / DESCRIPTION).read_text("utf-8"))
            return {"precision": str(facts["precision"]), "most_tokens": int(facts["most_tokens"])}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EmbeddingModelError(self.name, short(error)) from error

    def _loaded(self) -> tuple[Any, Any]:
        """The tokenizer and the session, loaded once."""
        with self._lock:
            return self._parts

    @cached_property
    def _parts(self) -> tuple[Any, Any]:
        most = self._facts["most_tokens"]
        try:
            tokenizer, session = load(self._folder)
            tokenizer.enable_truncation(most)
        except Exception as error:
            raise EmbeddingModelError(self.name, short(error)) from error
        return tokenizer, session
