"""Vectors of sentences: kept with their generation, reused, and used to find and to choose."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from domain.errors import StoreDamaged
from domain.types import Language
from tests.fakes import HashEmbedder
from tests.vectorstore.making import FERRY, OTTER, adding, make_source
from vectorstore.planning import Change
from vectorstore.retriever import Retriever, Weights
from vectorstore.sentence_vectors import SentenceVectors, sentences
from vectorstore.store import Store

LONG = "Herons nest on the island. The lock keeper counts barges. Eels are sold in autumn."
MARKET = make_source("market", LONG, "The fair lasts three days.")
MATRICES = arrays(
    np.float32, st.tuples(st.integers(0, 4), st.just(8)), elements=st.floats(-1, 1, width=16)
)


@given(st.dictionaries(st.text(min_size=1, max_size=4), MATRICES, max_size=3))
def test_what_is_put_in_comes_out(matrices: dict[str, np.ndarray]) -> None:
    kept = SentenceVectors.open(Path(":memory:"), create=True)
    kept.apply([], matrices)
    found = kept.get(list(matrices))
    assert kept.ids() == set(matrices) == set(found)
    for id, matrix in matrices.items():
        assert np.allclose(found[id].ravel(), matrix.ravel(), atol=1e-3)
    kept.close()


def test_each_sentence_of_a_passage_has_the_vector_of_its_text(tmp_path: Path) -> None:
    store, embedder = Store(tmp_path, HashEmbedder()), HashEmbedder()
    store.write(adding(MARKET), "first")
    with store.reader() as generation:
        assert generation.sentences is not None
        found = generation.sentences.get([MARKET.passages[0].id])[MARKET.passages[0].id]
    assert len(found) == len(sentences(LONG)) == 3
    assert np.allclose(found, embedder.embed_documents(sentences(LONG)), atol=1e-3)
    store.close()


def test_sentences_of_what_stays_are_not_embedded_again(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    store = Store(tmp_path, embedder)
    store.write(adding(MARKET, FERRY), "first")
    before = embedder.embedded
    store.write(adding(OTTER), "second")
    passages, told = len(OTTER.passages), sum(len(sentences(p.text)) for p in OTTER.passages)
    assert embedder.embedded - before == passages + told
    with store.reader() as generation:
        assert generation.sentences is not None
        everything = {p.id for s in (MARKET, FERRY, OTTER) for p in s.passages}
        assert generation.sentences.ids() == everything
    store.close()


def test_a_removed_passage_takes_its_sentences_along(tmp_path: Path) -> None:
    store = Store(tmp_path, HashEmbedder())
    store.write(adding(MARKET, FERRY), "first")
    store.write(Change(removed=("market",)), "second")
    with store.reader() as generation:
        assert generation.sentences is not None
        assert generation.sentences.ids() == {p.id for p in FERRY.passages}
    store.close()


def test_a_long_passage_is_found_by_one_of_its_sentences(tmp_path: Path) -> None:
    store = Store(tmp_path, HashEmbedder())
    store.write(adding(MARKET, FERRY), "first")
    question = "Eels are sold in autumn."
    scores = {}
    for told in (True, False):
        retriever = Retriever(store, weights=Weights(lexical=0.0, sentences=told))
        best = retriever.retrieve(question, Language.EN).retrieved[0]
        assert best.passage.text == LONG
        assert np.argmax(best.sentences) == 2
        scores[told] = best.score
    assert scores[True] > scores[False]
    store.close()


def test_a_file_that_is_not_there_or_is_no_database_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreDamaged):
        SentenceVectors.open(tmp_path / "sentences.sqlite")
    (tmp_path / "sentences.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(StoreDamaged):
        SentenceVectors.open(tmp_path / "sentences.sqlite").ids()


def test_a_generation_from_before_answers_and_is_built_afresh(tmp_path: Path) -> None:
    store = Store(tmp_path, HashEmbedder())
    store.write(adding(MARKET), "first")
    store.close()
    next(tmp_path.glob("generations/*/sentences.sqlite")).unlink()
    found = Retriever(store).retrieve("herons nest", Language.EN).retrieved
    assert found[0].passage.text == LONG
    assert found[0].sentences == ()
    store.write(adding(FERRY), "second")
    found = Retriever(store).retrieve("herons nest", Language.EN).retrieved
    assert len(found[0].sentences) == 3
    store.close()
