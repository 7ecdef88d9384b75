"""Event stream of a finished answer, and the time of each stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from domain.types import Answer, AnswerEvent, Finished, SentenceReady


@dataclass
class Clock:
    """Milliseconds by stage."""

    now: Callable[[], float]
    timings: dict[str, float] = field(default_factory=dict)
    last: float = 0.0

    def __post_init__(self) -> None:
        self.last = self.now()

    def mark(self, stage: str) -> None:
        """A stage has ended."""
        now = self.now()
        self.timings[stage] = round((now - self.last) * 1000, 2)
        self.last = now


def told(answer: Answer, clock: Clock) -> Iterator[AnswerEvent]:
    """The events that show an answer sentence by sentence."""
    for sentence in answer.sentences:
        own = tuple(c for c in answer.citations if c.marker in sentence.markers)
        yield SentenceReady(sentence, own)
    clock.mark("tell")
    yield Finished(replace(answer, timings=clock.timings))
