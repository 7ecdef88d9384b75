"""Fact-checking of a text against the library: sentences supported, contradicted or not found.

A sentence is the query of a retrieval; it is verified against the passages found. An anaphoric one
("It also...") is looked up and judged with the sentence before it. Questions and sentences that
make no claim are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from answer.reading.citations import citation
from answer.reading.coreference import leans
from answer.verification.verifier import Reason, Verification, Verifier
from domain.types import Citation, Language, Retrieved
from text.language import detect
from vectorstore.retriever import Retriever

LOOKED_UP = 6
"""Passages that a sentence is judged against."""
SHORTEST = 4
"""Words of a sentence; what is shorter is a heading or a fragment, and claims nothing."""


class Verdict(StrEnum):
    """The verdict on a sentence."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"
    NO_CLAIM = "no_claim"


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """``draft[start:end]`` and its verdict.

    ``citation``: the sentence that supports or contradicts it; of one that is not found, None.
    ``detail``: the figure or quotation that the nearest sentence does not have; "" for none.
    """

    text: str
    start: int
    end: int
    verdict: Verdict
    probability: float = 0.0
    citation: Citation | None = None
    detail: str = ""


def check_draft(
    text: str,
    spans: Sequence[tuple[int, int]],
    language: Language,
    retriever: Retriever,
    verifier: Verifier,
) -> Iterator[CheckedSentence]:
    """Each sentence of a draft in order; citations are numbered from 1 by first use.

    Raises StoreEmpty, StoreDamaged, ReaderModelError, EmbeddingModelError.
    """
    cited: dict[tuple[str, int], Citation] = {}
    before = ""
    for start, end in spans:
        sentence = " ".join(text[start:end].split())
        note = sentence.startswith("[^")
        if note or sentence.endswith("?") or len(sentence.split()) < SHORTEST:
            yield CheckedSentence(sentence, start, end, Verdict.NO_CLAIM)
            continue
        context = before if leans(sentence) else ""
        spoken = detect(sentence, language)
        given = retriever.retrieve(f"{context} {sentence}".strip(), spoken, LOOKED_UP).retrieved
        found = verifier.verify(sentence, spoken, given, (context,) if context else ())
        said = _cited(found, given, cited)
        yield CheckedSentence(
            sentence, start, end, _verdict(found), found.probability, said, found.detail
        )
        before = context or sentence


def _verdict(found: Verification) -> Verdict:
    if found.supported:
        return Verdict.SUPPORTED
    return Verdict.CONTRADICTED if found.reason is Reason.CONTRADICTED else Verdict.NOT_FOUND


def _cited(
    found: Verification, given: Sequence[Retrieved], cited: dict[tuple[str, int], Citation]
) -> Citation | None:
    """The sentence that decides as a citation, the same one for the same sentence."""
    if found.place is None or found.span is None:
        return None
    fresh = citation(len(cited) + 1, given[found.place], found.span)
    return cited.setdefault((fresh.passage.source_id, fresh.start), fresh)
