"""Answers of a language model over the briefing: what of them is shown, and how long it takes.

    python -m benchmarks.prose --scripted [--misses]
    python -m benchmarks.prose --model provider:name [--base-url URL] [--questions 40]

Scripted: the 225 answers of evaluation/prose, written as a good model writes, some with a sentence
that is wrong; printed, how many right sentences are shown and how many wrong ones, by kind. With a
model: its own answers to the first questions of the same files; printed, a line an answer, then
sentences shown and withheld, and the seconds to the quotations, to the first sentence and in all.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from answer.assistant import Assistant
from answer.generative.chat_model import Message, StreamsText
from answer.generative.generator import Generator, load_chat_model
from domain.types import Answer, Finished, Language, QuotesReady, SentenceReady
from ingest.inputs import gather
from ingest.sync import sync
from vectorstore.embedder import load_embedder
from vectorstore.lexicon import BUNDLED, Lexicon
from vectorstore.retriever import Retriever
from vectorstore.store import Store

ROOT = Path(__file__).resolve().parents[1]
SCRIPTED, BRIEFING = ROOT / "evaluation" / "prose", ROOT / "corpus"
KEY = "PASSERELLE_CHAT_API_KEY"


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of a scripted answer."""

    text: str


class ScriptedModel:
    """Writes the sentences that it is given next."""

    def __init__(self) -> None:
        self.sentences: Sequence[str] = ()

    def prepare(self) -> None:
        """Nothing to load."""

    async def astream(self, input: Sequence[Message], /) -> AsyncIterator[Said]:
        """A sentence a piece; nothing where it is asked to put something right."""
        del input
        sentences, self.sentences = self.sentences, ()
        for sentence in sentences or ("NO_ANSWER",):
            yield Said(f"{sentence} ")


@dataclass(frozen=True, slots=True)
class Timed:
    """A finished answer, and the seconds to the quotations, to the first sentence, in all."""

    answer: Answer
    quotes: float
    first: float | None
    whole: float


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--scripted", action="store_true")
    parser.add_argument("--misses", action="store_true", help="print what is judged wrongly")
    parser.add_argument("--model", help="as PASSERELLE_CHAT_MODEL")
    parser.add_argument("--base-url", help="as PASSERELLE_CHAT_BASE_URL")
    parser.add_argument("--questions", type=int, default=40)
    parser.add_argument("--timeout", type=float, default=60.0)
    given = parser.parse_args()
    if given.scripted == bool(given.model):
        parser.error("give --scripted or --model")
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store", load_embedder(None))
        sync(store, gather([str(BRIEFING)]))
        with closing(store), closing(Lexicon(BUNDLED)) as lexicon:
            retriever = Retriever(store, lexicon)
            if given.scripted:
                _scripted(store, retriever, given.misses)
            else:
                _real(store, retriever, given)


def rows() -> list[dict[str, Any]]:
    """The scripted answers, the files in turn."""
    files = [path.read_text("utf-8").splitlines() for path in sorted(SCRIPTED.glob("*.jsonl"))]
    return [json.loads(line) for lines in zip(*files, strict=False) for line in lines]


def asked(assistant: Assistant, row: dict[str, Any]) -> Timed:
    """One question."""
    begun, quotes, first = time.perf_counter(), 0.0, None
    for event in assistant.ask(row["question"], language=Language(row["language"])):
        since = time.perf_counter() - begun
        if isinstance(event, QuotesReady):
            quotes = since
        elif isinstance(event, SentenceReady):
            first = since if first is None else first
        elif isinstance(event, Finished):
            return Timed(event.answer, quotes, first, since)
    raise AssertionError("an answer always finishes")


def _assistant(store: Store, retriever: Retriever, model: StreamsText, timeout: float) -> Assistant:
    return Assistant(store, retriever, Generator(model, "benchmark", timeout))


def _scripted(store: Store, retriever: Retriever, misses: bool) -> None:
    model = ScriptedModel()
    assistant = _assistant(store, retriever, model, 600.0)
    shown: dict[str, list[bool]] = defaultdict(list)
    for row in rows():
        model.sentences = [sentence["text"] for sentence in row["answer"]]
        answer = asked(assistant, row).answer
        shown_texts = {
            " ".join(s.text.split()) for s in answer.sentences if answer.answerer != "quotes"
        }
        for sentence in row["answer"]:
            text = " ".join(sentence["text"].split())
            seen = text in shown_texts
            shown["right" if sentence["right"] else f"wrong: {sentence['kind']}"].append(seen)
            if misses and seen is not sentence["right"]:
                print(f"{'withheld' if sentence['right'] else 'shown'}: {text}")
    wrong = [seen for kind, own in shown.items() if kind != "right" for seen in own]
    print("| sentences | shown | n |\n|---|---|---|")
    for kind, own in [*sorted(shown.items()), ("wrong: all", wrong)]:
        print(f"| {kind} | {sum(own) / len(own):.3f} | {len(own)} |")


def _real(store: Store, retriever: Retriever, given: argparse.Namespace) -> None:
    key = os.environ.get(KEY)
    model = load_chat_model(given.model, given.base_url, key, given.timeout)
    assistant = _assistant(store, retriever, model, given.timeout)
    found = []
    for row in rows()[: given.questions]:
        timed = asked(assistant, row)
        found.append(timed)
        for line in _lines(row, timed):
            print(line, flush=True)
    prose = [t for t in found if t.answer.answerer != "quotes"]
    shown = sum(len(t.answer.sentences) for t in prose)
    withheld = sum(len(t.answer.withheld) for t in found)
    print(f"\n{len(prose)} of {len(found)} answers in prose; {shown} sentences shown, ", end="")
    print(f"{withheld} withheld")
    for name, seconds in (
        ("quotations", [t.quotes for t in found]),
        ("first sentence", [t.first for t in found if t.first is not None]),
        ("whole answer", [t.whole for t in found]),
    ):
        if seconds:
            middle = sorted(seconds)[len(seconds) // 2]
            print(f"{name}: {middle:.2f} s at the median, {max(seconds):.2f} at most")


def _lines(row: dict[str, Any], timed: Timed) -> Iterator[str]:
    answer = timed.answer
    yield f"\n{row['question']}"
    if answer.answerer == "quotes":
        yield f"  (quotations) {' '.join(answer.notices)}"
    else:
        yield from (f"  + {s.text}" for s in answer.sentences)
    yield from (f"  - {w.text} ({w.reason})" for w in answer.withheld)


if __name__ == "__main__":
    main()
