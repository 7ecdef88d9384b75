"""Claims of people's own writing, judged as the product judges them: what calibrates and what
measures the verifier.

Each claim is judged against a passage of training/reader_data.py or of the documents in
evaluation/calibration, with the passages beside it in its document, GIVEN in all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.types import Language, Passage, Retrieved
from ingest.inputs import gather
from training.reader_data import Data, Part

GIVEN = 5
"""Passages that a claim is judged against."""
HARD = "roles"
"""The files of claims in which only a relation decides (training/reading/ROLES.md)."""


@dataclass(frozen=True, slots=True)
class Written:
    """A claim with its passages, its own first; ``kind`` is how it is right or wrong.

    ``label``: supported, contradicted or unsupported. ``decisive``: the sentences of the first
    passage that decide, where known. ``before``: what a sentence of an answer follows.
    """

    text: str
    language: Language
    passages: tuple[Retrieved, ...]
    label: str
    kind: str
    decisive: tuple[int, ...] = ()
    before: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether it may be shown."""
        return self.label == "supported"

    @property
    def across(self) -> bool:
        """Whether claim and passage are in different languages."""
        return self.passages[0].passage.language is not self.language


def of_part(data: Data, part: Part) -> Iterator[Written]:
    """The claims of a part over their passages; left out are those known only not to be
    contradicted, and the close pairs of HARD, which are written to mislead and not as people write.
    """
    beside: dict[str, list[int]] = {}
    for number, passage in enumerate(data.passages):
        beside.setdefault(passage.group, []).append(number)
    for claim in data.claims_of(part):
        if claim.label == "compatible" or claim.source.startswith(HARD):
            continue
        own = claim.passage
        others = [n for n in beside[data.passages[own].group] if n != own]
        near = sorted(others, key=lambda n: abs(n - own))[: GIVEN - 1]
        numbers = [own] if claim.kind == "inference" else [own, *near]
        given = tuple(retrieved(data, n) for n in numbers)
        language = Language(claim.language)
        yield Written(
            claim.text, language, given, claim.label, claim.kind, claim.decisive, claim.before
        )


def of_files(files: Sequence[Path], sources: Iterable[Path]) -> Iterator[Written]:
    """The claims of JSON lines, whose ``cited_words`` occur in their passage."""
    passages = _passages(sources)
    plain = [_plain(r.passage.text) for r in passages]
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            words = _plain(row["cited_words"])
            at = next((n for n, text in enumerate(plain) if words in text), None)
            if at is None:
                raise ValueError(f"{file}: no passage has {row['cited_words']!r}")
            label = "supported" if row["right"] else "unsupported"
            given = (passages[at], *_beside(passages, at))
            yield Written(row["claim"], Language(row["language"]), given, label, row["kind"])


def _beside(passages: Sequence[Retrieved], at: int) -> list[Retrieved]:
    """The nearest passages of the same document."""
    source = passages[at].passage.source_id
    others = [n for n, r in enumerate(passages) if r.passage.source_id == source and n != at]
    return [passages[n] for n in sorted(others, key=lambda n: abs(n - at))[: GIVEN - 1]]


def retrieved(data: Data, number: int) -> Retrieved:
    """A passage as a retriever gives it."""
    passage = data.passages[number]
    title, _, section = passage.header.partition(": ")
    path, language = (section,) if section else (), Language(passage.language)
    text = passage.text
    made = Passage(str(number), passage.group, path, text, 0, len(text), language, number, 0)
    return Retrieved(made, 1.0, title=title)


def _passages(sources: Iterable[Path]) -> list[Retrieved]:
    """All passages of the sources, as ingest cuts them."""
    inputs = gather([str(source) for source in sources])
    parsed = [given.parse(None, None, Language.EN) for given in inputs]
    return [Retrieved(p, 1.0, title=one.source.title) for one in parsed for p in one.passages]


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())
