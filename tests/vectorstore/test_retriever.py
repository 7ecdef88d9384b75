from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import StoreEmpty
from domain.types import Language, ParsedSource
from tests.fakes import HashEmbedder
from tests.vectorstore.making import FERRY, LOUTRE, OTTER, adding, make_source
from vectorstore.lexicon import Lexicon
from vectorstore.retriever import Retrieval, Retriever, Weights
from vectorstore.store import Store

FR, EN = Language.FR, Language.EN


def twins(french: ParsedSource, english: ParsedSource) -> tuple[ParsedSource, ParsedSource]:
    """The two sources, their passages linked in order."""

    def linked(one: ParsedSource, other: ParsedSource) -> ParsedSource:
        pairs = zip(one.passages, other.passages, strict=True)
        return replace(
            one,
            source=replace(one.source, twin=other.source.id),
            passages=tuple(replace(a, twin_id=b.id) for a, b in pairs),
        )

    return linked(french, english), linked(english, french)


PACTE, PACT = twins(
    make_source(
        "pacte",
        "Le pacte de Grenvik protège les sternes depuis 1954.",
        "Le conseil du port gère la réserve.",
        language=FR,
    ),
    make_source(
        "pact",
        "The Grenvik pact has protected terns since 1954.",
        "The harbour council runs the sanctuary.",
    ),
)
COPY = make_source("copy", "The ferry crosses the bay every hour.")
ALMOST = make_source(
    "almost",
    "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty twentyone twentytwo lighthouses.",
)
ALMOST_TOO = make_source(
    "almost-too",
    "Lighthouses: one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen twenty twentyone twentytwo lighthouses.",
)
SOURCES = (FERRY, OTTER, LOUTRE, PACTE, PACT, COPY, ALMOST, ALMOST_TOO)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = Store(tmp_path_factory.mktemp("retriever") / "store", HashEmbedder())
    made.write(adding(*SOURCES), "first")
    yield made
    made.close()


@pytest.fixture(scope="module")
def retriever(store: Store) -> Retriever:
    return Retriever(store, Lexicon())


def texts(retrieval: Retrieval) -> list[str]:
    return [r.passage.text for r in retrieval.retrieved]


@pytest.mark.parametrize(
    ("question", "language", "source"),
    [
        ("How long has the Grenvik pact protected terns?", EN, PACT),
        ("How long has the Grenvik pact protected terns?", FR, PACTE),
        ("Le pacte de Grenvik protège-t-il les sternes ?", FR, PACTE),
        ("Le pacte de Grenvik protège-t-il les sternes ?", EN, PACT),
    ],
)
def test_twins_count_once_in_the_language_of_the_asker(
    retriever: Retriever, question: str, language: Language, source: ParsedSource
) -> None:
    found = retriever.retrieve(question, language).retrieved
    assert found[0].passage == source.passages[0]
    assert found[0].title == source.source.title
    other = PACT if source is PACTE else PACTE
    assert not {r.passage.id for r in found} & {p.id for p in other.passages}


def test_a_twin_that_was_found_by_its_other_half_alone_is_returned(store: Store) -> None:
    """One passage is asked for, in words of the other language, so that only one half is found."""
    found = Retriever(store, None).retrieve("pacte protège les sternes", EN, 1).retrieved
    assert [r.passage for r in found] == [PACT.passages[0]]
    assert 0 < found[0].lexical <= 1


def test_a_twin_that_is_gone_leaves_the_passage_that_remains(tmp_path: Path) -> None:
    alone = Store(tmp_path / "store", HashEmbedder())
    alone.write(adding(PACTE), "first")
    found = Retriever(alone).retrieve("Grenvik pact terns", EN).retrieved
    assert {r.passage for r in found} == set(PACTE.passages)
    alone.close()


def test_the_same_text_in_two_sources_counts_once(retriever: Retriever) -> None:
    found = texts(retriever.retrieve("When does the ferry cross the bay?", EN, 20))
    assert found.count(COPY.passages[0].text) == 1


def test_near_duplicates_count_once(retriever: Retriever) -> None:
    found = retriever.retrieve("lighthouses one two three", EN, 20).retrieved
    assert len([r for r in found if "lighthouses" in r.passage.text]) == 1


def test_passages_that_only_share_words_are_both_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", HashEmbedder())
    old = make_source("old", "In 2019 the port handled 12 million tonnes of goods.")
    new = make_source("new", "In 2023 the port handled 15 million tonnes of goods.")
    store.write(adding(old, new), "first")
    found = Retriever(store).retrieve("How many tonnes did the port handle?", EN).retrieved
    assert {r.passage.source_id for r in found} == {"old", "new"}
    store.close()


def test_a_passage_with_no_word_in_common_is_still_found(store: Store) -> None:
    retrieval = Retriever(store, None).retrieve("zebras graze quietly", EN, 20)
    assert set(retrieval.query.unknown) == {"zebras", "graze", "quietly"}
    assert len(retrieval.retrieved) == 7
    assert {r.lexical for r in retrieval.retrieved} == {0.0}


def test_words_lift_but_never_filter(store: Store) -> None:
    question = "Otters, a ferry and terns?"
    dense = Retriever(store, None, Weights(lexical=0.0)).retrieve(question, EN, 20)
    both = Retriever(store, None).retrieve(question, EN, 20)
    assert sorted(texts(dense)) == sorted(texts(both))
    assert texts(both)[0] in {p.text for s in (OTTER, PACT, FERRY) for p in s.passages}


def test_a_french_question_finds_an_english_passage_through_the_lexicon(store: Store) -> None:
    question = "Où sont les rivières ?"
    translated = Retriever(store, Lexicon()).retrieve(question, FR)
    assert translated.retrieved[0].passage == OTTER.passages[0]
    assert translated.retrieved[0].lexical > 0
    untranslated = Retriever(store, Lexicon(None)).retrieve(question, FR)
    assert {r.lexical for r in untranslated.retrieved} == {0.0}


@pytest.mark.parametrize("k", [1, 2, 3, 7, 50])
def test_at_most_k(retriever: Retriever, k: int) -> None:
    found = retriever.retrieve("the ferry and the terns", EN, k).retrieved
    assert len(found) == min(k, 7)
    assert found == retriever.retrieve("the ferry and the terns", EN, 50).retrieved[:k]


WORDS = st.lists(
    st.sampled_from(
        [
            "ferry",
            "the",
            "bay",
            "loutres",
            "pacte",
            "sternes",
            "1954",
            "zzz",
            "ottres",
            "?",
            "rivière",
        ]
    ),
    min_size=1,
    max_size=9,
).map(" ".join)


@settings(max_examples=40)
@given(WORDS | st.text(max_size=40), st.sampled_from(Language))
def test_scores_are_shares_and_the_best_comes_first(
    retriever: Retriever, question: str, language: Language
) -> None:
    retrieval = retriever.retrieve(question, language, 20)
    found = retrieval.retrieved
    assert len(found) == 7
    assert [r.score for r in found] == sorted((r.score for r in found), reverse=True)
    for r in found:
        assert 0 <= r.score <= 1
        assert 0 <= r.dense <= 1 + 1e-6
        assert 0 <= r.lexical <= 1
        twin = r.passage.twin_id
        assert twin is None or r.passage.language is language
    assert len({r.passage.id for r in found}) == len(found)


def test_the_generation_and_its_background_are_reported(store: Store, retriever: Retriever) -> None:
    retrieval = retriever.retrieve("ferry", EN)
    assert retrieval.generation == 1
    with store.reader() as generation:
        mean, deviation = generation.catalog.meta.background["en"]
    assert (retrieval.background.mean, retrieval.background.deviation) == (mean, deviation)
    assert deviation > 0


def test_an_empty_store_is_reported(tmp_path: Path) -> None:
    with pytest.raises(StoreEmpty):
        Retriever(Store(tmp_path / "store", HashEmbedder())).retrieve("ferry", EN)


def test_a_new_generation_answers_at_once(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", HashEmbedder())
    retriever = Retriever(store)
    store.write(adding(FERRY), "first")
    assert retriever.retrieve("otters", EN).generation == 1
    store.write(adding(OTTER), "second")
    retrieval = retriever.retrieve("otters", EN)
    assert (retrieval.generation, texts(retrieval)[0]) == (2, OTTER.passages[0].text)
    store.close()
