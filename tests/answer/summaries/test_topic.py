"""Summaries of topics, over a store of an invented page."""

from collections.abc import Iterator

import pytest

from answer.reading.calibration import bundled_calibration
from answer.reading.reader import bundled_reader
from answer.reading.selection import Evidence
from answer.summaries.topic import sum_up_topic
from domain.types import Language
from ingest.inputs import gather
from ingest.sync import sync
from tests.fakes import HashEmbedder
from vectorstore.retriever import Retriever
from vectorstore.store import Store

PORT = """# The port of Grenvik

## Traffic

The port of Grenvik handled 12 million tonnes of goods in 2019. Timber made up most of the goods.

## Ownership

The harbour council of Grenvik has owned the port since 1954. Its chair is Astrid Lunde.

## Birds

A sanctuary for terns lies behind the eastern pier. A warden closes it in spring. Is it worth it?

## Fares

The ferry from the port of Grenvik costs three crowns for a child.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("topic")
    (folder / "port.md").write_text(PORT, "utf-8")
    opened = Store(folder / "store", HashEmbedder())
    sync(opened, gather([str(folder / "port.md")]))
    yield opened
    opened.close()


def summary_of(store: Store, topic: str, count: int = 3) -> tuple[Evidence, ...]:
    found = Retriever(store).retrieve(topic, Language.EN)
    readings = bundled_reader().read(topic, found.retrieved)
    with store.reader() as generation:
        return sum_up_topic(generation, readings, bundled_calibration(), count)


def test_a_topic_is_summed_up_from_the_section_about_it_and_not_by_a_question(store: Store) -> None:
    chosen = summary_of(store, "birds", 2)
    assert {e.retrieved.passage.section for e in chosen} == {"Birds"}
    assert [e.text.split()[0] for e in chosen] == ["A", "A"]


def test_no_more_sentences_than_asked_for_in_the_order_of_the_source(store: Store) -> None:
    chosen = summary_of(store, "port of Grenvik")
    starts = [e.start for e in chosen]
    assert len(chosen) == 3
    assert starts == sorted(starts)
    assert len(summary_of(store, "port of Grenvik", 1)) == 1


def test_nothing_sums_up_to_nothing(store: Store) -> None:
    with store.reader() as generation:
        assert sum_up_topic(generation, [], bundled_calibration(), 3) == ()
