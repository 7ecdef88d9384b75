"""The assistant with a language model: what it writes, and what happens where it fails."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest

from answer.assistant import Assistant
from answer.generation import Generator
from answer.model.markers import without
from answer.withholding import nothing_left, notice
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


def told(
    make: Make,
    *steps: Step,
    question: str = QUESTION,
    history: tuple[Turn, ...] = (),
    then: tuple[Step, ...] = (),
) -> list[AnswerEvent]:
    """What the assistant tells; ``then`` is what the model says when it is asked to mend."""
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
FRENCH = "Combien de tonnes de marchandises le port de Grenvik a-t-il traitées en 2019 ?"
TRAITED = "En 2019, le port de Grenvik a traité 12 millions de tonnes de marchandises [1]."


def test_prose_with_citations_of_whole_sentences(make: Make) -> None:
    again = "The port of Grenvik handled 12 million tonnes in 2019"
    found = answer(told(make, RIGHT, TIMBER[:20], TIMBER[20:], f"{again} [1]."))
    assert (found.status, found.answerer) == (Status.ANSWERED, "fake")
    assert [(s.text, s.markers) for s in found.sentences] == [
        (without(RIGHT, 1), (1,)),
        (without(TIMBER, 1), (2,)),
        (f"{again}.", (1,)),
    ]
    assert [c.quote for c in found.citations] == [QUOTE, "Timber and copper made up most."]
    assert {c.title for c in found.citations} == {"About port"}
    check_citations(found)
    assert (found.notices, found.withheld) == ((), ())
    assert set(found.timings) >= {"search", "write"}


def test_a_claim_in_french_is_quoted_from_its_english_sentence(make: Make) -> None:
    found = answer(told(make, TRAITED, question=FRENCH))
    assert found.language is Language.FR
    assert [c.quote for c in found.citations] == [QUOTE]
    check_citations(found)


def test_markers_are_numbered_in_the_order_in_which_they_appear(make: Make) -> None:
    question = "Who owns the port of Grenvik?"
    model = FakeChatModel("NO_ANSWER")
    given = answer(list(make(model).ask(question))).retrieved
    place = {r.passage.ordinal: n for n, r in enumerate(given, 1) if r.passage.source_id == "port"}
    owner = f"The harbour council has owned the port of Grenvik since 1954 [{place[1]}]. "
    found = answer(told(make, owner, RIGHT.replace("[1]", f"[{place[0]}]"), question=question))
    assert [s.markers for s in found.sentences] == [(1,), (2,)]
    assert "1954" in found.citations[0].quote
    check_citations(found)


def test_a_citation_shows_what_its_twin_says(make: Make) -> None:
    question = "What does the pact about terns protect?"
    found = answer(told(make, "The pact protects terns [1].", question=question))
    [citation] = found.citations
    assert (citation.passage, citation.twin) == (PACT.passages[0], PACTE.passages[0])
    check_citations(found)


def test_events_tell_each_sentence_with_its_new_citations(make: Make) -> None:
    events = told(make, RIGHT, "The port of Grenvik handled 12 million tonnes in 2019 [1].")
    assert events[:2] == [StageStarted(Stage.SEARCHING), StageStarted(Stage.WRITING)]
    ready = [e for e in events if isinstance(e, SentenceReady)]
    found = answer(events)
    assert tuple(e.sentence for e in ready) == found.sentences
    assert [len(e.citations) for e in ready] == [1, 0]
    assert ready[0].citations == found.citations


def test_the_first_sentence_is_told_while_the_model_writes(make: Make) -> None:
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


# What is not borne out.


@pytest.mark.parametrize(
    ("wrong", "reason", "said"),
    [
        (WRONG, "figure", "2018"),
        ("The port of Grenvik handled 13 million tonnes of goods in 2019 [1]. ", "figure", "13"),
        ("The port of Narvik handled 12 million tonnes of goods in 2019 [1]. ", "name", "Narvik"),
        ("The port handled 12 million tonnes of goods in 2019 [9]. ", "no such passage", "9"),
        ("The port of Grenvik handled 12 million tonnes of goods in 2019. ", "uncited", "passage"),
        ("Grenvik is “a rich town” in the north [1]. ", "quotation", "a rich town"),
        (
            "The port of Grenvik never handled 12 million tonnes of goods [1]. ",
            "negation",
            "denies",
        ),
        (
            "En 2019, le port de Grenvik a traité 12 millions de tonnes [1]. ",
            "language",
            "language",
        ),
        ("Whales and dolphins swim happily around the many islands [1]. ", "unlike", "not say"),
    ],
)
def test_what_is_not_borne_out_is_withheld_with_its_reason(
    make: Make, wrong: str, reason: str, said: str
) -> None:
    events = told(make, wrong, TIMBER)
    found = answer(events)
    assert [s.text for s in found.sentences] == [without(TIMBER, 1)]
    [kept] = found.withheld
    assert (kept.reason, kept.text) == (reason, without(wrong, 3))
    assert said in kept.explanation
    assert found.notices == (notice(1, Language.EN),)
    assert StageStarted(Stage.CHECKING) in events
    check_citations(found)


def test_what_the_model_puts_right_is_told_and_not_withheld(make: Make) -> None:
    found = answer(told(make, WRONG, TIMBER, then=(RIGHT,)))
    assert [s.text for s in found.sentences] == [without(TIMBER, 1), without(RIGHT, 1)]
    assert (found.withheld, found.notices) == ((), ())
    check_citations(found)


def test_a_sentence_is_mended_once(make: Make) -> None:
    model = FakeChatModel(WRONG, then=[[WRONG]])
    found = answer(list(make(model).ask(QUESTION)))
    assert len(model.asked) == 2
    assert "2018" in model.asked[1][-1][1]
    assert "2018" not in found.text


def test_a_model_that_fails_at_mending_costs_nothing_that_was_told(make: Make) -> None:
    found = answer(told(make, RIGHT, WRONG, then=(OSError(),)))
    assert found.answerer == "fake"
    assert len(found.sentences) == len(found.withheld) == 1


@pytest.mark.parametrize("said", [WRONG, "I do not cite. Never.", "I can't help with it."])
def test_where_nothing_is_left_the_sources_are_quoted(make: Make, said: str) -> None:
    found = answer(told(make, said))
    assert (found.status, found.answerer) == (Status.ANSWERED, "quotes")
    assert QUOTE in [s.text for s in found.sentences]
    assert found.notices == (nothing_left(Language.EN),)
    assert found.withheld
    check_citations(found)


def test_of_a_model_that_is_hardly_ever_borne_out_nothing_is_kept(make: Make) -> None:
    years = [WRONG.replace("2018", str(year)) for year in range(2001, 2006)]
    found = answer(told(make, RIGHT, *years))
    assert found.answerer == "quotes"
    assert found.notices == (nothing_left(Language.EN, unreliable=True),)
    assert len(found.withheld) == len(years)
    assert answer(told(make, RIGHT, *years[:4])).answerer == "fake"


def test_sentences_without_a_marker_are_sent_back_however_many_they_are(make: Make) -> None:
    plain = [f"Ship number {word} came from the north. " for word in ("one", "two", "three")]
    plain += [f"{without(RIGHT, 1)} ", f"{without(TIMBER, 1)} ", "The north is cold. "]
    found = answer(told(make, *plain, then=(RIGHT, TIMBER)))
    assert found.answerer == "fake"
    assert [s.text for s in found.sentences] == [without(RIGHT, 1), without(TIMBER, 1)]


def test_an_answer_in_the_other_language_is_mended_or_quoted(make: Make) -> None:
    found = answer(told(make, RIGHT, question=FRENCH))
    assert found.answerer == "quotes"
    assert nothing_left(Language.FR, foreign=True) in found.notices
    mended = answer(told(make, RIGHT, question=FRENCH, then=(TRAITED,)))
    assert (mended.answerer, mended.notices) == ("fake", ())
    assert len(mended.sentences) == 1


def test_a_lead_in_is_left_out_and_silence_is_told_after_a_claim(make: Make) -> None:
    silence = "The sources do not say how much timber left the port."
    found = answer(told(make, "Here is what the sources say: \n\n", RIGHT, silence))
    assert [(s.text, s.markers) for s in found.sentences] == [
        (without(RIGHT, 1), (1,)),
        (silence, ()),
    ]
    assert found.withheld == ()


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


def test_a_bare_yes_is_an_assertion_where_nothing_else_carries_the_answer(make: Make) -> None:
    found = answer(told(make, "Yes."))
    assert found.answerer == "quotes"
    assert [kept.text for kept in found.withheld] == ["Yes."]
    assert found.notices == (nothing_left(Language.EN),)
    mended = answer(told(make, "Yes. ", WRONG, then=(RIGHT,)))
    assert [s.text for s in mended.sentences] == [without(RIGHT, 1)]
    assert (mended.withheld, mended.notices) == ((), ())


@pytest.mark.parametrize(
    "said",
    [
        "Im Jahr 2019 wurden im Hafen von Grenvik zwölf Millionen Tonnen umgeschlagen [1]. Ja.",
        "В порту Гренвик: 12 миллионов тонн [1].",
    ],
)
def test_an_answer_in_a_third_language_is_told_as_such(make: Make, said: str) -> None:
    found = answer(told(make, said))
    assert found.answerer == "quotes"
    assert found.notices == (nothing_left(Language.EN, foreign=True),)
    assert {kept.reason for kept in found.withheld} == {"language"}


LEANS = "It handled 12 million tonnes of goods in 2019 [1]. "
GRENVIK = "Grenvik is a town in the north [1]. "


def test_a_sentence_that_leans_on_one_that_is_not_shown_is_not_shown(make: Make) -> None:
    """A reader takes "it" for what the last sentence that is shown speaks of."""
    found = answer(told(make, WRONG, LEANS, TIMBER))
    assert [s.text for s in found.sentences] == [without(TIMBER, 1)]
    assert [kept.reason for kept in found.withheld] == ["figure", "leaning"]
    assert "does not name" in found.withheld[1].explanation


def test_a_sentence_that_leans_over_one_that_is_shown_is_not_shown(make: Make) -> None:
    found = answer(told(make, WRONG, TIMBER, LEANS))
    assert [s.text for s in found.sentences] == [without(TIMBER, 1)]


def test_a_sentence_that_leans_on_one_that_is_shown_is_shown(make: Make) -> None:
    found = answer(told(make, RIGHT, LEANS))
    assert [s.text for s in found.sentences] == [without(RIGHT, 1), without(LEANS, 1)]
    assert found.withheld == ()


def test_a_first_sentence_that_leans_is_mended(make: Make) -> None:
    model = FakeChatModel(LEANS, then=[[RIGHT, LEANS]])
    found = answer(list(make(model).ask(QUESTION)))
    assert "It does not name what it speaks of" in model.asked[1][-1][1]
    assert [s.text for s in found.sentences] == [without(RIGHT, 1)]
    assert found.withheld == ()
    again = answer(told(make, RIGHT, WRONG, then=(LEANS,)))
    assert [s.text for s in again.sentences] == [without(RIGHT, 1)]


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
    found = answer(told(make, hostile, TIMBER))
    assert [s.text for s in found.sentences] == [without(TIMBER, 1)]
    assert [kept.reason for kept in found.withheld] == ["markup"]


def test_dollars_are_no_markup(make: Make) -> None:
    said = "It cost $3 in 1954 and $4 in 1955 [1]. "
    assert [kept.reason for kept in answer(told(make, said)).withheld] == ["figure"]


# What fails.


@pytest.mark.parametrize(
    ("steps", "told_of"),
    [
        ((OSError("sk-secret"),), "the connection failed"),
        ((), "wrote nothing"),
        ((RIGHT, "And then", ConnectionResetError("sk-secret")), "the connection failed"),
        ((RIGHT, KeyError("sk-secret")), "nothing readable"),
    ],
)
def test_a_model_that_fails_costs_a_notice_never_the_answer(
    make: Make, steps: tuple[Step, ...], told_of: str
) -> None:
    events = told(make, *steps)
    found = answer(events)
    assert (found.status, found.answerer) == (Status.ANSWERED, "quotes")
    assert QUOTE in [s.text for s in found.sentences]
    assert [s.text for s in found.sentences] == [c.quote for c in found.citations]
    check_citations(found)
    [told_once] = found.notices
    assert "word for word" in told_once
    assert told_of in told_once
    assert "sk-secret" not in told_once
    assert StageStarted(Stage.READING) in events
    after = events[events.index(StageStarted(Stage.READING)) :]
    assert tuple(e.sentence for e in after if isinstance(e, SentenceReady)) == found.sentences


def test_the_notice_is_in_the_language_of_the_asker(make: Make) -> None:
    found = answer(told(make, OSError(), question=FRENCH))
    assert found.notices[0].startswith("Le modèle de langue n'a pas répondu")
    assert "la connexion a échoué" in found.notices[0]


@pytest.mark.parametrize(
    "said",
    ["NO_ANSWER", "NO_ANSWER. They speak of tonnes.", "The sources do not say when it opened."],
)
def test_not_in_the_sources_is_a_refusal(make: Make, said: str) -> None:
    found = answer(told(make, said))
    assert (found.status, found.answerer) == (Status.UNANSWERED, "fake")
    assert found.citations == ()
    assert found.sentences[0].text == "The sources do not answer this question."
    assert "NO_ANSWER" not in found.text
    assert found.withheld == ()
    assert found.retrieved


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
