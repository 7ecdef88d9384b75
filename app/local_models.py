"""The chat models that an Ollama on this machine offers: noticed, never used unasked.

Only this machine is asked, and nothing is sent but the question which models there are. Knows
nothing of pages.
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
MOST = 5  # models that are named
CHATS = "completion"  # what Ollama calls what a chat model can
# Models that make vectors, or put texts in order, by their family; and where that does not tell, by
# their name.
_VECTOR_FAMILY = "bert"
_VECTOR_NAMES = ("embed", "rerank", "bge-")


@dataclass(frozen=True, slots=True)
class LocalModels:
    """Where an Ollama answers, and the names of its chat models; () where there are none."""

    root: str
    names: tuple[str, ...]

    @property
    def base_url(self) -> str:
        """What PASSERELLE_CHAT_BASE_URL has to be: Ollama speaks OpenAI's protocol there."""
        return f"{self.root}/v1"


def find(address: str | None = None) -> LocalModels:
    """Ask the Ollama of this machine: at ``address``, else as OLLAMA_HOST says, else where it is
    by default.
    """
    root = _root(address or os.environ.get("OLLAMA_HOST") or HOST)
    if (urlsplit(root).hostname or "") not in LOCAL:
        return LocalModels(root, ())
    try:
        with httpx.Client(timeout=PATIENCE, trust_env=False) as client:
            told = client.get(f"{root}/api/tags").json()
        names = [str(model["name"]) for model in told["models"] if _chats(model)]
    except (httpx.HTTPError, ValueError, LookupError, TypeError, AttributeError):
        return LocalModels(root, ())
    return LocalModels(root, tuple(name for name in names if name.isprintable())[:MOST])


def _chats(model: Mapping[str, Any]) -> bool:
    """Whether a model writes: as it says itself, else by its family, else by its name."""
    if able := model.get("capabilities"):
        return CHATS in able
    details = model.get("details") or {}
    families = [details.get("family") or "", *(details.get("families") or ())]
    if any(_VECTOR_FAMILY in str(family) for family in families):
        return False
    return not any(part in str(model["name"]).casefold() for part in _VECTOR_NAMES)


def _root(address: str) -> str:
    """An address without a scheme is one all the same; 0.0.0.0 is where it listens, not a place."""
    full = address if "://" in address else f"http://{address}"
    return full.replace("//0.0.0.0", "//127.0.0.1").rstrip("/")
