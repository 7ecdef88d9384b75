"""Reports as a person in a terminal and a program behind a pipe get them; the bar."""

import io
import json
import os
import pty
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from app.views.report import MOST_NAMED, print_report, progress_bar
from domain.reports import Failure, IngestReport, Progress
from domain.types import Language

FAILED = (
    Failure("/in/a.pdf", "a.pdf cannot be read (it is password-protected)."),
    Failure("/in/b.txt", "b.txt contains no text that can be cited."),
)
REPORT = IngestReport(3, added=("c.md",), failed=FAILED)
SHOWING = """
from app.views.report import print_report, progress_bar
from domain.reports import Progress
from domain.types import Language
from tests.app.views.test_report import REPORT
with progress_bar(False, Language.FR) as follow:
    for done in range(200):
        follow(Progress("reading", done, 200))
print_report(REPORT, Language.FR, as_json=False)
"""


class Finalized:
    """Pressed Ctrl-C where Python drops what is raised."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def printed(report: IngestReport, as_json: bool = False) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        print_report(report, Language.EN, as_json)
    return out.getvalue(), err.getvalue()


def test_behind_a_pipe_each_failure_is_a_line() -> None:
    _, err = printed(REPORT)
    assert err.splitlines() == [f"failed: {failure.error}" for failure in FAILED]


def test_json_tells_what_failed_and_why() -> None:
    out, err = printed(REPORT, as_json=True)
    assert err == ""
    assert json.loads(out)["failed"] == [
        {"source": failure.source, "error": failure.error} for failure in FAILED
    ]


@pytest.mark.parametrize(("count", "lines"), [(MOST_NAMED, MOST_NAMED), (MOST_NAMED + 1, 1)])
def test_thousands_of_sources_are_counted_not_named(count: int, lines: int) -> None:
    out, _ = printed(IngestReport(1, added=tuple(f"{n}.md" for n in range(count))))
    assert sum(line.startswith("added: ") for line in out.splitlines()) == lines


def test_a_terminal_gets_a_bar_with_its_rate_and_a_table() -> None:
    master, terminal = pty.openpty()
    shown = subprocess.Popen(
        [sys.executable, "-c", SHOWING],
        stdout=subprocess.DEVNULL,
        stderr=terminal,
        cwd=Path(__file__).parents[3],
        env=os.environ | {"TERM": "xterm", "COLUMNS": "120"},
    )
    os.close(terminal)
    text = ""
    try:
        while more := os.read(master, 4096):
            text += more.decode(errors="replace")
    except OSError:  # Linux: the other side is closed
        pass
    os.close(master)
    assert shown.wait(timeout=30) == 0
    assert "lecture" in text
    assert "/s" in text
    for word in ("raison", "/in/a.pdf", "/in/b.txt", FAILED[1].error):
        assert word in text


def test_no_bar_where_nobody_looks() -> None:
    err = io.StringIO()
    with redirect_stderr(err), progress_bar(False, Language.EN) as follow:
        follow(Progress("reading", 1, 2))
    loud = Terminal()
    with redirect_stderr(loud), progress_bar(True, Language.EN) as follow:
        follow(Progress("reading", 1, 2))
    assert (err.getvalue(), loud.getvalue()) == ("", "")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("quiet", [False, True])
def test_ctrl_c_in_a_finalizer_ends_the_work_at_the_next_step(quiet: bool) -> None:
    with redirect_stderr(Terminal()), progress_bar(quiet, Language.EN) as follow:
        follow(Progress("reading", 1, 2))
        Finalized()
        with pytest.raises(KeyboardInterrupt):
            follow(Progress("reading", 2, 2))
