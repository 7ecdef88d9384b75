"""How long an answer takes where the language model fails, for each way of failing.

    python -m benchmarks.model_failures

A real server on this machine (tests/chat_server.py) plays each failure; the whole answer may take
two seconds. Each line: the failure, the seconds to the finished answer, who answered, the notice.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from answer.assistant import Assistant
from answer.generative.chat_model import load_chat_model
from answer.generative.generator import Generator
from domain.types import Answer, Finished
from ingest.inputs import gather
from ingest.sync import sync
from tests.answer.babble import CORPUS
from tests.answer.generative.test_failing_model import FAILURES, QUESTION
from tests.chat_server import nobody, serving
from vectorstore.embedder import load_embedder
from vectorstore.lexicon import BUNDLED, Lexicon
from vectorstore.retriever import Retriever
from vectorstore.store import Store

TIMEOUT = 2.0  # seconds
KEY = "none"


def briefing(folder: Path) -> Store:
    """The briefing that ships, in a store of its own."""
    store = Store(folder, load_embedder(None))
    sync(store, gather([str(CORPUS)]))
    return store


def main() -> None:
    """Print the lines."""
    with tempfile.TemporaryDirectory() as folder:
        store = briefing(Path(folder) / "store")
        load_chat_model("small", nobody(), KEY).prepare()
        _print_line("nobody there", nobody(), store)
        for name, reply in FAILURES.items():
            with serving(reply) as server:
                _print_line(name, server.base_url, store)
        store.close()


def _print_line(name: str, address: str, store: Store) -> None:
    begun = time.perf_counter()
    answer = _asked(address, store)
    seconds = time.perf_counter() - begun
    print(f"{name:16} {seconds:.2f} s  {answer.answerer}  {' '.join(answer.notices)}")


def _asked(address: str, store: Store) -> Answer:
    generator = Generator(load_chat_model("small", address, KEY, TIMEOUT), "small", TIMEOUT)
    assistant = Assistant(store, Retriever(store, Lexicon(BUNDLED)), generator)
    *_, last = assistant.ask(QUESTION)
    assert isinstance(last, Finished)
    return last.answer


if __name__ == "__main__":
    main()
