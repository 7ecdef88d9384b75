"""The questions that the reader learns from: read from folders, with hard negatives.

A folder holds public files (``context``, ``question``, ``answers``) and written ones
(``sentences``, ``questions``), as ../shared/reading; those over public paragraphs name them by the
digest of their text (``passage``), and follow-ups (``before``, ``q``) name a written passage by its
id. What heldout.json and calibration.json of any folder name is kept apart, by title over all files
together: the first to report on, the second to calibrate on; neither is trained on.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

from answer.reading.coreference import leans
from text.sentences import packed, split

WORDS = 120
"""The most words of a passage, as ingest packs them: a longer paragraph becomes several."""
NEAREST = 6
"""Passages that look like an answer and are none, kept for each question or claim."""
ON_PUBLIC = ("public_", "pair_p", "written_en", "written_fr", "squad2")
"""Files with questions on public paragraphs."""
CHATTER = 2
"""Passages that each sentence which says nothing of any source is judged against."""
HELD_OUT, CALIBRATION = "heldout.json", "calibration.json"


class Part(StrEnum):
    """What a title may be used for."""

    TRAIN = "train"
    CALIBRATE = "calibrate"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Passage:
    """``group``: its article or document; ``header``: title and section."""

    group: str
    language: str
    header: str
    sentences: tuple[str, ...]
    part: Part

    @property
    def text(self) -> str:
        """The sentences in one line."""
        return " ".join(self.sentences)


@dataclass(slots=True)
class Question:
    """A question on ``passages[passage]``: what answers it, what corrects it, or neither.

    ``before``: the question of the turn before, of a follow-up.
    ``open``: nothing answers, and whether a sentence corrects a false premise is not recorded.
    ``yn``: yes or no, where that is the answer and recorded.
    """

    text: str
    language: str
    passage: int
    kind: str
    answers: tuple[int, ...] = ()
    corrects: tuple[int, ...] = ()
    open: bool = False
    source: str = ""
    answer_text: str = ""
    yn: str = ""
    before: str = ""
    negatives: tuple[int, ...] = field(default=())


@dataclass(slots=True)
class Claim:
    """A sentence of an answer, judged against ``passages[passage]``.

    ``label``: supported, contradicted, unsupported, compatible (not contradicted, and no more is
    known) or wrong (not supported, and no more is known); ``decisive``: the sentences that decide,
    where recorded. ``before``: what the sentence follows, the question and the sentences of the
    answer up to it; none of a claim that stands alone.
    """

    text: str
    language: str
    passage: int
    label: str
    decisive: tuple[int, ...] = ()
    kind: str = ""
    source: str = ""
    before: tuple[str, ...] = ()
    negatives: tuple[int, ...] = field(default=())


@dataclass(slots=True)
class Data:
    """All passages, the questions on them, and the claims."""

    passages: list[Passage] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def claims_of(self, part: Part) -> list[Claim]:
        """The claims of one part."""
        return [c for c in self.claims if self.passages[c.passage].part is part]

    def of(self, part: Part) -> list[Question]:
        """The questions of one part."""
        return [q for q in self.questions if self.passages[q.passage].part is part]

    def passages_of(self, part: Part) -> list[int]:
        """The numbers of the passages of one part."""
        return [n for n, p in enumerate(self.passages) if p.part is part]


def read(folders: Iterable[Path]) -> Data:
    """Every file of the folders: public ones first, then what is written over them."""
    folders = list(folders)
    data, parts = Data(), _parts(folders)
    files = [(path.name.split(".")[0], list(_rows(path))) for path in _paths(folders)]
    for name, rows in files:
        if "context" in rows[0]:
            _add_public(data, name, rows, parts)
    known = {digest(p.sentences): n for n, p in enumerate(data.passages)}
    for name, rows in files:
        if "questions" in rows[0]:
            _add_written(data, name, rows, parts, known)
        if "premise" in rows[0]:
            _add_inferences(data, name, rows, parts)
    for name, rows in files:
        if "before" in rows[0]:
            _add_follow_ups(data, name, rows, known)
        if "answer" in rows[0]:
            _add_answers(data, name, rows, known)
        if name.endswith("chatter"):
            _add_chatter(data, name, rows, parts.get(name, Part.TRAIN))
    return data


def follow_ups(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Of each file of follow-ups, the messages: follow_up, or question where one stands alone."""
    found = {}
    for path in _paths([folder]):
        rows = list(_rows(path))
        if "before" in rows[0]:
            labels = {"followup": "follow_up", "change": "question"}
            found[path.name.split(".")[0]] = [(row["q"], labels[row["kind"]]) for row in rows]
    return found


def digest(sentences: Sequence[str]) -> str:
    """What a passage is found again by."""
    return hashlib.sha256(" ".join(sentences).encode()).hexdigest()[:20]


def _paths(folders: Iterable[Path]) -> list[Path]:
    return sorted(p for f in folders for p in (*f.glob("*.jsonl.gz"), *f.glob("*.jsonl")))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _parts(folders: Iterable[Path]) -> dict[str, Part]:
    """The titles and files that are kept apart, and for what."""
    parts: dict[str, Part] = {}
    for folder in folders:
        for file, part in ((CALIBRATION, Part.CALIBRATE), (HELD_OUT, Part.REPORT)):
            if (folder / file).is_file():
                named = json.loads((folder / file).read_text("utf-8"))
                for key in ("titles_fr", "titles_en", "documents", "nli"):
                    parts |= dict.fromkeys(named.get(key, ()), part)
    return parts


def _title(title: str) -> str:
    return re.sub(r"<[^>]+>", "", title).replace("_", " ")


def _add_written(
    data: Data,
    name: str,
    rows: Sequence[dict[str, Any]],
    parts: dict[str, Part],
    known: dict[str, int],
) -> None:
    for row in rows:
        if "passage" in row and row["passage"] not in known:
            continue  # a paragraph of a folder that was not given
        at = known[row["passage"]] if "passage" in row else _written_passage(data, name, row, parts)
        known[row["id"]] = at
        count = len(data.passages[at].sentences)
        for q in row["questions"]:
            answers = tuple(a for a in q["a"] if a < count)
            corrects = tuple(c for c in q.get("corrects", ()) if c < count)
            made = Question(q["q"], q["lang"], at, q["kind"], answers, source=name)
            made.corrects = () if answers else corrects
            made.yn = q.get("yn", "") if answers else ""
            data.questions.append(made)
        for c in row.get("claims", ()):
            decisive = tuple(s for s in c["s"] if s < count)
            made_claim = Claim(c["c"], c["lang"], at, c["label"], decisive, c["kind"], name)
            data.claims.append(made_claim)


def _written_passage(data: Data, name: str, row: dict[str, Any], parts: dict[str, Part]) -> int:
    header = ": ".join(t for t in (_title(row["title"]), row.get("section", "")) if t)
    part = parts.get(row["title"], parts.get(name, Part.TRAIN))
    group = row.get("doc", row["title"])
    data.passages.append(Passage(group, row["lang"], header, tuple(row["sentences"]), part))
    return len(data.passages) - 1


def _add_chatter(data: Data, name: str, rows: Sequence[dict[str, Any]], part: Part) -> None:
    """Sentences that no passage bears out, each over passages taken at random."""
    among = data.passages_of(part)
    chance = random.Random(name)
    for row in rows:
        for at in chance.sample(among, CHATTER):
            made = Claim(row["c"], row["lang"], at, "unsupported", (), "chatter", name)
            data.claims.append(made)


LABELS = {
    "entailment": "supported",
    "neutral": "unsupported",
    "contradiction": "contradicted",
    "compatible": "compatible",
}


def _add_inferences(
    data: Data, name: str, rows: Sequence[dict[str, Any]], parts: dict[str, Part]
) -> None:
    for row in rows:
        premise = row["premise"]
        sentences = tuple(premise[a:b] for a, b in split(premise))
        part = parts.get(row["set"], Part.TRAIN)
        data.passages.append(Passage(row["set"], row["lang"], "", sentences, part))
        made = Claim(row["hypothesis"], row["lang"], len(data.passages) - 1, LABELS[row["label"]])
        made.kind, made.source = "inference", name
        data.claims.append(made)


def _add_follow_ups(
    data: Data, name: str, rows: Sequence[dict[str, Any]], known: dict[str, int]
) -> None:
    for row in rows:
        if row["id"] not in known:
            continue
        at = known[row["id"]]
        count = len(data.passages[at].sentences)
        answers = tuple(a for a in row["a"] if a < count)
        made = Question(row["q"], row["lang"], at, row["kind"], answers, source=name)
        made.before = row["before"]
        data.questions.append(made)


def _add_answers(
    data: Data, name: str, rows: Sequence[dict[str, Any]], known: dict[str, int]
) -> None:
    """Every sentence of an answer as a claim that follows the question and those before it."""
    for row in rows:
        before = [row["q"]]
        for sentence in row["answer"]:
            at = known.get(sentence["p"])
            if at is not None:
                count = len(data.passages[at].sentences)
                decisive = tuple(s for s in sentence["s"] if s < count)
                made = Claim(sentence["t"], row["lang"], at, sentence["label"], decisive)
                made.kind, made.source, made.before = sentence["kind"], name, tuple(before)
                data.claims.append(made)
            before.append(sentence["t"])


def _add_public(
    data: Data, name: str, rows: Sequence[dict[str, Any]], parts: dict[str, Part]
) -> None:
    pieces: dict[str, list[tuple[int, int, int, list[tuple[int, int]]]]] = {}
    for row in rows:
        context = row["context"]
        if context not in pieces:
            pieces[context] = []
            for spans in packed(context, WORDS):
                sentences = tuple(context[a:b] for a, b in spans)
                title = _title(row["title"])
                part = parts.get(row["title"], Part.TRAIN)
                data.passages.append(Passage(title, row["lang"], title, sentences, part))
                at = len(data.passages) - 1
                pieces[context].append((at, spans[0][0], spans[-1][1], spans))
        if not row["answers"]:
            made = Question(row["question"], row["lang"], pieces[context][0][0], "unanswerable")
            made.open, made.source = True, name
            data.questions.append(made)
            continue
        start, text = row["answers"][0]["start"], row["answers"][0]["text"]
        for at, first, last, spans in pieces[context]:
            if first <= start < last:
                within = [n for n, (a, b) in enumerate(spans) if a <= start < b]
                if within:
                    made = Question(row["question"], row["lang"], at, "public", tuple(within))
                    made.source, made.answer_text = name, text
                    data.questions.append(made)


def fold(text: str) -> str:
    """Lower case without accents."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in plain if unicodedata.category(c) != "Mn")


def mine(data: Data, questions: Sequence[Question], among: Sequence[int], embedder: Any) -> None:
    """Give each question the passages that our embedder finds nearest, and that do not answer.

    Of a public question, no passage that holds its answer's text; of one written on a public
    paragraph, none of the same article.
    """
    import numpy as np

    texts = [f"{data.passages[n].header}\n{data.passages[n].text}" for n in among]
    vectors = embedder.embed_documents(texts)
    asked = embedder.embed_documents([f"{q.before} {q.text}".strip() for q in questions])
    folded = [fold(text) for text in texts]
    for q, scores in zip(questions, asked @ vectors.T, strict=True):
        answer = fold(q.answer_text)
        found: list[int] = []
        for place in np.argsort(-scores)[: 4 * NEAREST]:
            at = among[int(place)]
            if at == q.passage or (answer and answer in folded[int(place)]):
                continue
            # several paragraphs of a public article may answer a question written on one of them
            written_on_public = not q.answer_text and q.source.startswith(ON_PUBLIC)
            same = data.passages[at].group == data.passages[q.passage].group
            if not (written_on_public and same and not q.open):
                found.append(at)
        q.negatives = tuple(found[:NEAREST])


def close_claims(data: Data, part: Part) -> list[Claim]:
    """Sentences of passages as claims that they support: as they are, and without what comes
    before their first or after their last comma. People write few such claims, models many.
    """
    chance, found = random.Random(f"close {part}"), []
    for at in data.passages_of(part):
        passage = data.passages[at]
        fit = [
            n
            for n, s in enumerate(passage.sentences)
            if 4 <= len(s.split()) <= 45 and s[-1:] in ".»”" and not leans(s)
        ]
        for n in chance.sample(fit, min(2, len(fit))):
            text = passage.sentences[n]
            shorter = _shortened(text, chance)
            claim_text = shorter if shorter and chance.random() < 0.5 else text
            made = Claim(claim_text, passage.language, at, "supported", (n,), "close", "sentences")
            found.append(made)
    return found


def _shortened(text: str, chance: random.Random) -> str | None:
    """A sentence less its beginning or end, where a comma parts it and nothing is denied there."""
    parts = text.split(", ")
    if len(parts) < 2:
        return None
    if chance.random() < 0.5:
        gone, kept = parts[0], ", ".join(parts[1:])
        kept = kept[:1].upper() + kept[1:]
    else:
        gone, kept = parts[-1], ", ".join(parts[:-1]) + "."
    denied = re.search(r"\b(?:not|no|never|but|except|unless|if|ne|pas|non|mais|sauf|si)\b", gone)
    short = len(gone.split()) <= 5
    return kept if short and not denied and len(kept.split()) >= 5 else None


def set_beside(data: Data, claims: Sequence[Claim]) -> None:
    """Give each supported claim the passages beside its own, the nearest first."""
    beside: dict[str, list[int]] = {}
    for number, passage in enumerate(data.passages):
        beside.setdefault(passage.group, []).append(number)
    for c in claims:
        if c.label == "supported" and c.kind != "inference":
            others = [n for n in beside[data.passages[c.passage].group] if n != c.passage]
            near = sorted(others, key=lambda n: abs(n - c.passage))
            c.negatives = tuple(near[:NEAREST])


_KEYS = "azertyuiopqsdfghjklmwxcvbna"
_NEAR_KEYS = dict(pairwise(_KEYS))


def hurried(text: str, chance: random.Random) -> str:
    """The question as a hurried person types it: case, accents, marks or letters lost."""
    if chance.random() < 0.7:
        text = text.lower()
    if chance.random() < 0.6:
        text = "".join(
            c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)
        )
    if chance.random() < 0.7:
        text = text.rstrip(" ?!.")
    if chance.random() < 0.3:
        text = text.replace("'", " ").replace("’", " ")
    words = text.split(" ")
    for n, word in enumerate(words):
        if len(word) > 4 and word.isalpha() and chance.random() < 0.12:
            words[n] = _misspelt(word, chance)
    return " ".join(words)


def _misspelt(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    how = chance.randrange(4)
    if how == 0:
        return word[:at] + word[at + 1 :]
    if how == 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if how == 2:
        return word[:at] + word[at] + word[at:]
    return word[:at] + _NEAR_KEYS.get(word[at], "e") + word[at + 1 :]
