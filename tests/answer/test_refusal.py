"""What a refusal says and quotes, over a store of an invented page in both languages."""

from collections.abc import Iterator

import pytest

from answer.reading.reader import Reading
from answer.reading.selection import Selection, select
from answer.refusal import refused
from domain.types import Answer, Language, Passage, Retrieved, Status
from ingest.inputs import gather
from ingest.sync import sync
from tests.answer.reading.test_selection import BACKGROUND, PLAIN
from tests.fakes import HashEmbedder
from text.sentences import split
from vectorstore.store import Store

EN = """---
twin: ferry.fr.md
language: en
---

# The ferry

## Timetable

The ferry runs all year. It leaves at noon. The crossing takes two hours.
"""
FR = """---
twin: ferry.en.md
language: fr
---

# Le bac

## Horaires

Le bac circule toute l'année. Il part à midi. La traversée dure deux heures.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("refusal")
    (folder / "pages").mkdir()
    (folder / "pages" / "ferry.en.md").write_text(EN, "utf-8")
    (folder / "pages" / "ferry.fr.md").write_text(FR, "utf-8")
    opened = Store(folder / "store", HashEmbedder())
    sync(opened, gather([str(folder / "pages")]))
    yield opened
    opened.close()


def passage(store: Store) -> Passage:
    with store.reader() as generation:
        [found] = generation.catalog.passages_of("ferry.en.md")
        return found


def correcting(store: Store, place: int) -> Selection:
    """What is chosen where one sentence of the English page corrects the question."""
    found = passage(store)
    spans = tuple(split(found.text))
    corrects = tuple(5.0 if n == place else -9.0 for n in range(len(spans)))
    reading = Reading(Retrieved(found, 0.5), 0, spans, (-9.0,) * len(spans), corrects, 1.0)
    return select([reading], Language.FR, BACKGROUND, PLAIN)


def answered(store: Store, place: int, language: Language) -> Answer:
    draft = Answer("?", language, Status.COURTESY, ())
    return refused(draft, correcting(store, place), store)


@pytest.mark.parametrize(
    ("place", "english", "french"),
    [
        (2, "The crossing takes two hours.", "La traversée dure deux heures."),
        (
            1,
            "The ferry runs all year. It leaves at noon.",
            "Le bac circule toute l'année. Il part à midi.",
        ),
    ],
)
def test_a_correction_is_quoted_in_the_askers_language_with_what_it_leans_on(
    store: Store, place: int, english: str, french: str
) -> None:
    assert [c.quote for c in answered(store, place, Language.EN).citations] == [english]
    answer = answered(store, place, Language.FR)
    [citation] = answer.citations
    assert citation.quote == french
    assert french in answer.text
    with store.reader() as generation:
        text = generation.catalog.text(citation.passage.source_id)
    assert text[citation.start : citation.end] == french


def test_nothing_is_quoted_where_nothing_corrects(store: Store) -> None:
    draft = Answer("?", Language.EN, Status.COURTESY, ())
    assert refused(draft, None, store).citations == ()
    assert refused(draft, Selection(0.1), store).citations == ()
