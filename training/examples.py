"""Sentence pairs and titled texts as batches of token numbers.

It knows how examples are augmented, grouped by length and ordered, all from one seed; it knows
nothing of losses. Batches come in the same order however often a run is taken up again.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from tokenizers import Tokenizer

from domain.types import Language
from training.augment import framed, mistyped
from training.lexicon_corpus import Pair
from training.model_corpus import Titled

PAIR_TOKENS, TEXT_TOKENS, LONG_TEXT_TOKENS, TITLE_TOKENS = 72, 112, 224, 32
LONG_SHARE = 0.2
"""So many titled texts are read to LONG_TEXT_TOKENS; the others are cut, for speed."""

BATCH_TOKENS, MOST_IN_BATCH = 3_000, 256
ENGLISH_SHARE = 0.15
"""So many pair batches are read in English too: that language must not be forgotten."""

POOL = 60
"""Batches are cut from so many at a time, sorted by length, then shuffled."""

Ids = list[int]
T = TypeVar("T")


class Task(StrEnum):
    """What a batch teaches."""

    FRENCH = "french"
    ENGLISH = "english"
    TITLES = "titles"


@dataclass(slots=True)
class Batch:
    """Token numbers: what the student reads, and what the teacher reads for each row.

    For TITLES, ``read`` and ``taught`` are the titles, ``texts`` and ``texts_taught`` the texts.
    """

    task: Task
    read: list[Ids] = field(default_factory=list)
    taught: list[Ids] = field(default_factory=list)
    texts: list[Ids] = field(default_factory=list)
    texts_taught: list[Ids] = field(default_factory=list)


class Examples:
    """Everything that is learnt from, tokenised; ``epoch(n)`` gives its batches."""

    def __init__(
        self,
        pairs: Sequence[Pair],
        rows: Sequence[Titled],
        student: Tokenizer,
        teacher: Tokenizer,
        seed: int,
    ) -> None:
        self._seed = seed
        chance = random.Random(f"{seed} typos")
        french = _encode(student, [mistyped(p.fr, chance) for p in pairs])
        english = _encode(student, [mistyped(p.en, chance) for p in pairs])
        taught = _encode(teacher, [p.en for p in pairs])
        short = [n for n, ids in enumerate(french) if len(ids) <= PAIR_TOKENS]
        self.french = [(french[n], taught[n]) for n in short]
        self.english = [(english[n], taught[n]) for n in short]
        self.titles = self._titles(rows, student, teacher)

    def epoch(self, number: int) -> Iterator[Batch]:
        """All batches of one pass, shuffled."""
        chance = random.Random(f"{self._seed} {number}")
        batches = [
            *self._pair_batches(Task.FRENCH, self.french, chance),
            *self._pair_batches(Task.ENGLISH, self._some(chance), chance),
            *self._title_batches(chance),
        ]
        chance.shuffle(batches)
        yield from batches

    def _some(self, chance: random.Random) -> list[tuple[Ids, Ids]]:
        return chance.sample(self.english, int(len(self.english) * ENGLISH_SHARE))

    def _titles(
        self, rows: Sequence[Titled], student: Tokenizer, teacher: Tokenizer
    ) -> list[tuple[Ids, Ids, Ids, Ids]]:
        """(title, title for the teacher, text, text for the teacher), in drawn languages."""
        chance = random.Random(f"{self._seed} titles")
        titles, texts = [], []
        for row in rows:
            language = chance.choice((Language.EN, Language.FR))
            title = row.title_en if language is Language.EN else row.title_fr
            titles.append(mistyped(framed(title, language, chance), chance))
            texts.append(chance.choice((row.text_en, row.text_fr)))
        read, read_texts = _encode(student, titles), _encode(student, texts)
        taught = _encode(teacher, [row.title_en for row in rows])
        taught_texts = _encode(teacher, [row.text_en for row in rows])
        found = []
        for cells in zip(read, taught, read_texts, taught_texts, strict=True):
            most = LONG_TEXT_TOKENS if chance.random() < LONG_SHARE else TEXT_TOKENS
            title, title_taught, text, text_taught = cells
            found.append(
                (
                    _cut(title, TITLE_TOKENS),
                    _cut(title_taught, TITLE_TOKENS),
                    _cut(text, most),
                    _cut(text_taught, most),
                )
            )
        return found

    def _pair_batches(
        self, task: Task, items: list[tuple[Ids, Ids]], chance: random.Random
    ) -> Iterator[Batch]:
        for group in _grouped(items, lambda item: len(item[0]), chance):
            yield Batch(task, [read for read, _ in group], [taught for _, taught in group])

    def _title_batches(self, chance: random.Random) -> Iterator[Batch]:
        for group in _grouped(self.titles, lambda item: len(item[2]) + 12, chance):
            yield Batch(Task.TITLES, *(list(column) for column in zip(*group, strict=True)))


def _grouped(
    items: list[T], length: Callable[[T], int], chance: random.Random
) -> Iterator[list[T]]:
    """Items of about one length together, BATCH_TOKENS and MOST_IN_BATCH at most."""
    order = items.copy()
    chance.shuffle(order)
    size = POOL * MOST_IN_BATCH
    for begin in range(0, len(order), size):
        group: list[T] = []
        for item in sorted(order[begin : begin + size], key=length):
            if (group and (len(group) + 1) * length(item) > BATCH_TOKENS) or len(
                group
            ) == MOST_IN_BATCH:
                yield group
                group = []
            group.append(item)
        if len(group) > 1:
            yield group


def _encode(tokenizer: Tokenizer, texts: list[str]) -> list[Ids]:
    return [encoding.ids for encoding in tokenizer.encode_batch(texts)]


def _cut(ids: Ids, most: int) -> Ids:
    """At most ``most`` tokens, the closing one kept."""
    return ids if len(ids) <= most else [*ids[: most - 1], ids[-1]]
