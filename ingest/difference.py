"""How the passages of one source changed between two versions, as counts.

A passage is *unchanged* when its id stands in the same section and the same order, *moved* when its
id stands elsewhere, *changed* when its words were edited, else *added* or *removed*.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from domain.types import Passage, PassageCounts

# Two versions of one paragraph share most of their words; two paragraphs on one subject do not.
# Half is the middle of that wide gap (docs/decisions/0005-difference.md).
SAME_PARAGRAPH = 0.5


def compare(old: Sequence[Passage], new: Sequence[Passage]) -> PassageCounts:
    """Count what became of the old passages and where the new ones come from."""
    old_ids, new_ids = [p.id for p in old], [p.id for p in new]
    kept = set(old_ids) & set(new_ids)
    in_order = _in_order([i for i in old_ids if i in kept], [i for i in new_ids if i in kept])
    paths = {p.id: p.section_path for p in old}
    unchanged = sum(p.id in in_order and paths[p.id] == p.section_path for p in new)
    gone = [p for p in old if p.id not in kept]
    came = [p for p in new if p.id not in kept]
    changed = _edited(gone, came)
    return PassageCounts(
        added=len(came) - changed,
        changed=changed,
        moved=len(kept) - unchanged,
        unchanged=unchanged,
        removed=len(gone) - changed,
    )


def _in_order(old: list[str], new: list[str]) -> set[str]:
    """The ids of the longest run of matching blocks."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {id for block in blocks for id in old[block.a : block.a + block.size]}


def _edited(gone: Sequence[Passage], came: Sequence[Passage]) -> int:
    """How many of the passages that came are edits of one that went; each is used once."""
    left = dict(enumerate(p.text.split() for p in gone))
    holders: defaultdict[str, set[int]] = defaultdict(set)
    for place, words in left.items():
        for word in words:
            holders[word].add(place)
    edits = 0
    for words in (p.text.split() for p in came):
        scores = {n: _likeness(words, left[n]) for n in _near(words, holders) if n in left}
        best = max(scores, key=scores.__getitem__, default=None)
        if best is not None and scores[best] >= SAME_PARAGRAPH:
            del left[best]
            edits += 1
    return edits


def _near(words: Sequence[str], holders: Mapping[str, set[int]]) -> list[int]:
    """The places, in order, of all paragraphs that can be as like as SAME_PARAGRAPH.

    Such a one shares at least a known part of the words, hence part of the rarer ones. Comparing
    all with all took minutes for a long source that was written anew.
    """
    shared = math.ceil(len(words) * SAME_PARAGRAPH / (2 - SAME_PARAGRAPH))
    frequent = shared // 2
    rarest = sorted(words, key=lambda word: len(holders.get(word, ())))
    held = Counter(n for word in rarest[: len(words) - frequent] for n in holders.get(word, ()))
    return sorted(n for n, count in held.items() if count >= shared - frequent)


def _likeness(a: list[str], b: list[str]) -> float:
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < SAME_PARAGRAPH or matcher.quick_ratio() < SAME_PARAGRAPH:
        return 0.0
    return matcher.ratio()
