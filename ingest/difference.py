"""Diff of the passages of one source between two versions.

A passage is *unchanged* when its text is in the same section and the same order, *moved* when it is
elsewhere, *changed* when its words were edited, else *added* or *removed*. Typography and the
numbers of notes and items are ignored.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from domain.reports import PassageCounts
from domain.types import Passage
from text.typography import key

# Two versions of one paragraph share most of their words; two paragraphs on one subject do not.
# Half is the middle of that wide gap (docs/decisions/0005-difference.md).
SAME_PARAGRAPH = 0.5


@dataclass(frozen=True, slots=True)
class Difference:
    """Every passage of both versions, once; pairs are (old, new), in the order of the new.

    The ids of a pair that is unchanged or moved differ if its typography does.
    """

    unchanged: tuple[tuple[Passage, Passage], ...]
    moved: tuple[tuple[Passage, Passage], ...]
    changed: tuple[tuple[Passage, Passage], ...]
    added: tuple[Passage, ...]
    removed: tuple[Passage, ...]

    @property
    def retyped(self) -> int:
        """How many passages differ only in typography or numbering."""
        return sum(
            (old.id, old.section_path) != (new.id, new.section_path) for old, new in self.unchanged
        ) + sum(old.id != new.id for old, new in self.moved)

    @property
    def counts(self) -> PassageCounts:
        """How many of each."""
        return PassageCounts(
            added=len(self.added),
            changed=len(self.changed),
            moved=len(self.moved),
            unchanged=len(self.unchanged),
            removed=len(self.removed),
        )


def compare(old: Sequence[Passage], new: Sequence[Passage]) -> Difference:
    """The difference of two versions, passage by passage."""
    pairs = _alike(old, new)
    paired_old, paired_new = {o.id for o, _ in pairs}, {n.id for _, n in pairs}
    gone = [p for p in old if p.id not in paired_old]
    came = [p for p in new if p.id not in paired_new]
    edited = _edited(gone, came)
    still = _in_order([(old, new) for old, new in pairs if _one_section(old, new)])
    used = {p.id for p in edited.values()}
    return Difference(
        unchanged=tuple(pair for pair in pairs if pair[1].id in still),
        moved=tuple(pair for pair in pairs if pair[1].id not in still),
        changed=tuple((edited[p.id], p) for p in came if p.id in edited),
        added=tuple(p for p in came if p.id not in edited),
        removed=tuple(p for p in gone if p.id not in used),
    )


def _one_section(old: Passage, new: Passage) -> bool:
    """Whether two passages are under the same headings, whatever their typography."""
    a, b = old.section_path, new.section_path
    return a == b or [key(name) for name in a] == [key(name) for name in b]


def _alike(old: Sequence[Passage], new: Sequence[Passage]) -> list[tuple[Passage, Passage]]:
    """The passages with equal ids, then those with equal text except for typography."""
    before, after = {p.id: p for p in old}, {p.id for p in new}
    left: defaultdict[str, list[Passage]] = defaultdict(list)
    if any(p.id not in before for p in new):
        for passage in reversed(old):
            if passage.id not in after:
                left[key(passage.text)].append(passage)
    pairs = []
    for passage in new:
        if passage.id in before:
            pairs.append((before[passage.id], passage))
        elif left and (same := left.get(key(passage.text))):
            pairs.append((same.pop(), passage))
    return pairs


def _in_order(pairs: Sequence[tuple[Passage, Passage]]) -> set[str]:
    """The ids of the longest subsequence in the same order in both versions."""
    ends: list[int] = []  # for each length, the least old ordinal that a run of it ends with
    ids: list[str] = []
    before: dict[str, str | None] = {}
    for old, new in pairs:
        place = bisect_left(ends, old.ordinal)
        ends[place : place + 1] = [old.ordinal]
        ids[place : place + 1] = [new.id]
        before[new.id] = ids[place - 1] if place else None
    run: set[str] = set()
    last = ids[-1] if ids else None
    while last is not None:
        run.add(last)
        last = before[last]
    return run


def _edited(gone: Sequence[Passage], came: Sequence[Passage]) -> dict[str, Passage]:
    """For each edited passage, by id, the removed one that it replaces; each is used once."""
    left = dict(enumerate(p.text.split() for p in gone))
    holders: defaultdict[str, set[int]] = defaultdict(set)
    for place, words in left.items():
        for word in words:
            holders[word].add(place)
    edits: dict[str, Passage] = {}
    for passage in came:
        words = passage.text.split()
        scores = {n: similarity(words, left[n]) for n in _near(words, holders) if n in left}
        best = max(scores, key=scores.__getitem__, default=None)
        if best is not None and scores[best] >= SAME_PARAGRAPH:
            del left[best]
            edits[passage.id] = gone[best]
    return edits


def _near(words: Sequence[str], holders: Mapping[str, set[int]]) -> list[int]:
    """The places, in order, of all paragraphs whose similarity can reach SAME_PARAGRAPH.

    Such a one shares at least a known part of the words, hence part of the rarer ones. Comparing
    all with all took minutes for a long, fully rewritten source.
    """
    shared = math.ceil(len(words) * SAME_PARAGRAPH / (2 - SAME_PARAGRAPH))
    frequent = shared // 2
    rarest = sorted(words, key=lambda word: len(holders.get(word, ())))
    counts = Counter(n for word in rarest[: len(words) - frequent] for n in holders.get(word, ()))
    return sorted(n for n, count in counts.items() if count >= shared - frequent)


def similarity(a: list[str], b: list[str]) -> float:
    """Word-level similarity of two texts, in 0..1; 0 where surely below SAME_PARAGRAPH."""
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < SAME_PARAGRAPH or matcher.quick_ratio() < SAME_PARAGRAPH:
        return 0.0
    return matcher.ratio()
