"""How far a sentence carries what a question asks for, as numbers.

Each candidate sentence gets a row of features; answer.bar turns a row into the probability that the
sentence answers. The features are about form and coverage, never about a subject, and the
semantic one is relative to background questions, so that they mean the same for any embedding
model. This module does not choose and does not refuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from answer.asked import Asked, Form, fold
from domain.types import Language, Passage, Retrieved
from text.figures import Figure, FigureKind, figures, same
from text.sentences import split
from vectorstore.lexical import terms
from vectorstore.query import Query, QueryWord
from vectorstore.retriever import Background, Retrieval

FEATURES = (
    "dense",
    "sentence_dense",
    "sentence_lead",
    "lexical",
    "lead",
    "sentence_coverage",
    "passage_coverage",
    "fit",
    "misfit",
    "conflict",
    "missing_names",
    "hole",
    "words",
)
HEADING_WEIGHT = 0.5
_TIMES = frozenset({FigureKind.YEAR, FigureKind.DATE})
_NAME = re.compile(r"(?<!^)(?<![.!?«\"“] )\b[A-ZÀ-ÖØ-Þ][\w’'-]*\w")
_PERSON = re.compile(
    r"\b(M\.|MM\.|Mme|Mr|Mrs|Ms|Dr|Pr|Sir|Lord|Lady)\s+[A-ZÀ-Ö]|"
    r"\b(?:président|présidente|ministre|directeur|directrice|secrétaire|maire|commissaire|"
    r"ambassadeur|ambassadrice|professeure?|president|minister|director|secretary|mayor|"
    r"commissioner|ambassador|chair\w*|professor|rector|rectrice|recteur)\b[^.]{0,40}?"
    r"\b[A-ZÀ-Ö]\w+ [A-ZÀ-Ö]\w+|\b[A-ZÀ-Ö][a-zà-ÿ]+(?:-[A-ZÀ-Ö][a-zà-ÿ]+)? [A-ZÀ-Ö][a-zà-ÿ]+\b"
)
_REASON = re.compile(
    r"\b(car|parce qu|puisqu|afin d|afin qu|pour (que )?\w+(er|ir|re)\b|en raison|grace a|ainsi|"
    r"permet\w*|contribu\w*|essentiel\w*|because|so that|in order to|thanks to|thus|due to|"
    r"helps? to|allow\w*|enabl\w*|essential|to \w+ (the|its|their))\b|\w+ant (ainsi|a|l|les|la)\b"
)
_LISTING = re.compile(
    r"[^,;:]+[,;:] [^,;]+(,| et | and | ou | or ).+|\b(notamment|including|such as)\b"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A whole sentence of a retrieved passage; start and end are offsets into the source's text."""

    retrieved: Retrieved
    rank: int
    text: str
    start: int
    end: int
    features: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """What the best of all candidates have: the passage's score, the sentence's cosine."""

    score: float
    cosine: float


def candidates(retrieval: Retrieval, asked: Asked) -> tuple[Candidate, ...]:
    """Every sentence of the retrieved passages, with its features."""
    best = retrieval.retrieved[0].score if retrieval.retrieved else 0.0
    nearest = max((c for r in retrieval.retrieved for c in r.sentences), default=0.0)
    return tuple(
        candidate
        for rank, retrieved in enumerate(retrieval.retrieved)
        for candidate in _sentences(retrieved, rank, Best(best, nearest), retrieval, asked)
    )


def _sentences(
    retrieved: Retrieved, rank: int, best: Best, retrieval: Retrieval, asked: Asked
) -> Iterable[Candidate]:
    passage = retrieved.passage
    heading = frozenset(terms(f"{retrieved.title} {passage.section}", passage.language))
    body = frozenset(terms(passage.text, passage.language))
    spans = split(passage.text)
    cosines = retrieved.sentences if len(retrieved.sentences) == len(spans) else ()
    for place, (start, end) in enumerate(spans):
        cosine = cosines[place] if cosines else retrieved.dense
        sentence = passage.text[start:end]
        own = frozenset(terms(sentence, passage.language))
        covered = _coverage(retrieval.query.words, own, body | heading, passage.language)
        whole = _coverage(retrieval.query.words, body, heading, passage.language)
        fit = fits(sentence, asked)
        row = (
            _relative(retrieved.dense, retrieval.background),
            _relative(cosine, retrieval.background),
            min(0.0, cosine - best.cosine),
            retrieved.lexical,
            retrieved.score - best.score,
            covered,
            whole,
            float(fit is True),
            float(fit is False),
            float(conflicts(sentence, passage.text, asked.given)),
            _missing_names(retrieval.query, body | heading, passage.language),
            _hole(retrieval.query.words, body | heading, passage.language),
            min(len(retrieval.query.words), 8) / 8,
        )
        yield Candidate(retrieved, rank, sentence, passage.start + start, passage.start + end, row)


def fits(sentence: str, asked: Asked) -> bool | None:
    """Whether a sentence holds the kind of thing asked for; None where any sentence may."""
    if asked.form in (Form.QUANTITY, Form.DATE):
        found = [f for f in figures(sentence) if not any(same(f, g) for g in asked.given)]
        if asked.form is Form.DATE:
            return any(f.kind in _TIMES for f in found)
        return any(f.kind not in _TIMES and asked.unit in (None, f.kind) for f in found)
    if asked.form is Form.PERSON:
        return _PERSON.search(sentence) is not None
    if asked.form is Form.LIST:
        return _LISTING.search(sentence) is not None
    if asked.form is Form.REASON:
        return _REASON.search(fold(sentence)) is not None
    return None


def conflicts(sentence: str, passage: str, given: Sequence[Figure]) -> bool:
    """Whether a figure of the question is met only by other figures of its kind.

    The question's 2023 conflicts with a passage that speaks of 2021 and never of 2023; a passage
    that names no year does not conflict.
    """
    stated, around = figures(sentence), figures(passage)
    for figure in given:
        alike = [f for f in stated if f.kind == figure.kind]
        if alike and not any(same(f, figure) for f in (*stated, *around)):
            return True
    return False


def _relative(dense: float, background: Background) -> float:
    """The cosine in standard deviations above that of background questions, within [-1, 1]."""
    z = (dense - background.mean) / background.deviation
    return max(-1.0, min(1.0, z / 6))


def _match(word: QueryWord, stems: frozenset[str], language: Language) -> float:
    return max((w for stem, w in word.stems.get(language, {}).items() if stem in stems), default=0)


def _coverage(
    words: Sequence[QueryWord],
    stems: frozenset[str],
    context: frozenset[str],
    language: Language,
) -> float:
    """The rarity-weighted share of the words that the stems hold; the context counts half."""
    total = sum(word.rarity for word in words)
    if not total:
        return 0.0
    held = sum(
        word.rarity
        * max(_match(word, stems, language), HEADING_WEIGHT * _match(word, context, language))
        for word in words
    )
    return held / total


def _hole(words: Sequence[QueryWord], stems: frozenset[str], language: Language) -> float:
    """The rarity of the rarest word that the passage lacks."""
    return max((w.rarity * (_match(w, stems, language) == 0) for w in words), default=0.0)


def _missing_names(query: Query, stems: frozenset[str], language: Language) -> float:
    """The share of the question's capitalised words that the passage lacks."""
    names = {fold(match.group()) for match in _NAME.finditer(query.text)}
    named = [word for word in query.words if fold(word.surface) in names]
    if not named:
        return 0.0
    return sum(_match(word, stems, language) == 0 for word in named) / len(named)


def sentence_at(passage: Passage, start: int, end: int) -> str:
    """The text of a span given in the source's offsets."""
    return passage.text[start - passage.start : end - passage.start]
