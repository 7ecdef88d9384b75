"""Server figures: questions a day, their outcomes, latency, and storage."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from app import markup
from app.admin import chart
from app.admin.numbers import grouped, milliseconds, size
from app.admin.times import zone
from app.figures.kept import FAILED, Summary
from app.interface import names, say
from app.library.parts import called
from app.session import feedback, parts, recorder
from domain.types import Language, Status
from text.dating import written

PERIODS = (7, 30, 90, 365)
_DAY = 86_400.0
_DRAWN = (Status.ANSWERED, Status.UNANSWERED)
_NAMES = {
    Status.ANSWERED: "n_answered",
    Status.UNANSWERED: "n_refused",
    Status.COURTESY: "n_courtesy",
    FAILED: "n_failed",
}


def show(reader: Language) -> None:
    """All of them, for a period that is chosen."""
    days: int = st.segmented_control(
        say("period", reader),
        PERIODS,
        default=30,
        format_func=lambda n: say("last_days", reader, n=str(n)),
        key="period",
        required=True,
    )
    counts = recorder().counts
    if counts is None:
        return
    found = counts.summary(days, zone())
    st.html(chart.numbers(_numbers(found, days, reader), reader))
    _show_days(found, reader)
    if found.latencies:
        _heading("latency", reader)
        st.html(markup.block(_latencies(found, reader), "numbered", reader))
    languages = {_language(k, reader): n for k, n in found.languages.items()}
    _show_shares("languages_asked", languages, reader)
    doors = {_word(f"door_{k}", k, reader): n for k, n in found.doors.items()}
    _show_shares("doors", doors, reader)


def _numbers(found: Summary, days: int, reader: Language) -> list[tuple[str, str]]:
    total = sum(found.statuses.values())
    given = feedback().counts(time.time() - days * _DAY)
    sources = parts().sources()
    rows = [("n_questions", grouped(total, reader))]
    rows += [(_NAMES[status], _with_share(found, status, reader)) for status in _DRAWN]
    others = (Status.COURTESY, FAILED)
    rows += [(_NAMES[s], grouped(found.statuses[s], reader)) for s in others if found.statuses[s]]
    rows += [
        ("n_useful", grouped(given[True], reader)),
        ("n_not_useful", grouped(given[False], reader)),
        ("n_sources", grouped(len(sources), reader)),
        ("n_passages", grouped(sum(count for _, count in sources), reader)),
        ("store_size", size(_bytes(parts().folder), reader)),
    ]
    return [(say(name, reader), value) for name, value in rows]


def _with_share(found: Summary, status: Status, reader: Language) -> str:
    total, count = sum(found.statuses.values()), found.statuses[status]
    if not count:
        return "0"
    share = say("of_all", reader, share=str(round(100 * count / total)))
    return f"{grouped(count, reader)} ({share})"


def _show_days(found: Summary, reader: Language) -> None:
    _heading("a_day", reader)
    total, most = sum(found.statuses.values()), max(day.total for day in found.days)
    if not total:
        said = markup.paragraphs(say("no_questions", reader))
        st.html(markup.block(said, "small", reader))
        return
    summary = say(
        "chart_summary",
        reader,
        n=grouped(total, reader),
        days=str(len(found.days)),
        most=grouped(most, reader),
    )
    drawn = [[day.counts.get(s, 0) for s in _DRAWN] for day in found.days]
    others = [day.total - sum(parts) for day, parts in zip(found.days, drawn, strict=True)]
    titles = [_NAMES[status] for status in _DRAWN]
    if any(others):
        drawn = [[*parts, other] for parts, other in zip(drawn, others, strict=True)]
    names = [say(name, reader) for name in titles]
    names += [f"{say('n_courtesy', reader)}, {say('n_failed', reader)}"] if any(others) else []
    ends = tuple(written(found.days[n].date.isoformat(), reader) for n in (0, -1))
    st.html(chart.columns(drawn, names, (ends[0], ends[1]), grouped(most, reader), summary, reader))
    header = [say(name, reader) for name in ("day", "n_questions", *_NAMES.values())]
    rows = [
        [
            written(day.date.isoformat(), reader),
            *(grouped(n, reader) for n in (day.total, *(day.counts.get(s, 0) for s in _NAMES))),
        ]
        for day in reversed(found.days)
        if day.total
    ]
    table = markup.table(header, rows)
    st.html(markup.block(markup.details(say("as_table", reader), table), "numbered", reader))


def _latencies(found: Summary, reader: Language) -> str:
    header = [say(name, reader) for name in ("stage", "n_measured", "p50", "p95")]
    rows = [
        [
            _word(f"stage_{each.stage}", each.stage, reader),
            grouped(each.count, reader),
            milliseconds(each.p50, reader),
            milliseconds(each.p95, reader),
        ]
        for each in found.latencies
    ]
    return markup.table(header, rows)


def _show_shares(title: str, counts: Mapping[str, int], reader: Language) -> None:
    if not counts:
        return
    _heading(title, reader)
    ordered = sorted(counts.items(), key=lambda each: -each[1])
    rows = [[name, grouped(n, reader)] for name, n in ordered]
    header = [say(title, reader), say("n_questions", reader)]
    st.html(markup.block(markup.table(header, rows), "numbered", reader))


def _heading(name: str, reader: Language) -> None:
    st.html(markup.block(markup.heading(say(name, reader), "part"), "", reader))


def _language(found: str, reader: Language) -> str:
    return called(Language(found), reader) if found in list(Language) else found


def _word(name: str, otherwise: str, reader: Language) -> str:
    return say(name, reader) if name in names() else otherwise


@st.cache_data(ttl=60, show_spinner=False)
def _bytes(folder: Path) -> int:
    """Disk usage of a store, each linked file once."""
    found: dict[tuple[int, int], int] = {}
    for path in folder.rglob("*"):
        try:
            at = path.lstat()
        except OSError:  # removed meanwhile
            continue
        found[at.st_dev, at.st_ino] = at.st_blocks * 512
    return sum(found.values())
