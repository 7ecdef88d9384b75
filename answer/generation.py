"""Answer with a language model, streaming: passages and a question in, drafted sentences out.

Whatever the model does (slow, down, refusing, talking nonsense) ends in a ChatModelError within the
time given, so that the assistant can quote instead. This module does not check what is written.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from answer.claims.verdict import Verdict
from answer.model import asking
from answer.model.chat_model import ChatModel, Message, StreamsText, load_chat_model
from answer.model.drafting import Draft, DraftSentence, NotInSources, drafts
from answer.model.failure import EMPTY, ENDLESS, ChatModelFailure
from answer.model.stream import ModelStream
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
SILENCE = 0.5  # share of the whole time that may pass without a word
REWRITING = 0.2  # share of the whole time that a question's rewriting may take


@dataclass(frozen=True)
class Generator:
    """Writes answers with a chat model; ``timeout`` is in seconds, for a whole answer.

    ``on_wait`` is called now and again while the model is silent; what it raises ends the request.
    """

    model: StreamsText
    name: str
    timeout: float
    clock: Callable[[], float] = time.monotonic
    nonce: Callable[[], str] = lambda: secrets.token_hex(4)
    on_wait: Callable[[], None] = lambda: None

    def deadline(self) -> float:
        """When an answer that begins now has to be finished, by the clock."""
        return self.clock() + self.timeout

    def write(
        self,
        question: str,
        language: Language,
        retrieved: Sequence[Retrieved],
        history: Sequence[Turn] = (),
        deadline: float | None = None,
    ) -> Iterator[Draft]:
        """The sentences of the answer, each once it is finished; NotInSources where it says so.

        The passages are numbered from 1 in the order given. Raises ChatModelError, also after
        sentences were given: when the model fails, is slow, writes nothing or does not end.
        """
        messages = asking.messages(question, language, retrieved, history, self.nonce())
        yield from self._drafts(messages, len(retrieved), deadline)

    def mend(
        self,
        question: str,
        language: Language,
        retrieved: Sequence[Retrieved],
        wrong: Sequence[tuple[DraftSentence, Verdict]],
        deadline: float | None = None,
    ) -> Iterator[Draft]:
        """Sentences in the place of some that were not borne out, told why. Raises the same."""
        messages = asking.mending(question, language, retrieved, wrong, self.nonce())
        yield from self._drafts(messages, len(retrieved), deadline)

    def try_out(self) -> None:
        """Ask for a word and wait for its first letters; raises ChatModelError where none come."""
        stream = self._stream([("user", "OK?")], self.deadline())
        with closing(stream.pieces()) as pieces:
            if next(pieces, None) is None:
                raise ChatModelFailure(self.name, EMPTY)

    def rewritten(
        self,
        question: str,
        language: Language,
        history: Sequence[Turn],
        deadline: float | None = None,
    ) -> str | None:
        """A question that stands alone, for one that leans on the turns before; None on failure."""
        latest = self.clock() + self.timeout * REWRITING
        latest = min(latest, deadline) if deadline is not None else latest
        stream = self._stream(asking.rewriting(question, language, history), latest)
        try:
            with closing(stream.pieces()) as pieces:
                return asking.standing_alone("".join(pieces), question, language, history)
        except ChatModelError:
            return None

    def _drafts(
        self, messages: Sequence[Message], most: int, deadline: float | None
    ) -> Iterator[Draft]:
        stream = self._stream(messages, self.deadline() if deadline is None else deadline)
        given = 0
        with closing(stream.pieces()) as pieces:
            for draft in drafts(pieces, most, lambda: stream.limited):
                given += 1
                if given > MOST_SENTENCES:
                    raise ChatModelFailure(self.name, ENDLESS)
                yield draft
        if not given:
            raise ChatModelFailure(self.name, EMPTY)

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
