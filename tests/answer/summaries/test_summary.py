"""Summaries of whole sources, in both languages, through the assistant's door."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from answer.assistant import Assistant
from answer.summaries.summary import sum_up
from domain.types import Answer, Finished, Language, Status, Turn
from ingest.inputs import gather
from ingest.sync import sync
from tests.fakes import HashEmbedder
from vectorstore.lexicon import BUNDLED, Lexicon
from vectorstore.retriever import Retriever
from vectorstore.store import Store

PORT = """---
date: 2021-05-02
---

# The port of Grenvik

## Traffic

The port of Grenvik handled 12 million tonnes of goods in 2019. Timber made up most of the goods.

## Ownership

The harbour council of Grenvik has owned the port since 1954. Its chair is Astrid Lunde.

## Birds

A sanctuary for terns lies behind the eastern pier of the port. It is closed in spring.

## Fares

The ferry from the port of Grenvik costs three crowns for a child.
"""
LAINE = """---
date: 2019-01-01
---

# Le musée de la laine

## Les collections

Le musée de la laine conserve 340 métiers à tisser. Il a ouvert ses portes en mars 2004.
"""
BRIEFING = """---
publisher: Passerelle
date: 2026-01-01
---

# A briefing

## Wool

The briefing says a few words about wool and about sheep.
"""


def made(folder: Path, **pages: str) -> Store:
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    store = Store(folder / "store", HashEmbedder())
    sync(store, gather([str(folder / f"{name}.md") for name in pages]))
    return store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = made(tmp_path_factory.mktemp("s"), port=PORT, laine=LAINE, briefing=BRIEFING)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def assistant(store: Store) -> Assistant:
    return Assistant(store, Retriever(store, Lexicon(BUNDLED)))


def ask(assistant: Assistant, question: str) -> Answer:
    *_, last = assistant.ask(question)
    assert isinstance(last, Finished)
    return last.answer


@pytest.mark.parametrize(
    ("question", "language", "count", "said"),
    [
        ("Résume l'article en deux phrases.", Language.FR, 2, "Résumé de « The port of Grenvik »"),
        ("What is the article about?", Language.EN, 3, "A summary of “The port of Grenvik”"),
    ],
)
def test_the_whole_is_summed_up_by_a_sentence_of_each_section(
    assistant: Assistant, question: str, language: Language, count: int, said: str
) -> None:
    answer = ask(assistant, question)
    assert (answer.status, answer.language) == (Status.ANSWERED, language)
    assert len(answer.sentences) == count
    assert {c.passage.source_id for c in answer.citations} == {"port.md"}
    assert len({c.passage.section_path for c in answer.citations}) == count
    starts = [c.start for c in answer.citations]
    assert starts == sorted(starts)
    assert answer.notices[0].startswith(said)
    assert answer.understood_as is None


def test_what_is_quoted_is_in_the_source(assistant: Assistant, store: Store) -> None:
    answer = ask(assistant, "Sum up the article.")
    with store.reader() as generation:
        text = generation.catalog.text("port.md")
    assert [text[c.start : c.end] for c in answer.citations] == [c.quote for c in answer.citations]
    scores = [r.score for r in answer.retrieved]
    assert scores == sorted(scores, reverse=True) != []


def test_the_briefing_is_summed_up_where_there_is_nothing_else(tmp_path: Path) -> None:
    alone = made(tmp_path, briefing=BRIEFING)
    with alone.reader() as generation:
        whole = sum_up(generation, Language.EN, 3)
    alone.close()
    assert (whole.title, whole.others) == (None, 0)
    assert len(whole.chosen) == 1


def test_a_summary_can_be_asked_for_again_in_fewer_sentences(assistant: Assistant) -> None:
    history = (Turn("user", "Sum up the article."), Turn("assistant", "."))
    for question in ("shorter please", "in one sentence?"):
        *_, last = assistant.ask(question, history)
        assert isinstance(last, Finished)
        assert len(last.answer.sentences) == 1
        assert last.answer.status is Status.ANSWERED
