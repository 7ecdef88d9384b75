"""A Chroma server against the store's own folder: a question's time, and what an update costs.

    python -m benchmarks.server [--passages 2000] [--rounds 5] [--url http://127.0.0.1:8000]

Without --url a `chroma run` of its own is started. The same passages, made-up sentences without
figures and with random vectors of 384 dimensions (no model, no disagreements: what is compared is
where vectors are kept), go into a store in a folder and into one in the server; the same questions
are asked of both in turn, in one process. Prints milliseconds (median, 95th of 100), the ratio, the
seconds of the first write and of an update of one passage, and what the server's disk took.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import numpy as np
from numpy.typing import NDArray

from domain.types import Language, ParsedSource, Passage, Section, Source
from vectorstore.chroma_server import ChromaServer
from vectorstore.planning import Change
from vectorstore.retriever import Retriever
from vectorstore.store import Store
from vectorstore.vector_backend import VectorBackend

PLACES = ("Orsen", "Velmar", "Grenvik", "Tolsta", "Harrow", "Lindal", "Skarby", "Munro")
GOODS = "barley timber wool glass salt copper paper linen amber cork honey slate".split()
QUESTIONS = ("Does {place} sell {good}?", "Who carries {good} from {place} to the coast?")
PER_SOURCE = 50


class RandomEmbedder:
    """A unit vector for each text, always the same; near to none of another text."""

    name = fingerprint = "random"

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), 384)."""
        return np.stack([self.embed_query(text) for text in texts])

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Shape (384,)."""
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
        row = np.random.default_rng(seed).normal(size=384).astype(np.float32)
        return row / np.float32(np.linalg.norm(row))


def main() -> None:
    """Make both stores, then ask both."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--passages", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--url")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, _server(given.url, Path(folder)) as url:
        server = ChromaServer.read(url, timeout=120)
        embedder = RandomEmbedder()
        stores = {
            "folder": Store(Path(folder) / "a", embedder),
            "server": Store(
                Path(folder) / "b",
                embedder,
                backend=VectorBackend(Path(folder) / "b", server, grace=0),
            ),
        }
        print(f"{given.passages} passages", flush=True)
        _write(stores, _texts(given.passages), Path(folder) / "chroma")
        _ask(stores, given.rounds)


def _texts(passages: int) -> list[list[str]]:
    """The paragraphs of each source."""
    rng = random.Random(7)
    words = [*GOODS, *(place.casefold() for place in PLACES)]
    found = [
        f"{rng.choice(PLACES)} sells {' and '.join(rng.choices(words, k=9))}, "
        f"and {rng.choice(PLACES)} carries {rng.choice(GOODS)} to the coast."
        for _ in range(passages)
    ]
    return [found[place : place + PER_SOURCE] for place in range(0, passages, PER_SOURCE)]


def _write(stores: dict[str, Store], documents: Sequence[Sequence[str]], disk: Path) -> None:
    """The first write, and an update of one passage."""
    everything = tuple(_source(n, paragraphs) for n, paragraphs in enumerate(documents))
    changed = _source(0, ["One sentence is new.", *documents[0][1:]])
    for name, store in stores.items():
        seconds = []
        for upserted in (everything, (changed,)):
            start = time.perf_counter()
            store.write(Change(upserted, splitter="1"), "benchmark")
            seconds.append(time.perf_counter() - start)
        print(f"{name:8} first {seconds[0]:7.1f} s   one passage {seconds[1]:7.2f} s", flush=True)
    if disk.exists():
        took = sum(path.stat().st_size for path in disk.rglob("*") if path.is_file())
        print(f"the server's disk: {took / 1e6:.1f} MB for two generations")


def _ask(stores: dict[str, Store], rounds: int) -> None:
    """The questions, in turn."""
    retrievers = {name: Retriever(store) for name, store in stores.items()}
    asked = [
        text.format(place=place, good=good)
        for place, good in zip(PLACES, GOODS, strict=False)
        for text in QUESTIONS
    ]
    spent: dict[str, list[float]] = {name: [] for name in stores}
    for round in range(rounds + 1):
        for question in asked:
            for name, retriever in retrievers.items():
                start = time.perf_counter()
                retriever.retrieve(question, Language.EN)
                if round:  # the first one warms up
                    spent[name].append(1000 * (time.perf_counter() - start))
    for name, times in spent.items():
        p50, p95 = np.percentile(times, [50, 95])
        print(f"{name:8} question p50 {p50:7.1f} ms   p95 {p95:7.1f} ms")
    ratio = np.median(spent["server"]) / np.median(spent["folder"])
    print(f"server / folder, medians: {ratio:.2f}")


def _source(number: int, paragraphs: Sequence[str]) -> ParsedSource:
    """A source with a passage a paragraph."""
    id, text, passages = f"source-{number}", f"Source {number}", []
    for ordinal, paragraph in enumerate(paragraphs):
        start = len(text) + 2
        text += f"\n\n{paragraph}"
        key = hashlib.sha256(f"{id} {paragraph} {ordinal}".encode()).hexdigest()[:20]
        passages.append(
            Passage(key, id, (), paragraph, start, len(text), Language.EN, ordinal, ordinal)
        )
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Source(id, f"Source {number}", f"/{id}", f"file:{id}", Language.EN, "text", digest)
    return ParsedSource(source, text, (Section((), text, 0, len(text)),), tuple(passages))


@contextmanager
def _server(url: str | None, folder: Path) -> Iterator[str]:
    """The server that was named, or one of our own until the block ends."""
    if url:
        yield url
        return
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = shutil.which("chroma", path=str(Path(sys.executable).parent)) or "chroma"
    options = ("run", "--path", str(folder / "chroma"), "--port", str(port))
    process = subprocess.Popen((command, *options), stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                httpx.get(f"http://127.0.0.1:{port}/api/v2/heartbeat", timeout=60)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
