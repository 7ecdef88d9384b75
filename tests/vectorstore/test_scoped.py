"""Search within a scope: one source of hundreds is found, and both ways of searching agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.errors import SourceNotFound
from domain.types import Language, Scope
from tests.fakes import HashEmbedder
from tests.vectorstore.making import adding, make_source
from vectorstore.lexicon import Lexicon
from vectorstore.query import lexical_query, understand
from vectorstore.retriever import Retriever
from vectorstore.scoped import Part
from vectorstore.store import Store

FR, EN = Language.FR, Language.EN
COUNT = 260
QUESTION = "How many lorries does the ferry of Ostrel carry?"


def made(number: int) -> object:
    source = make_source(
        f"log-{number:03}",
        f"The ferry of Ostrel carried {number + 100} lorries on its trip number {number}.",
        f"On trip {number} the lighthouse keeper of Grenvik saw {number} grey seals.",
        language=FR if number % 10 == 0 else EN,
    )
    return replace(source, source=replace(source.source, date=f"{1800 + number}"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("scoped")
    opened = Store(folder / "store", HashEmbedder())
    opened.write(adding(*(made(number) for number in range(COUNT))), "first")  # type: ignore[arg-type]
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(("log-217",)), {217}),
        (Scope(("log-003", "log-250")), {3, 250}),
        (Scope(language=FR), set(range(0, COUNT, 10))),
        (Scope(since="1850", until="1852"), {50, 51, 52}),
        (Scope(since="1850", until="1870", language=FR), {50, 60, 70}),
        (Scope(since="2000"), set(range(200, COUNT))),
        (Scope(until="1799"), set()),
    ],
)
def test_what_is_in_scope_is_found_and_nothing_else(
    store: Store, scope: Scope, expected: set[int]
) -> None:
    found = Retriever(store, Lexicon()).retrieve(QUESTION, EN, 10, scope)
    got = [r.passage.source_id for r in found.retrieved]
    assert {f"log-{number:03}" for number in expected} >= set(got)
    assert len(got) == min(10, 2 * len(expected))
    assert bool(got) == bool(expected)
    assert not got or "lorries" in found.retrieved[0].passage.text


def test_few_and_many_passages_are_searched_to_the_same_end(store: Store) -> None:
    scope = Scope(language=FR)  # a tenth: the wider search has to be made wider
    with store.reader() as generation:
        few, many = Part.of(generation, scope), Part.of(generation, scope, exact=0)
        assert few.few is not None
        assert many.few is None
        vector = generation.embedder.embed_query(QUESTION)
        near, wider = (part.nearest(generation, vector, 40) for part in (few, many))
        cosines = [score for _, score in near]
        assert [score for _, score in wider] == pytest.approx(cosines, abs=1e-5)
        assert len({id for id, _ in near}) == 40
        query = lexical_query(understand(QUESTION, EN, generation.lexical, Lexicon(), 0.9))
        exact = few.by_words(generation, query, 20)
        assert {round(score, 4) for _, score in exact} == {
            round(score, 4) for _, score in many.by_words(generation, query, 20)
        }
        assert len(exact) == 20


def test_without_a_scope_nothing_is_changed(store: Store) -> None:
    retriever = Retriever(store, Lexicon())
    everything = Scope(since="1800")
    free = retriever.retrieve(QUESTION, EN)
    assert free.scope is None
    limited = retriever.retrieve(QUESTION, EN, 10, everything)
    assert [r.score for r in limited.retrieved] == pytest.approx([r.score for r in free.retrieved])


def test_a_source_that_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(SourceNotFound, match="nowhere"):
        Retriever(store, Lexicon()).retrieve(QUESTION, EN, 10, Scope(("nowhere",)))
