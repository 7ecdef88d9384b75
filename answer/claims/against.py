"""How the sentences that a claim rests on contradict it, or say less than it does.

Knows nothing of vectors and bars; the sentences come best first.
"""

from __future__ import annotations

from collections.abc import Sequence

from answer.claims import causes, contraries, degree, polarity, tenses
from answer.claims.bounds import TIMES
from answer.claims.ground import Ground, Stated
from answer.claims.shares import shared_out
from answer.claims.verdict import Reason
from answer.claims.wording import Wording
from domain.types import Language
from text.figures import figures


def contradicted(
    text: str, language: Language, near: Sequence[Stated], cited: Sequence[int], wording: Wording
) -> Reason | None:
    """Why the sentences ``near``, of the passages ``cited``, say otherwise; None if they do not."""
    if _denied(text, language, near, cited, wording):
        return Reason.NEGATION
    if _opposed(text, language, near, wording):
        return Reason.OPPOSITE
    if _turned(text, language, near, wording):
        return Reason.DIRECTION
    return None


def _denied(
    text: str, language: Language, near: Sequence[Stated], cited: Sequence[int], wording: Wording
) -> bool:
    best = near[0]
    if polarity.denies(text):
        told = any(polarity.denies(s.text) or polarity.nearly_denies(s.text, text) for s in near)
        return not told and not wording.denied_there(text, language, cited)
    if not polarity.denies(best.text) or polarity.nearly_denies(text, best.text):
        return False
    return wording.speaks_of_denied(text, language, best)


def _opposed(text: str, language: Language, near: Sequence[Stated], wording: Wording) -> bool:
    best, around = near[0].text, " ".join(s.text for s in near)
    unsaid = wording.unsaid(text, language, near[0])
    return (
        (polarity.contradicts(unsaid, best) and polarity.contradicts(text, best))
        or (contraries.contrary(unsaid, best, around) and contraries.contrary(text, best, around))
        or contraries.compared_otherwise(text, best)
    )


def _turned(text: str, language: Language, near: Sequence[Stated], wording: Wording) -> bool:
    best = near[0]
    counted = bool(figures(text, language))
    return (
        contraries.aimed_otherwise(text, best.text)
        or (counted and contraries.owned_otherwise(text, best.text))
        or causes.exchanged(
            text, [s.text for s in near], wording.held_words(language, best.language)
        )
    )


def overstated(
    text: str,
    language: Language,
    near: Sequence[Stated],
    whole: Sequence[Stated],
    wording: Wording,
) -> str | None:
    """The words of a claim, or of its source, that make it another one: only, a year, will.

    ``whole``: the passages of the sentences ``near``.
    """
    told = " ".join(sentence.text for sentence in near)
    around = " ".join(passage.text for passage in whole)
    claimed, stated = figures(text, language), [f for s in near for f in s.figures]
    counts = any(f.kind not in TIMES for f in claimed)
    since = (tenses.since_added(text, claimed, s.text, s.figures) for s in near)
    return (
        degree.changed(text, told, around, counts=counts)
        or tenses.tense_changed(text, wording.told_of(text, language, near[0]), told)
        or tenses.part_of_year(text, claimed, told, stated)
        or next(filter(None, since), None)
    )


def shared_otherwise(
    text: str, language: Language, passages: Sequence[Ground], wording: Wording
) -> str | None:
    """A share of something else than what the passages tell it of; None where all agree."""
    claimed = figures(text, language)
    held = wording.held_by(language)
    found = [shared_out(text, claimed, passage.sentences, held) for passage in passages]
    return found[0] if found and all(found) else None
