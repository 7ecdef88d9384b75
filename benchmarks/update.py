"""What an update costs: 20,000 passages, then 1% of them changed, then nothing changed.

    python -m benchmarks.update [--passages 20000] [--share 0.01]

Passages come from templates; the same texts and the same embedding model go through `passerelle`'s
ingest and through LangChain's indexing API (cleanup="incremental", Chroma, a record manager in
SQLite; install the "bench" extra). Each step runs in a process of its own. Prints seconds, texts
embedded, bytes on disk and peak memory.

LangChain is given the passages already cut; passerelle reads and cuts the files, and looks for
sources that disagree: in these texts every sentence states a figure.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

STEPS = ("first", "changed", "unchanged")
PER_SOURCE = 50
PLACES = "Orsen Velmar Grenvik Tolsta Harrow Lindal Skarby Munro Pelham Arden".split()
TEMPLATES = (
    "In {year} the harbour of {place} took in {n} vessels, of which {m} carried timber.",
    "The school of {place} counts {n} pupils in {m} classes, {year} having been its busiest year.",
    "A line of {n} kilometres has linked {place} with the coast since {year}: {m} trains a day.",
    "Growers near {place} brought in {n} tonnes of barley in {year}, and kept {m} tonnes for seed.",
    "The council of {place} set aside {n} crowns in {year} for {m} bridges over the river.",
)


def main() -> None:
    """Run all steps of both ways in turn, or one of them in this process."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--share", type=float, default=0.01, help="of the passages that change")
    parser.add_argument("--step", nargs=2, metavar=("WAY", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        print(json.dumps(_measured(*given.step)))
        return
    with tempfile.TemporaryDirectory() as folder:
        _run_all(Path(folder), given.passages, given.share)


def _run_all(folder: Path, passages: int, share: float) -> None:
    print(f"{passages} passages, {share:.0%} changed")
    print(f"{'':22}{'seconds':>10}{'embedded':>10}{'MB on disk':>12}{'peak MB':>10}")
    for step in STEPS:
        _write_sources(folder / "sources", passages, share if step != "first" else 0.0)
        for way in WAYS:
            command = [sys.executable, "-m", "benchmarks.update", "--step", way, str(folder)]
            ran = subprocess.run(command, check=True, capture_output=True, text=True)
            f = json.loads(ran.stdout.splitlines()[-1])
            figures = f"{f['seconds']:10.1f}{f['embedded']:10}{f['disk']:12.1f}{f['peak']:10.0f}"
            print(f"{way:12}{step:10}{figures}", flush=True)


def texts(passages: int, share: float) -> list[list[str]]:
    """The paragraphs of each source; a share of them, spread over the sources, in another form."""
    rng = random.Random(7)
    found: list[str] = []
    for number in range(passages):
        place, template = rng.choice(PLACES), rng.choice(TEMPLATES)
        year, m = rng.randrange(1850, 2030), rng.randrange(2, 99)
        found.append(template.format(year=year, place=place, n=10_000 + number, m=m))
    for number in rng.sample(range(passages), round(passages * share)):
        found[number] = found[number].replace("In ", "Back in ", 1).replace(".", ", it is said.")
    return [found[place : place + PER_SOURCE] for place in range(0, passages, PER_SOURCE)]


def _write_sources(folder: Path, passages: int, share: float) -> None:
    folder.mkdir(exist_ok=True)
    for number, paragraphs in enumerate(texts(passages, share)):
        body = "\n\n".join((f"# Gazette {number}", *paragraphs))
        (folder / f"gazette-{number:04}.md").write_text(body + "\n", "utf-8")


class Counting:
    """The bundled model, counting what it is given; as Embedder and as LangChain's Embeddings."""

    def __init__(self) -> None:
        from vectorstore.embedder import load_embedder

        self._model = load_embedder(None)
        self.name, self.fingerprint = self._model.name, self._model.fingerprint
        self.count = 0

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension)."""
        self.count += len(texts)
        return self._model.embed_documents(texts)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Shape (dimension,)."""
        return self._model.embed_query(text)


def _measured(way: str, folder: str) -> dict[str, float]:
    model = Counting()
    model.embed_query("warm up")
    started = time.perf_counter()
    embedded = WAYS[way](Path(folder), model)
    seconds = time.perf_counter() - started
    disk = sum(p.stat().st_size for p in (Path(folder) / way).rglob("*") if p.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": seconds, "embedded": embedded, "disk": disk / 1e6, "peak": peak / 1024}


def _passerelle(folder: Path, model: Counting) -> int:
    """Passages embedded; the store keeps one generation, so that the bytes are those of one."""
    from ingest.inputs import gather
    from ingest.sync import sync
    from vectorstore.store import Store

    store = Store(folder / "passerelle", model, keep=1)
    report = sync(store, gather([str(folder / "sources")]))
    assert not report.failed, report.failed
    return report.embedded


def _langchain(folder: Path, model: Counting) -> int:
    from langchain_chroma import Chroma
    from langchain_classic.indexes import SQLRecordManager
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
    from langchain_core.indexing import index

    class Lists(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return model.embed_documents(texts).tolist()

        def embed_query(self, text: str) -> list[float]:
            return model.embed_query(text).tolist()

    (folder / "langchain").mkdir(exist_ok=True)
    records = SQLRecordManager("gazette", db_url=f"sqlite:///{folder}/langchain/records.sqlite")
    records.create_schema()
    store = Chroma("gazette", Lists(), persist_directory=str(folder / "langchain" / "chroma"))
    documents = [
        Document(paragraph, metadata={"source": path.name})
        for path in sorted((folder / "sources").iterdir())
        for paragraph in path.read_text("utf-8").strip().split("\n\n")[1:]
    ]
    before = model.count
    index(
        documents, records, store, cleanup="incremental", source_id_key="source",
        key_encoder="sha256",
    )  # fmt: skip
    return model.count - before


WAYS: dict[str, Callable[[Path, Counting], int]] = {
    "passerelle": _passerelle,
    "langchain": _langchain,
}


if __name__ == "__main__":
    main()
