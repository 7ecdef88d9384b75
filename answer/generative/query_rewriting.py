"""Query rewriting: a question that depends on the turns before, made self-contained by the model.

The prompt is answer.generative.prompting's; here its reply is accepted or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.generative.prompting import one_line
from domain.types import Language, Turn
from text.figures import carries, figures
from text.language import detect_or_none
from text.names import mentions, spelling, tokens

LONGEST_QUESTION = 400
_LABEL = re.compile(r"^\s*(?:question|standalone question|question autonome)\s*:\s*", re.IGNORECASE)


def standalone(
    written: str, question: str, language: Language, history: Sequence[Turn]
) -> str | None:
    """The rewritten question, if it is one and adds nothing to the conversation; else None."""
    text = _LABEL.sub("", one_line(written)).strip(' "“”«»')
    if not text or len(text) > LONGEST_QUESTION or not re.search(r"\w.*\?$", text):
        return None
    if detect_or_none(text) is language.other:
        return None
    said = " ".join((question, *(turn.content for turn in history)))
    return None if _brings_something(text, said) else text


def _brings_something(text: str, said: str) -> bool:
    """Whether a text has a figure or a name that the conversation has not."""
    known, ids = figures(said), {mention.id for mention in mentions(said)}
    words = {spelling(token.low) for token in tokens(said)}
    named = [t for t in tokens(text) if t.capital and not t.opens and spelling(t.low) not in words]
    things = mentions(text)
    return (
        any(not any(carries(k, f) for k in known) for f in figures(text))
        or any(thing.id not in ids for thing in things)
        or any(not any(m.start <= t.start < m.end for m in things) for t in named)
    )
