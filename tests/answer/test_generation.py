from collections.abc import Sequence
from itertools import repeat
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.drafting import SENTINEL
from answer.generation import (
    TURN_CHARACTERS,
    TURNS,
    Draft,
    DraftSentence,
    Generator,
    NotInSources,
    messages,
)
from domain.errors import ChatModelError
from domain.types import Language, Passage, Retrieved, Turn
from tests.fakes import FakeChatModel, FakeClock

FR, EN = Language.FR, Language.EN
LONG = 60.0  # seconds that no test waits for


def found(text: str, title: str = "The port", path: tuple[str, ...] = ("Traffic",)) -> Retrieved:
    passage = Passage(text[:9], "port", path, text, 0, len(text), EN, ordinal=0, paragraph=0)
    return Retrieved(passage, 0.5, title=title)


PASSAGES = (found("Timber leaves."), found("Copper stays.", "Le musée", ("Cuivre", "Avant 1950")))


def written(model: FakeChatModel, timeout: float = LONG) -> list[Draft]:
    return list(Generator(model, "fake", timeout).write("What leaves?", EN, PASSAGES))


def failure(model: FakeChatModel, timeout: float = LONG) -> str:
    with pytest.raises(ChatModelError) as caught:
        written(model, timeout)
    english, french = caught.value.message(EN), caught.value.message(FR)
    assert english == str(caught.value)
    assert english != french
    assert "\n" not in english + french
    return english


# What the model is given.


@pytest.mark.parametrize(
    ("language", "rules", "before", "label"),
    [
        (EN, "You answer questions in English", "Passages:", "Question: "),
        (FR, "Tu réponds en français", "Passages :", "Question : "),
    ],
)
def test_the_rules_then_numbered_passages_between_fences(
    language: Language, rules: str, before: str, label: str
) -> None:
    (system, rule), (user, asked) = messages("Quoi ?", language, PASSAGES, ())
    assert (system, user) == ("system", "user")
    assert rule.startswith(rules)
    assert SENTINEL in rule
    assert asked.split("\n") == [
        before,
        "",
        "=====",
        "[1] The port › Traffic",
        "Timber leaves.",
        "",
        "[2] Le musée › Cuivre › Avant 1950",
        "Copper stays.",
        "=====",
        "",
        f"{label}Quoi ?",
    ]
    assert "=====" in rule


def test_the_model_is_asked_with_these_messages() -> None:
    model = FakeChatModel("Timber leaves [1].")
    turns = (Turn("user", "Hello"), Turn("assistant", "Hello."))
    list(Generator(model, "fake", LONG).write("What leaves?", FR, PASSAGES, turns))
    assert model.asked == [messages("What leaves?", FR, PASSAGES, turns)]


HOSTILE = st.lists(
    st.sampled_from([*"=\n {}", "=====", "======", "{fence}", "{passages}", "Question: ", "a"]),
    max_size=20,
).map("".join)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_passage_and_no_question_closes_the_fence(text: str, title: str, question: str) -> None:
    retrieved = (found(text, title), found("The end.", path=(title,)))
    (_, rule), (_, asked) = messages(question, EN, retrieved, ())
    fence = asked.split("\n")[2]
    assert set(fence) == {"="}
    assert fence in rule
    before, inside, after = asked.split(fence)
    assert before == "Passages:\n\n"
    assert text in inside
    assert inside.endswith("The end.\n")
    assert after == f"\n\nQuestion: {question}"


def test_a_title_cannot_look_like_another_passage() -> None:
    _, (_, asked) = messages("What?", EN, [found("One.", "Port\n[2] Fake", ("A\n[3] B",))], ())
    assert "[1] Port [2] Fake › A [3] B\nOne." in asked


def test_the_last_turns_go_along_shortened() -> None:
    turns = [Turn("user" if n % 2 == 0 else "assistant", f"turn {n}") for n in range(20)]
    turns[-1] = Turn("assistant", "x" * (TURN_CHARACTERS + 1))
    _, *told, _ = messages("And then?", EN, PASSAGES, turns)
    assert told[:-1] == [(turn.role, turn.content) for turn in turns[-TURNS:-1]]
    assert told[-1] == ("assistant", "x" * TURN_CHARACTERS)


# What comes back.


def test_cited_sentences_come_while_the_model_still_writes() -> None:
    gate = Event()
    model = FakeChatModel("Timber leaves [1]. Then ", gate.wait, "copper stays [2].")
    drafts = Generator(model, "fake", LONG).write("What leaves?", EN, PASSAGES)
    assert next(drafts) == DraftSentence("Timber leaves.", (1,))
    assert not model.ended.is_set()
    gate.set()
    assert list(drafts) == [DraftSentence("Then copper stays.", (2,))]


def test_not_in_the_sources() -> None:
    assert written(FakeChatModel("NO_", "ANSWER")) == [NotInSources()]


def test_a_reader_that_leaves_ends_the_stream() -> None:
    gate, went_on = Event(), Event()
    model = FakeChatModel("Timber leaves [1]. And ", gate.wait, "so on [1].", went_on.set)
    drafts = Generator(model, "fake", LONG).write("What leaves?", EN, PASSAGES)
    next(drafts)
    drafts.close()
    gate.set()
    assert model.ended.wait(LONG)
    assert not went_on.is_set()


# What goes wrong.


@pytest.mark.parametrize("steps", [(), ("",), ("I like ports. They are big.",), ("Leaves [7].",)])
def test_an_answer_that_cites_nothing_is_a_failure(steps: Sequence[str]) -> None:
    assert "cited nothing" in failure(FakeChatModel(*steps))


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ConnectionResetError("sk-secret at http://host/"), "the connection failed"),
        (TimeoutError("sk-secret"), "it took too long"),
        (KeyError("sk-secret"), "KeyError"),
    ],
)
@pytest.mark.parametrize("before", [(), ("Timber leaves [1]. Then copper",)])
def test_whatever_the_model_raises_is_told_without_its_words(
    error: Exception, told: str, before: tuple[str, ...]
) -> None:
    with pytest.raises(ChatModelError) as caught:
        written(FakeChatModel(*before, error))
    for message in (caught.value.message(EN), caught.value.message(FR), str(caught.value)):
        assert "sk-secret" not in message
        assert "fake" in message
    assert told in str(caught.value)


def test_sentences_before_a_failure_are_given() -> None:
    drafts = Generator(FakeChatModel("Timber leaves [1]. Then ", OSError()), "fake", LONG).write(
        "What leaves?", EN, PASSAGES
    )
    assert next(drafts) == DraftSentence("Timber leaves.", (1,))
    with pytest.raises(ChatModelError):
        next(drafts)


def test_a_chat_model_error_comes_through_as_it_is() -> None:
    error = ChatModelError("fake", "gone fishing")
    with pytest.raises(ChatModelError) as caught:
        written(FakeChatModel(error))
    assert caught.value is error


def test_time_for_the_whole_answer_runs_out() -> None:
    """Each piece is quick enough; all of them together are not."""
    clock, gate = FakeClock(), Event()
    model = FakeChatModel("Timber leaves [1]. Then ", gate.wait, "copper [2]. So ", "it is [1].")
    drafts = Generator(model, "fake", 10, clock).write("What leaves?", EN, PASSAGES)
    assert next(drafts) == DraftSentence("Timber leaves.", (1,))
    clock.advance(10)
    gate.set()
    with pytest.raises(ChatModelError, match="it took too long"):
        next(drafts)


def test_time_that_is_left_is_used() -> None:
    clock = FakeClock()
    model = FakeChatModel("Timber leaves [1]. Then ", "copper stays [2].")
    drafts = Generator(model, "fake", 10, clock).write("What leaves?", EN, PASSAGES)
    next(drafts)
    clock.advance(9)
    assert list(drafts) == [DraftSentence("Then copper stays.", (2,))]


def test_a_model_that_says_nothing_is_not_waited_for() -> None:
    gate = Event()
    model = FakeChatModel(gate.wait, "Timber leaves [1].")
    assert "it took too long" in failure(model, timeout=0.05)
    gate.set()
    assert model.ended.wait(LONG)


@pytest.mark.parametrize("said", ["on and on ", "x", "<think>hm ", "[1]"])
def test_an_answer_without_end_is_cut(said: str) -> None:
    model = FakeChatModel(script=repeat(said * 500, 2_000))
    assert "it wrote without end" in failure(model)
    assert model.ended.wait(LONG)
