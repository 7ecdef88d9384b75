"""How far a sentence carries what a question asks for, as numbers.

Each candidate sentence gets a row of features; answer.evidence.bar turns a row into the
probability that the sentence answers. The features are about form, coverage and contradiction,
never about a subject, and the semantic one is relative to background questions, so that they mean
the same for any embedding model. This module does not choose and does not refuse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from answer.evidence import constraints
from answer.evidence.against import against
from answer.evidence.holding import fits, new_name, wanted
from answer.evidence.matching import Words, coverage, exact_coverage, hole, words_of
from answer.evidence.sought import Sought, sought
from answer.question.asked import Asked, Form
from answer.question.offices import holds_office
from answer.question.ranks import ranks
from domain.types import Passage, Retrieved
from text.figures import Figure, figures
from text.sentences import split
from vectorstore.query import QueryWord
from vectorstore.retriever import Background, Retrieval

FEATURES = (
    # how near: cosines above the background, retrieval scores against the best
    "dense",
    "sentence_dense",
    "sentence_lead",
    "lexical",
    "lead",
    # which words of the question it holds: exactly, in families, with what stands before it
    "sentence_coverage",
    "passage_coverage",
    "family_coverage",
    "local_coverage",
    "gap",
    "matched",
    "unknown",
    "hole",
    "local_hole",
    "elsewhere",
    # whether it holds the kind of thing asked for, near the word that is counted
    "fit",
    "misfit_figure",
    "misfit_reason",
    "misfit_name",
    "misfit_list",
    "new_name",
    "head",
    "headless",
    "office",
    "other_office",
    "unranked",
    "clause",
    "loose",
    # what it contradicts or lacks
    "other_time",
    "absent_time",
    "other_unit",
    "reversed",
    "opposed",
    "denied",
    "denied_word",
    "undenied",
    "unsaid",
    "missing_names",
    "absent_names",
    # the question itself
    "command",
)
AGAINST = frozenset(
    "unknown hole local_hole misfit_figure misfit_reason misfit_name misfit_list headless "
    "other_time absent_time other_unit reversed opposed denied denied_word undenied unsaid "
    "missing_names absent_names command elsewhere loose other_office unranked".split()
)
"""The features that speak against an answer; all others speak for one."""
BEFORE, AFTER = 25, 35  # characters around a figure in which what it counts is looked for
_MISFITS = {
    "misfit_figure": (Form.QUANTITY, Form.DATE),
    "misfit_reason": (Form.REASON,),
    "misfit_name": (Form.PERSON,),
    "misfit_list": (Form.LIST,),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A whole sentence of a retrieved passage; start and end are offsets into the source's text."""

    retrieved: Retrieved
    rank: int
    text: str
    start: int
    end: int
    features: tuple[float, ...]


def candidates(retrieval: Retrieval, asked: Asked) -> tuple[Candidate, ...]:
    """Every sentence of the retrieved passages, with its features."""
    question = sought(retrieval, asked)
    found = [
        (candidate, row)
        for rank, retrieved in enumerate(retrieval.retrieved)
        for candidate, row in _sentences(retrieved, rank, question)
    ]
    most = max((row["local_coverage"] for _, row in found), default=0.0)
    for _, row in found:
        row["gap"] = row["local_coverage"] - most
        row["elsewhere"] = max(0.0, row["matched"] - row["matched_here"])
    return tuple(replace(c, features=tuple(row[f] for f in FEATURES)) for c, row in found)


def _sentences(
    retrieved: Retrieved, rank: int, question: Sought
) -> Iterator[tuple[Candidate, dict[str, float]]]:
    passage = retrieved.passage
    above = f"{retrieved.title} {passage.section}"
    heading = words_of(above, passage.language)
    body = words_of(passage.text, passage.language)
    around = figures(f"{above}. {passage.text}")
    shared = {
        "dense": _relative(retrieved.dense, question.retrieval.background),
        "lexical": retrieved.lexical,
        "lead": retrieved.score - question.score,
        "passage_coverage": exact_coverage(question.words, body, heading),
        "unknown": _share(not word.stems for word in question.words),
        "matched": _share(bool(body.holds(w) or heading.holds(w)) for w in question.words),
        "hole": hole(question.words, (body, heading)),
        "missing_names": constraints.lacking(question.names, (body, heading)),
        "absent_time": float(
            question.asked.form is not Form.YESNO
            and constraints.absent(question.asked.given, around)
        ),
        "command": float(question.asked.command),
    }
    spans = split(passage.text)
    cosines = retrieved.sentences if len(retrieved.sentences) == len(spans) else ()
    before: tuple[Words, ...] = ()
    for place, (start, end) in enumerate(spans):
        cosine = cosines[place] if cosines else retrieved.dense
        text = passage.text[start:end]
        own = words_of(text, passage.language)
        local = (own, heading, *before)
        row = {
            **shared,
            "sentence_dense": _relative(cosine, question.retrieval.background),
            "sentence_lead": min(0.0, cosine - question.cosine),
            "sentence_coverage": exact_coverage(question.words, own, body, heading),
            "family_coverage": coverage(question.words, own),
            "local_coverage": coverage(question.words, own, local, 1.0),
            "matched_here": _share(any(t.holds(w) for t in local) for w in question.words),
            "local_hole": hole(question.words, local),
            "absent_names": constraints.lacking(question.names, local),
            **_held(text, passage, question, local),
            **against(text, passage, question),
        }
        before = (own,)
        found = Candidate(retrieved, rank, text, passage.start + start, passage.start + end, ())
        yield found, row


def _held(
    text: str, passage: Passage, question: Sought, local: Sequence[Words]
) -> dict[str, float]:
    """Whether the sentence holds what is asked for, and how near to the words it is asked with."""
    asked = question.asked
    fit = fits(text, asked, question.text)
    numbers = wanted(text, asked) if asked.form in (Form.QUANTITY, Form.DATE) else ()
    head = max((_near(text, f, passage, question.heads) for f in numbers), default=0.0)
    clause = max((_clause(text, f, passage, question, local) for f in numbers), default=0.0)
    office = holds_office(question.text, text) if asked.form is Form.PERSON else None
    counted = asked.form is Form.QUANTITY and bool(question.heads)
    return {
        "fit": float(fit is True),
        **{name: float(fit is False and asked.form in forms) for name, forms in _MISFITS.items()},
        "new_name": float(new_name(text, question.text)),
        "head": head if counted else 0.0,
        "headless": float(counted and asked.unit is None and not head),
        "office": float(office is True and fit is not False),
        "other_office": float(office is False),
        "unranked": float(question.ranked and not ranks(text)),
        "clause": clause,
        "loose": (1 - clause) if numbers else 0.0,
    }


def _near(text: str, figure: Figure, passage: Passage, heads: Sequence[QueryWord]) -> float:
    """How well what is counted stands beside a figure."""
    beside = words_of(text[max(0, figure.start - BEFORE) : figure.end + AFTER], passage.language)
    return max((beside.holds(head) for head in heads), default=0.0)


def _clause(
    text: str, figure: Figure, passage: Passage, question: Sought, local: Sequence[Words]
) -> float:
    """The coverage of the part of the sentence, between semicolons, that has the figure."""
    start = max(text.rfind(mark, 0, figure.start) for mark in ";:") + 1
    ends = [at for mark in ";:" if (at := text.find(mark, figure.end)) >= 0]
    part = words_of(text[start : min(ends, default=len(text))], passage.language)
    return coverage(question.words, part, local)


def _share(marks: Iterator[bool]) -> float:
    values = list(marks)
    return sum(values) / len(values) if values else 0.0


def _relative(cosine: float, background: Background) -> float:
    """The cosine in standard deviations above that of background questions, within [-1, 1]."""
    z = (cosine - background.mean) / background.deviation
    return max(-1.0, min(1.0, z / 6))
