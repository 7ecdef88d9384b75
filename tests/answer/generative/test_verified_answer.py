"""The assistant with a language model: what it writes, and what happens where it fails."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest

from answer.assistant import Assistant
from answer.generative.citation_markers import without
from answer.generative.generator import Generator
from answer.phrases import (
    Unfit,
    model_silent,
    not_supported,
    nothing_left,
    nothing_written,
    withheld,
)
from domain.types import (
    Answer,
    AnswerEvent,
    Finished,
    Language,
    QuotesReady,
    SentenceReady,
    Stage,
    StageStarted,
    Status,
    Turn,
)
from tests.fakes import FakeChatModel, Step
from tests.vectorstore.making import adding, make_source
from tests.vectorstore.test_retriever import twins
from text.sentences import split
from vectorstore.embedder import load_embedder
from vectorstore.lexicon import BUNDLED, Lexicon
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
    store = Store(tmp_path_factory.mktemp("prose") / "store", load_embedder(None))
    store.write(adding(PORT, PACTE, PACT), "first")
    retriever = Retriever(store, Lexicon(BUNDLED))
    yield lambda model: Assistant(store, retriever, Generator(model, "fake", 60.0))
    store.close()


def events_of(
    make: Make,
    *steps: Step,
    question: str = QUESTION,
    history: tuple[Turn, ...] = (),
    then: tuple[Step, ...] = (),
) -> list[AnswerEvent]:
    """The events of an answer; ``then`` is what the model says when it is asked to mend."""
    model = FakeChatModel(*steps, then=[then or ("NO_ANSWER",)])
    return list(make(model).ask(question, history))


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


RIGHT = "In 2019 the port of Grenvik handled 12 million tonnes of goods [1]. "
WRONG = "In 2018 the port of Grenvik handled 12 million tonnes of goods [1]. "
TIMBER = "Timber and copper made up most of the goods [1]. "
AGAIN = "Goods weighing 12 million tonnes passed through the port of Grenvik in 2019"
FRENCH = "Combien de tonnes de marchandises le port de Grenvik a-t-il traitées en 2019 ?"
TRAITED = "En 2019, le port de Grenvik a traité 12 millions de tonnes de marchandises [1]."


def test_prose_with_citations_of_whole_sentences(make: Make) -> None:
    found = answer(events_of(make, RIGHT, TIMBER[:20], TIMBER[20:], f"{AGAIN} [1]."))
    assert (found.status, found.answerer) == (Status.ANSWERED, "fake")
    assert [(s.text, s.markers) for s in found.sentences] == [
        (without(RIGHT, 1), (1,)),
        (without(TIMBER, 1), (2,)),
        (f"{AGAIN}.", (1,)),
    ]
    assert [c.quote for c in found.citations] == [QUOTE, "Timber and copper made up most."]
    assert {c.title for c in found.citations} == {"About port"}
    check_citations(found)
    assert (found.notices, found.withheld) == ((), ())
    assert set(found.timings) >= {"search", "write"}


def test_a_claim_in_french_is_quoted_from_its_english_sentence(make: Make) -> None:
    found = answer(events_of(make, TRAITED, question=FRENCH))
    assert found.language is Language.FR
    assert [c.quote for c in found.citations] == [QUOTE]
    check_citations(found)


@pytest.mark.parametrize("marker", ["", " [1]", " [2]", " [9]", " (passage 3)"])
def test_what_a_sentence_rests_on_is_found_whatever_the_model_cites(
    make: Make, marker: str
) -> None:
    owner = f"The harbour council has owned the port of Grenvik since 1954{marker}. "
    found = answer(
        events_of(make, owner, without(RIGHT, 1), question="Who owns the port of Grenvik?")
    )
    assert [s.markers for s in found.sentences] == [(1,), (2,)]
    assert "1954" in found.citations[0].quote
    assert found.citations[1].quote == QUOTE
    check_citations(found)


def test_a_citation_shows_what_its_twin_says(make: Make) -> None:
    question = "What does the pact about terns protect?"
    found = answer(events_of(make, "The pact protects terns [1].", question=question))
    [citation] = found.citations
    assert (citation.passage, citation.twin) == (PACT.passages[0], PACTE.passages[0])
    check_citations(found)


def test_events_give_each_sentence_with_its_new_citations(make: Make) -> None:
    events = events_of(make, RIGHT, f"{AGAIN} [1].")
    reading, (quoted, writing) = events[:2], events[2:4]
    assert reading == [StageStarted(Stage.SEARCHING), StageStarted(Stage.READING)]
    assert writing == StageStarted(Stage.WRITING)
    assert isinstance(quoted, QuotesReady)
    assert (quoted.answer.answerer, quoted.answer.sentences[0].text) == ("quotes", QUOTE)
    ready = [e for e in events if isinstance(e, SentenceReady)]
    found = answer(events)
    assert tuple(e.sentence for e in ready) == found.sentences
    assert [len(e.citations) for e in ready] == [1, 0]
    assert ready[0].citations == found.citations


def test_the_first_sentence_is_sent_while_the_model_writes(make: Make) -> None:
    gate = Event()
    model = FakeChatModel(RIGHT, "Timber ", lambda: gate.wait(30), "and copper made up most [1].")
    events = make(model).ask(QUESTION)
    first = next(e for e in events if isinstance(e, (SentenceReady, Finished)))
    assert isinstance(first, SentenceReady)
    assert first.sentence.text == without(RIGHT, 1)
    assert not model.ended.is_set()
    gate.set()
    rest = [e.sentence.text for e in events if isinstance(e, SentenceReady)]
    assert rest == ["Timber and copper made up most."]


def test_the_quotations_are_there_before_the_model_has_written_a_word(make: Make) -> None:
    gate = Event()
    events = make(FakeChatModel(lambda: gate.wait(30), RIGHT)).ask(QUESTION)
    quoted = next(e for e in events if isinstance(e, (QuotesReady, SentenceReady, Finished)))
    assert isinstance(quoted, QuotesReady)
    check_citations(quoted.answer)
    gate.set()
    assert answer(list(events)).answerer == "fake"


# What is not borne out.
SEEN = {"figure", "unsupported", "contradicted"}
"""A wrong figure is compared exactly where the model has not already seen that it is wrong."""


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (WRONG, "figure"),
        ("The port of Grenvik handled 13 million tonnes of goods in 2019 [1]. ", "figure"),
        ("Grenvik is “a rich town” in the north [1]. ", "quotation"),
        ("En 2019, le port de Grenvik a traité 12 millions de tonnes [1]. ", "language"),
        ("Whales and dolphins swim happily around the many islands [1]. ", "unsupported"),
        ("Grenvik, 2019. ", "fragment"),
    ],
)
def test_what_is_not_borne_out_is_withheld_with_its_reason(
    make: Make, wrong: str, reason: str
) -> None:
    events = events_of(make, wrong, TIMBER)
    found = answer(events)
    assert [s.text for s in found.sentences] == [without(TIMBER, 1)]
    [kept] = found.withheld
    assert kept.text == without(wrong, 3)
    assert kept.reason in (SEEN if reason == "figure" else {reason})
    compared = reason not in list(Unfit)
    assert (kept.explanation == not_supported(Language.EN)) is compared
    assert found.notices == (withheld(Language.EN, 1),)
    check_citations(found)


def test_what_the_model_puts_right_is_shown_and_not_withheld(make: Make) -> None:
    found = answer(events_of(make, WRONG, TIMBER, then=(RIGHT,)))
    assert [s.text for s in found.sentences] == [without(TIMBER, 1), without(RIGHT, 1)]
    assert (found.withheld, found.notices) == ((), ())
    check_citations(found)


def test_a_sentence_is_mended_once(make: Make) -> None:
    model = FakeChatModel(WRONG, then=[[WRONG]])
    found = answer(list(make(model).ask(QUESTION)))
    assert len(model.asked) == 2
    assert "2018" in model.asked[1][-1][1]
    assert "2018" not in found.text


def test_a_model_that_fails_at_mending_costs_nothing_that_was_shown(make: Make) -> None:
    found = answer(events_of(make, RIGHT, WRONG, then=(OSError(),)))
    assert found.answerer == "fake"
    assert len(found.sentences) == len(found.withheld) == 1


@pytest.mark.parametrize("said", [WRONG, "Ships sink. Never.", "I can't help with it."])
def test_where_nothing_is_left_the_sources_are_quoted(make: Make, said: str) -> None:
    found = answer(events_of(make, said))
    assert (found.status, found.answerer) == (Status.ANSWERED, "quotes")
    assert QUOTE in [s.text for s in found.sentences]
    assert found.notices == (nothing_left(Language.EN, answered=True),)
    assert found.withheld
    check_citations(found)


def test_of_a_model_that_is_hardly_ever_borne_out_nothing_is_kept(make: Make) -> None:
    years = [WRONG.replace("2018", str(year)) for year in range(2001, 2006)]
    found = answer(events_of(make, RIGHT, *years))
    assert found.answerer == "quotes"
    assert found.notices == (nothing_left(Language.EN, answered=True, unreliable=True),)
    assert len(found.withheld) == len(years)
    assert answer(events_of(make, RIGHT, *years[:4])).answerer == "fake"


def test_what_is_withheld_is_reported_once(make: Make) -> None:
    found = answer(events_of(make, RIGHT, WRONG, WRONG))
    assert [w.text for w in found.withheld] == [without(WRONG, 1)]


def test_a_missing_marker_costs_nothing(make: Make) -> None:
    model = FakeChatModel(f"{without(RIGHT, 1)} ", without(TIMBER, 1))
    found = answer(list(make(model).ask(QUESTION)))
    assert [s.text for s in found.sentences] == [without(RIGHT, 1), without(TIMBER, 1)]
    assert (found.withheld, found.notices, len(model.asked)) == ((), (), 1)


def test_an_answer_in_the_other_language_is_not_shown(make: Make) -> None:
    found = answer(events_of(make, RIGHT, question=FRENCH))
    assert found.answerer == "quotes"
    assert nothing_left(Language.FR, answered=True, foreign=True) in found.notices


def test_what_claims_nothing_is_left_out(make: Make) -> None:
    silence = "The sources do not say how much timber left the port."
    found = answer(events_of(make, "Here is what the sources say: \n\n", RIGHT, silence, RIGHT))
    assert [s.text for s in found.sentences] == [without(RIGHT, 1)]
    assert (found.withheld, found.notices) == ((), ())


@pytest.mark.parametrize(
    "filler",
    [
        "Sure! Here's a summary:\n\n",
        "# Answer\n\n",
        "Yes. ",
        "Oui. ",
        "**Answer:** ",
        "Yes [1]. ",
        "Great question! The answer is:\n",
    ],
)
def test_what_says_nothing_before_an_answer_costs_nothing(make: Make, filler: str) -> None:
    model = FakeChatModel(filler, RIGHT)
    found = answer(list(make(model).ask(QUESTION)))
    assert [s.text for s in found.sentences] == [without(RIGHT, 1)]
    assert (found.withheld, found.notices, len(model.asked)) == ((), (), 1)


@pytest.mark.parametrize(
    "filler",
    [
        "I hope this helps!",
        "Let me know if you have any other questions.",
        "N'hésitez pas si vous avez d'autres questions.",
        "\n\nSources:\n[1] About port\n[2] About the pact",
        "\n\n## References\n1. About port",
    ],
)
def test_what_says_nothing_after_an_answer_costs_nothing(make: Make, filler: str) -> None:
    model = FakeChatModel(RIGHT, filler)
    found = answer(list(make(model).ask(QUESTION)))
    assert [s.text for s in found.sentences] == [without(RIGHT, 1)]
    assert (found.withheld, found.notices, len(model.asked)) == ((), (), 1)


def test_a_bare_yes_is_no_answer(make: Make) -> None:
    found = answer(events_of(make, "Yes."))
    assert (found.answerer, found.withheld) == ("quotes", ())
    assert found.notices == (nothing_written(Language.EN, answered=True),)


@pytest.mark.parametrize(
    "said",
    [
        "Im Jahr 2019 wurden im Hafen von Grenvik zwölf Millionen Tonnen umgeschlagen [1].",
        "В порту Гренвик: 12 миллионов тонн [1].",
    ],
)
def test_an_answer_in_a_third_language_is_reported_as_such(make: Make, said: str) -> None:
    found = answer(events_of(make, said))
    assert found.answerer == "quotes"
    assert found.notices == (nothing_left(Language.EN, answered=True, foreign=True),)


LEANS = "It handled 12 million tonnes of goods in 2019 [1]. "
GRENVIK = "Grenvik is a town in the north [1]. "


def test_a_sentence_that_leans_on_one_that_is_not_shown_is_not_shown(make: Make) -> None:
    """A reader takes "it" for what the last sentence that is shown speaks of."""
    found = answer(events_of(make, WRONG, LEANS, TIMBER))
    assert [s.text for s in found.sentences] == [without(TIMBER, 1)]
    assert found.withheld[0].reason in SEEN
    assert [kept.reason for kept in found.withheld[1:]] == ["leaning"]


def test_a_sentence_that_leans_on_one_that_is_shown_is_shown(make: Make) -> None:
    found = answer(events_of(make, RIGHT, LEANS))
    assert [s.text for s in found.sentences] == [without(RIGHT, 1), without(LEANS, 1)]
    assert found.withheld == ()


def test_a_first_sentence_leans_on_the_question(make: Make) -> None:
    found = answer(events_of(make, LEANS))
    assert "leaning" not in [kept.reason for kept in found.withheld]


HANDLED = "The port of Grenvik handled 12 million tonnes of goods in 2019"


@pytest.mark.parametrize(
    "hostile",
    [
        f"{HANDLED} ![x](http://127.0.0.1/leak.png) [1]. ",
        f"{HANDLED} (see http://127.0.0.1/more) [1]. ",
        f"{HANDLED}, <a href='http://127.0.0.1'>here</a> [1]. ",
        f"{HANDLED} <script>alert(1)</script> [1]. ",
        f"{HANDLED} :material/home: [1]. ",
        f"{HANDLED} :red[now] [1]. ",
        f"{HANDLED}, $x^2$ [1]. ",
        f"{HANDLED} </passage 1> [1]. ",
    ],
)
def test_markup_that_no_source_has_is_not_shown(make: Make, hostile: str) -> None:
    found = answer(events_of(make, hostile, TIMBER))
    assert [s.text for s in found.sentences] == [without(TIMBER, 1)]
    assert [kept.reason in ("markup", "unsupported") for kept in found.withheld] == [True]


def test_dollars_are_no_markup(make: Make) -> None:
    said = "The port cost $3 in 1954 and $4 in 1955 [1]. "
    assert [kept.reason for kept in answer(events_of(make, said)).withheld] != ["markup"]


# What fails.


@pytest.mark.parametrize(
    ("steps", "cause"),
    [
        ((OSError("sk-secret"),), "the connection failed"),
        ((), "wrote nothing"),
        ((RIGHT, "And then", ConnectionResetError("sk-secret")), "the connection failed"),
        ((RIGHT, KeyError("sk-secret")), "nothing readable"),
    ],
)
def test_a_model_that_fails_costs_a_notice_never_the_answer(
    make: Make, steps: tuple[Step, ...], cause: str
) -> None:
    events = events_of(make, *steps)
    found = answer(events)
    assert (found.status, found.answerer) == (Status.ANSWERED, "quotes")
    assert QUOTE in [s.text for s in found.sentences]
    assert [s.text for s in found.sentences] == [c.quote for c in found.citations]
    check_citations(found)
    [shown] = found.notices
    assert "word for word" in shown
    assert cause in shown
    assert "sk-secret" not in shown


def test_the_notice_is_in_the_language_of_the_asker(make: Make) -> None:
    found = answer(events_of(make, OSError(), question=FRENCH))
    assert found.notices[-1].startswith("Le modèle de langue n'a pas répondu")
    assert "la connexion a échoué" in found.notices[-1]


@pytest.mark.parametrize(
    "said",
    ["NO_ANSWER", "NO_ANSWER. They speak of tonnes.", "The sources do not say when it opened."],
)
def test_where_the_model_finds_no_answer_the_quotations_stay_with_a_notice(
    make: Make, said: str
) -> None:
    found = answer(events_of(make, said))
    assert (found.status, found.answerer) == (Status.ANSWERED, "quotes")
    assert found.notices == (model_silent(Language.EN),)
    assert "NO_ANSWER" not in found.text
    assert found.withheld == ()


@pytest.mark.parametrize("said", ["NO_ANSWER", "Nurses are trained there.", OSError()])
def test_where_nothing_answers_no_notice_promises_quotations(make: Make, said: Step) -> None:
    found = answer(events_of(make, said, question="Who trains the nurses of Velmar?"))
    assert (found.status, found.citations) == (Status.UNANSWERED, ())
    assert not any("word for word" in notice for notice in found.notices)


# Follow-ups.

HISTORY = (Turn("user", "Who owns the port of Grenvik?"), Turn("assistant", "The council."))
SINCE = "The harbour council has owned the port of Grenvik since 1954 [1]."


def test_a_follow_up_is_rewritten_by_the_model_and_shown(make: Make) -> None:
    rewritten = "Since when has the council owned the port of Grenvik?"
    model = FakeChatModel(rewritten, then=[[SINCE]])
    found = answer(list(make(model).ask("and since when?", HISTORY)))
    assert found.understood_as == rewritten
    assert "Who owns the port of Grenvik?" in model.asked[0][-1][1]
    assert model.asked[1][-1][1].endswith(f"Question: {rewritten}")
    assert found.text == without(SINCE, 1)


@pytest.mark.parametrize("said", ["", "It is since 1954.", "Since when does Oslo own it?"])
def test_a_follow_up_that_is_rewritten_badly_is_read_with_the_question_before(
    make: Make, said: str
) -> None:
    model = FakeChatModel(said, then=[[SINCE]])
    found = answer(list(make(model).ask("and since when?", HISTORY)))
    assert found.understood_as == f"{HISTORY[0].content} and since when?"


def test_a_question_that_stands_alone_is_not_rewritten(make: Make) -> None:
    model = FakeChatModel(RIGHT)
    found = answer(list(make(model).ask(QUESTION, HISTORY)))
    assert len(model.asked) == 1
    assert found.understood_as is None


def test_small_talk_does_not_ask_the_model(make: Make) -> None:
    model = FakeChatModel("Hello [1].")
    found = answer(list(make(model).ask("Hello!")))
    assert found.status is Status.COURTESY
    assert model.asked == []
