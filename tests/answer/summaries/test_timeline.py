"""Key dates of a source and of a topic, through the assistant's door."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from answer.assistant import Assistant
from answer.summaries.timeline import date_of
from domain.types import Answer, Finished, Status
from tests.answer.summaries.test_summary import made
from vectorstore.lexicon import BUNDLED, Lexicon
from vectorstore.retriever import Retriever
from vectorstore.store import Store

HARBOUR = """---
date: 2022-01-01
---

# The harbour of Ostvik

## Trade

Goods worth 40 million crowns left the harbour of Ostvik in 2021. Most of them were timber.

## Rail

The railway from Ostvik to Lund opened on 3 June 1936. Its last train left Ostvik in March 1999.

## Law

The harbour law of Ostvik was passed in the second quarter of 1954. It says who may fish there.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = made(tmp_path_factory.mktemp("s"), harbour=HARBOUR)
    yield opened
    opened.close()


def asked(store: Store, question: str) -> Answer:
    *_, last = Assistant(store, Retriever(store, Lexicon(BUNDLED))).ask(question)
    assert isinstance(last, Finished)
    return last.answer


@pytest.mark.parametrize("question", ["List the main dates", "Quelles sont les dates clés ?"])
def test_key_dates_come_in_their_order(store: Store, question: str) -> None:
    found = asked(store, question)
    assert found.status is Status.ANSWERED
    years = [moment[0] for s in found.sentences if (moment := date_of(s.text))]
    assert years == sorted(years)
    assert {1936, 1954, 2021} <= set(years)
    [notice, *_] = found.notices
    assert "The harbour of Ostvik" in notice
    assert len(found.citations) == len(found.sentences)


def test_a_source_without_dates_has_no_key_dates(tmp_path: Path) -> None:
    birds = made(tmp_path, birds="# Birds\n\nTerns nest behind the pier of the harbour.\n")
    found = asked(birds, "List the main dates")
    birds.close()
    assert found.status is Status.UNANSWERED
    assert not found.citations


@pytest.mark.parametrize(
    ("sentence", "moment"),
    [
        ("Opened on 3 June 1936, closed in 1999.", (1936, 6, 3)),
        ("Voté au deuxième trimestre 1954.", (1954, 6, 0)),
        ("En mars 2004, le musée a ouvert.", (2004, 3, 0)),
        ("It handled 2,021 tonnes.", None),
        ("Every 4 May there is a fair.", None),
    ],
)
def test_the_first_date_with_a_year(sentence: str, moment: tuple[int, int, int] | None) -> None:
    assert date_of(sentence) == moment
