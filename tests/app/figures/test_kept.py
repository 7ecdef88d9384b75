"""The counts of answers in a real file, and the same ones for Prometheus."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.admin.numbers import grouped, milliseconds, size
from app.feedback.kept import Feedback
from app.figures.kept import DAYS, AnswerCounts, percentile
from app.figures.metrics import Metrics
from app.figures.recorder import Recorder
from domain.types import Language, Status
from tests.app.feedback.test_kept import ANSWER, REFUSAL
from tests.fakes import FakeClock

ASTANA = ZoneInfo("Asia/Almaty")
EVENING = 1_764_442_800.0  # 29 November 2025, 19:00 UTC


@pytest.fixture
def clock() -> FakeClock:
    made = FakeClock()
    made.seconds = EVENING
    return made


def test_questions_are_counted_by_the_days_of_the_reader(tmp_path: Path, clock: FakeClock) -> None:
    counts = AnswerCounts(tmp_path / "figures.sqlite", clock)
    empty = counts.summary(3, ZoneInfo("UTC"))
    assert [day.total for day in empty.days] == [0, 0, 0]
    for n, ms in enumerate((10.0, 20.0, 30.0, 400.0)):
        assert counts.add(f"t{n}", "page", "answered", "fr", {"search": ms})
    assert not counts.add("t0", "page", "answered", "fr", {"search": 10.0})
    clock.advance(2 * 3600)
    counts.add("t9", "api", "unanswered", "en", {"search": 50.0, "choose": 5.0})
    here, there = counts.summary(2, ZoneInfo("UTC")), counts.summary(2, ASTANA)
    assert [(d.date, d.total) for d in here.days] == [
        (date(2025, 11, 28), 0),
        (date(2025, 11, 29), 5),
    ]
    assert [d.date for d in there.days] == [date(2025, 11, 29), date(2025, 11, 30)]
    assert here.languages == {"fr": 4, "en": 1}
    assert here.doors == {"page": 4, "api": 1}
    assert here.statuses == {"answered": 4, "unanswered": 1}
    search, choose = here.latencies
    assert (search.stage, search.count, search.p50, search.p95) == ("search", 5, 30.0, 400.0)
    assert choose.p50 == choose.p95 == 5.0
    clock.advance(DAYS * 86_400 + 1)
    counts.add("new", "page", "answered", "fr", {})
    assert counts.summary(500).statuses == {"answered": 1}


def test_percentiles_are_those_of_the_nearest_rank() -> None:
    values = [float(n) for n in range(1, 101)]
    assert (percentile(values, 50), percentile(values, 95)) == (50.0, 95.0)
    assert percentile([7.0], 95) == 7.0


def test_every_door_counts_in_one_place_and_once(tmp_path: Path) -> None:
    feedback = Feedback(tmp_path / "feedback.sqlite", 30)
    recorder = Recorder(Metrics(), AnswerCounts(tmp_path / "figures.sqlite"), feedback)
    refusal = replace(REFUSAL, understood_as="Who dug the well?", timings={"search": 12.0})
    work = [
        lambda: recorder.answered("page", ANSWER, 0.2, "token"),
        lambda: recorder.answered("page", ANSWER, 0.2, "token"),
        lambda: recorder.answered("api", refusal, 0.1),
        lambda: recorder.failed("mcp", Language.FR),
    ]
    threads = [threading.Thread(target=each) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = recorder.metrics.text({}).splitlines()
    assert 'passerelle_answers_total{door="page",status="answered"} 1' in lines
    assert 'passerelle_answers_total{door="api",status="unanswered"} 1' in lines
    assert 'passerelle_answers_total{door="mcp",status="failed"} 1' in lines
    assert 'passerelle_questions_total{language="en"} 2' in lines
    assert 'passerelle_stage_seconds_bucket{stage="search",le="0.05"} 1' in lines
    assert "passerelle_answer_seconds_count 2" in lines
    assert [r.question for r in feedback.missing()] == ["Who dug the well?"]
    kept = AnswerCounts(tmp_path / "figures.sqlite").summary(1)
    assert kept.statuses == {Status.ANSWERED: 1, Status.UNANSWERED: 1, "failed": 1}


def test_figures_that_cannot_be_kept_cost_no_answer(tmp_path: Path) -> None:
    (tmp_path / "figures.sqlite").write_bytes(b"no database" * 100)
    recorder = Recorder(counts=AnswerCounts(tmp_path / "figures.sqlite"))
    recorder.answered("page", ANSWER, 0.2)
    assert 'status="answered"} 1' in recorder.metrics.text({})


def test_numbers_are_written_as_each_language_does() -> None:
    assert [grouped(12_345, reader) for reader in Language] == ["12\u202f345", "12,345"]
    assert milliseconds(86.4, Language.FR) == "86\u00a0ms"
    assert [milliseconds(1_250, r) for r in Language] == ["1,2\u00a0s", "1.2\u00a0s"]
    assert [size(2_500_000, r) for r in Language] == ["2,5\u00a0Mo", "2.5\u00a0MB"]
