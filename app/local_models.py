"""Discovery of local chat models of an Ollama server; never used without configuration.

Only this machine is asked, and nothing is sent but the request for the list of models.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx

HOST = "http://127.0.0.1:11434"
LOCAL = ("127.0.0.1", "localhost", "::1")
PATIENCE = 0.5  # seconds
MOST = 5  # models that are listed
CHATS = "completion"  # Ollama's name for the capability of a chat model
# Models that make vectors, or put texts in order, by their family; otherwise by
# their name.
_VECTOR_FAMILY = "bert"
_VECTOR_NAMES = ("embed", "rerank", "bge-")


@dataclass(frozen=True, slots=True)
class LocalModels:
    """The address of an Ollama server, and the names of its chat models; () for none."""

    root: str
    names: tuple[str, ...]

    @property
    def base_url(self) -> str:
        """The value for PASSERELLE_CHAT_BASE_URL: Ollama's OpenAI-compatible endpoint."""
        return f"{self.root}/v1"


def find(address: str | None = None) -> LocalModels:
    """Ask the Ollama of this machine: at ``address``, else at OLLAMA_HOST, else where it is
    by default.
    """
    root = _root(address or os.environ.get("OLLAMA_HOST") or HOST)
    if (urlsplit(root).hostname or "") not in LOCAL:
        return LocalModels(root, ())
    try:
        with httpx.Client(timeout=PATIENCE, trust_env=False) as client:
            payload = client.get(f"{root}/api/tags").json()
        names = [str(model["name"]) for model in payload["models"] if _chats(model)]
    except (httpx.HTTPError, ValueError, LookupError, TypeError, AttributeError):
        return LocalModels(root, ())
    return LocalModels(root, tuple(name for name in names if name.isprintable())[:MOST])


def _chats(model: Mapping[str, Any]) -> bool:
    """Whether a model is a chat model: by its capability, else its family, else its name."""
    if able := model.get("capabilities"):
        return CHATS in able
    details = model.get("details") or {}
    families = [details.get("family") or "", *(details.get("families") or ())]
    if any(_VECTOR_FAMILY in str(family) for family in families):
        return False
    return not any(part in str(model["name"]).casefold() for part in _VECTOR_NAMES)


def _root(address: str) -> str:
    """Normalises an address: the scheme is optional, and 0.0.0.0 is a listening address only."""
    full = address if "://" in address else f"http://{address}"
    return full.replace("//0.0.0.0", "//127.0.0.1").rstrip("/")
