"""Markup check: links, images, tags and signs of layout that a claim's passage does not have."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Links, images, tags, fences, and the codes of Markdown, LaTeX and Streamlit.
_MARKUP = re.compile(
    r"\bhttps?://\S+|\bwww\.\S+|\bdata:\S+|!\[|\]\(|</?[A-Za-z!][^>]*>|```|\{\{|"
    r":material/\w*:?|:[a-z]{2,10}(?:-[a-z]+)?\[|\\[a-z]+\{|\$[^$\s](?:[^$]*[^$\s])?\$(?![\d$])"
)


def unstated(claim: str, texts: Sequence[str]) -> str | None:
    """The first such sign of a claim that no text has; None for none."""
    for sign in _MARKUP.finditer(claim):
        if not any(sign.group() in text for text in texts):
            return sign.group()
    return None
