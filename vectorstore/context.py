"""Embedding context: the text a passage is embedded and indexed as, and its vector's key."""

from __future__ import annotations

import hashlib

from domain.types import Passage


def context(passage: Passage, title: str) -> str:
    """The title and the section path on one line, then the passage; it is cited without them."""
    return " › ".join((title, *passage.section_path)) + "\n" + passage.text


def vector_key(fingerprint: str, text: str) -> str:
    """The key of a stored vector: a hash of the model and the text."""
    return hashlib.sha256(f"{fingerprint}\x1f{text}".encode()).hexdigest()[:32]
