"""Stand-ins for what cannot be had in tests: models that cost nothing, a clock that obeys."""

from __future__ import annotations

import asyncio
import hashlib
import re
import socket
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from threading import Event

import httpcore
import numpy as np
from numpy.typing import NDArray

from answer.reading.calibration import calibration_of
from answer.reading.reader import Reading
from domain.types import Retrieved
from text.sentences import split

DIMENSION = 64


class HashEmbedder:
    """Texts that share words have near vectors; counts the texts it was given."""

    def __init__(self, name: str = "hash", fingerprint: str = "hash 1") -> None:
        self.name = name
        self.fingerprint = fingerprint
        self.embedded = 0

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), DIMENSION), unit length."""
        self.embedded += len(texts)
        return np.stack([self._vector(text) for text in texts])

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Shape (DIMENSION,), unit length."""
        return self._vector(text)

    def _vector(self, text: str) -> NDArray[np.float32]:
        vector = np.full(DIMENSION, 0.01, dtype=np.float32)
        for word in re.findall(r"\w+", text.casefold()):
            digest = hashlib.sha256(f"{self.fingerprint} {word}".encode()).digest()
            vector[digest[0] % DIMENSION] += 1.0 if digest[1] % 2 else -1.0
        return vector / np.float32(np.linalg.norm(vector))


Step = str | Exception | Callable[[], object]


@dataclass(frozen=True)
class FakePiece:
    """A piece of a streamed message."""

    text: str


class FakeChatModel:
    """Plays a script: a text is a piece, an exception is raised, anything else is called.

    ``asked`` holds the messages of each call; ``ended`` is set when a stream is over or let go.
    With ``then`` a second call plays that script, a third the one after, the last again and again.
    """

    def __init__(
        self, *steps: Step, script: Iterable[Step] = (), then: Sequence[Sequence[Step]] = ()
    ) -> None:
        self.scripts: list[Iterable[Step]] = [script or steps, *then]
        self.asked: list[list[tuple[str, str]]] = []
        self.ended = Event()

    def prepare(self) -> None:
        """Nothing to load."""

    async def astream(self, input: Sequence[tuple[str, str]], /) -> AsyncIterator[FakePiece]:
        """The pieces of the script; what is called may wait, in a thread of its own."""
        self.asked.append(list(input))
        try:
            for step in self.scripts[min(len(self.asked), len(self.scripts)) - 1]:
                if isinstance(step, str):
                    yield FakePiece(step)
                elif isinstance(step, Exception):
                    raise step
                else:
                    await asyncio.to_thread(step)
        finally:
            self.ended.set()


class FakeClock:
    """Seconds that pass only when they are told to."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.seconds += seconds


class FakeNetwork:
    """Names as a table, each lookup taking the next answer (the last one stays).

    Every address leads to one port of this machine, but those that are ``dead``; a lookup ends
    when what it ``waits`` for is set.
    """

    def __init__(
        self,
        port: int,
        dead: Sequence[str] = (),
        waits: Event | None = None,
        **names: Sequence[Sequence[str]],
    ) -> None:
        self.port = port
        self.dead = dead
        self.waits = waits
        self.names = {name.replace("_", "."): list(answers) for name, answers in names.items()}
        self.resolved: list[str] = []
        self.connected: list[str] = []

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """The next answer for a name; raises socket.gaierror for one that is not in the table."""
        del port
        self.resolved.append(host)
        if self.waits is not None:
            self.waits.wait()
        answers = self.names.get(host)
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, address: str, port: int, timeout: float) -> httpcore.NetworkStream:
        """A connection to the port."""
        del port
        self.connected.append(address)
        if address in self.dead:
            raise httpcore.ConnectError(ConnectionRefusedError())
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.port, timeout)


class WordReader:
    """A reader that likes the sentence with most of the question's words; it refuses nothing."""

    name = "words"

    def read(self, question: str, retrieved: Sequence[Retrieved]) -> tuple[Reading, ...]:
        """One Reading a passage."""
        asked = set(re.findall(r"\w+", question.lower()))
        return tuple(self._read(asked, rank, r) for rank, r in enumerate(retrieved))

    def _read(self, asked: set[str], rank: int, retrieved: Retrieved) -> Reading:
        text = retrieved.passage.text
        spans = tuple(split(text))
        words = [set(re.findall(r"\w+", text[a:b].lower())) for a, b in spans]
        odds = tuple(float(len(asked & found)) for found in words)
        return Reading(retrieved, rank, spans, odds, (-9.0,) * len(spans), about=1.0)


ANSWERS_ALL = replace(calibration_of("words"), threshold=0.0, nearly=0.0)
"""With it, the best sentence is always quoted, alone."""
