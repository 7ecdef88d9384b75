"""Periodic refresh (`passerelle refresh --every`): one line a round, until Ctrl-C or SIGTERM.

A round that fails (the store is being written, the web is away) is reported and the next one tried;
an interrupted round leaves the library unchanged.
"""

from __future__ import annotations

import json
import random
import re
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import typer

from app.library.reviews import Reviews
from app.views.as_json import report_json
from app.views.report import print_report, print_reviews
from domain.errors import (
    PasserelleError,
    SettingsError,
    SourceNotFound,
    StoreEmpty,
    UsageError,
)
from domain.reports import IngestReport, Progress
from domain.types import Language
from ingest.sync import Options

if TYPE_CHECKING:
    from app.wiring import Parts

OnProgress = Callable[[Progress], None]
SHORTEST = 60  # seconds between two rounds: requests go to other people's servers
LONGEST = 366 * 86_400
JITTER = 0.1  # of the time between two rounds, so that not all ask at the same minute
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "j": 86_400}
_TIME = re.compile(r"(\d{1,9})\s*([smhdj])", re.IGNORECASE)
_NEVER_MENDED = (UsageError, SettingsError, SourceNotFound, StoreEmpty)
_LINE = {
    Language.FR: "{at} · {asked} consultées, {changed} {word}, {failed} en échec · "
    "prochain tour vers {next}",
    Language.EN: "{at} · {asked} asked, {changed} {word}, {failed} failed · "
    "next round at about {next}",
}
_CHANGED = {
    Language.FR: ("mises à jour", "en attente de relecture"),
    Language.EN: ("updated", "waiting for review"),
}
_MISSED = {
    Language.FR: "{at} · tour manqué : {why} · prochain tour vers {next}",
    Language.EN: "{at} · round failed: {why} · next round at about {next}",
}
_ENDED = {
    Language.FR: "arrêté après {n} tour(s)",
    Language.EN: "ended after {n} round(s)",
}


class _Ended(Exception):
    """The process is asked to end."""


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did; ``waiting``: the ids whose change waits for review, None where changes are
    published.
    """

    report: IngestReport
    waiting: tuple[str, ...] | None = None

    def show(self, reader: Language, as_json: bool) -> None:
        """The whole report."""
        if as_json:
            print(json.dumps(self.as_json(), ensure_ascii=False), flush=True)
        elif self.waiting is None:
            print_report(self.report, reader, as_json)
        else:
            print_reviews(self.report, self.waiting, reader)

    def as_json(self) -> dict[str, Any]:
        """The report, and what waits where something may."""
        more = {} if self.waiting is None else {"waiting": list(self.waiting)}
        return report_json(self.report) | more


def interval(written: str) -> float:
    """The seconds of "30m", "6h", "1d"; raises UsageError."""
    found = _TIME.fullmatch(written.strip())
    seconds = int(found[1]) * _UNITS[found[2].lower()] if found else 0
    if not SHORTEST <= seconds <= LONGEST:
        raise UsageError("--every", "give a time from 1m to 366d, such as 30m, 6h or 1d")
    return float(seconds)


def one_round(
    parts: Parts,
    ids: Sequence[str],
    review: bool,
    reader: Language,
    progress: OnProgress = lambda _: None,
) -> Round:
    """Ask once; raises as ingest.web.sync.refresh does."""
    options = Options(fallback=reader, reader=reader)
    if not review:
        return Round(parts.refresh(ids, options, progress))
    looked = parts.look_again(ids, options, progress)
    hashes = {source.id: source.content_hash for source, _ in parts.sources()}
    reviews = Reviews(parts.folder)
    return Round(looked.report, reviews.propose(looked.pages, looked.report.changes, hashes))


@dataclass
class Rounds:
    """One round after another, over the same parts."""

    parts: Parts
    ids: Sequence[str]
    review: bool
    reader: Language
    as_json: bool
    done: int = 0

    def run(self, seconds: float) -> None:
        """Until the process is asked to end, which is what ends it well."""
        with _ending():
            try:
                while True:
                    pause = seconds * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311
                    self._round(_now() + timedelta(seconds=pause))
                    threading.Event().wait(pause)
            except (_Ended, KeyboardInterrupt):
                typer.echo(_ENDED[self.reader].format(n=self.done), err=True)

    def _round(self, following: datetime) -> None:
        try:
            found = one_round(self.parts, self.ids, self.review, self.reader)
        except PasserelleError as error:
            if not self.done and isinstance(error, _NEVER_MENDED):
                raise
            why = error.message(self.reader)
            outcome = (
                {"error": why}
                if self.as_json
                else _MISSED[self.reader].format(
                    at=_minute(_now()), why=why, next=_minute(following)
                )
            )
        else:
            outcome = found.as_json() if self.as_json else self._line(found, following)
            self._print_failed(found.report)
        self.done += 1
        print(json.dumps(outcome, ensure_ascii=False) if self.as_json else outcome, flush=True)

    def _line(self, found: Round, following: datetime) -> str:
        report, reviewed = found.report, found.waiting is not None
        changed = len(report.updated if found.waiting is None else found.waiting)
        asked = sum(map(len, (report.added, report.updated, report.unchanged, report.failed)))
        return _LINE[self.reader].format(
            at=_minute(_now()),
            asked=asked,
            changed=changed,
            word=_CHANGED[self.reader][reviewed],
            failed=len(report.failed),
            next=_minute(following),
        )

    def _print_failed(self, report: IngestReport) -> None:
        for failure in report.failed:
            typer.echo(failure.error, err=True)


def _now() -> datetime:
    return datetime.now().astimezone()


def _minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


@contextmanager
def _ending() -> Iterator[None]:
    """SIGTERM, which systemd sends, ends a round as Ctrl-C does."""

    def end(*_: object) -> None:
        raise _Ended

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
