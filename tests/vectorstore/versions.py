"""Sources of which every paragraph states its version, so that a mixed store gives itself away."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from domain.reports import Progress
from domain.types import Language
from ingest.inputs import UploadInput
from ingest.sync import sync
from tests.fakes import HashEmbedder
from vectorstore.lexical import LexicalQuery, terms
from vectorstore.store import Store

NAMES = ("ferry", "tram", "museum", "otter")
ROOT = Path(__file__).resolve().parents[2]


def open_store(folder: str | Path) -> Store:
    """A store with the fake embedder."""
    return Store(Path(folder), HashEmbedder())


def ingest(store: Store, version: int, step: Callable[[Progress], None] = lambda _: None) -> None:
    """Take in all sources in one version."""
    inputs = [
        UploadInput(f"{name}.md", f"# The {name}\n\n{_body(name, version)}".encode())
        for name in NAMES
    ]
    report = sync(store, inputs, on_progress=step)
    assert not report.failed, report.failed


def _body(name: str, version: int) -> str:
    return "\n\n".join(
        f"The {name} has part {part} in version{version} of its kind." for part in range(3)
    )


def ask(store: Store) -> int:
    """The one version that all parts of the store answer in; fails where they differ."""
    with store.reader() as generation:
        catalog = generation.catalog
        texts = [catalog.text(source.id) for source in catalog.sources()]
        vector = generation.embedder.embed_query("The ferry has part 1")
        near = [id for id, _ in generation.vectors.search(vector, 20)]
        words = LexicalQuery(tuple({(Language.EN, t): 1.0} for t in terms("part", Language.EN)))
        lexical = [id for id, _ in generation.lexical.search(words, 20)]
        found = catalog.passages([*near, *lexical])
        assert set(near) == set(lexical) == set(found) == set(catalog.vector_keys())
        texts += [passage.text for passage in found.values()]
    versions = {number for text in texts for number in re.findall(r"version(\d+)", text)}
    assert len(versions) == 1, versions
    assert len(texts) == len(NAMES) * 4
    return int(versions.pop())


def say(*words: object) -> None:
    """A line to the parent process."""
    print(*words, flush=True)
    sys.stdout.flush()
