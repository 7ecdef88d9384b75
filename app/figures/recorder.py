"""Recorder of usage figures, shared by all interfaces.

Write errors are logged: they never fail an answer.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.conversations.kept import new_token
from app.feedback.kept import Feedback
from app.figures.kept import FAILED, AnswerCounts
from app.figures.metrics import Metrics
from domain.types import Answer, Language, Status

logger = logging.getLogger("passerelle")


@dataclass(frozen=True)
class Recorder:
    """The counts of a server in memory, and those that outlive it where a store keeps them.

    ``feedback`` keeps the texts of refused questions; None where no text may be kept.
    """

    metrics: Metrics = field(default_factory=Metrics)
    counts: AnswerCounts | None = None
    feedback: Feedback | None = None

    def answered(self, door: str, answer: Answer, seconds: float, token: str | None = None) -> None:
        """A question was answered, refused or met with a courtesy; once for each token."""
        status = str(answer.status)
        if not self._new(token, door, status, answer.language, answer.timings):
            return
        self.metrics.answer(door, status, seconds, str(answer.language), answer.timings)
        if answer.status is Status.UNANSWERED and self.feedback is not None:
            feedback, question = self.feedback, answer.understood_as or answer.question
            _logged(lambda: feedback.refused(question, answer.language))

    def failed(self, door: str, language: Language, token: str | None = None) -> None:
        """A question that an error prevented from being answered."""
        if self._new(token, door, FAILED, language, {}):
            self.metrics.failure(door, str(language))

    def _new(
        self,
        token: str | None,
        door: str,
        status: str,
        language: Language,
        timings: Mapping[str, float],
    ) -> bool:
        """Whether it was not counted before."""
        counts, new = self.counts, True

        def add() -> None:
            nonlocal new
            if counts is not None:
                new = counts.add(token or new_token(), door, status, str(language), timings)

        _logged(add)
        return new


def _logged(deed: Callable[[], None]) -> None:
    try:
        deed()
    except sqlite3.Error:
        logger.exception("figures cannot be saved")
