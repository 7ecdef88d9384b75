"""Summaries of topics, over a store of an invented page."""

from collections.abc import Iterator

import pytest

from answer.evidence.bar import bundled_bar
from answer.quoting import Scored
from answer.summaries.topic import aspects, sum_up_topic
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


def told(store: Store, topic: str, count: int = 3) -> tuple[Scored, ...]:
    found = [Retriever(store).retrieve(part, Language.EN) for part in aspects(topic)]
    with store.reader() as generation:
        return sum_up_topic(generation, found, bundled_bar(), count)


def test_a_topic_is_told_from_the_section_that_it_names_and_not_by_a_question(
    store: Store,
) -> None:
    chosen = told(store, "birds", 2)
    assert {s.candidate.retrieved.passage.section for s in chosen} == {"Birds"}
    assert [s.candidate.text.split()[0] for s in chosen] == ["A", "A"]


def test_no_more_sentences_than_asked_for_in_the_order_of_the_source(store: Store) -> None:
    chosen = told(store, "port of Grenvik")
    starts = [s.candidate.start for s in chosen]
    assert len(chosen) == 3
    assert starts == sorted(starts)
    assert len(told(store, "port of Grenvik", 1)) == 1


def test_each_aspect_has_a_sentence_of_its_own(store: Store) -> None:
    chosen = told(store, "Grenvik: goods, council and fares")
    assert [s.candidate.retrieved.passage.section for s in chosen] == [
        "Traffic",
        "Ownership",
        "Fares",
    ]


def test_nothing_is_told_of_nothing(store: Store) -> None:
    with store.reader() as generation:
        assert sum_up_topic(generation, [], bundled_bar(), 3) == ()


@pytest.mark.parametrize(
    ("topic", "parts"),
    [
        ("wool and sheep", ["wool and sheep"]),
        ("the accord: trade, energy", ["the accord trade", "the accord energy"]),
        ("la laine, les moutons et le lait", ["la laine", "les moutons", "le lait"]),
        ("wool,", ["wool"]),
        (", et", [", et"]),
    ],
)
def test_aspects_are_what_a_list_names(topic: str, parts: list[str]) -> None:
    assert aspects(topic) == parts
