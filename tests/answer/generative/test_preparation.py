"""What a model's kit costs in time is nobody's, and waiting for it has an end."""

from collections.abc import Callable
from threading import Event

import pytest

from answer.generative import preparation
from answer.generative.generator import Generator
from answer.generative.preparation import Preparation
from answer.generative.sentence_stream import DraftSentence
from domain.errors import ChatModelError
from domain.types import Language, Passage, Retrieved
from tests.fakes import FakeChatModel, FakeClock

TEXT = "Timber leaves the port."
PASSAGES = (
    Retrieved(Passage("p", "s", (), TEXT, 0, len(TEXT), Language.EN, 0, 0), 0.5, title="Port"),
)
LEAVES = DraftSentence("Timber leaves.")
LONG = 60.0  # seconds that no test waits for


class SlowToLoad(FakeChatModel):
    """A model whose kit does something while it loads."""

    def __init__(self, loads: Callable[[], object]) -> None:
        super().__init__("Timber leaves [1].")
        self.loads = loads

    def prepare(self) -> None:
        self.loads()


def test_time_for_an_answer_counts_from_when_the_model_can_be_asked() -> None:
    clock = FakeClock()
    generator = Generator(SlowToLoad(lambda: clock.advance(100)), "fake", 10, clock)
    deadline = clock() + 10
    assert list(generator.write("What?", Language.EN, PASSAGES, deadline=deadline)) == [LEAVES]


def test_of_what_was_loaded_before_nothing_is_given_back() -> None:
    clock = FakeClock()
    generator = Generator(FakeChatModel("Timber leaves [1]."), "fake", 10, clock)
    generator.prepare()
    deadline = generator.deadline()
    clock.advance(11)
    with pytest.raises(ChatModelError, match="it took too long"):
        list(generator.write("What?", Language.EN, PASSAGES, deadline=deadline))


def test_loading_goes_on_beside_other_things_and_once() -> None:
    loading, gate, times = Event(), Event(), []

    def load() -> None:
        times.append(1)
        loading.set()
        assert gate.wait(LONG)

    generator = Generator(SlowToLoad(load), "fake", LONG)
    generator.begin()
    assert loading.wait(LONG)
    generator.begin()
    gate.set()
    assert list(generator.write("What?", Language.EN, PASSAGES)) == [LEAVES]
    assert times == [1]


def test_who_waits_may_leave_while_it_loads() -> None:
    class Stopped(BaseException):
        pass

    def stop() -> None:
        raise Stopped

    gate = Event()
    generator = Generator(SlowToLoad(lambda: gate.wait(LONG)), "fake", LONG, on_wait=stop)
    with pytest.raises(Stopped):
        list(generator.write("What?", Language.EN, PASSAGES))
    gate.set()


def test_a_kit_that_does_not_load_in_time_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparation, "LIMIT", 0.05)
    gate = Event()
    generator = Generator(SlowToLoad(lambda: gate.wait(LONG)), "fake", LONG)
    with pytest.raises(ChatModelError, match="its client library took too long to load"):
        list(generator.write("What?", Language.EN, PASSAGES))
    gate.set()


def test_what_failed_to_load_is_reported_and_tried_again() -> None:
    errors: list[Exception] = [AttributeError("sk-secret"), ChatModelError("fake", "no kit")]

    def load() -> None:
        if errors:
            raise errors.pop()

    generator = Generator(SlowToLoad(load), "fake", LONG)
    for message in ("no kit", "nothing readable"):
        with pytest.raises(ChatModelError, match=message) as caught:
            generator.prepare()
        assert "sk-secret" not in str(caught.value)
    assert list(generator.write("What?", Language.EN, PASSAGES)) == [LEAVES]


def test_a_preparation_knows_when_it_was_done() -> None:
    clock = FakeClock()
    preparation = Preparation(lambda: clock.advance(3), clock)
    assert preparation.wait() == 1_003
    clock.advance(5)
    assert preparation.wait() == 1_003
