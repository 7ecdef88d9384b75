"""Change reports of a source: by section, the old and the new sentence side by side.

Omits sentences that only went from one passage to the next because a long paragraph is split
elsewhere.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from domain.changes import Became, DetailChange, PassageChange, SentenceChange, SourceChange
from domain.types import Passage, Source
from ingest.difference import SAME_PARAGRAPH, Difference, similarity
from text.sentences import split
from text.typography import key

MOST = 50
"""Passages reported of one source."""
MOST_OF_ALL = 300
"""Passages reported of one ingest, or of two generations."""
LONGEST = 2_000  # characters reported of one sentence
_DETAILS = ("title", "language", "kind", "date", "author", "publisher", "based_on")


@dataclass(frozen=True, slots=True)
class Account:
    """The changes of several sources, up to a maximum."""

    changes: tuple[SourceChange, ...] = ()

    def plus(self, change: SourceChange | None) -> Account:
        """With one more source; past MOST_OF_ALL, its passages are only counted."""
        if change is None:
            return self
        room = max(0, MOST_OF_ALL - sum(len(c.passages) for c in self.changes))
        kept = change.passages[:room]
        more = change.more + len(change.passages) - len(kept)
        return Account((*self.changes, replace(change, passages=kept, more=more)))


def whole(source: Source, became: Became) -> SourceChange:
    """A source that is wholly new, or gone."""
    return SourceChange(source.id, source.title, became)


def edited(old: Source, new: Source, difference: Difference) -> SourceChange | None:
    """The visible changes of a source; None where there are none."""
    details = tuple(
        DetailChange(name, _said(before), _said(after))
        for name in _DETAILS
        if not _same(before := getattr(old, name), after := getattr(new, name))
    )
    passages = _passages(difference)
    typography = difference.retyped
    if not details and not passages and not typography:
        return None
    shown, more = tuple(passages[:MOST]), max(0, len(passages) - MOST)
    return SourceChange(new.id, new.title, Became.CHANGED, details, shown, more, typography)


def _same(before: object, after: object) -> bool:
    """Whether a detail is unchanged except for its typography."""
    return before == after or (
        isinstance(before, str) and isinstance(after, str) and key(before) == key(after)
    )


def _said(value: object) -> str | None:
    return None if value is None else str(value)


def _passages(difference: Difference) -> list[PassageChange]:
    """In the order of the new version; removed passages are at their old place."""
    places = [
        *((new.ordinal, 1, _moved(old, new)) for old, new in difference.moved),
        *((p.ordinal, 1, _change(Became.ADDED, p, _all_new(p))) for p in difference.added),
        *(
            (new.ordinal, 1, _change(Became.CHANGED, new, _pairs(old, new)))
            for old, new in difference.changed
        ),
        *_removed(difference),
    ]
    found = [change for _, _, change in sorted(places, key=lambda place: place[:2])]
    return list(_without_shifts(found))


def _removed(difference: Difference) -> Iterator[tuple[int, int, PassageChange]]:
    pairs = (*difference.unchanged, *difference.changed)
    left = sorted((old.ordinal, new.ordinal) for old, new in pairs)
    for p in difference.removed:
        before = bisect(left, (p.ordinal, 0))
        place = left[before - 1][1] if before else -1
        yield place, 2, _change(Became.REMOVED, p, _all_old(p))


def _change(became: Became, passage: Passage, sentences: Sequence[SentenceChange]) -> PassageChange:
    return PassageChange(became, passage.section, tuple(sentences))


def _moved(old: Passage, new: Passage) -> PassageChange:
    text = _short(new.text)
    return PassageChange(Became.MOVED, new.section, (SentenceChange(text, text),), old.section)


def _all_new(passage: Passage) -> list[SentenceChange]:
    return [SentenceChange(None, s) for s in _sentences(passage)]


def _all_old(passage: Passage) -> list[SentenceChange]:
    return [SentenceChange(s, None) for s in _sentences(passage)]


def _sentences(passage: Passage) -> list[str]:
    return [_short(passage.text[start:end]) for start, end in split(passage.text)]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _pairs(old: Passage, new: Passage) -> list[SentenceChange]:
    """The sentences that differ, in order, each with the one that it replaces."""
    before, after = _sentences(old), _sentences(new)
    matcher = SequenceMatcher(None, [*map(key, before)], [*map(key, after)], autojunk=False)
    found: list[SentenceChange] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            found += _replaced(before[a:b], after[c:d])
    return found


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[SentenceChange]:
    """Pair by similarity, the most similar first; where one of each is left, they are a pair."""
    scores = sorted(
        (
            (-similarity(o.split(), n.split()), x, y)
            for x, o in enumerate(old)
            for y, n in enumerate(new)
        )
    )
    partner: dict[int, int] = {}
    for score, x, y in scores:
        if -score >= SAME_PARAGRAPH and x not in partner.values() and y not in partner:
            partner[y] = x
    left = [x for x in range(len(old)) if x not in partner.values()]
    alone = [y for y in range(len(new)) if y not in partner]
    if len(left) == len(alone) == 1:
        partner[alone.pop()] = left.pop()
    yield from (SentenceChange(old[x], None) for x in left)
    for y, text in enumerate(new):
        yield SentenceChange(old[partner[y]] if y in partner else None, text)


def _without_shifts(changes: Sequence[PassageChange]) -> Iterator[PassageChange]:
    """Without the sentences that moved from one passage to another."""
    edits = [s for c in changes if c.became is not Became.MOVED for s in c.sentences]
    gone = Counter(key(s.old or "") for s in edits if s.new is None)
    came = Counter(key(s.new or "") for s in edits if s.old is None)
    both = gone & came
    shifted = {(side, text): n for side in ("old", "new") for text, n in both.items()}
    for change in changes:
        kept = []
        for sentence in change.sentences:
            side = "old" if sentence.new is None else "new"
            alone = sentence.old is None or sentence.new is None
            place = (side, key(sentence.old or sentence.new or ""))
            if change.became is not Became.MOVED and alone and shifted.get(place, 0) > 0:
                shifted[place] -= 1
            else:
                kept.append(sentence)
        if kept:
            yield replace(change, sentences=tuple(kept))
