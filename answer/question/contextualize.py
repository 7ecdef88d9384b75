"""A question with the turn before it, which it may lean on ("And in 2019?").

The reader is trained on such pairs: it answers the second question, in the light of the first where
it needs that. Nothing is rewritten here.
"""

from __future__ import annotations

from collections.abc import Sequence

from answer.question.intent import IntentClassifier
from domain.types import Turn

LOOKED_AT = 6
"""Messages before, at most, among which the last question is looked for."""


def question_before(history: Sequence[Turn], intents: IntentClassifier) -> str | None:
    """The last thing that the person asked; small talk asks nothing."""
    asked = (turn.content for turn in reversed(history[-LOOKED_AT:]) if turn.role == "user")
    return next((text for text in asked if not intents.classify(text).is_small_talk), None)


def contextualize(question: str, before: str | None) -> str:
    """Both, in the order in which they were asked; the question alone without a turn before."""
    return f"{before.strip()} {question.strip()}" if before else question
