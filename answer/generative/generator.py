"""Retrieval-augmented generation, streaming: passages and a question in, drafted sentences out.

Whatever the model does (slow, down, refusing, talking nonsense) ends in a ChatModelError within the
time given, so that the assistant can quote instead. This module does not check what is written.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from answer.generative import prompting, query_rewriting
from answer.generative.chat_model import ChatModel, Message, StreamsText, load_chat_model
from answer.generative.preparation import Preparation
from answer.generative.provider_errors import (
    EMPTY,
    ENDLESS,
    REPEATING,
    UNLOADED,
    Cause,
    ChatModelFailure,
    translated,
)
from answer.generative.repetition import RepetitionGuard
from answer.generative.request import ModelStream
from answer.generative.sentence_stream import Draft, DraftSentence, NotInSources, drafts
from domain.errors import ChatModelError
from domain.types import Language, Retrieved, Turn

__all__ = [
    "ChatModel",
    "Draft",
    "DraftSentence",
    "Generator",
    "NotInSources",
    "load_chat_model",
]

# No answer of four sentences comes near this.
MOST_SENTENCES = 40
QUOTING = 0.1  # seconds of the whole time that are kept for quoting, where the model fails
SILENCE = 0.5  # share of the whole time that may pass without a word, after the first
REWRITING = 0.2  # share of the whole time that a question's rewriting may take


@dataclass(frozen=True)
class Generator:
    """Writes answers with a chat model; ``timeout`` is in seconds, for a whole answer.

    It counts from the question on or, in a process that is still loading the client library,
    from when the model can first be asked. ``on_wait`` is called now and again while the model is
    silent; what it raises ends the request. ``on_cut`` receives the reason why an answer whose
    sentences were given is not whole.
    """

    model: StreamsText
    name: str
    timeout: float
    clock: Callable[[], float] = time.monotonic
    nonce: Callable[[], str] = lambda: secrets.token_hex(4)
    on_wait: Callable[[], None] = lambda: None
    on_cut: Callable[[Cause], None] = lambda _: None
    preparation: Preparation = field(default=None, repr=False, compare=False)  # type: ignore[assignment]

    def __post_init__(self) -> None:
        """Copies share what was loaded."""
        if self.preparation is None:
            object.__setattr__(self, "preparation", Preparation(self.model.prepare, self.clock))

    def begin(self) -> None:
        """Load the client library in the background, while there is other work."""
        self.preparation.begin()

    def prepare(self) -> None:
        """Load the client library; raises ChatModelError."""
        self._ready()

    def deadline(self) -> float:
        """When an answer that begins now has to be finished, by the clock; loading begins."""
        self.begin()
        return self.clock() + self._time()

    def time_left(self, deadline: float) -> float:
        """The share of the whole time that is left until then; 0 where it has passed."""
        return max(0.0, (deadline - self.clock()) / self.timeout)

    def write(
        self,
        question: str,
        language: Language,
        retrieved: Sequence[Retrieved],
        history: Sequence[Turn] = (),
        deadline: float | None = None,
    ) -> Iterator[Draft]:
        """The sentences of the answer, each once it is finished; or NotInSources.

        The passages are numbered from 1 in the order given. Raises ChatModelError, also after
        sentences were given: when the model fails, is slow, writes nothing or does not end.
        """
        messages = prompting.messages(question, language, retrieved, history, self.nonce())
        yield from self._drafts(messages, len(retrieved), deadline, self.on_cut)

    def mend(
        self,
        question: str,
        language: Language,
        retrieved: Sequence[Retrieved],
        wrong: Sequence[str],
        deadline: float | None = None,
    ) -> Iterator[Draft]:
        """Sentences in the place of some that were not supported. Raises the same."""
        messages = prompting.mending(question, language, retrieved, wrong, self.nonce())
        yield from self._drafts(messages, len(retrieved), deadline)

    def rewritten(
        self,
        question: str,
        language: Language,
        history: Sequence[Turn],
        deadline: float | None = None,
    ) -> str | None:
        """A self-contained question for one that depends on the turns before; None on failure."""
        try:
            latest = min(self._latest(deadline), self.clock() + self.timeout * REWRITING)
            stream = self._stream(prompting.rewriting(question, language, history), latest)
            with closing(stream.pieces()) as pieces:
                return query_rewriting.standalone("".join(pieces), question, language, history)
        except ChatModelError:
            return None

    def _drafts(
        self,
        messages: Sequence[Message],
        most: int,
        deadline: float | None,
        on_cut: Callable[[Cause], None] = lambda _: None,
    ) -> Iterator[Draft]:
        stream = self._stream(messages, self._latest(deadline))
        guard = RepetitionGuard()
        given = 0
        with closing(stream.pieces()) as pieces:
            limited = lambda: stream.limited or guard.found  # noqa: E731 - asked at the end
            for draft in drafts(pieces, most, limited, guard.watched):
                given += 1
                if given > MOST_SENTENCES:
                    raise ChatModelFailure(self.name, ENDLESS)
                yield draft
        if not given:
            raise ChatModelFailure(self.name, (REPEATING if guard.found else stream.cut) or EMPTY)
        if cut := REPEATING if guard.found else stream.cut:
            on_cut(cut)

    def _latest(self, deadline: float | None = None) -> float:
        """The deadline, moved on to a whole timeout after the model could first be asked."""
        begun = self.deadline() if deadline is None else deadline
        return max(begun, self._ready() + self._time())

    def _time(self) -> float:
        """Seconds for the model."""
        return self.timeout - min(QUOTING, self.timeout / 10)

    def _ready(self) -> float:
        """When the model could first be asked; waits for it. Raises ChatModelError."""
        try:
            return self.preparation.wait(self.on_wait)
        except ChatModelError:
            raise
        except TimeoutError:
            raise ChatModelFailure(self.name, UNLOADED) from None
        except Exception as error:  # of any client that LangChain knows
            raise translated(self.name, error) from error

    def _stream(self, messages: Sequence[Message], deadline: float) -> ModelStream:
        return ModelStream(
            self.model,
            self.name,
            messages,
            self.clock,
            deadline,
            self.timeout * SILENCE,
            self.on_wait,
        )
