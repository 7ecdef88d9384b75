"""Answer with a language model, streaming: passages and a question in, cited sentences out.

Whatever the model does (slow, down, refusing, talking nonsense) ends in a ChatModelError within the
time given, so that the assistant can quote instead. This module does not check what is written.
"""

from __future__ import annotations

import time
from collections import abc
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread

from answer.chat_model import ChatModel, Message, StreamsText, load_chat_model
from answer.drafting import SENTINEL, Draft, DraftSentence, NotInSources, drafts
from answer.model_failure import CITED_NOTHING, ENDLESS, SLOW, ChatModelFailure, translated
from domain.errors import ChatModelError
from domain.types import Language, Retrieved, Turn
from prompts.templates import load

__all__ = [
    "ChatModel",
    "Draft",
    "DraftSentence",
    "Generator",
    "NotInSources",
    "load_chat_model",
]

SENTENCES = {Language.FR: "quatre", Language.EN: "four"}
# Turns of the conversation that go along, and how much of each: enough to tell what "it" is.
TURNS = 6
TURN_CHARACTERS = 1_000
# A reasoning model may think aloud for long; no answer of four sentences comes near this.
MOST_CHARACTERS = 200_000

_Item = str | ChatModelError | None


@dataclass(frozen=True)
class Generator:
    """Writes answers with a chat model; ``timeout`` is in seconds, for a whole answer."""

    model: StreamsText
    name: str
    timeout: float
    clock: Callable[[], float] = time.monotonic

    def write(
        self,
        question: str,
        language: Language,
        retrieved: Sequence[Retrieved],
        history: Sequence[Turn] = (),
    ) -> Iterator[Draft]:
        """The sentences of the answer, each once it is finished, or NotInSources alone.

        The passages are numbered from 1 in the order given. Raises ChatModelError, also after
        sentences were given: when the model fails, is slow, or cites nothing.
        """
        pieces = self._pieces(messages(question, language, retrieved, history))
        given = False
        with closing(pieces):
            for draft in drafts(pieces, len(retrieved)):
                given = True
                yield draft
        if not given:
            raise ChatModelFailure(self.name, CITED_NOTHING)

    def _pieces(self, messages: Sequence[Message]) -> abc.Generator[str, None, None]:
        """What the model writes, read by a thread, since a read may outlast the time left."""
        inbox: SimpleQueue[_Item] = SimpleQueue()
        stopped = Event()
        reading = (self.model, self.name, messages, inbox, stopped)
        deadline, written = self.clock() + self.timeout, 0
        Thread(target=_read, args=reading, name="chat-model", daemon=True).start()
        try:
            while (item := self._next(inbox, deadline)) is not None:
                written += len(item)
                if written > MOST_CHARACTERS:
                    raise ChatModelFailure(self.name, ENDLESS)
                yield item
        finally:
            stopped.set()

    def _next(self, inbox: SimpleQueue[_Item], deadline: float) -> str | None:
        left = deadline - self.clock()
        if left <= 0:
            raise ChatModelFailure(self.name, SLOW)
        try:
            item = inbox.get(timeout=left)
        except Empty:
            raise ChatModelFailure(self.name, SLOW) from None
        if isinstance(item, ChatModelError):
            raise item
        return item


def _read(
    model: StreamsText,
    name: str,
    messages: Sequence[Message],
    inbox: SimpleQueue[_Item],
    stopped: Event,
) -> None:
    """Put the pieces into the inbox, then None; a failure takes the place of None."""
    try:
        for piece in model.stream(messages):
            if stopped.is_set():
                return
            inbox.put(str(piece.text))
        inbox.put(None)
    except ChatModelError as error:
        inbox.put(error)
    except Exception as error:  # noqa: BLE001
        # Any provider that LangChain knows may be configured, with exceptions of its own that
        # share no base class; in a thread, one that is not caught would be a wait until timeout.
        inbox.put(translated(name, error))


def messages(
    question: str, language: Language, retrieved: Sequence[Retrieved], history: Sequence[Turn]
) -> list[Message]:
    """The rules, the last turns, then the passages and the question between fences."""
    passages = "\n\n".join(_numbered(n, r) for n, r in enumerate(retrieved, start=1))
    fence = _fence(passages + question)
    rules = {"sentences": SENTENCES[language], "sentinel": SENTINEL, "fence": fence}
    asked = {"passages": passages, "question": question, "fence": fence}
    turns = [(turn.role, turn.content[:TURN_CHARACTERS]) for turn in history[-TURNS:]]
    return [
        ("system", load("answer", language).render(rules)),
        *turns,
        ("user", load("question", language).render(asked)),
    ]


def _numbered(number: int, retrieved: Retrieved) -> str:
    heading = " › ".join((retrieved.title, *retrieved.passage.section_path)).replace("\n", " ")
    return f"[{number}] {heading}\n{retrieved.passage.text}"


def _fence(data: str) -> str:
    """A line of signs that the data do not hold, so that no passage can end its fence."""
    fence = "====="
    while fence in data:
        fence += "="
    return fence
