"""A store that an older version made: commit 3c97361, 27 November, of the briefing of that day."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from domain.types import Answer, Language
from ingest.passages import SPLITTER_VERSION
from passerelle import OpenStore, open_store
from vectorstore.doctor import examine_store
from vectorstore.findings import Problem

OLD = Path(__file__).with_name("store-3c97361.tar.gz")
QUESTION = "Quand l'accord de partenariat est-il entré en vigueur ?"


@pytest.fixture
def store(tmp_path: Path) -> OpenStore:
    with tarfile.open(OLD) as tar:
        tar.extractall(tmp_path / "store", filter="data")
    return open_store(tmp_path / "store")


def answered(store: OpenStore) -> Answer:
    answer = store.ask(QUESTION)
    assert answer.status == "answered"
    assert "mars 2020" in answer.text
    return answer


def test_an_older_store_answers_is_added_to_and_is_made_anew(
    store: OpenStore, tmp_path: Path
) -> None:
    (citation, *_) = answered(store).citations
    parsed = store.show(citation.passage.source_id)
    assert parsed.text[citation.start : citation.end] == citation.quote

    health = examine_store(store.parts.store, SPLITTER_VERSION)
    assert health.sound
    assert [f.problem for f in health.findings] == [Problem.SPLITTER_OTHER]  # says: rebuild

    (tmp_path / "bridge.md").write_text("# The bridge\n\nThe bridge opened in 1998.\n", "utf-8")
    report = store.ingest(tmp_path / "bridge.md")
    assert (report.generation, report.added, report.failed) == (2, ("bridge.md",), ())
    answered(store)
    assert "1998" in store.ask("When did the bridge open?", language=Language.EN).text
