"""How long a question takes inside a running page, beside a plain LangChain pipeline, in one run.

    python -m benchmarks.question [--passages 1000] [--rounds 30]

Both answer the same questions over the same passages with the model that ships; the plain one
embeds the question and asks langchain_chroma for ten passages (install the "bench" extra). The
questions alternate between the two, so that both see the same machine. Prints medians in
milliseconds and their ratio.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from answer.assistant import Assistant
from domain.types import Answer, Finished, Language
from ingest.inputs import gather
from ingest.sync import sync
from vectorstore.embedder import Embedder, load_embedder
from vectorstore.lexicon import BUNDLED, Lexicon
from vectorstore.retriever import Retriever
from vectorstore.store import Store

WORDS = (
    "port harbour vessel quota treaty council museum tramway river basin dairy cable tunnel grant "
    "student market export import budget region village bridge school hospital library garden "
    "forest valley winter summer fishery salmon butter cheese copper timber wool ferry station"
).split()
VERBS = "supports funds protects carries opens restores teaches measures buys sells".split()
T = TypeVar("T")
QUESTIONS = (
    "How much does the council spend on the ferry?",
    "Combien le conseil dépense-t-il pour le bac ?",
    "Which harbour exports salmon and timber?",
    "Quel musée ouvre en hiver dans la vallée ?",
    "Who restores the bridge near the station?",
    "Pourquoi la laine est-elle vendue au marché ?",
)


def write_pages(folder: Path, passages: int) -> list[str]:
    """Invented pages with this many paragraphs; returns the paragraphs."""
    random.seed(7)
    texts = [_paragraph() for _ in range(passages)]
    for number, start in enumerate(range(0, passages, 50)):
        body = "\n\n".join(texts[start : start + 50])
        (folder / f"page{number:03}.md").write_text(f"# Page {number}\n\n{body}\n", "utf-8")
    return texts


def _paragraph() -> str:
    def sentence() -> str:
        a, b, c = (random.choice(WORDS) for _ in range(3))
        year, amount = random.randint(1990, 2025), random.randint(2, 900)
        return f"In {year} the {a} {random.choice(VERBS)} the {b} and the {c} for {amount} euros."

    return " ".join(sentence() for _ in range(3))


def plain_pipeline(texts: Sequence[str], embedder: Embedder) -> Callable[[str], list[str]]:
    """A question -> the ten nearest texts, as a LangChain tutorial would have it."""
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    class Plain(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return embedder.embed_documents(texts).tolist()

        def embed_query(self, text: str) -> list[float]:
            return embedder.embed_query(text).tolist()

    chroma = Chroma.from_texts(list(texts), Plain())
    return lambda asked: [d.page_content for d in chroma.similarity_search(asked, k=10)]


def main() -> None:
    """Build both, ask both in turn, print the medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--passages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=30)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pages, embedder = Path(folder) / "pages", load_embedder(None)
        pages.mkdir()
        texts = write_pages(pages, arguments.passages)
        store = Store(Path(folder) / "store", embedder)
        sync(store, gather([str(pages)]))
        assistant = Assistant(store, Retriever(store, Lexicon(BUNDLED)))
        plain = plain_pipeline(texts, embedder)
        _measure(assistant, plain, embedder, arguments.rounds)


def _measure(
    assistant: Assistant, plain: Callable[[str], object], embedder: Embedder, rounds: int
) -> None:
    times: dict[str, list[float]] = {"passerelle": [], "plain": [], "embedding alone": []}
    stages: dict[str, list[float]] = {}
    for turn in range(rounds):
        question = f"{QUESTIONS[turn % len(QUESTIONS)]} {turn}"
        answer, spent = _timed(lambda q=question: _ask(assistant, q))
        times["passerelle"].append(spent)
        for stage, ms in answer.timings.items():
            stages.setdefault(stage, []).append(ms)
        times["plain"].append(_timed(lambda q=question: plain(q + " "))[1])
        times["embedding alone"].append(
            _timed(lambda q=question: embedder.embed_query(q + "  "))[1]
        )
    medians = {name: statistics.median(values[2:]) for name, values in times.items()}
    for name, value in medians.items():
        print(f"{name:<18} {value:7.1f} ms")
    own = medians["passerelle"] - medians["embedding alone"]
    print(f"own time, without the embedding: {own:.1f} ms")
    print(f"ratio to the plain pipeline: {medians['passerelle'] / medians['plain']:.2f}")
    print({stage: round(statistics.median(values), 1) for stage, values in stages.items()})


def _ask(assistant: Assistant, question: str) -> Answer:
    events = assistant.ask(question, (), Language.EN)
    return next(event.answer for event in events if isinstance(event, Finished))


def _timed(call: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    result = call()
    return result, (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
