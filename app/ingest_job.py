"""An ingest in the background: a click meanwhile interrupts the page, never the ingest.

Knows nothing of pages: it is started, followed and read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from app.wiring import Parts
from domain.types import IngestReport, Progress
from ingest.inputs import UploadInput
from ingest.sync import Options

_POOL = ThreadPoolExecutor(thread_name_prefix="ingest")
TICK = 0.2  # seconds between two looks


@dataclass
class IngestJob:
    """An ingest under way; ``report`` gives its outcome once ``steps`` has ended."""

    future: Future[IngestReport] = field(default_factory=Future)
    last: Progress = field(default_factory=lambda: Progress("reading", 0, 1))

    def steps(self) -> Iterator[Progress]:
        """Where it has got to, now and again, until it ends."""
        while not self.future.done():
            yield self.last
            wait([self.future], timeout=TICK)

    def report(self) -> IngestReport:
        """What it did; raises as Parts.ingest does."""
        return self.future.result()

    def _note(self, step: Progress) -> None:
        self.last = step


def start(parts: Parts, uploads: Sequence[UploadInput], options: Options) -> IngestJob:
    """Begin taking the uploads in."""
    job = IngestJob()
    job.future = _POOL.submit(parts.ingest, uploads, options, job._note)
    return job
