"""Questions asked in stores as the product asks them, with what the reader read.

The passages of one part (reader_data.Part) become documents in three stores: public articles in
English, in French, and invented documents. Each question is asked in its own store, and some in
a store that has nothing to do with it; a follow-up after the question before it. Knows nothing of
what is chosen.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from answer.assistant import READ, RETRIEVED
from answer.reading.reader import Reader, Reading
from domain.types import Language
from evaluation.gold import GoldItem
from ingest.inputs import gather
from ingest.sync import sync
from training.reader_data import Data, Part, Passage, Question, fold
from vectorstore.embedder import load_embedder
from vectorstore.lexicon import BUNDLED as LEXICON
from vectorstore.lexicon import Lexicon
from vectorstore.retriever import Retrieval, Retriever
from vectorstore.store import Store

OFF_TOPIC = 150
"""Questions, a store and language, that are asked where nothing can answer them."""
SEED = 2026


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in one store. ``gold``: the sentences that answer, or correct it; ``own``: the
    passage that it was written on, "" where that is not known or not in the store.
    """

    group: str
    kind: str
    question: str
    language: Language
    source_language: str
    answerable: bool
    gold: tuple[str, ...]
    retrieval: Retrieval
    readings: tuple[Reading, ...]
    own: str = ""


def store_name(question: Question, passage: Passage) -> str:
    """Which store a question is asked in."""
    if "doc" in question.source or question.source.startswith(("followups", "cal_")):
        return "documents"
    return f"public {passage.language}"


def ask_all(
    data: Data, part: Part, reader: Reader, only: str = "", most: int | None = None
) -> Iterator[Asked]:
    """Every question of a part, in its store; then some in another store."""
    stores: dict[str, list[Question]] = {}
    for q in data.of(part):
        stores.setdefault(store_name(q, data.passages[q.passage]), []).append(q)
    chance = random.Random(SEED)
    for name, questions in stores.items():
        if only and only not in name:
            continue
        numbers = sorted({q.passage for q in questions})
        strangers = [
            q
            for other, asked in stores.items()
            if other != name
            for q in asked
            if q.answers and not q.before
        ]
        chance.shuffle(strangers)
        for language in Language:
            found = [q for q in strangers if q.language == language][:OFF_TOPIC]
            questions = [*questions, *(_stranger(q) for q in found)]
        if most is not None and len(questions) > most:
            questions = chance.sample(questions, most)
        with tempfile.TemporaryDirectory() as folder:
            store = Store(Path(folder) / "store", load_embedder(None))
            write([data.passages[n] for n in numbers], Path(folder) / "sources")
            sync(store, gather([str(Path(folder) / "sources")]))
            with closing(store), closing(Lexicon(LEXICON)) as lexicon:
                retriever = Retriever(store, lexicon)
                for q in questions:
                    yield _asked(name, q, data, retriever, reader)


def ask_gold(items: Sequence[GoldItem], sources: Sequence[Path], reader: Reader) -> list[Asked]:
    """Gold questions, in one store of these sources."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder), load_embedder(None))
        sync(store, gather([str(path) for path in sources]))
        lexicon = Lexicon(LEXICON)
        retriever = Retriever(store, lexicon)
        found = []
        for item in items:
            retrieval = retriever.retrieve(item.question, item.language, RETRIEVED)
            readings = reader.read(retrieval.query.text, retrieval.retrieved[:READ])
            found.append(
                Asked(
                    "gold",
                    item.kind,
                    item.question,
                    item.language,
                    "",
                    item.answerable,
                    item.gold_quotes,
                    retrieval,
                    readings,
                )
            )
        store.close()
        lexicon.close()
        return found


def write(passages: Sequence[Passage], folder: Path) -> None:
    """Passages as Markdown files, one an article or document."""
    folder.mkdir(parents=True)
    groups: dict[str, list[Passage]] = {}
    for passage in passages:
        groups.setdefault(passage.group, []).append(passage)
    for number, found in enumerate(groups.values()):
        title, *_ = found[0].header.split(": ") if ": " in found[0].header else [found[0].header]
        sections = [p.header.removeprefix(title).removeprefix(": ") for p in found]
        bodies = [
            (f"## {section}\n\n" if section else "") + _escaped(p.text)
            for section, p in zip(sections, found, strict=True)
        ]
        text = f"# {title}\n\n" + "\n\n".join(bodies) + "\n"
        (folder / f"{number:03d}.{found[0].language}.md").write_text(text, "utf-8")


def _escaped(text: str) -> str:
    return re.sub(r"([*_`<\[#])", r"\\\1", text)


def same_sentence(quote: str, gold: str) -> bool:
    """Whether a quotation is the gold sentence, or most of it."""
    q, g = (re.sub(r"\W+", " ", fold(text)).strip() for text in (quote, gold))
    return g in q or (q in g and len(q) >= 0.6 * len(g))


def _stranger(q: Question) -> Question:
    return Question(q.text, q.language, q.passage, "off_topic", source=q.source)


def _asked(name: str, q: Question, data: Data, retriever: Retriever, reader: Reader) -> Asked:
    passage = data.passages[q.passage]
    gold = tuple(passage.sentences[n] for n in (q.answers or q.corrects))
    text = f"{q.before} {q.text}".strip()
    language = Language(q.language)
    retrieval = retriever.retrieve(text, language, RETRIEVED)
    return Asked(
        name,
        q.kind,
        text,
        language,
        passage.language,
        bool(q.answers),
        gold,
        retrieval,
        reader.read(retrieval.query.text, retrieval.retrieved[:READ]),
        "" if q.kind == "off_topic" else passage.text,
    )
