"""Estimate of ingest time on this machine, shown before it starts.

The unit of work is a kilobyte of text, as estimated from outside: of a file, only the member list
of a ZIP archive is read. The pace is measured: first by embedding a sample, then by each completed
ingest.
"""

from __future__ import annotations

import io
import json
import threading
import time
import zipfile
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from statistics import median
from typing import TYPE_CHECKING

from domain.errors import PasserelleError
from domain.reports import IngestReport
from ingest.inputs import Input, UploadInput
from ingest.web.url_input import UrlInput
from vectorstore.files import replace_text

if TYPE_CHECKING:
    from app.ingest_job import OnProgress, Outcome, Work
    from app.wiring import Parts

FOLDER, FILE = "pages", "pace.json"
TEXT = {".pdf": 0.06, ".html": 0.25, ".htm": 0.25}
"""Of a file's bytes those that are text, by suffix; of all others it is all of them."""
PACKED = {".docx": 0.15, ".odt": 0.2, ".epub": 0.6}
"""The same of the unpacked bytes of their XML."""
EFFORT = {".pdf": 2.0}
"""How much more work a kilobyte is than one of plain text, by suffix."""
PAGE = 15.0  # kilobytes of text in a page of the web, which is not fetched yet
FETCHING = 2.0  # seconds that it takes to come
PASSAGES = 1.5  # in a kilobyte of text
OVERHEAD = 2.5  # all that is done with a passage, in times of its embedding
FIXED = 1.5  # seconds of the least ingest: a generation is made, checked and synced
ENOUGH = 20.0  # kilobytes from which an ingest updates the pace
REMEMBERED = 9  # ingests that the pace is the median of
_XML = (".xml", ".xhtml", ".html", ".htm")
_SAMPLE = (
    "The sample says in so many words what a passage of a source may say, with a date in 1998 and "
    "a figure of 40,000 passengers a day, so that its length is that of others; then it goes on "
    "for a sentence or two, names the harbour and the council, and ends where others end."
)


def kilobytes(given: Input) -> float:
    """The text in an input, weighted by its cost."""
    if not isinstance(given, UploadInput):
        return PAGE if isinstance(given, UrlInput) else 0.0
    suffix = PurePath(given.name).suffix.lower()
    if suffix in PACKED:
        size = _unpacked(given.data) * PACKED[suffix]
    else:
        size = len(given.data) * TEXT.get(suffix, 1.0)
    return size * EFFORT.get(suffix, 1.0) / 1000


def _unpacked(data: bytes) -> int:
    """The bytes of the XML in a packed file, according to its member list."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return len(data)
    return sum(part.file_size for part in parts if part.filename.lower().endswith(_XML))


class Paces:
    """How many seconds a kilobyte takes on this machine, by the last ingests."""

    def __init__(self, store: Path, embed: Callable[[Sequence[str]], object]) -> None:
        self._file, self._embed = store / FOLDER / FILE, embed
        self._lock = threading.Lock()
        self._seen: deque[float] = deque(maxlen=REMEMBERED)
        self._sampled: float | None = None
        with suppress(OSError, ValueError, TypeError):
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            self._seen.extend(float(pace) for pace in kept if 0 < float(pace) < 60)

    def seconds(self, inputs: Sequence[Input]) -> float:
        """How long it will take to ingest these, once started."""
        pages = sum(isinstance(given, UrlInput) for given in inputs)
        work = sum(map(kilobytes, inputs)) * self._pace()
        return FIXED + FETCHING * pages + work

    def learn(self, inputs: Sequence[Input], seconds: float) -> None:
        """Remember how long it took."""
        pages = sum(isinstance(given, UrlInput) for given in inputs)
        size = sum(map(kilobytes, inputs))
        if size < ENOUGH or pages:
            return
        with self._lock:
            self._seen.append(max(seconds - FIXED, 0.01) / size)
            kept = [round(pace, 6) for pace in self._seen]
        with suppress(OSError):  # the next server measures again
            self._file.parent.mkdir(parents=True, exist_ok=True)
            replace_text(self._file, json.dumps(kept))

    def _pace(self) -> float:
        with self._lock:
            if self._seen:
                return median(self._seen)
            if self._sampled is None:
                self._sampled = self._measured()
            return self._sampled

    def _measured(self) -> float:
        """By a sample: 32 passages, of which none is like another."""
        passages = [f"{n}. {_SAMPLE}" for n in range(32)]
        try:
            self._embed(passages[:1])  # loads the model
            began = time.perf_counter()
            self._embed(passages)
        except PasserelleError:  # reported on the ingest
            return OVERHEAD * PASSAGES * 0.01
        return OVERHEAD * PASSAGES * (time.perf_counter() - began) / len(passages)


def paces_of(library: Parts) -> Paces:
    """The paces of a library, with the embedder that it has."""
    return Paces(library.folder, lambda texts: library.store.embedder.embed_documents(list(texts)))


def learning(paces: Paces, inputs: Sequence[Input], work: Work) -> Work:
    """The same work, timed, if it ingests all of the inputs."""

    def timed(progress: OnProgress) -> Outcome:
        began = time.monotonic()
        outcome = work(progress)
        if isinstance(outcome, IngestReport) and outcome.embedded and not outcome.failed:
            paces.learn(inputs, time.monotonic() - began)
        return outcome

    return timed
