"""Prometheus metrics of questions and answers (text format 0.0.4).

One set for the pages, HTTP and MCP: ``door`` is the label.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from threading import Lock

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Seconds that an answer, or one of its stages, took at most."""


class Histogram:
    """Seconds in buckets."""

    def __init__(self) -> None:
        self._within = [0] * len(BUCKETS)
        self._sum, self._count = 0.0, 0

    def add(self, seconds: float) -> None:
        """One more."""
        self._sum, self._count = self._sum + seconds, self._count + 1
        for place, most in enumerate(BUCKETS):
            self._within[place] += seconds <= most

    def lines(self, name: str, labels: str = "") -> Iterator[str]:
        """As text; ``labels`` are those of the whole, such as 'stage="search"'."""
        before, alone = (f"{labels},", f"{{{labels}}}") if labels else ("", "")
        for most, n in zip(BUCKETS, self._within, strict=True):
            yield f'{name}_bucket{{{before}le="{most}"}} {n}'
        yield f'{name}_bucket{{{before}le="+Inf"}} {self._count}'
        yield f"{name}_sum{alone} {self._sum:.6f}"
        yield f"{name}_count{alone} {self._count}"


class Metrics:
    """The counts of one server since it started."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._since = clock, clock()
        self._lock = Lock()
        self._requests: Counter[tuple[str, str]] = Counter()
        self._answers: Counter[tuple[str, str]] = Counter()
        self._languages: Counter[str] = Counter()
        self._verdicts: Counter[str] = Counter()
        self._took = Histogram()
        self._stages: dict[str, Histogram] = {}

    def request(self, door: str, status: int) -> None:
        """A request was answered with an HTTP status."""
        with self._lock:
            self._requests[door, str(status)] += 1

    def answer(
        self,
        door: str,
        status: str,
        seconds: float,
        language: str,
        timings: Mapping[str, float],
    ) -> None:
        """A question was answered, refused or met with a courtesy; ``timings``: ms by stage."""
        with self._lock:
            self._answers[door, status] += 1
            self._languages[language] += 1
            self._took.add(seconds)
            for stage, ms in timings.items():
                self._stages.setdefault(stage, Histogram()).add(ms / 1000)

    def failure(self, door: str, language: str) -> None:
        """A question that an error prevented from being answered."""
        with self._lock:
            self._answers[door, "failed"] += 1
            self._languages[language] += 1

    def verdict(self, useful: bool) -> None:
        """A user gave feedback on an answer."""
        with self._lock:
            self._verdicts["up" if useful else "down"] += 1

    def text(self, gauges: Mapping[str, float]) -> str:
        """All of it, with the current sizes of the store."""
        with self._lock:
            return "\n".join([*self._lines(), *_gauges(gauges), ""])

    def _lines(self) -> Iterator[str]:
        yield "# HELP passerelle_requests_total Requests by door and HTTP status."
        yield "# TYPE passerelle_requests_total counter"
        for (door, status), n in sorted(self._requests.items()):
            yield f'passerelle_requests_total{{door="{door}",status="{status}"}} {n}'
        yield "# HELP passerelle_answers_total Answers by door and status."
        yield "# TYPE passerelle_answers_total counter"
        for (door, status), n in sorted(self._answers.items()):
            yield f'passerelle_answers_total{{door="{door}",status="{status}"}} {n}'
        yield "# HELP passerelle_questions_total Questions by language."
        yield "# TYPE passerelle_questions_total counter"
        for language, n in sorted(self._languages.items()):
            yield f'passerelle_questions_total{{language="{language}"}} {n}'
        yield "# HELP passerelle_feedback_total What readers said of answers."
        yield "# TYPE passerelle_feedback_total counter"
        for verdict, n in sorted(self._verdicts.items()):
            yield f'passerelle_feedback_total{{verdict="{verdict}"}} {n}'
        yield "# HELP passerelle_answer_seconds Time that answers took."
        yield "# TYPE passerelle_answer_seconds histogram"
        yield from self._took.lines("passerelle_answer_seconds")
        yield "# HELP passerelle_stage_seconds Time that the stages of answers took."
        yield "# TYPE passerelle_stage_seconds histogram"
        for stage, took in sorted(self._stages.items()):
            yield from took.lines("passerelle_stage_seconds", f'stage="{stage}"')
        yield "# HELP passerelle_uptime_seconds Time since the server started."
        yield "# TYPE passerelle_uptime_seconds gauge"
        yield f"passerelle_uptime_seconds {self._clock() - self._since:.1f}"


def _gauges(gauges: Mapping[str, float]) -> Iterator[str]:
    for name, value in gauges.items():
        yield f"# TYPE passerelle_{name} gauge"
        yield f"passerelle_{name} {value:g}"
