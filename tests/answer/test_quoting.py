"""Choosing sentences of a real store, with a bar whose weights are the test's own."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.evidence.bar import Bar
from answer.evidence.features import FEATURES
from answer.question.asked import Form, analyse
from answer.quoting import MOST, NEARLY, NEARLY_OTHERWISE, Scored, choose, cite, rank
from domain.types import Language, Passage
from tests.fakes import HashEmbedder
from tests.vectorstore.making import adding, make_source
from text.sentences import split
from vectorstore.retriever import Retrieval, Retriever
from vectorstore.store import Store

PORT = make_source(
    "port",
    "The port ships timber 😀. The port ships copper. The port ships wool. The port ships fish.",
    "In 2019 the port handled 12 million tonnes. The port has a chapel. The port is old.",
)
TRAM = make_source("tram", "The tram opened in 1912. It serves the hospital, the zoo and the port.")
TEXTS = {source.source.id: source.text for source in (PORT, TRAM)}


def bar(threshold: float = 0.0, intercept: float = 0.0, **ranking: float) -> Bar:
    """Ranks by the features given; every question is answered with the odds of the intercept."""
    weights = tuple(ranking.get(name, 0.0) for name in FEATURES)
    return Bar(weights, (0.0,) * len(FEATURES), intercept, threshold)


COVERAGE = bar(sentence_coverage=20.0)
ANY = bar()

Retrieve = Callable[[str], Retrieval]


@pytest.fixture(scope="module")
def retrieve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retrieve]:
    store = Store(tmp_path_factory.mktemp("quoting") / "store", HashEmbedder())
    store.write(adding(PORT, TRAM), "first")
    retriever = Retriever(store)
    yield lambda question: retriever.retrieve(question, Language.EN)
    store.close()


def texts(chosen: tuple[Scored, ...] | list[Scored]) -> list[str]:
    return [scored.candidate.text for scored in chosen]


def test_every_sentence_is_ranked_best_first(retrieve: Retrieve) -> None:
    question = "Does the port ship copper?"
    ranked = rank(retrieve(question), analyse(question), COVERAGE)
    assert texts(ranked)[0] == "The port ships copper."
    assert sorted(texts(ranked)) == sorted(
        p.text[a:b] for s in (PORT, TRAM) for p in s.passages for a, b in split(p.text)
    )
    odds = [scored.odds for scored in ranked]
    assert odds == sorted(odds, reverse=True)
    assert odds[0] == 1.0
    assert all(0 < o <= 1 for o in odds)


def test_ties_go_to_the_better_passage_then_to_the_first_sentence(retrieve: Retrieve) -> None:
    question = "Does the port ship copper?"
    retrieval = retrieve(question)
    ranked = rank(retrieval, analyse(question), ANY)
    assert texts(ranked) == [
        r.passage.text[a:b] for r in retrieval.retrieved for a, b in split(r.passage.text)
    ]


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("How many tonnes did the port handle?", "12 million"),
        ("When did the tram open?", "1912"),
        ("Which places does the tram serve?", "the hospital, the zoo"),
    ],
)
def test_what_fits_the_form_of_the_question_is_preferred(
    retrieve: Retrieve, question: str, held: str
) -> None:
    asked = analyse(question)
    ranked = rank(retrieve(question), asked, bar(fit=5.0, dense=1.0))
    assert held in texts(ranked)[0]


@pytest.mark.parametrize(("intercept", "answered"), [(0.1, True), (-0.1, False)])
def test_the_threshold_refuses(retrieve: Retrieve, intercept: float, answered: bool) -> None:
    question = "Does the port ship copper?"
    chosen = choose(retrieve(question), analyse(question), bar(0.5, intercept))
    assert bool(chosen) is answered


def test_only_the_best_where_the_others_are_far_behind(retrieve: Retrieve) -> None:
    question = "Does the port ship copper?"
    chosen = choose(retrieve(question), analyse(question), COVERAGE)
    assert texts(chosen) == ["The port ships copper."]


def test_at_most_three_in_the_order_of_the_source(retrieve: Retrieve) -> None:
    question = "Does the port ship fish?"
    asked = analyse(question)
    fish_first = bar(sentence_coverage=1.0)
    ranked = rank(retrieve(question), asked, fish_first)
    assert texts(ranked)[0] == "The port ships fish."
    chosen = choose(retrieve(question), asked, fish_first)
    assert len(chosen) == MOST == 3
    assert texts(chosen)[-1] == "The port ships fish."
    starts = [(s.candidate.retrieved.passage.source_id, s.candidate.start) for s in chosen]
    assert starts == sorted(starts)


def test_a_better_sentence_that_comes_later_is_told_later(retrieve: Retrieve) -> None:
    question = "Does the port ship fish, wool and wool of the port?"
    retrieval, asked = retrieve(question), analyse(question)
    nearly = bar(sentence_coverage=1.0)
    best = [s for s in rank(retrieval, asked, nearly) if s.odds >= NEARLY_OTHERWISE][:MOST]
    chosen = choose(retrieval, asked, nearly)
    assert sorted(texts(chosen)) == sorted(texts(best))
    assert texts(chosen).index("The port ships wool.") < texts(chosen).index("The port ships fish.")


def test_a_summary_takes_one_sentence_a_passage(retrieve: Retrieve) -> None:
    question = "Summarise what is said of the port and of the tram."
    asked = analyse(question)
    assert asked.form is Form.SUMMARY
    chosen = choose(retrieve(question), asked, ANY)
    passages = [s.candidate.retrieved.passage.id for s in chosen]
    assert len(set(passages)) == len(passages) == 3


def test_nothing_is_chosen_where_nothing_was_found(retrieve: Retrieve) -> None:
    found = retrieve("Does the port ship fish?")
    nothing = Retrieval(found.query, (), found.background, found.generation)
    assert choose(nothing, analyse("Why?"), ANY) == ()


QUESTIONS = st.lists(
    st.sampled_from(
        ["Why", "when", "port", "the tram", "copper", "2019", "which ships", "?", "😀"]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)


@settings(max_examples=40)
@given(QUESTIONS, st.floats(-20, 20), st.floats(-20, 20))
def test_what_is_shown_are_whole_sentences_with_exact_offsets(
    retrieve: Retrieve, question: str, coverage: float, fit: float
) -> None:
    asked = analyse(question)
    chosen = choose(retrieve(question), asked, bar(sentence_coverage=coverage, fit=fit))
    assert 1 <= len(chosen) <= MOST
    assert all(s.odds >= NEARLY.get(asked.form, NEARLY_OTHERWISE) for s in chosen)
    sentences, citations = cite(chosen, [None] * len(chosen))
    assert [s.markers for s in sentences] == [(n,) for n in range(1, len(chosen) + 1)]
    for number, (sentence, citation) in enumerate(zip(sentences, citations, strict=True), 1):
        passage = citation.passage
        assert citation.marker == number
        assert sentence.text == citation.quote
        assert TEXTS[passage.source_id][citation.start : citation.end] == citation.quote
        assert (citation.start - passage.start, citation.end - passage.start) in split(passage.text)
        assert citation.title == f"About {passage.source_id}"


def test_each_citation_has_its_own_twin(retrieve: Retrieve) -> None:
    question = "Does the port ship fish?"
    chosen = choose(retrieve(question), analyse(question), ANY)
    twin = Passage("t", "fr", (), "Le port.", 0, 8, Language.FR, ordinal=0, paragraph=0)
    _, citations = cite(chosen, [None, twin, None])
    assert [c.twin for c in citations] == [None, twin, None]
    with pytest.raises(ValueError, match="shorter"):
        cite(chosen, [None])
