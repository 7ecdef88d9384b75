"""Questions that take something wrong for granted, asked of a real store."""

from collections.abc import Iterator

import pytest

from answer.assistant import Assistant
from answer.evidence.bar import bundled_bar
from domain.types import Answer, Finished, Status
from ingest.inputs import gather
from ingest.sync import sync
from vectorstore.embedder import load_embedder
from vectorstore.lexicon import BUNDLED, Lexicon
from vectorstore.retriever import Retriever
from vectorstore.store import Store

POOLS = """# The swimming pools of Ardenne-Basse

## The pools

The town runs three pools. The council rejected the closure of the Vellin pool in 2021, because
schools use it. A ticket costs 4 euros.

## The director

The director of the pools has not been appointed yet.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("pools")
    (folder / "pools.md").write_text(POOLS, "utf-8")
    store = Store(folder / "store", load_embedder(None))
    sync(store, gather([str(folder / "pools.md")]))
    yield Assistant(store, Retriever(store, Lexicon(BUNDLED)), bundled_bar())
    store.close()


def ask(assistant: Assistant, question: str) -> Answer:
    *_, last = assistant.ask(question)
    assert isinstance(last, Finished)
    return last.answer


@pytest.mark.parametrize(
    ("question", "corrected"),
    [
        ("Why did the council decide on the closure of the Vellin pool?", "rejected the closure"),
        ("Who is the director of the pools?", "has not been appointed yet"),
    ],
)
def test_a_refusal_quotes_the_sentence_that_corrects_the_question(
    assistant: Assistant, question: str, corrected: str
) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.UNANSWERED
    [citation] = answer.citations
    assert corrected in citation.quote
    assert answer.sentences[-1].markers == (citation.marker,)
    assert f"“{citation.quote}”" in answer.sentences[-1].text
    with assistant.store.reader() as generation:
        text = generation.catalog.text(citation.passage.source_id)
    assert text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    "question",
    [
        "Pourquoi la commune a-t-elle fermé la piscine de Vellin ?",
        "How deep is the Vellin pool?",
        "What is the capital of Norway?",
    ],
    ids=["in the other language", "nothing denied", "another country"],
)
def test_other_refusals_quote_nothing(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert (answer.status, answer.citations) == (Status.UNANSWERED, ())
