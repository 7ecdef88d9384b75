"""The sentence that corrects what a question takes for granted: quoted with the refusal.

"Why did the town close the pool?" where the pool stays open. Only a sentence in the asker's
language is quoted, for a refusal is short and in one language. Knows nothing of stores.
"""

from __future__ import annotations

from answer.evidence.countries import unheard
from answer.evidence.features import FEATURES, Candidate
from answer.question.asked import Asked
from vectorstore.retriever import Retrieval

_TELLING = ("denied", "denied_word", "opposed", "unsaid")
ABOUT = 0.5  # share of the question's words that such a sentence holds, with what stands around it


def correction(retrieval: Retrieval, asked: Asked, best: Candidate | None) -> Candidate | None:
    """The best sentence, where it denies what is asked about or says that it is not told."""
    if best is None or asked.command or unheard(retrieval.query.text, retrieval.retrieved):
        return None
    told = dict(zip(FEATURES, best.features, strict=True))
    language = best.retrieved.passage.language
    fits = language is retrieval.query.language and told["local_coverage"] >= ABOUT
    return best if fits and any(told[name] for name in _TELLING) else None
