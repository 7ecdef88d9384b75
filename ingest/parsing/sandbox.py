"""Parser sandbox, parent side: runs a process with limits, returns a parsed source or an error.

The process is started afresh (no fork of this one, which has threads) and without the
environment's secrets. When it dies or exceeds a limit, the next source gets a new one.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Timer
from typing import BinaryIO, cast

from domain.errors import SourceGivenUp
from domain.types import ParsedSource
from ingest.parsing.child import LEAVING, MEMORY
from ingest.parsing.raw import Raw
from ingest.parsing.wire import Json, WireBroken, raw_json, read_reply, receive, send

ROOT = Path(__file__).resolve().parents[__name__.count(".")]
"""Where our packages are found: the repository, or what the wheel was installed into."""
CHILD = f"{__package__}.child"
START = 60  # seconds by the clock for a process to begin
_PASSED_ON = (
    "PATH",
    "HOME",
    "LANG",
    "LC_",
    "TZ",
    "TMPDIR",
    "VIRTUAL_ENV",
    "PYTHON",
    "LD_",
    "DYLD_",
)


def environment(*more: str) -> dict[str, str]:
    """The variables passed to a program; ``more`` are prefixes of further names."""
    return {k: v for k, v in os.environ.items() if k.startswith((*_PASSED_ON, *more))}


@dataclass(frozen=True, slots=True)
class Limits:
    """What parsing one source may take: MB of memory, seconds of processor time.

    ``stalled``: how many times as long it may take by the clock, on a machine that is busy.
    """

    memory: int = 512
    seconds: int = 60
    seconds_per_mb: int = 20
    stalled: int = 4

    def time(self, size: int) -> int:
        """Seconds of processor time for so many bytes."""
        return self.seconds + self.seconds_per_mb * (size >> 20)


class Sandbox:
    """One parser process; ``parse`` is for one thread at a time, ``close`` for any."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = Lock()
        self._ready = False
        self._late = False
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", CHILD, str(limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=environment(),
            start_new_session=True,  # Ctrl-C is for the parent, which ends it
        )
        self._incoming = cast(BinaryIO, self._process.stdin)
        self._outgoing = cast(BinaryIO, self._process.stdout)

    @property
    def alive(self) -> bool:
        """Whether it can be given another source."""
        return self._process.returncode is None

    def parse(self, raw: Raw) -> ParsedSource:
        """Raises SourceError: the parser's own, or SourceGivenUp with why there is no answer."""
        seconds = self._limits.time(len(raw.data))
        try:
            reply = self._ask(raw, seconds)
            if LEAVING in reply or MEMORY in reply:
                self.close()
            if MEMORY in reply:
                detail = f"reading it took more than {self._limits.memory} MB of memory"
                raise SourceGivenUp(raw.name, detail)
            return read_reply(reply, raw)
        except (WireBroken, OSError, ValueError) as error:  # ValueError: closed meanwhile
            self.close()
            raise SourceGivenUp(raw.name, self._ending(seconds)) from error

    def close(self) -> None:
        """End the process, whatever it is doing; a waiting ``parse`` raises."""
        with self._lock:
            if self.alive:
                self._process.kill()
                self._process.wait()
            for pipe in (self._incoming, self._outgoing):
                with suppress(OSError):  # what was not sent yet is not sent any more
                    pipe.close()

    def _ask(self, raw: Raw, seconds: int) -> Json:
        if not self._ready:
            with self._patience(START):
                receive(self._outgoing)
            self._ready = True
        with self._patience(seconds * self._limits.stalled):
            send(self._incoming, raw_json(raw) | {"seconds": seconds}, raw.data)
            return receive(self._outgoing)[0]

    @contextmanager
    def _patience(self, seconds: float) -> Iterator[None]:
        """End the process when a block exceeds its wall-clock time."""
        timer = Timer(seconds, self._overrun)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _overrun(self) -> None:
        self._late = True
        self.close()

    def _ending(self, seconds: int) -> str:
        """Why the process has ended, as the detail of an error."""
        if not self._ready:
            return "its parser did not start"
        if self._late or self._process.returncode == -signal.SIGXCPU:
            return f"reading it took more than {seconds} s"
        return "its parser crashed on it"
