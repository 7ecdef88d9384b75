"""Counts of what was asked and answered, as Prometheus reads them (text format 0.0.4)."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from threading import Lock

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Seconds that an answer took, at most."""


class Metrics:
    """The counts of one server since it started."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._since = clock, clock()
        self._lock = Lock()
        self._requests: Counter[tuple[str, str]] = Counter()
        self._answers: Counter[tuple[str, str]] = Counter()
        self._seconds: list[int] = [0] * len(BUCKETS)
        self._sum, self._count = 0.0, 0

    def request(self, door: str, status: int) -> None:
        """A request was answered with an HTTP status."""
        with self._lock:
            self._requests[door, str(status)] += 1

    def answer(self, door: str, status: str, seconds: float) -> None:
        """A question was answered, refused or met with a courtesy."""
        with self._lock:
            self._answers[door, status] += 1
            self._sum, self._count = self._sum + seconds, self._count + 1
            for place, most in enumerate(BUCKETS):
                self._seconds[place] += seconds <= most

    def text(self, gauges: Mapping[str, float]) -> str:
        """All of it, with what the store holds now."""
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
        yield "# HELP passerelle_answer_seconds Time that answers took."
        yield "# TYPE passerelle_answer_seconds histogram"
        for most, n in zip(BUCKETS, self._seconds, strict=True):
            yield f'passerelle_answer_seconds_bucket{{le="{most}"}} {n}'
        yield f'passerelle_answer_seconds_bucket{{le="+Inf"}} {self._count}'
        yield f"passerelle_answer_seconds_sum {self._sum:.6f}"
        yield f"passerelle_answer_seconds_count {self._count}"
        yield "# HELP passerelle_uptime_seconds Time since the server started."
        yield "# TYPE passerelle_uptime_seconds gauge"
        yield f"passerelle_uptime_seconds {self._clock() - self._since:.1f}"


def _gauges(gauges: Mapping[str, float]) -> Iterator[str]:
    for name, value in gauges.items():
        yield f"# TYPE passerelle_{name} gauge"
        yield f"passerelle_{name} {value:g}"
