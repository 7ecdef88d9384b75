"""Smoke test of a language model: one question, to be answered from one passage."""

from __future__ import annotations

from dataclasses import dataclass

from answer.generative.filler import says_nothing
from answer.generative.generator import Generator
from answer.generative.sentence_stream import DraftSentence
from answer.verification.verifier import Verifier
from domain.types import Language, Passage, Retrieved

TEXT = (
    "The lighthouse of Skarn was built in 1874 and stands 31 metres high. The harbour council has "
    "run it since 1962."
)
QUESTION = "How high is the lighthouse of Skarn?"
HEIGHT = "31"
CHARACTERS_A_TOKEN = 4
"""About so many in English."""


@dataclass(frozen=True, slots=True)
class Trial:
    """``said``: it wrote a sentence; ``kept``: the passage supports all that it wrote, and that has
    the answer. ``speed``: tokens a second, about, from the question to the end of its answer.
    """

    said: bool
    kept: bool
    speed: float


def try_out(generator: Generator, verifier: Verifier | None = None) -> Trial:
    """Ask it; raises ChatModelError where it does not answer, ReaderModelError."""
    passage = Passage("trial", "trial", (), TEXT, 0, len(TEXT), Language.EN, 0, 0)
    given = [Retrieved(passage, 1.0, title="The lighthouse of Skarn")]
    generator.prepare()
    begun = generator.clock()
    drafts = list(generator.write(QUESTION, Language.EN, given))
    seconds = max(generator.clock() - begun, 1e-3)
    said = [piece.text for piece in drafts if isinstance(piece, DraftSentence)]
    claims = [sentence for sentence in said if not says_nothing(sentence)]
    judge = verifier or Verifier()
    kept = any(HEIGHT in claim for claim in claims) and all(
        judge.verify(claim, Language.EN, given).supported for claim in claims
    )
    return Trial(bool(claims), kept, sum(map(len, said)) / CHARACTERS_A_TOKEN / seconds)
