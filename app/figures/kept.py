"""Usage statistics storage: time, interface, status, language and latencies of each answer.

Never the question or the answer. Kept for ``DAYS``; raises sqlite3.Error where it cannot be.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path

from app.private_file import PrivateFile

FILE = "figures.sqlite"
DAYS = 400
FAILED = "failed"
"""The status of a question that an error prevented from being answered."""
_DAY = 86_400.0
_STEPS = (
    (
        """CREATE TABLE answer (
             token TEXT PRIMARY KEY,
             at REAL NOT NULL,
             door TEXT NOT NULL,
             status TEXT NOT NULL,
             language TEXT NOT NULL
           )""",
        "CREATE INDEX answer_at ON answer (at)",
        """CREATE TABLE stage (
             token TEXT NOT NULL REFERENCES answer (token) ON DELETE CASCADE,
             name TEXT NOT NULL,
             ms REAL NOT NULL
           )""",
        "CREATE INDEX stage_of ON stage (token)",
    ),
)


@dataclass(frozen=True, slots=True)
class Day:
    """The questions of a day by their outcome."""

    date: date
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Latency:
    """How long a stage took: half of the times are at most ``p50`` milliseconds, 95 % ``p95``."""

    stage: str
    count: int
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Some days, the earliest first and none left out, with what was counted over all of them."""

    days: tuple[Day, ...]
    statuses: Mapping[str, int]
    languages: Mapping[str, int]
    doors: Mapping[str, int]
    latencies: tuple[Latency, ...]


class AnswerCounts:
    """Those of a store, in a file that ``clock`` dates."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._file, self._clock = PrivateFile(path, _STEPS), clock

    def add(
        self, token: str, door: str, status: str, language: str, timings: Mapping[str, float]
    ) -> bool:
        """Count a question once, however often it is called with its token; False where it was."""
        with self._file.writing() as rows:
            now = self._clock()
            rows.execute("DELETE FROM answer WHERE at < ?", (now - DAYS * _DAY,))
            new = rows.execute(
                "INSERT INTO answer VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (token, now, door, status, language),
            )
            if new.rowcount == 1:
                stages = ((token, stage, ms) for stage, ms in timings.items())
                rows.executemany("INSERT INTO stage VALUES (?, ?, ?)", stages)
        return new.rowcount == 1

    def summary(self, days: int, zone: tzinfo | None = None) -> Summary:
        """The last days up to today, as they begin in a time zone (None: this machine's)."""
        today = datetime.fromtimestamp(self._clock(), zone)
        first = (today - timedelta(days=days - 1)).date()
        begin = datetime(first.year, first.month, first.day, tzinfo=zone).timestamp()
        with self._file.reading() as rows:
            answers = rows.execute(
                "SELECT at, door, status, language FROM answer WHERE at >= ?", (begin,)
            ).fetchall()
            times = rows.execute(
                "SELECT stage.name, stage.ms FROM stage JOIN answer USING (token) WHERE at >= ?",
                (begin,),
            ).fetchall()
        return Summary(
            tuple(_by_day(answers, first, days, zone)),
            Counter(status for _, _, status, _ in answers),
            Counter(language for _, _, _, language in answers),
            Counter(door for _, door, _, _ in answers),
            _latencies(times),
        )


def _by_day(
    answers: Sequence[tuple[float, str, str, str]], first: date, days: int, zone: tzinfo | None
) -> Iterable[Day]:
    found: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for at, _, status, _ in answers:
        found[datetime.fromtimestamp(at, zone).date()][status] += 1
    for n in range(days):
        day = first + timedelta(days=n)
        yield Day(day, found[day])


def _latencies(times: Iterable[tuple[str, float]]) -> tuple[Latency, ...]:
    """By stage, in the order in which they were first met."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for stage, ms in times:
        found[stage].append(ms)
    return tuple(
        Latency(stage, len(all_), percentile(all_, 50), percentile(all_, 95))
        for stage, all_ in found.items()
    )


def percentile(values: Sequence[float], percent: int) -> float:
    """The nearest-rank percentile of some values, of which there is at least one."""
    ordered = sorted(values)
    return ordered[max(-(-len(ordered) * percent // 100) - 1, 0)]
