"""Query contextualisation: what a message asks, given the turns before.

A follow-up ("And in 2019?") is read after the question that it depends on; the reader is trained on
such pairs. A "yes" to an offer asks for what was offered; "shorter, please" for the same summary.
Nothing is rewritten here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answer.question.intent import Intent, IntentClassifier
from answer.question.offer import accepted
from answer.question.request import MOST, sentences_asked_for
from domain.types import Language, Turn

LOOKED_AT = 12
"""Messages before, at most, that are looked at."""
LONGEST = 300
"""Characters of a question before that are read again."""


@dataclass(frozen=True, slots=True)
class Understood:
    """``before``: the context of a follow-up, "" where it is none; ``section``: the one to sum up,
    and ``language`` the one it was offered in, where an offer was taken up.
    """

    message: str
    intent: Intent
    before: str = ""
    section: str = ""
    language: Language | None = None

    @property
    def asked(self) -> str:
        """The message as it is read."""
        return in_context(self.message, self.before)


def in_context(question: str, before: str) -> str:
    """Both, in the order in which they were asked."""
    return f"{before} {question}" if before else question


def understand(message: str, history: Sequence[Turn], intents: IntentClassifier) -> Understood:
    """What a message asks after these turns; raises EmbeddingModelError."""
    own = _by_itself(message, history, intents)
    if own.section or own.intent not in (Intent.FOLLOW_UP, Intent.SUMMARY_WHOLE):
        return own
    last = _last(history, intents)
    if last is None:
        return Understood(message, intents.classify(message, first=True))
    if last.intent is Intent.SUMMARY_WHOLE and sentences_asked_for(message) < MOST:
        return Understood(message, last.intent)  # "in one sentence?"
    if own.intent is Intent.FOLLOW_UP and last.intent is not Intent.SUMMARY_TOPIC:
        return Understood(message, own.intent, last.asked[:LONGEST])
    if last.intent is Intent.SUMMARY_TOPIC:  # "shorter", "in one sentence": of the same topic
        length = sentences_asked_for(message) < MOST or own.intent is Intent.SUMMARY_WHOLE
        intent = last.intent if length else own.intent
        return Understood(message, intent, last.asked[:LONGEST], last.section if length else "")
    return own


def _by_itself(message: str, history: Sequence[Turn], intents: IntentClassifier) -> Understood:
    offer = accepted(message, history)
    if offer is not None:
        return Understood(offer.request, Intent.SUMMARY_TOPIC, "", offer.section, offer.language)
    return Understood(message, intents.classify(message, first=not history))


def _last(history: Sequence[Turn], intents: IntentClassifier) -> Understood | None:
    """The last thing that was asked; of follow-ups, after the question they all depend on."""
    asked, base = None, ""
    start = max(0, len(history) - LOOKED_AT)
    for place in range(start, len(history)):
        if history[place].role != "user":
            continue
        found = _by_itself(history[place].content, history[:place], intents)
        if found.intent.is_small_talk:
            continue
        if found.intent is Intent.FOLLOW_UP:
            found = Understood(found.message, found.intent, base)
        else:
            base = found.message[:LONGEST]
        asked = found
    return asked
