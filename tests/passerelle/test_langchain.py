"""Passerelle through LangChain's own interfaces."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from langchain_core.runnables import RunnableLambda

from passerelle import IngestReport, OpenStore, PasserelleError, to_json
from passerelle.langchain import PasserelleAnswers, PasserelleEmbeddings, PasserelleRetriever
from tests import running


@pytest.fixture
def folder(made: tuple[Path, IngestReport]) -> Path:
    return made[0]


def test_the_retriever_gives_documents_with_their_places(folder: Path, store: OpenStore) -> None:
    retriever = PasserelleRetriever(store=folder, k=2)
    documents = retriever.invoke("children on the tram")
    assert len(documents) == 2
    text = store.show("tram.md").text
    first = documents[0]
    assert text[first.metadata["start"] : first.metadata["end"]] == first.page_content
    assert first.id == first.metadata["passage_id"]
    assert [len(found) for found in retriever.batch(["fares", "museum"])] == [2, 2]
    assert running.run(retriever.ainvoke("children on the tram")) == documents
    assert len(retriever.invoke("fares", k=1)) == 1


def test_the_retriever_works_in_a_chain(folder: Path) -> None:
    chain = PasserelleRetriever(store=folder) | RunnableLambda(lambda d: d[0].page_content)
    assert "3 euros" in chain.invoke("How much is a ticket?")


def test_the_embeddings_bring_a_question_near_its_passage_across_languages() -> None:
    embeddings = PasserelleEmbeddings()
    near, far = embeddings.embed_documents(["A ticket costs 3 euros.", "The museum opened late."])
    asked = embeddings.embed_query("Combien coûte un billet ?")
    assert np.dot(asked, near) > np.dot(asked, far)
    assert np.linalg.norm(asked) == pytest.approx(1.0, abs=1e-5)
    assert embeddings.embed_documents([]) == []


def test_the_runnable_answers_as_the_store_does(folder: Path, store: OpenStore) -> None:
    answers = PasserelleAnswers(store=folder)
    answered = answers.invoke("How much is a ticket?")
    own = to_json(store.ask("How much is a ticket?"))
    del answered["timings_ms"], own["timings_ms"]
    assert answered == own
    history = [{"role": "user", "content": "What is the museum of wool?"}]
    follow_up = {"question": "And in which year did it open?", "history": history}
    assert "2004" in answers.invoke(follow_up)["text"]
    assert answers.invoke({"question": "Hello!", "language": "fr"})["language"] == "fr"


def test_the_runnable_refuses_what_it_does_not_know(folder: Path) -> None:
    with pytest.raises(PasserelleError, match="top_k"):
        PasserelleAnswers(store=folder).invoke({"question": "x", "top_k": 3})
