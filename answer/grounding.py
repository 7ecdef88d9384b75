"""Every claim of a language model against the passages that it cites: a verdict per sentence.

Deterministic: markers, quotations, figures, names, denials, then whether a cited passage says it
at all. Nothing here calls a model but the embedder, and nothing here shows or mends a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.claims import (
    causes,
    contraries,
    leads,
    names,
    operators,
    polarity,
    quotes,
    roles,
    tenses,
)
from answer.claims.bar import SupportBars
from answer.claims.figures import TIMES, anchors, unstated
from answer.claims.ground import Ground, Stated
from answer.claims.likeness import Likeness
from answer.claims.verdict import NO_CLAIM, SILENT, SUPPORTED, Reason, Verdict, unsupported
from answer.claims.words import claim_words
from answer.evidence.matching import words_of
from answer.model.drafting import DraftSentence
from answer.question.asked import fold
from domain.types import Language
from text.figures import figures
from text.language import detect_or_none
from text.names import mentions

_SOURCES = r"(?:the |these |provided |given |available |les |ces |des )*(?:passages?|sources?|"
_SOURCES += r"documents?|articles?|extraits?|excerpts?|textes?|texts?)(?: fournis| provided)?"
_SILENT = re.compile(
    rf"^(?:however|cependant|toutefois|otherwise|unfortunately|malheureusement)?,? ?{_SOURCES} "
    r"(?:(?:do|does|did) not|don't|doesn't|ne|n')"
    rf"|^(?:no|aucune?) (?:other |autre )?(?:information|passage|source|detail)"
    rf"|(?:is|are) not (?:mentioned|given|stated|specified) in {_SOURCES}\.?$"
)
# The words with which a silence of the sources is told: any other word is what they are silent on.
_NOT_SAID = re.compile(
    r"\b(?:mention\w*|says?|saying|stat(?:e|es|ed)|provid\w+|contain\w*|specif\w+|indicat\w+|"
    r"giv(?:e|es|en)|gave|tell\w*|informations?|details?|regarding|concerning|about|passages?|sources?|"
    r"documents?|articles?|excerpts?|extraits?|textes?|texts?|provided|given|available|answer\w*|"
    r"disent|dit|mentionne\w*|indique\w*|précise\w*|fournis\w*|contien\w+|donne\w*|renseign\w+|"
    r"concernant|propos|sujet|réponse|répond\w*|permett\w+|address\w*|discuss\w*|cover\w*|abord\w+|"
    r"traite\w*|other|further|autres?|exact\w*|precise\w*|specific\w*|question|ne|pas|aucune?)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:here (?:is|are)|voici|in (?:short|summary|brief)|en (?:bref|resume|somme)|"
    rf"(?:according to|based on|selon|d'apres) {_SOURCES}|"
    r"(?:sure|certainly|of course|bien sur|certainement|d'accord|ok))\b[^.]{0,60}[:,.!]?$"
)
_MORE_BESIDES = re.compile(
    r"[,;:(]|\b(?:but|mais|although|bien que|while|which|because|car|and|et)\b"
)
# Links, images, tags, fences, and the codes of Markdown, LaTeX and Streamlit.
_MARKUP = re.compile(
    r"\bhttps?://\S+|\bwww\.\S+|\bdata:\S+|!\[|\]\(|</?[A-Za-z!][^>]*>|```|\{\{|"
    r":material/\w*:?|:[a-z]{2,10}(?:-[a-z]+)?\[|\\[a-z]+\{|\$[^$\s](?:[^$]*[^$\s])?\$(?![\d$])"
)
_LONGEST_LEAD = 12  # words of a sentence that only leads in to what follows


@dataclass(frozen=True)
class Sources:
    """The passages that a model was given, in its order, ready for checking; the ``question``."""

    grounds: tuple[Ground, ...]
    likeness: Likeness
    bars: SupportBars
    question: str = ""


def verdict(claim: DraftSentence, language: Language, sources: Sources) -> Verdict:
    """Whether a sentence in the asker's language may be shown as fact, and why not."""
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


def supporting(text: str, language: Language, passage: int, sources: Sources) -> int:
    """The place of the sentence of a passage (from 0) that a claim rests on."""
    counted, places = _counted(text, language, [passage], sources)
    return sources.likeness.nearest(text, counted[0], places[0])


def _without_marker(text: str, language: Language, sources: Sources) -> Verdict:
    """A sentence may go without one that says nothing of the world: it leads in to what follows, or
    says that the sources do not tell.
    """
    plain = fold(text)
    if _SILENT.search(plain) and not _MORE_BESIDES.search(plain):
        whole = [ground.whole for ground in sources.grounds]
        translate = sources.likeness.dictionary.translate
        figure = unstated(text, language, whole)
        name = names.unnamed(text, language, whole, whole, translate)
        beyond = _beyond(text, language, sources)
        return unsupported(Reason.UNCITED) if figure or name or beyond else SILENT
    lead = _LEAD.search(plain) is not None and len(plain.split()) <= _LONGEST_LEAD
    harmless = lead and not figures(text) and not mentions(text)
    return NO_CLAIM if harmless else unsupported(Reason.UNCITED)


def _beyond(text: str, language: Language, sources: Sources) -> bool:
    """Whether a sentence on what the sources do not say brings in what nobody asked: "the passages
    do not mention that ..." asserts it.
    """
    likeness = sources.likeness
    rest = _NOT_SAID.sub(" ", text)
    asked = words_of(sources.question, language)
    return any(
        not asked.holds(word) and not any(g.whole.words.holds(word) for g in sources.grounds)
        for word in claim_words(rest, language, likeness.dictionary)
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
    if reason := _against(text, language, near, counted, likeness):
        return unsupported(reason)
    if put := _put_otherwise(text, language, near, [sources.grounds[n].whole for n in counted]):
        return unsupported(Reason.DEGREE, put)
    return SUPPORTED


def _put_otherwise(
    text: str, language: Language, near: Sequence[Stated], whole: Sequence[Stated]
) -> str | None:
    """The words of a claim, or of its source, that make it another one: only, a year, will."""
    told = " ".join(sentence.text for sentence in near)
    around = " ".join(passage.text for passage in whole)
    claimed, stated = figures(text, language), [f for s in near for f in s.figures]
    amounts = [f for f in claimed if f.kind not in TIMES]
    return (
        operators.changed(text, told, around)
        or (operators.moved(text, around) if amounts else None)
        or tenses.tense_changed(text, near[0].text, told)
        or tenses.part_of_year(text, claimed, told, stated)
        or next(
            (w for s in near if (w := tenses.since_added(text, claimed, s.text, s.figures))), None
        )
    )


def _held(text: str, ground: Ground) -> bool:
    """Whether a claim is a sentence of a passage as it stands."""
    plain = fold(" ".join(text.split())).rstrip(" .")
    return any(plain == fold(" ".join(s.text.split())).rstrip(" .") for s in ground.sentences)


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


def _against(
    text: str,
    language: Language,
    near: Sequence[Stated],
    counted: Sequence[int],
    likeness: Likeness,
) -> Reason | None:
    """How the sentences that are most like a claim contradict it; the best one is the first."""
    best = near[0]
    if polarity.denies(text):
        told = any(polarity.denies(s.text) or polarity.nearly_denies(s.text, text) for s in near)
        if not told and not likeness.wording.denied_there(text, language, counted):
            return Reason.NEGATION
    elif (
        polarity.denies(best.text)
        and not polarity.nearly_denies(text, best.text)
        and likeness.wording.speaks_of_denied(text, language, best)
    ):
        return Reason.NEGATION
    unsaid = likeness.wording.unsaid(text, language, best)
    if (
        polarity.contradicts(unsaid, best.text)
        or contraries.contrary(unsaid, best.text, " ".join(s.text for s in near))
        or contraries.compared_otherwise(text, best.text)
    ):
        return Reason.OPPOSITE
    counted = bool(figures(text, language))
    if (
        polarity.turned_round(text, best.text)
        or contraries.aimed_otherwise(text, best.text)
        or (counted and contraries.owned_otherwise(text, best.text))
        or causes.exchanged(
            text,
            [s.text for s in near],
            likeness.wording.held_words(language, best.language),
        )
        or roles.exchanged(text, language, near, likeness.wording.says(language, best.language))
    ):
        return Reason.DIRECTION
    return None
