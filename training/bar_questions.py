"""The questions that the bar is fitted on, asked in stores as the product asks them.

Every document of evaluation/calibration is asked alone, then all together in one store, and the
briefing of corpus/ by the calibration half of its own questions. Knows nothing of weights.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from answer.evidence.features import candidates
from answer.followup import asked_for, complete
from answer.question.asked import Form
from answer.question.courtesy import recognise
from answer.question.embedded import question_within
from answer.question.request import summary_request
from evaluation.gold import GoldItem, Half, read_gold
from evaluation.score import fold
from ingest.inputs import gather
from ingest.sync import sync
from training.near_misses import near_misses
from vectorstore.embedder import load_embedder
from vectorstore.lexicon import BUNDLED as LEXICON
from vectorstore.lexicon import Lexicon
from vectorstore.retriever import Retriever
from vectorstore.store import Store

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "evaluation" / "calibration"
UNSEEN = DATA / "unseen"
BRIEFING, BRIEFING_GOLD = ROOT / "corpus", ROOT / "evaluation" / "gold" / "corpus.jsonl"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in one store: a row of features and a label for each candidate sentence.

    ``made``: by a swap, from a question that is answered (training.near_misses).
    """

    item: GoldItem
    rows: np.ndarray
    labels: np.ndarray
    made: bool = False


def invented(folder: Path = DATA) -> list[Asked]:
    """The questions about each invented document, alone and in a store of all of them."""
    items = read_gold(folder / "questions.jsonl")
    files = sorted({str(i.source) for i in items if i.source})
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in files}
    made = [near for i in items if i.source for near in near_misses(i, texts[i.source])]
    return [
        asked
        for names in (*([name] for name in files), files)
        for asked in _ask(
            [folder / n for n in names],
            [i for i in items if i.source in names],
            [i for i in made if i.source in names],
        )
    ]


def briefing() -> list[Asked]:
    """The questions about the briefing that may be fitted on; the others are left untouched."""
    items = [i for i in read_gold(BRIEFING_GOLD) if i.half is Half.CALIBRATION]
    items = [replace(i, source=BRIEFING.name) for i in items]
    text = "\n\n".join(f.read_text(encoding="utf-8") for f in sorted(BRIEFING.glob("*.md")))
    return _ask([BRIEFING], items, [near for i in items for near in near_misses(i, text)])


def _ask(paths: Iterable[Path], items: Iterable[GoldItem], made: Iterable[GoldItem]) -> list[Asked]:
    """These questions, small talk aside, in a store of these documents."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder), load_embedder(None))
        sync(store, gather([str(path) for path in paths]))
        retriever = Retriever(store, Lexicon(LEXICON))
        found = [_rows(i, retriever) for i in items if recognise(i.question) is None]
        swapped = [_rows(i, retriever) for i in made]
        return [
            *(asked for asked in found if asked),
            *(replace(asked, made=True) for asked in swapped if asked),
        ]


def _rows(item: GoldItem, retriever: Retriever) -> Asked | None:
    """As answer.assistant asks; None where it would answer without the bar."""
    own = question_within(item.question)
    completed = complete(own, item.history)
    request = summary_request(completed)
    topic = request.topic if request else completed
    if not topic:
        return None
    retrieval = retriever.retrieve(topic, item.language)
    asked = asked_for(own, retrieval.query.text, completed == own)
    found = candidates(retrieval, replace(asked, form=Form.SUMMARY) if request else asked)
    if not found:
        return None
    labels = [item.answerable and _is_gold(c.text, item.gold_quotes) for c in found]
    return Asked(item, np.array([c.features for c in found]), np.array(labels, dtype=float))


def _is_gold(sentence: str, quotes: Sequence[str]) -> bool:
    text = fold(sentence)
    return any(fold(q) in text or text in fold(q) for q in quotes)
