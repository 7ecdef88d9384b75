"""The assistant with a language model: what it writes, and what happens where it fails."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest

from answer.assistant import Assistant
from answer.bar import bundled_bar
from answer.generation import Generator
from domain.types import (
    Answer,
    AnswerEvent,
    Finished,
    Language,
    SentenceReady,
    Stage,
    StageStarted,
    Status,
    Turn,
)
from tests.fakes import FakeChatModel, HashEmbedder, Step
from tests.vectorstore.making import adding, make_source
from tests.vectorstore.test_retriever import twins
from text.sentences import split
from vectorstore.lexicon import Lexicon
from vectorstore.retriever import Retriever
from vectorstore.store import Store

PORT = make_source(
    "port",
    "Grenvik is a town 😀 in the north. The port of Grenvik handled 12 million tonnes of goods in "
    "2019. Timber and copper made up most.",
    "The harbour council has owned the port of Grenvik since 1954. Its chair is Astrid Lunde.",
)
PACTE, PACT = twins(
    make_source(
        "pacte", "Le pacte protège les sternes. Il date de mars 1954.", language=Language.FR
    ),
    make_source("pact", "The pact protects terns. It dates from March 1954."),
)
TEXTS = {source.source.id: source.text for source in (PORT, PACTE, PACT)}
QUESTION = "How many tonnes of goods did the port of Grenvik handle in 2019?"
QUOTE = "The port of Grenvik handled 12 million tonnes of goods in 2019."

Make = Callable[[FakeChatModel], Assistant]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Make]:
    store = Store(tmp_path_factory.mktemp("prose") / "store", HashEmbedder())
    store.write(adding(PORT, PACTE, PACT), "first")
    retriever, bar = Retriever(store, Lexicon()), bundled_bar()
    yield lambda model: Assistant(store, retriever, bar, Generator(model, "fake", 60.0))
    store.close()


def told(
    make: Make, *steps: Step, question: str = QUESTION, history: tuple[Turn, ...] = ()
) -> list[AnswerEvent]:
    return list(make(FakeChatModel(*steps)).ask(question, history))


def answer(events: list[AnswerEvent]) -> Answer:
    assert isinstance(events[-1], Finished)
    return events[-1].answer


def check_citations(found: Answer) -> None:
    """Every quote is a whole sentence of its source; every marker has its citation."""
    for citation in found.citations:
        text, passage = TEXTS[citation.passage.source_id], citation.passage
        assert text[citation.start : citation.end] == citation.quote
        assert (citation.start - passage.start, citation.end - passage.start) in split(passage.text)
    markers = [c.marker for c in found.citations]
    assert markers == list(range(1, len(markers) + 1))
    assert {m for s in found.sentences for m in s.markers} == set(markers)


def test_prose_with_citations_of_whole_sentences(make: Make) -> None:
    found = answer(
        told(
            make,
            "It handled 12 million tonnes [1]. ",
            "Timber and copper led [1]. Again 12 ",
            "million tonnes [1].",
        )
    )
    assert (found.status, found.answerer) == (Status.ANSWERED, "fake")
    assert [(s.text, s.markers) for s in found.sentences] == [
        ("It handled 12 million tonnes.", (1,)),
        ("Timber and copper led.", (2,)),
        ("Again 12 million tonnes.", (1,)),
    ]
    assert [c.quote for c in found.citations] == [QUOTE, "Timber and copper made up most."]
    assert {c.title for c in found.citations} == {"About port"}
    check_citations(found)
    assert found.notices == ()
    assert set(found.timings) >= {"search", "write"}


def test_a_claim_in_french_is_quoted_from_its_english_sentence(make: Make) -> None:
    question = "Combien de tonnes de goods le port de Grenvik a-t-il traitées en 2019 ?"
    found = answer(told(make, "Il a traité 12 millions de tonnes en 2019 [1].", question=question))
    assert found.language is Language.FR
    assert [c.quote for c in found.citations] == [QUOTE]
    check_citations(found)


def test_a_sentence_of_several_passages_has_a_citation_of_each(make: Make) -> None:
    found = answer(told(make, "The council owns the port, which handled 12 million tonnes [1, 2]."))
    assert found.sentences[0].markers == (1, 2)
    assert len({c.passage.id for c in found.citations}) == 2
    check_citations(found)


def test_a_citation_shows_what_its_twin_says(make: Make) -> None:
    found = answer(told(make, "Terns [1].", question="What does the pact about terns protect?"))
    [citation] = found.citations
    assert (citation.passage, citation.twin) == (PACT.passages[0], PACTE.passages[0])
    check_citations(found)


def test_events_tell_each_sentence_with_its_new_citations(make: Make) -> None:
    events = told(
        make, "It handled 12 million tonnes [1]. ", "Well. ", "Again 12 million tonnes [1]."
    )
    assert events[:2] == [StageStarted(Stage.SEARCHING), StageStarted(Stage.WRITING)]
    ready = [e for e in events if isinstance(e, SentenceReady)]
    found = answer(events)
    assert tuple(e.sentence for e in ready) == found.sentences
    assert [len(e.citations) for e in ready] == [1, 0, 0]
    assert ready[0].citations == found.citations


def test_the_first_sentence_is_told_while_the_model_writes(make: Make) -> None:
    gate = Event()
    model = FakeChatModel("It handled 12 million [1]. And ", gate.wait, "so on [1].")
    events = make(model).ask(QUESTION)
    first = next(e for e in events if isinstance(e, SentenceReady))
    assert first.sentence.text == "It handled 12 million."
    assert not model.ended.is_set()
    gate.set()
    assert [e.sentence.text for e in events if isinstance(e, SentenceReady)] == ["And so on."]


@pytest.mark.parametrize(
    "steps",
    [
        (OSError("sk-secret"),),
        (),
        ("I do not cite. Never.",),
        ("It handled 12 million tonnes [1]. And then", ConnectionResetError("sk-secret")),
        ("It handled 13 million tonnes [1]. It is so [1]. And", KeyError("sk-secret")),
    ],
)
def test_a_model_that_fails_costs_a_notice_never_the_answer(
    make: Make, steps: tuple[Step, ...]
) -> None:
    events = told(make, *steps)
    found = answer(events)
    assert (found.status, found.answerer) == (Status.ANSWERED, "quotes")
    assert QUOTE in [s.text for s in found.sentences]
    assert [s.text for s in found.sentences] == [c.quote for c in found.citations]
    check_citations(found)
    [notice] = found.notices
    assert "word for word" in notice
    assert "fake" in notice
    assert "sk-secret" not in notice
    assert StageStarted(Stage.READING) in events
    after = events[events.index(StageStarted(Stage.READING)) :]
    assert tuple(e.sentence for e in after if isinstance(e, SentenceReady)) == found.sentences


def test_the_notice_is_in_the_language_of_the_asker(make: Make) -> None:
    question = "Combien de tonnes de goods le port de Grenvik a-t-il traitées en 2019 ?"
    found = answer(told(make, OSError(), question=question))
    assert found.notices[0].startswith("Le modèle de langue n'a pas répondu")
    assert "la connexion a échoué" in found.notices[0]


@pytest.mark.parametrize("said", ["NO_ANSWER", "NO_ANSWER. They speak of tonnes."])
def test_not_in_the_sources_is_a_refusal(make: Make, said: str) -> None:
    events = told(make, said)
    found = answer(events)
    assert (found.status, found.answerer) == (Status.UNANSWERED, "fake")
    assert found.citations == ()
    assert found.sentences[0].text == "The sources do not answer this question."
    assert "NO_ANSWER" not in found.text
    assert found.notices == ()
    assert found.retrieved


def test_the_model_is_asked_the_question_as_it_is_understood(make: Make) -> None:
    model = FakeChatModel("Since 1954 [1].")
    history = (Turn("user", "Who owns the port of Grenvik?"), Turn("assistant", "The council."))
    *_, last = make(model).ask("and since when?", history)
    assert isinstance(last, Finished)
    [messages] = model.asked
    assert messages[1:-1] == [(t.role, t.content) for t in history]
    assert messages[-1][1].endswith(f"Question: {last.answer.understood_as}")
    assert last.answer.understood_as == "Who owns the port of Grenvik? and since when?"


def test_small_talk_does_not_ask_the_model(make: Make) -> None:
    model = FakeChatModel("Hello [1].")
    *_, last = make(model).ask("Hello!")
    assert isinstance(last, Finished)
    assert last.answer.status is Status.COURTESY
    assert model.asked == []
