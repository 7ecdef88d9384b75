"""Every claim of a language model against the passages that it cites: a verdict per sentence.

Deterministic: markers, quotations, figures, names, denials, then whether a cited passage says it
at all. Nothing here calls a model but the embedder, and nothing here shows or mends a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer.claims import leads, names, quotes, silence
from answer.claims.against import contradicted, overstated, shared_otherwise
from answer.claims.bar import SupportBars
from answer.claims.figures import anchors, unstated
from answer.claims.ground import Ground
from answer.claims.likeness import Likeness
from answer.claims.matching import words_of
from answer.claims.verdict import NO_CLAIM, SILENT, SUPPORTED, Reason, Verdict, unsupported
from answer.claims.words import claim_words
from answer.model.drafting import DraftSentence
from domain.types import Language
from text.figures import figures
from text.folding import fold_text
from text.language import detect_or_none
from text.wellformed import wellformed

# Links, images, tags, fences, and the codes of Markdown, LaTeX and Streamlit.
_MARKUP = re.compile(
    r"\bhttps?://\S+|\bwww\.\S+|\bdata:\S+|!\[|\]\(|</?[A-Za-z!][^>]*>|```|\{\{|"
    r":material/\w*:?|:[a-z]{2,10}(?:-[a-z]+)?\[|\\[a-z]+\{|\$[^$\s](?:[^$]*[^$\s])?\$(?![\d$])"
)


@dataclass(frozen=True)
class Sources:
    """The passages that a model was given, in its order, ready for checking; the ``question``."""

    grounds: tuple[Ground, ...]
    likeness: Likeness
    bars: SupportBars
    question: str = ""


def verdict(claim: DraftSentence, language: Language, sources: Sources) -> Verdict:
    """Whether a sentence in the asker's language may be shown as fact, and why not."""
    claim = _wellformed(claim)
    if detect_or_none(claim.text) is language.other:
        return unsupported(Reason.LANGUAGE)
    if claim.unknown:
        return unsupported(Reason.NO_SUCH_PASSAGE, str(claim.unknown[0]))
    if not claim.passages:
        return _without_marker(claim.text, language, sources)
    text, cited = leads.claim_alone(claim.text), [n - 1 for n in claim.passages]
    return (
        _clause_by_clause(claim, language, sources)
        or _by_parts(text, language, cited, sources)
        or _as_a_whole(text, language, cited, sources)
    )


def _wellformed(claim: DraftSentence) -> DraftSentence:
    """A sentence that comes from elsewhere than a stream may hold lone surrogates."""
    clauses = tuple((wellformed(said), passages) for said, passages in claim.clauses)
    return replace(claim, text=wellformed(claim.text), clauses=clauses)


def supporting(text: str, language: Language, passage: int, sources: Sources) -> int:
    """The place of the sentence of a passage (from 0) that a claim rests on."""
    counted, places = _counted(text, language, [passage], sources)
    return sources.likeness.nearest(text, counted[0], places[0])


def _without_marker(text: str, language: Language, sources: Sources) -> Verdict:
    """A sentence may go without one that says nothing of the world: it leads in to what follows, or
    says that the sources do not tell what was asked.
    """
    if silence.says_that_nothing_is_said(text):
        return unsupported(Reason.UNCITED) if _asserts(text, language, sources) else SILENT
    return NO_CLAIM if silence.leads_in(text) else unsupported(Reason.UNCITED)


def _asserts(text: str, language: Language, sources: Sources) -> bool:
    """Whether a sentence on what the sources do not say brings in what nobody asked and no source
    has: "the passages do not mention that ..." says it all the same.
    """
    whole = [ground.whole for ground in sources.grounds]
    dictionary, asked = sources.likeness.dictionary, words_of(sources.question, language)
    if unstated(text, language, whole):
        return True
    if names.unnamed(text, language, whole, whole, dictionary.translate):
        return True
    missed = claim_words(silence.missed(text), language, dictionary)
    return any(
        not asked.holds(word) and not any(stated.words.holds(word) for stated in whole)
        for word in missed
    )


def _clause_by_clause(claim: DraftSentence, language: Language, sources: Sources) -> Verdict | None:
    """What a clause says that the passages of its own markers do not hold, where it has some."""
    for text, passages in claim.clauses:
        if passages:
            found = _by_parts(text, language, [n - 1 for n in passages], sources)
            if found is not None and found.reason in (Reason.FIGURE, Reason.NAME):
                return found
    return None


def _by_parts(
    text: str, language: Language, cited: Sequence[int], sources: Sources
) -> Verdict | None:
    """What no cited passage holds: a link or a sign of layout, a quotation, a figure, a name."""
    grounds = [sources.grounds[n] for n in cited]
    for sign in _MARKUP.finditer(text):
        if not any(sign.group() in ground.whole.text for ground in grounds):
            return unsupported(Reason.MARKUP, sign.group())
    stretches = [s for ground in grounds for s in ground.stretches]
    if quotation := quotes.missing(text, [ground.whole.text for ground in grounds]):
        return unsupported(Reason.QUOTATION, quotation)
    if figure := unstated(text, language, stretches):
        return unsupported(Reason.FIGURE, figure)
    given = [ground.whole for ground in sources.grounds]
    translate = sources.likeness.dictionary.translate
    name = names.unnamed(text, language, stretches, given, translate)
    telling = anchors(figures(text, language), stretches)
    name = name or (names.swapped(text, telling) if telling else None)
    return unsupported(Reason.NAME, name) if name else None


def _as_a_whole(text: str, language: Language, cited: Sequence[int], sources: Sources) -> Verdict:
    """Whether a cited passage says it, and not its contrary."""
    likeness = sources.likeness
    if any(_held(text, sources.grounds[n]) for n in cited):
        return SUPPORTED
    if strange := likeness.wording.strange_item(text, language, cited):
        return unsupported(Reason.UNLIKE, strange)
    if strange := likeness.wording.strange_clause(text, language, cited):
        return unsupported(Reason.UNLIKE, strange)
    if not likeness.wording.says_enough(text, language, cited):
        return unsupported(Reason.UNLIKE)
    counted, places = _counted(text, language, cited, sources)
    features = likeness.features(text, language, cited, counted, places)
    across = any(sources.grounds[n].whole.language is not language for n in counted)
    if not sources.bars.of(across).supports(features):
        return unsupported(Reason.UNLIKE)
    near = likeness.near(text, counted, places)
    if reason := contradicted(text, language, near, counted, likeness.wording):
        return unsupported(reason)
    passages = [sources.grounds[n] for n in counted]
    if share := shared_otherwise(text, language, passages, likeness.wording):
        return unsupported(Reason.FIGURE, share)
    whole = [passage.whole for passage in passages]
    if put := overstated(text, language, near, whole, likeness.wording):
        return unsupported(Reason.DEGREE, put)
    return SUPPORTED


def _held(text: str, ground: Ground) -> bool:
    """Whether a claim is a sentence of a passage as it stands."""
    plain = fold_text(" ".join(text.split())).rstrip(" .")
    return any(plain == fold_text(" ".join(s.text.split())).rstrip(" .") for s in ground.sentences)


def _counted(
    text: str, language: Language, cited: Sequence[int], sources: Sources
) -> tuple[list[int], list[set[int]]]:
    """The cited passages that count, and the places of their sentences that do: those that state
    the claim's figures; all (an empty set) where none does.
    """
    claimed = figures(text, language)
    anchored: dict[int, set[int]] = {}
    for n in cited:
        sentences = sources.grounds[n].sentences
        telling = anchors(claimed, sentences)
        if places := {place for place, s in enumerate(sentences) if s in telling}:
            anchored[n] = places
    if not anchored:
        return list(cited), [set() for _ in cited]
    return list(anchored), list(anchored.values())
